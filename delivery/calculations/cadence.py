"""The periods in which a KPI is measured, weeks among them."""

from datetime import date, timedelta
from typing import NamedTuple

from .periods import FIRST_YEAR, Period, PeriodKind

WEEK = "week"


class Span(NamedTuple):
    """The days that one measurement is about, both included."""

    start: date
    end: date


def span_of(day: date, cadence: str, fy_start_month: int = 1) -> Span:
    """Return the week, month, fiscal quarter or fiscal year that covers the day.

    Weeks run from Monday to Sunday.

    Raises ValueError when `cadence` is none of the four.

    Source: docs/formulas.md, "Periods".
    """
    if cadence == WEEK:
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + timedelta(days=6))
    period = Period.containing(day, PeriodKind(cadence), fy_start_month)
    return Span(period.start, period.end)


def spans_until(
    day: date, cadence: str, fy_start_month: int = 1, *, count: int
) -> list[Span]:
    """Return the last `count` periods, from the one that covers the day backwards.

    Shape: newest first; fewer where the calendar of the application begins.
    """
    spans: list[Span] = []
    while len(spans) < count and day.year >= FIRST_YEAR:
        spans.append(span_of(day, cadence, fy_start_month))
        day = spans[-1].start - timedelta(days=1)
    return spans
