"""On time, on budget, within scope: what counts, and what cannot be judged."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from delivery.calculations.delivery_rates import (
    Delivery,
    DeliveryState,
    completed_in,
    forecast_on_budget_rate,
    forecast_on_time_rate,
    in_year_cost_ratio,
    in_year_on_budget_rate,
    on_budget_rate,
    on_time_rate,
    overdue_open,
    triple_constraint_rate,
    within_scope_rate,
)
from delivery.calculations.measure import Caveat
from delivery.calculations.periods import Period
from delivery.calculations.share import Share

START = date(2025, 1, 1)
FINISH = date(2025, 4, 11)  # 100 days later: a tolerance of 5 % is 5 days


def completed(**facts: Any) -> Delivery:
    return Delivery(
        **{
            "state": DeliveryState.COMPLETE,
            "baseline_start": START,
            "baseline_finish": FINISH,
            **facts,
        }
    )


def active(**facts: Any) -> Delivery:
    return completed(**{"state": DeliveryState.ACTIVE, **facts})


def counts(share: Share) -> tuple[int, int, int]:
    return share.ok, share.known, share.expected


def late_by(days: int) -> date:
    return FINISH + timedelta(days=days)


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        pytest.param(completed(actual_finish=late_by(0)), (1, 1, 1), id="on the day"),
        pytest.param(completed(actual_finish=late_by(5)), (1, 1, 1), id="tolerated"),
        pytest.param(completed(actual_finish=late_by(6)), (0, 1, 1), id="late"),
        pytest.param(completed(), (0, 0, 1), id="finish unknown"),
        pytest.param(
            completed(baseline_finish=None, actual_finish=FINISH),
            (0, 0, 1),
            id="no baseline",
        ),
        pytest.param(
            completed(state=DeliveryState.CANCELLED), (0, 0, 0), id="cancelled"
        ),
        pytest.param(active(), (0, 0, 0), id="still open"),
    ],
)
def test_on_time_is_baseline_plus_tolerance(
    project: Delivery, expected: tuple[int, int, int]
) -> None:
    assert counts(on_time_rate([project])) == expected


def test_a_tolerance_of_part_of_a_day_is_rounded_down() -> None:
    short = completed(
        baseline_finish=START + timedelta(days=19),
        actual_finish=START + timedelta(days=20),
    )

    assert counts(on_time_rate([short])) == (0, 1, 1)


@pytest.mark.parametrize(
    ("budget", "cost", "expected"),
    [
        pytest.param(100, 105, (1, 1, 1, 0), id="within tolerance"),
        pytest.param(100, "105.0001", (0, 1, 1, 0), id="beyond tolerance"),
        pytest.param(100, 0, (1, 1, 1, 0), id="cost nothing"),
        pytest.param(None, 100, (0, 0, 1, 0), id="no budget"),
        pytest.param(100, None, (0, 0, 1, 0), id="cost unknown"),
        pytest.param(0, 100, (0, 0, 1, 1), id="a budget of zero"),
    ],
)
def test_on_budget_is_budget_plus_tolerance(
    budget: Any, cost: Any, expected: tuple[int, int, int, int]
) -> None:
    share = on_budget_rate(
        [
            completed(
                budget=None if budget is None else Decimal(budget),
                final_cost=None if cost is None else Decimal(cost),
            )
        ]
    )

    assert (*counts(share), share.excluded) == expected


def test_underspending_never_fails_but_questions_the_estimate() -> None:
    cheap = on_budget_rate([completed(budget=Decimal(100), final_cost=Decimal("89.9"))])
    fair = on_budget_rate([completed(budget=Decimal(100), final_cost=Decimal(90))])

    assert cheap.measure().warnings == (Caveat.ESTIMATE_QUALITY,)
    assert fair.measure().warnings == ()


def test_overdue_open_work_stands_beside_the_rate() -> None:
    projects = [
        active(budget=Decimal(70)),
        active(baseline_finish=date(2026, 1, 1), budget=Decimal(30)),
        active(baseline_finish=None),
        completed(actual_finish=FINISH),
    ]

    on_the_last_day = overdue_open(projects, late_by(5))
    a_day_later = overdue_open(projects, late_by(6))

    assert on_the_last_day.count().value == 0
    assert a_day_later.count().value == 1
    assert a_day_later.weight_ok == 70
    assert a_day_later.count().n_expected == 3


def test_the_rates_look_at_what_the_period_completed() -> None:
    in_april = completed(actual_finish=FINISH)
    in_may = completed(actual_finish=date(2025, 5, 1))
    undated = completed()

    found = completed_in([in_april, in_may, undated, active()], Period.parse("2025-04"))

    assert found == [in_april, undated]
    assert on_time_rate(found).measure().completeness == Decimal("0.5")


@pytest.mark.parametrize("rate", [forecast_on_time_rate, forecast_on_budget_rate])
def test_a_stale_forecast_is_no_forecast(
    rate: Callable[[list[Delivery]], Share],
) -> None:
    fresh = active(
        forecast_finish=FINISH, forecast_cost=Decimal(100), budget=Decimal(100)
    )
    stale = active(
        forecast_finish=FINISH,
        forecast_cost=Decimal(100),
        budget=Decimal(100),
        forecast_is_stale=True,
    )

    share = rate([fresh, stale])

    assert counts(share) == (1, 1, 2)
    assert Caveat.STALE in share.measure().warnings


def test_forecasts_are_only_asked_of_open_projects() -> None:
    done = completed(
        forecast_finish=FINISH, forecast_cost=Decimal(1), budget=Decimal(1)
    )

    assert forecast_on_time_rate([done]).measure().reason == "NO_DATA"
    assert forecast_on_budget_rate([done]).measure().reason == "NO_DATA"


def test_this_years_cost_is_judged_for_every_project_with_both_figures() -> None:
    projects = [
        active(in_year_budget=Decimal(100), in_year_forecast=Decimal(105)),
        active(in_year_budget=Decimal(300), in_year_forecast=Decimal(330)),
        active(in_year_budget=Decimal(0), in_year_forecast=Decimal(10)),
        active(in_year_budget=Decimal(50)),
        active(in_year_forecast=Decimal(50)),
    ]

    share = in_year_on_budget_rate(projects)
    ratio = in_year_cost_ratio(projects)

    assert (*counts(share), share.excluded) == (1, 2, 5, 1)
    assert (ratio.numerator, ratio.denominator) == (Decimal(435), Decimal(400))
    assert ratio.known == 2


@pytest.mark.parametrize(
    ("approved", "accepted", "expected"),
    [
        pytest.param(100, 95, (1, 1, 1), id="nearly all"),
        pytest.param(100, 94, (0, 1, 1), id="too little"),
        pytest.param(None, 94, (0, 0, 1), id="no scope register"),
        pytest.param(0, 0, (0, 0, 1), id="an empty scope register"),
    ],
)
def test_within_scope_needs_a_scope_register(
    approved: int | None, accepted: int, expected: tuple[int, int, int]
) -> None:
    project = completed(
        approved_scope=None if approved is None else Decimal(approved),
        accepted_scope=Decimal(accepted),
    )

    assert counts(within_scope_rate([project])) == expected


def test_time_cost_and_scope_are_judged_together_or_not_at_all() -> None:
    good = {
        "actual_finish": FINISH,
        "budget": Decimal(100),
        "final_cost": Decimal(100),
        "approved_scope": Decimal(10),
        "accepted_scope": Decimal(10),
    }
    projects = [
        completed(**good),
        completed(**{**good, "final_cost": Decimal(200)}),
        completed(**{**good, "accepted_scope": None}),
    ]

    assert counts(triple_constraint_rate(projects)) == (1, 2, 3)


def test_the_rate_by_budget_stands_beside_the_rate_by_count() -> None:
    share = on_time_rate(
        [
            completed(actual_finish=late_by(0), budget=Decimal(900)),
            completed(actual_finish=late_by(60), budget=Decimal(100)),
        ]
    )

    assert share.measure().value == Decimal("0.5")
    assert share.weighted().value == Decimal("0.9")
    assert share.failed == 1


def test_a_budget_nobody_knows_lowers_the_completeness_of_the_weighted_rate() -> None:
    share = on_time_rate(
        [
            completed(actual_finish=FINISH, budget=Decimal(900)),
            completed(actual_finish=FINISH),
        ]
    )

    assert share.measure().completeness == 1
    assert share.weighted().completeness == Decimal("0.5")
    assert share.weighted().warnings == (Caveat.PARTIAL_DATA,)


def test_too_few_judged_projects_give_no_rate() -> None:
    share = on_time_rate([completed(actual_finish=FINISH), completed(), completed()])

    assert share.measure().reason == "INSUFFICIENT_COVERAGE"
    assert share.measure().n == 1


def test_nothing_completed_is_not_a_rate_of_zero() -> None:
    empty = on_time_rate([])

    assert empty.measure().reason == "NO_DATA"
    assert empty.weighted().reason == "NO_DATA"
    assert empty.count().reason == "NO_DATA"
