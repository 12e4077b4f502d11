"""Months, fiscal quarters and fiscal years, and the dates they cover."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering
from typing import NamedTuple, Self

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

FIRST_YEAR = 1900
LAST_YEAR = 2199

MONTH_KEY = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
QUARTER_KEY = re.compile(r"(\d{4})-Q(\d)", re.ASCII)
YEAR_KEY = re.compile(r"FY(\d{4})", re.ASCII)


class PeriodKind(StrEnum):
    """How long a period is. Months are calendar months, the others fiscal."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def month_count(self) -> int:
        """The number of calendar months in a period of this kind."""
        return MONTH_COUNTS[self]


MONTH_COUNTS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


class FiscalPeriod(NamedTuple):
    """The place of a day in the fiscal calendar."""

    fy: int
    quarter: int
    month_no: int


def first_of_month(day: date) -> date:
    """Return the first day of the day's month."""
    return day.replace(day=1)


def add_months(day: date, count: int) -> date:
    """Return the first day of the month `count` months after the day's month."""
    years, month = divmod(day.month - 1 + count, 12)
    return date(day.year + years, month + 1, 1)


def last_of_month(day: date) -> date:
    """Return the last day of the day's month."""
    return add_months(day, 1) - timedelta(days=1)


def months_between(start: date, end: date) -> tuple[date, ...]:
    """Return the first day of every month touched from `start` to `end`.

    Shape: ascending, both months included; empty when end is before start.
    """
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    return tuple(add_months(start, index) for index in range(count))


def fiscal_period(day: date, fy_start_month: int = 1) -> FiscalPeriod:
    """Return fiscal year, quarter (1-4) and month number (1-12) of a day.

    The fiscal year is named after the calendar year in which it ends: with a
    start in April, 1 April 2025 opens FY2026.

    Raises ValueError when `fy_start_month` is not 1 to 12.

    Source: docs/formulas.md, "Periods".
    """
    _check_start_month(fy_start_month)
    months_in = (day.month - fy_start_month) % 12
    last_month = add_months(day, 11 - months_in)
    return FiscalPeriod(last_month.year, months_in // 3 + 1, months_in + 1)


def _check_start_month(fy_start_month: int) -> None:
    if not 1 <= fy_start_month <= 12:
        raise ValueError(f"a fiscal year starts in month 1 to 12, not {fy_start_month}")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A month, fiscal quarter or fiscal year of one organisation.

    `first_day` is the first day covered. Periods are ordered by start, and a
    shorter one comes before a longer one that starts on the same day.

    Raises ValueError when `first_day` does not start a period of its kind.

    Source: docs/formulas.md, "Periods".
    """

    kind: PeriodKind
    first_day: date
    fy_start_month: int = 1

    def __post_init__(self) -> None:
        fiscal = fiscal_period(self.first_day, self.fy_start_month)
        months_in = (fiscal.month_no - 1) % self.kind.month_count
        if self.first_day.day != 1 or months_in:
            raise ValueError(f"no {self.kind} starts on {self.first_day.isoformat()}")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, int, int]:
        return self.first_day, self.kind.month_count, self.fy_start_month

    @classmethod
    def containing(cls, day: date, kind: PeriodKind, fy_start_month: int = 1) -> Self:
        """Return the period of a kind that covers the day."""
        months_in = fiscal_period(day, fy_start_month).month_no - 1
        return cls(
            kind, add_months(day, -(months_in % kind.month_count)), fy_start_month
        )

    @classmethod
    def parse(cls, key: str, fy_start_month: int = 1) -> Self:
        """Return the period a key names: "2026-09", "2026-Q3" or "FY2026".

        Raises ValueError with a text for the reader when it names none.
        """
        if match := MONTH_KEY.fullmatch(key):
            year, month = map(int, match.groups())
            if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
                return cls(PeriodKind.MONTH, date(year, month, 1), fy_start_month)
        elif match := QUARTER_KEY.fullmatch(key):
            year, quarter = map(int, match.groups())
            if FIRST_YEAR <= year <= LAST_YEAR and 1 <= quarter <= 4:
                opens = add_months(
                    _fiscal_year_start(year, fy_start_month), 3 * quarter - 3
                )
                return cls(PeriodKind.QUARTER, opens, fy_start_month)
        elif match := YEAR_KEY.fullmatch(key):
            year = int(match[1])
            if FIRST_YEAR <= year <= LAST_YEAR:
                opens = _fiscal_year_start(year, fy_start_month)
                return cls(PeriodKind.YEAR, opens, fy_start_month)
        raise ValueError(
            f"{key!r} is not a period: write a month as 2026-09, a quarter as "
            f"2026-Q3 or a fiscal year as FY2026 ({FIRST_YEAR} to {LAST_YEAR})"
        )

    @property
    def start(self) -> date:
        """The first day covered."""
        return self.first_day

    @property
    def end(self) -> date:
        """The last day covered."""
        return add_months(self.first_day, self.kind.month_count) - timedelta(days=1)

    @property
    def fiscal(self) -> FiscalPeriod:
        """Where the period starts in the fiscal calendar."""
        return fiscal_period(self.first_day, self.fy_start_month)

    @property
    def key(self) -> str:
        """The name in addresses and files: "2026-09", "2026-Q3", "FY2026"."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.first_day:%Y-%m}"
            case PeriodKind.QUARTER:
                return f"{self.fiscal.fy}-Q{self.fiscal.quarter}"
            case PeriodKind.YEAR:
                return f"FY{self.fiscal.fy}"

    @property
    def label(self) -> str:
        """The name in plain English: "September 2026", "Q3 FY2026", "FY2026"."""
        match self.kind:
            case PeriodKind.MONTH:
                name = MONTH_NAMES[self.first_day.month - 1]
                return f"{name} {self.first_day.year}"
            case PeriodKind.QUARTER:
                return f"Q{self.fiscal.quarter} FY{self.fiscal.fy}"
            case PeriodKind.YEAR:
                return f"FY{self.fiscal.fy}"

    def __str__(self) -> str:
        return self.key

    def _moved(self, count: int) -> Self:
        months = count * self.kind.month_count
        return type(self)(
            self.kind, add_months(self.first_day, months), self.fy_start_month
        )

    def previous(self) -> Self:
        """Return the period of the same kind that ends the day before this starts."""
        return self._moved(-1)

    def next(self) -> Self:
        """Return the period of the same kind that starts the day after this ends."""
        return self._moved(1)

    def year_before(self) -> Self:
        """Return the same period of the fiscal year before."""
        return self._moved(-12 // self.kind.month_count)

    def contains(self, day: date) -> bool:
        """Return whether the day is covered, first and last day included."""
        return self.start <= day <= self.end

    def months(self) -> tuple[Self, ...]:
        """Return the calendar months covered, in ascending order."""
        return tuple(
            type(self)(PeriodKind.MONTH, month, self.fy_start_month)
            for month in months_between(self.start, self.end)
        )


def _fiscal_year_start(fy: int, fy_start_month: int) -> date:
    _check_start_month(fy_start_month)
    return date(fy if fy_start_month == 1 else fy - 1, fy_start_month, 1)
