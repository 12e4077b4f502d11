"""Which periods a portfolio keeps a scorecard of."""

from datetime import date

import pytest

from delivery.calculations.periods import Period, PeriodKind
from scorecards.horizon import (
    day_of_knowledge,
    period_of_span,
    span,
    standing_periods,
)

FIRST, LAST = date(2020, 5, 10), date(2026, 8, 20)


def keys(kind: PeriodKind, first: date, last: date, start_month: int = 1) -> list[str]:
    return [period.key for period in standing_periods(kind, start_month, first, last)]


def test_of_months_the_last_thirteen_are_kept_with_their_quarter_and_year():
    kept = keys(PeriodKind.MONTH, FIRST, LAST)
    months = [key for key in kept if Period.parse(key).kind is PeriodKind.MONTH]
    assert months == [f"2025-{n:02}" for n in range(8, 13)] + [
        f"2026-{n:02}" for n in range(1, 9)
    ]
    assert sorted(set(kept) - set(months)) == ["2026-Q3", "FY2026"]


def test_of_quarters_the_last_twelve_are_kept_with_the_year():
    kept = keys(PeriodKind.QUARTER, FIRST, LAST)
    assert len(kept) == 13
    assert kept[0] == "2023-Q4"
    assert kept[-1] == "2026-Q3"
    assert "FY2026" in kept


def test_of_years_the_last_six_are_kept():
    kept = keys(PeriodKind.YEAR, FIRST, LAST, start_month=4)
    assert kept == [f"FY{year}" for year in range(2022, 2028)]


def test_nothing_is_kept_from_before_the_first_day():
    kept = keys(PeriodKind.QUARTER, date(2026, 6, 30), LAST)
    assert kept == ["FY2026", "2026-Q2", "2026-Q3"]


def test_a_single_day_is_in_one_period_of_each_length():
    kept = keys(PeriodKind.MONTH, LAST, LAST, start_month=10)
    assert sorted(kept) == ["2026-08", "2026-Q4", "FY2026"]


@pytest.mark.parametrize(
    ("key", "start_month"),
    [("2026-07", 1), ("2026-Q3", 1), ("2026-Q2", 4), ("FY2026", 7), ("2026-Q1", 2)],
)
def test_a_period_is_known_by_its_days(key, start_month):
    period = Period.parse(key, start_month)
    assert period_of_span(span(period), start_month) == period


def test_a_quarter_of_another_fiscal_calendar_keeps_its_days():
    theirs = Period.parse("2026-Q1", 2)
    ours = period_of_span(span(theirs), 1)
    assert span(ours) == span(theirs)


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        pytest.param(date(2026, 8, 20), date(2026, 8, 20), id="the period goes on"),
        pytest.param(date(2026, 12, 1), date(2026, 9, 30), id="the period is over"),
        pytest.param(None, date(2026, 9, 30), id="nothing is known"),
    ],
)
def test_a_period_is_read_as_of_its_end_or_the_last_day_known(last_day, expected):
    assert day_of_knowledge(Period.parse("2026-Q3"), last_day) == expected
