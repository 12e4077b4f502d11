"""Months, fiscal quarters and fiscal years."""

from datetime import date

import pytest

from delivery.calculations.periods import (
    FiscalPeriod,
    Period,
    PeriodKind,
    fiscal_period,
    months_between,
)


@pytest.mark.parametrize(
    ("key", "fy_start_month", "start", "end", "label"),
    [
        ("2026-09", 1, date(2026, 9, 1), date(2026, 9, 30), "September 2026"),
        ("2024-02", 4, date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2026-Q3", 1, date(2026, 7, 1), date(2026, 9, 30), "Q3 FY2026"),
        ("2026-Q3", 4, date(2025, 10, 1), date(2025, 12, 31), "Q3 FY2026"),
        ("2026-Q4", 4, date(2026, 1, 1), date(2026, 3, 31), "Q4 FY2026"),
        ("FY2026", 1, date(2026, 1, 1), date(2026, 12, 31), "FY2026"),
        ("FY2026", 4, date(2025, 4, 1), date(2026, 3, 31), "FY2026"),
        ("FY2026", 12, date(2025, 12, 1), date(2026, 11, 30), "FY2026"),
    ],
)
def test_a_key_names_a_period(
    key: str, fy_start_month: int, start: date, end: date, label: str
) -> None:
    period = Period.parse(key, fy_start_month)

    assert (period.start, period.end, period.label) == (start, end, label)
    assert period.key == str(period) == key
    assert period.contains(start)
    assert period.contains(end)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-Q0",
        "FY26",
        "fy2026",
        "0001-01",
        "9999-12",
        "2026-9",
        "２０２６-09",
        "2026-09 ",
        "2026-Q3;",
    ],
)
def test_a_key_that_names_nothing_is_refused_in_words(key: str) -> None:
    with pytest.raises(ValueError, match="is not a period: write a month as 2026-09"):
        Period.parse(key)


def test_a_fiscal_year_is_named_after_the_year_in_which_it_ends() -> None:
    assert fiscal_period(date(2025, 4, 1), 4) == FiscalPeriod(2026, 1, 1)
    assert fiscal_period(date(2025, 3, 31), 4) == FiscalPeriod(2025, 4, 12)
    assert fiscal_period(date(2025, 3, 31), 1) == FiscalPeriod(2025, 1, 3)


@pytest.mark.parametrize("month", [0, 13])
def test_a_fiscal_year_starts_in_a_month_that_exists(month: int) -> None:
    with pytest.raises(ValueError, match="month 1 to 12"):
        fiscal_period(date(2025, 1, 1), month)


@pytest.mark.parametrize("kind", PeriodKind)
@pytest.mark.parametrize("fy_start_month", [1, 4, 11])
def test_periods_follow_each_other_without_gap_or_overlap(
    kind: PeriodKind, fy_start_month: int
) -> None:
    period = Period.containing(date(2024, 2, 29), kind, fy_start_month)

    assert period.contains(date(2024, 2, 29))
    assert (period.next().start - period.end).days == 1
    assert period.next().previous() == period
    assert Period.parse(period.key, fy_start_month) == period
    assert sum((month.end - month.start).days + 1 for month in period.months()) == (
        (period.end - period.start).days + 1
    )


def test_the_year_before_is_the_same_period_of_the_fiscal_year_before() -> None:
    assert Period.parse("2026-Q3", 4).year_before().key == "2025-Q3"
    assert Period.parse("2026-01").year_before().key == "2025-01"
    assert Period.parse("FY2026").year_before().key == "FY2025"


def test_periods_are_ordered_by_start_and_then_by_length() -> None:
    keys = ["FY2026", "2026-02", "2026-Q1", "2026-01", "2025-12"]

    ordered = [period.key for period in sorted(map(Period.parse, keys))]

    assert ordered == ["2025-12", "2026-01", "2026-Q1", "FY2026", "2026-02"]
    assert len({Period.parse("2026-01"), Period.parse("2026-01")}) == 1


def test_a_period_starts_on_its_own_first_day() -> None:
    with pytest.raises(ValueError, match="no quarter starts on 2026-02-01"):
        Period(PeriodKind.QUARTER, date(2026, 2, 1))
    with pytest.raises(ValueError, match="no month starts on 2026-02-02"):
        Period(PeriodKind.MONTH, date(2026, 2, 2))


def test_months_between_include_both_ends() -> None:
    assert months_between(date(2025, 11, 30), date(2026, 1, 1)) == (
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
    )
    assert months_between(date(2026, 2, 1), date(2026, 1, 31)) == ()
