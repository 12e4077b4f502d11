"""Capacity, priorities, risks, quality, flow, scope and strategic alignment."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from delivery.calculations.alignment import (
    Alignment,
    LinkedProject,
    spend_by_objective,
    spend_mix_fit,
)
from delivery.calculations.correlation import spearman
from delivery.calculations.flow import (
    MIN_ITEMS,
    cycle_time,
    cycle_times,
    flow_check,
    flow_time,
    pct_faster,
    throughput,
)
from delivery.calculations.measure import Caveat, Rag, Unit
from delivery.calculations.periods import Period
from delivery.calculations.quality import (
    change_fail_rate,
    defect_escape_rate,
    defect_removal_efficiency,
    rework_ratio,
)
from delivery.calculations.resources import (
    Overallocation,
    PersonPeriod,
    rate_utilization,
    utilization,
)
from delivery.calculations.risks import (
    Chance,
    RiskExposure,
    emv,
    risk_reduction,
)
from delivery.calculations.sample import Sample
from delivery.calculations.scope import ScopeChange
from delivery.calculations.work_packages import (
    ProgressMethod,
    WorkPackage,
    work_earned,
)


def person(hours: int | None, capacity: int | None) -> PersonPeriod:
    return PersonPeriod(
        None if hours is None else Decimal(hours),
        None if capacity is None else Decimal(capacity),
    )


def test_missing_bookings_are_not_zero_hours() -> None:
    used = utilization(
        [person(30, 40), person(None, 10), person(5, 0), person(5, None)]
    )

    assert used.measure().value == Decimal("0.75")
    assert used.measure().completeness == Decimal("0.8")
    assert utilization([person(None, 40)]).measure().reason == "NO_DATA"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.7, Rag.GREEN), (0.85, Rag.GREEN), (0.95, Rag.AMBER), (1.01, Rag.RED)],
)
def test_both_idle_and_overloaded_teams_are_coloured(
    value: float, expected: Rag
) -> None:
    assert rate_utilization(value) is expected


def test_overbooking_is_not_netted_between_people() -> None:
    over = Overallocation.of([person(45, 40), person(10, 40), person(8, 0)])

    assert over.rate().value == Decimal("0.5")
    assert over.excess_hours().value == 5
    assert over.errors == 1
    assert Overallocation.of([person(None, 40)]).rate().reason == "NO_DATA"
    assert Overallocation().excess_hours().reason == "NO_DATA"
    assert Overallocation.from_json(over.as_json()) == over


def test_ties_share_their_average_rank() -> None:
    result = spearman([1, 2, 2, 4, 5, None], [1, 2, 3, 4, 5, 6])

    assert result.rho.value == pytest.approx(0.9746794344808963)
    assert result.rho.n == 5
    assert result.ci_low is not None
    assert result.ci_high is not None
    assert result.ci_low < result.rho.number < result.ci_high


def test_a_correlation_needs_five_pairs_that_differ() -> None:
    assert spearman([1, 2, 3, 4], [1, 2, 3, 4]).rho.reason == "INSUFFICIENT_N:5"
    assert spearman([1] * 5, [1, 2, 3, 4, 5]).rho.reason == "ZERO_DENOMINATOR"


def test_a_perfect_correlation_has_no_interval() -> None:
    perfect = spearman([1, 2, 3, 4, 5], [5, 4, 3, 2, 1])

    assert perfect.rho.value == -1
    assert (perfect.ci_low, perfect.ci_high) == (None, None)


def chance(probability: str | None, amount: int | None) -> Chance:
    return Chance(
        None if probability is None else Decimal(probability),
        None if amount is None else Decimal(amount),
    )


def test_an_unrated_risk_lowers_completeness_and_an_empty_register_is_unknown() -> None:
    register = RiskExposure.of([chance("0.5", 100), chance("0.2", None)])

    assert register.measure().value == 50
    assert register.measure().completeness == Decimal("0.5")
    assert register.of_contingency(Decimal(40)).value == Decimal("1.25")
    assert register.of_contingency(None).reason == "MISSING_INPUT:contingency"
    assert RiskExposure().measure().reason == "NO_DATA"
    assert RiskExposure().of_contingency(Decimal(40)).reason == "NO_DATA"


def test_a_probability_lies_between_zero_and_one() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        chance("50", 100)


def test_an_option_needs_all_its_branches() -> None:
    branches = [chance("0.6", 200), chance("0.4", 90)]

    assert emv(branches, Decimal(120)).value == 36
    assert emv(branches[:1], Decimal(120)).reason == "MISSING_INPUT:branches"
    assert emv([*branches, chance(None, 5)], Decimal(1)).reason == (
        "MISSING_INPUT:branches"
    )
    assert emv(branches, None).reason == "MISSING_INPUT:cost"


def test_risk_responses_are_judged_by_what_they_remove() -> None:
    result = risk_reduction(Decimal(200), Decimal(80), None)

    assert result.reduction.value == Decimal("0.6")
    assert result.leverage.reason == "MISSING_INPUT:response_cost"
    assert risk_reduction(Decimal(0), Decimal(0), None).reduction.reason == (
        "ZERO_DENOMINATOR"
    )
    assert risk_reduction(Decimal(1), None, None).leverage.reason == (
        "MISSING_INPUT:residual"
    )


def test_quality_ratios_are_ratios_of_sums() -> None:
    failed = change_fail_rate(1, 10) + change_fail_rate(2, 30)

    assert failed.measure().value == Decimal("0.075")
    assert change_fail_rate(0, 0).measure().reason == "ZERO_DENOMINATOR"
    assert rework_ratio(None, 100).measure().reason == "NO_DATA"
    assert (rework_ratio(5, 100) + rework_ratio(None, 100)).measure().completeness == (
        Decimal("0.5")
    )


def test_defects_that_nobody_counted_are_not_zero() -> None:
    escaped = defect_escape_rate(90, 10).measure()
    unknown = defect_escape_rate(90, None).measure()

    assert defect_removal_efficiency(escaped).value == Decimal("0.9")
    assert defect_removal_efficiency(unknown).reason == "NO_DATA"


def test_a_day_is_a_day() -> None:
    assert cycle_time(date(2025, 3, 3), date(2025, 3, 3)) == 1
    with pytest.raises(ValueError, match="before it was started"):
        cycle_time(date(2025, 3, 3), date(2025, 3, 2))


def test_unfinished_work_has_no_cycle_time_yet() -> None:
    first = date(2025, 3, 1)
    times = cycle_times(
        [(first, date(2025, 3, 4)), (first, None), (None, date(2025, 3, 9))]
    )

    assert times == Sample((Decimal(4),), missing=1)
    assert times.median(Unit.DAYS, min_n=MIN_ITEMS).reason == "INSUFFICIENT_N:5"
    march = Period.parse("2025-03")
    assert throughput([first, None, date(2025, 4, 1)], march) == 1


def test_25_percent_faster_means_a_quarter_less_time() -> None:
    assert pct_faster(40, 30).value == Decimal("0.25")
    assert pct_faster(30, 40).value == Decimal(-10) / 30
    assert pct_faster(0, 5).reason == "ZERO_DENOMINATOR"
    assert pct_faster(None, 5).reason == "MISSING_INPUT:old"
    assert pct_faster(5, None).reason == "MISSING_INPUT:new"


def test_flow_that_does_not_fit_together_says_so() -> None:
    expected = flow_time(24, 3)

    assert expected.value == 8
    assert flow_check(expected, 10).warnings == ()
    assert flow_check(expected, Decimal("10.1")).warnings == (Caveat.FLOW_INCONSISTENT,)
    assert flow_check(expected, None) == expected
    assert flow_check(flow_time(24, 0), 10).reason == "ZERO_DENOMINATOR"


def test_scope_without_a_change_log_is_unknown_and_not_stable() -> None:
    change = ScopeChange.of(*map(Decimal, (80, 12, 4, 8, 2)))
    unknown = ScopeChange.of(Decimal(80), None, Decimal(0), Decimal(0), Decimal(0))

    assert change.volatility().value == Decimal("0.3")
    assert unknown.volatility().reason == "NO_DATA"
    assert (change + unknown).creep().value == Decimal("0.025")
    assert (change + unknown).creep().completeness == Decimal("0.5")
    assert ScopeChange.of(*[Decimal(0)] * 5).net_growth().reason == "ZERO_DENOMINATOR"


OBJECTIVES = {"A": Decimal(50), "B": Decimal(30), "C": Decimal(20)}


def linked(spend: int | None, **links: str) -> LinkedProject:
    return LinkedProject(
        None if spend is None else Decimal(spend),
        {name: Decimal(strength) for name, strength in links.items()},
    )


def test_money_is_weighed_by_what_it_serves() -> None:
    projects = [linked(600, A="1"), linked(300, B="0.5"), linked(100)]

    result = Alignment.of(OBJECTIVES, projects)

    assert result.wai().value == Decimal("0.69")
    assert result.orphan_count().value == 1
    assert result.orphan_spend_share().value == Decimal("0.1")
    assert result.objective_coverage().value == Decimal(2) / 3
    assert Alignment.from_json(result.as_json()) == result


def test_a_link_without_money_covers_no_objective() -> None:
    result = Alignment.of(OBJECTIVES, [linked(0, A="1"), linked(None, B="1")])

    assert result.objective_coverage().value == 0
    assert Alignment.of({}, []).objective_coverage().reason == "NO_DATA"
    assert Alignment.of({}, [linked(5)]).wai().reason == "NO_DATA"


def test_an_objective_of_another_plan_does_not_count() -> None:
    assert Alignment.of(OBJECTIVES, [linked(100, Z="1")]).orphan_count().value == 1


def test_spend_is_split_by_weight_and_strength() -> None:
    projects = [linked(80, A="1", B="1"), linked(20), linked(None, A="1")]

    assert spend_by_objective(OBJECTIVES, projects) == {
        "A": Decimal(50),
        "B": Decimal(30),
        "none": Decimal(20),
    }


def test_the_mix_of_spend_is_held_against_its_target() -> None:
    actual = {"A": Decimal("0.5"), "B": Decimal("0.3"), "none": Decimal("0.2")}
    target = {"A": Decimal("0.6"), "B": Decimal("0.4")}

    assert spend_mix_fit(actual, target).value == Decimal("0.8")
    assert spend_mix_fit(actual, {}).reason == "MISSING_INPUT:target"
    assert spend_mix_fit({}, target).reason == "NO_DATA"


@pytest.mark.parametrize(
    ("method", "facts", "expected"),
    [
        ("0/100", {"is_started": True}, 0),
        ("0/100", {"is_accepted": True}, 1),
        ("50/50", {}, 0),
        ("50/50", {"is_started": True}, "0.5"),
        ("percent", {"done": Decimal("0.95")}, "0.80"),
        ("percent", {"done": Decimal("0.95"), "is_accepted": True}, 1),
        ("units", {"done": Decimal("0.95")}, "0.95"),
    ],
)
def test_progress_is_told_by_a_named_method(
    method: str, facts: dict[str, Any], expected: int | str
) -> None:
    package = WorkPackage(Decimal(100), ProgressMethod(method), **facts)

    assert package.percent_complete() == Decimal(expected)


def test_progress_outside_its_bounds_is_refused_and_not_clamped() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        WorkPackage(Decimal(100), ProgressMethod.PERCENT, done=Decimal(95))


def test_unknown_progress_lowers_the_completeness_of_earned_value() -> None:
    known = WorkPackage(Decimal(80), ProgressMethod.UNITS, done=Decimal("0.5"))
    unknown = WorkPackage(Decimal(20), ProgressMethod.UNITS)

    assert work_earned([known, unknown]).value == 40
    assert work_earned([known, unknown]).completeness == Decimal("0.8")
    assert work_earned([unknown]).reason == "NO_DATA"
