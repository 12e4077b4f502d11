"""On time, on budget, in scope, forecast, within the year's budget."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Caveat, Rag, Reason
from delivery.calculations.periods import Period
from scorecards.panels.forecast import FORECAST
from scorecards.panels.in_year_cost import IN_YEAR_COST
from scorecards.panels.on_budget import ON_BUDGET
from scorecards.panels.on_time import ON_TIME
from scorecards.panels.within_scope import WITHIN_SCOPE
from tests.scorecards.panels.building import (
    at_work,
    baseline,
    done,
    plain,
    portfolio,
    project,
    read,
    said,
    sentence,
    show,
    update,
)

PLAN_END = date(2026, 8, 31)
TOLERATED = date(2026, 9, 12)  # 5 % of 242 days are 12 days


def test_on_time_is_the_plan_and_its_tolerance():
    facts = portfolio(
        projects=[
            done(1, PLAN_END),
            done(2, TOLERATED),
            done(3, date(2026, 9, 13)),
        ]
    )

    rate = read(ON_TIME, facts)["on_time_rate"]

    assert rate.measure.value == Decimal(2) / 3
    assert rate.rag is Rag.AMBER
    assert plain(rate.target) == "≥ 80 %"
    assert plain(rate.sentence) == (
        "2 of 3 projects finished on time (tolerance 5 % of planned duration)."
    )


def test_twenty_or_more_are_put_into_per_cent():
    facts = portfolio(
        projects=[done(pk, date(2026, 9, 30 if pk > 17 else 1)) for pk in range(1, 21)]
    )

    assert said(read(ON_TIME, facts), "on_time_rate") == (
        "17 of 20 projects finished on time (85 %; tolerance 5 % of planned duration)."
    )


def test_a_project_finished_in_another_period_is_not_counted():
    facts = portfolio(projects=[done(1, date(2026, 6, 30))])

    rate = read(ON_TIME, facts)["on_time_rate"]

    assert rate.measure.reason == Reason.NO_DATA
    assert rate.missing == "no project was completed in Q3 FY2026"
    assert (
        plain(rate.sentence) == "Not available: no project was completed in Q3 FY2026."
    )


def test_projects_without_a_plan_cannot_be_judged_and_it_says_what_to_do():
    facts = portfolio(
        projects=[
            project(pk, status="completed", actual_finish=PLAN_END) for pk in (1, 2)
        ]
    )

    assert said(read(ON_TIME, facts), "on_time_rate") == (
        "Not available: the 2 completed projects have no planned or no actual finish. "
        "Record the planned and the actual finish of completed projects."
    )


def test_overdue_open_work_stands_beside_the_rate():
    facts = portfolio(
        projects=[done(1), at_work(2), at_work(3), project(4, updates=[update()])]
    )

    readings = read(ON_TIME, facts)

    assert readings["overdue_open"].measure.value == 2
    assert sentence(ON_TIME, facts) == (
        "1 of 1 project finished on time (tolerance 5 % of planned duration). "
        "2 open projects are past their planned finish."
    )


def test_a_large_project_weighs_more_by_budget():
    facts = portfolio(
        projects=[
            done(1, plan=baseline(budget=900)),
            done(2, date(2026, 9, 30), plan=baseline(budget=100)),
        ]
    )

    readings = read(ON_TIME, facts)

    assert readings["on_time_rate"].measure.value == Decimal("0.5")
    assert readings["on_time_rate.weighted"].measure.value == Decimal("0.9")
    assert said(readings, "on_time_rate.weighted") == "Counted by budget it is 90 %."


def test_a_project_in_another_currency_counts_and_does_not_weigh():
    facts = portfolio(
        projects=[
            done(1, plan=baseline(budget=100)),
            done(2, date(2026, 9, 30), currency="GBP"),
        ]
    )

    readings = read(ON_TIME, facts)

    assert readings["on_time_rate"].measure.value == Decimal("0.5")
    assert readings["on_time_rate.weighted"].measure.value == 1
    assert readings["on_time_rate.weighted"].measure.n == 1


def test_a_new_plan_does_not_hide_the_original_one():
    replanned = [
        baseline(finish=date(2026, 6, 30)),
        baseline(number=2, approved_on=date(2026, 7, 15)),
    ]
    facts = portfolio(
        projects=[
            project(1, status="completed", plans=replanned, actual_finish=PLAN_END)
        ]
    )

    readings = read(ON_TIME, facts)

    assert readings["on_time_rate"].rag is Rag.GREEN
    assert readings["on_time_rate.original"].measure.value == 0
    assert show(ON_TIME, facts).notes == (
        "1 of them was given a new plan in the last 90 days.",
        "Against the original plans it is 0 of 1.",
    )


def test_the_latest_are_listed_first_in_words():
    facts = portfolio(
        projects=[done(1), done(2, date(2026, 9, 30)), done(3, date(2026, 8, 1))]
    )

    (rows,) = show(ON_TIME, facts).further

    assert [(row.cells[0], row.cells[-1]) for row in rows.rows] == [
        ("Project 2", "late by 30 days"),
        ("Project 1", "on plan"),
        ("Project 3", "early by 30 days"),
    ]
    assert [row.href for row in rows.rows] == [
        "/delivery/projects/2/",
        "/delivery/projects/1/",
        "/delivery/projects/3/",
    ]


def test_the_table_holds_what_the_picture_draws():
    facts = portfolio(
        projects=[
            done(1),
            done(2, date(2026, 9, 30), plan=baseline(budget=500)),
            project(3, status="completed", actual_finish=PLAN_END),
        ]
    )

    table = show(ON_TIME, facts).table

    assert [
        [cell.value for cell in row.cells[1:4]] + [row.cells[4]] for row in table.rows
    ] == [[1, 1, 1, Decimal("0.5")], [1000, 500, 0, Decimal(1000) / 1500]]


def test_cancelled_projects_are_said_and_not_counted():
    facts = portfolio(
        projects=[done(1), project(2, status="cancelled", actual_finish=PLAN_END)]
    )

    assert read(ON_TIME, facts)["on_time_rate"].measure.n == 1
    assert "1 project was cancelled and is not counted." in show(ON_TIME, facts).notes


def test_the_course_of_the_last_periods_leads_to_this_one():
    facts = portfolio(
        projects=[done(1, date(2026, 3, 31)), done(2, date(2026, 9, 30)), done(3)]
    )

    trend = read(ON_TIME, facts)["on_time_rate"].trend

    assert trend == (*[None] * 5, Decimal(1), None, Decimal("0.5"))


def test_within_budget_includes_the_tolerance_and_any_saving():
    facts = portfolio(
        projects=[done(1, cost=1050), done(2, cost=1051), done(3, cost=500)]
    )

    rate = read(ON_BUDGET, facts)["on_budget_rate"]

    assert rate.measure.value == Decimal(2) / 3
    assert plain(rate.sentence) == (
        "2 of 3 completed projects stayed within budget (tolerance 5 %)."
    )
    assert Caveat.ESTIMATE_QUALITY in rate.measure.warnings


def test_a_tolerance_of_zero_is_the_budget_itself():
    facts = portfolio(projects=[done(1, cost=1001), done(2, cost=1000)], tolerance="0")

    assert read(ON_BUDGET, facts)["on_budget_rate"].measure.value == Decimal("0.5")


def test_the_costliest_overrun_comes_first():
    facts = portfolio(
        projects=[done(1, cost=1100), done(2, cost=1400), done(3, cost=None)]
    )

    (rows,) = show(ON_BUDGET, facts).further

    assert [(row.cells[0], row.cells[3]) for row in rows.rows] == [
        ("Project 2", Decimal("0.4")),
        ("Project 1", Decimal("0.1")),
        ("Project 3", None),
    ]


def test_scope_and_all_three_together():
    def finished(pk: int, accepted: int, cost: int = 1000) -> object:
        return done(
            pk,
            cost=cost,
            updates=[update(PLAN_END, scope_approved=100, scope_accepted=accepted)],
        )

    facts = portfolio(
        projects=[finished(1, 100), finished(2, 95, cost=2000), finished(3, 94)]
    )

    readings = read(WITHIN_SCOPE, facts)

    assert readings["within_scope_rate"].measure.value == Decimal(2) / 3
    assert readings["triple_constraint_rate"].measure.value == Decimal(1) / 3
    assert said(readings, "within_scope_rate") == (
        "2 of 3 completed projects delivered at least 95 % of their approved scope."
    )


def test_forecasts_are_held_against_the_plan():
    facts = portfolio(
        projects=[
            at_work(1, forecast_finish=TOLERATED, forecast_cost=1050),
            at_work(2, forecast_finish=date(2026, 12, 24), forecast_cost=1200),
            at_work(3),
        ]
    )

    readings = read(FORECAST, facts)

    assert readings["forecast_on_time_rate"].measure.value == Decimal("0.5")
    assert sentence(FORECAST, facts) == (
        "1 of 2 open projects is forecast to finish on time (tolerance 5 % of planned "
        "duration). 1 of 2 open projects is forecast to finish within budget "
        "(tolerance 5 %). Based on 2 of 3 projects."
    )
    assert Caveat.PARTIAL_DATA in readings["forecast_on_time_rate"].measure.warnings


def test_a_forecast_older_than_two_periods_does_not_count():
    fresh = project(
        1,
        plans=[baseline()],
        updates=[update(date(2026, 4, 1), forecast_finish=PLAN_END)],
    )
    stale = project(
        2,
        plans=[baseline()],
        updates=[update(date(2026, 3, 31), forecast_finish=PLAN_END)],
    )

    rate = read(FORECAST, portfolio(projects=[fresh, stale]))["forecast_on_time_rate"]

    assert (rate.measure.n, rate.measure.n_expected) == (1, 2)
    assert Caveat.STALE in rate.measure.warnings


def test_finished_projects_are_not_forecast():
    rate = read(FORECAST, portfolio(projects=[done()]))["forecast_on_time_rate"]

    assert plain(rate.sentence) == "Not available: no project is at work."


def in_year(pk: int, budget: object, forecast: object, day: date) -> object:
    return project(
        pk, updates=[update(day, in_year_budget=budget, in_year_forecast=forecast)]
    )


def test_this_years_cost_counts_projects_reported_in_the_fiscal_year():
    day = date(2026, 2, 28)
    facts = portfolio(
        projects=[
            in_year(1, 100, 105, day),
            in_year(2, 100, 106, day),
            in_year(3, 0, 0, day),
            in_year(4, None, 5, day),
            in_year(5, 100, 100, date(2025, 12, 31)),
        ]
    )

    readings = read(IN_YEAR_COST, facts)
    rate, ratio = (
        readings["in_year_on_budget_rate"].measure,
        readings["in_year_on_budget_rate.ratio"].measure,
    )

    assert (rate.value, rate.n, rate.n_expected) == (Decimal("0.5"), 2, 4)
    assert ratio.value == Decimal("1.055")
    assert show(IN_YEAR_COST, facts).notes == (
        "1 project has a budget of zero this year and cannot be judged.",
    )


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param("FY2026", 1, id="the year it was reported in"),
        pytest.param("2026-Q4", 1, id="its last quarter"),
        pytest.param("2026-Q3", None, id="the quarter before"),
        pytest.param("FY2025", None, id="the year before"),
    ],
)
def test_this_years_cost_follows_the_fiscal_calendar(period, expected):
    # The fiscal year begins in April: 31 March closes FY2026.
    facts = portfolio(projects=[in_year(1, 100, 100, date(2026, 3, 31))])

    rate = read(IN_YEAR_COST, facts, Period.parse(period, 4))["in_year_on_budget_rate"]

    assert rate.measure.value == expected


def test_a_period_without_completions_tells_of_the_last_ones():
    facts = portfolio(
        projects=[done(1, date(2026, 3, 31)), done(2, date(2025, 12, 31), cost=2000)]
    )

    assert sentence(ON_BUDGET, facts) == (
        "Not available: no project was completed in Q3 FY2026. Over the last 8 periods "
        "together it was 1 of 2."
    )
    assert show(ON_BUDGET, facts).notes == ()
