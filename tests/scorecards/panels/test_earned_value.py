"""Earned value and earned schedule of projects and of what they add up to."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Caveat, Rag, Reason
from delivery.calculations.periods import Period
from scorecards.panels.earned_value import EARNED_VALUE
from tests.scorecards.panels.building import (
    Q3,
    baseline,
    portfolio,
    project,
    read,
    said,
    sentence,
    show,
    update,
)

MONTH_ENDS = [
    date(2026, 1, 31),
    date(2026, 2, 28),
    date(2026, 3, 31),
    date(2026, 4, 30),
    date(2026, 5, 31),
    date(2026, 6, 30),
    date(2026, 7, 31),
    date(2026, 8, 31),
    date(2026, 9, 30),
]
YEAR = baseline(date(2026, 1, 1), date(2026, 12, 31), 1200)


def earning(pk: int, pace: str, cost: str = "1", **more: object) -> object:
    """A plan of 100 a month, earned at some pace, each unit at some cost."""
    updates = [
        update(
            day,
            planned_value=100 * number,
            earned_value=Decimal(100 * number) * Decimal(pace),
            actual_cost=Decimal(100 * number) * Decimal(pace) * Decimal(cost),
        )
        for number, day in enumerate(MONTH_ENDS, start=1)
    ]
    return project(pk, plans=[YEAR], updates=updates, **more)


def test_the_whole_is_a_ratio_of_sums_and_names_those_off_track():
    facts = portfolio(
        projects=[
            earning(1, "0.5", "1.25", name="Depot"),
            earning(2, "1"),
            project(3, actual_start=date(2026, 1, 1)),
        ]
    )

    readings = read(EARNED_VALUE, facts)

    assert readings["evm.ev"].measure.value == 1350
    assert readings["evm.cpi"].measure.value == Decimal(1350) / Decimal("1462.5")
    assert readings["evm.cpi"].rag is Rag.AMBER
    assert (readings["evm.cpi"].measure.n, readings["evm.cpi"].measure.n_expected) == (
        2,
        3,
    )
    notes = show(EARNED_VALUE, facts).notes
    assert "1 of 2 projects is off track on cost (CPI below 0.90)." in notes
    assert "The slowest is Depot with an SPI(t) of 0.50." in notes


def test_progress_is_said_in_months_of_the_plan():
    facts = portfolio(projects=[earning(1, "0.5", "2")])

    readings = read(EARNED_VALUE, facts)

    assert readings["earned_schedule.spi_t"].measure.value == Decimal("0.5")
    assert readings["earned_schedule.spi_t"].rag is Rag.RED
    assert sentence(EARNED_VALUE, facts) == (
        "Every €1.00 spent has produced €0.50 of planned work. The progress planned "
        "for month 4.5 has been made; this is month 9. At the current pace the plans "
        "are done after 24 months instead of 12 (Dec 31, 2027)."
    )


def test_the_curves_are_added_and_not_the_indices():
    facts = portfolio(projects=[earning(1, "0.5"), earning(2, "1")])

    pace = read(EARNED_VALUE, facts)["earned_schedule.spi_t"].measure

    assert pace.value == Decimal("0.75")


def test_late_in_the_work_spi_gives_way_to_spi_t():
    late = project(
        1,
        plans=[baseline(date(2026, 1, 1), date(2026, 6, 30), 600)],
        updates=[
            update(day, planned_value=min(100 * n, 600), earned_value=60 * n)
            for n, day in enumerate(MONTH_ENDS, start=1)
        ],
    )
    facts = portfolio(projects=[late])

    readings = read(EARNED_VALUE, facts)
    content = show(EARNED_VALUE, facts)

    assert Caveat.CONVERGES in readings["evm.spi"].measure.warnings
    assert readings["evm.spi"].rag is None
    assert [column.label for column in content.table.columns] == ["Period", "SPI(t)"]
    assert content.further[0].rows[0].cells[2] is None


def test_what_is_finished_is_told_as_finished():
    finished = project(
        1,
        status="completed",
        plans=[baseline(date(2026, 1, 1), date(2026, 3, 31), 300)],
        updates=[
            update(MONTH_ENDS[n - 1], planned_value=v, earned_value=e, actual_cost=c)
            for n, v, e, c in (
                (1, 100, 50, 50),
                (2, 200, 150, 160),
                (3, 300, 200, 220),
                (4, 300, 300, 330),
            )
        ],
        actual_finish=date(2026, 4, 30),
        final_cost=330,
    )
    facts = portfolio(projects=[finished])

    # Time stands still when all work is done: three months of plan took four.
    readings = read(EARNED_VALUE, facts)

    assert readings["earned_schedule.spi_t"].measure.value == Decimal("0.75")
    assert said(readings, "earned_schedule.ieac_t") == (
        "The work took 4 months instead of 3."
    )


def test_the_course_of_the_indices_stops_where_nobody_had_reported():
    facts = portfolio(projects=[earning(1, "0.8", "1.6")])

    readings = read(EARNED_VALUE, facts)

    assert readings["evm.cpi"].trend == (*[None] * 5, *[Decimal("0.625")] * 3)
    assert readings["earned_schedule.spi_t"].trend[-3:] == (Decimal("0.8"),) * 3


def test_a_course_is_unknown_while_a_running_project_is_silent():
    silent = project(
        2,
        plans=[YEAR],
        updates=[update(MONTH_ENDS[8], planned_value=900, earned_value=900)],
    )
    facts = portfolio(projects=[earning(1, "1"), silent])

    trend = read(EARNED_VALUE, facts)["earned_schedule.spi_t"].trend

    assert trend[-2:] == (None, 1)


def test_the_period_has_an_index_of_its_own():
    updates = [
        update(date(2026, 6, 30), earned_value=400, actual_cost=800),
        update(date(2026, 9, 30), earned_value=700, actual_cost=1000),
    ]
    facts = portfolio(projects=[project(1, plans=[YEAR], updates=updates)])

    readings = read(EARNED_VALUE, facts)

    assert readings["evm.cpi"].measure.value == Decimal("0.7")
    assert readings["evm.period_cpi"].measure.value == Decimal("1.5")
    assert said(readings, "evm.period_cpi") == (
        "In Q3 FY2026 every €1.00 spent produced €1.50 of planned work."
    )


def test_more_earned_than_budgeted_is_not_believed():
    facts = portfolio(
        projects=[
            project(1, plans=[YEAR], updates=[update(earned_value=1300, actual_cost=1)])
        ]
    )

    assert read(EARNED_VALUE, facts)["evm.cpi"].measure.value is None


def test_money_in_another_currency_is_unknown_here():
    facts = portfolio(projects=[earning(1, "1"), earning(2, "1", currency="GBP")])

    bac = read(EARNED_VALUE, facts)["evm.bac"].measure

    assert (bac.value, bac.n, bac.n_expected) == (1200, 1, 2)


@pytest.mark.parametrize(
    ("projects", "words"),
    [
        pytest.param([], "Not available: no project has begun.", id="no project"),
        pytest.param(
            [project(1, actual_start=date(2026, 1, 1))],
            "Not available: no earned value has been reported. Record planned value, "
            "earned value and actual cost with status updates.",
            id="no earned value",
        ),
    ],
)
def test_without_earned_value_it_says_what_to_do(projects, words):
    assert sentence(EARNED_VALUE, portfolio(projects=projects)) == words


def test_a_plan_without_planned_value_over_time_has_no_schedule():
    facts = portfolio(
        projects=[
            project(
                1, plans=[YEAR], updates=[update(earned_value=600, actual_cost=500)]
            )
        ]
    )

    readings = read(EARNED_VALUE, facts, Q3)

    assert readings["evm.cpi"].measure.value == Decimal("1.2")
    assert readings["earned_schedule.spi_t"].measure.reason == Reason.NO_BASELINE
    assert readings["earned_schedule.spi_t"].missing == (
        "no plan over time has been recorded"
    )


def test_a_month_shows_the_same_cumulative_index_as_its_quarter():
    facts = portfolio(projects=[earning(1, "0.5", "2")])

    month = read(EARNED_VALUE, facts, Period.parse("2026-09"))

    assert month["evm.cpi"].measure == read(EARNED_VALUE, facts)["evm.cpi"].measure
