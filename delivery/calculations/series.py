"""The readings of a KPI as one row of equal periods, with its gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .kpi_values import Cadence, Reported
from .periods import add_months, first_of_month

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of a series, and its value if it has one."""

    start: date
    end: date
    value: Decimal | None


def series(
    cadence: Cadence, readings: Iterable[Reported], as_of: date | None = None
) -> tuple[Slot, ...]:
    """Return one slot for each period from the first reading to the last.

    Shape: readings in ascending order. A period without a reading, or with one that
    was not applicable, is a gap. Those that end after `as_of` are not over yet and
    are left out.

    Source: docs/formulas.md, "Signal or noise".
    """
    slots: list[Slot] = []
    for reading in readings:
        if as_of is not None and reading.period_end > as_of:
            break
        while slots and _is_between(slots[-1].start, reading.period_start, cadence):
            start = _next(slots[-1].start, cadence)
            end = _next(start, cadence) - timedelta(days=1)
            slots.append(Slot(start, end, None))
        slots.append(Slot(reading.period_start, reading.period_end, reading.value))
    return tuple(slots)


def _is_between(before: date, after: date, cadence: Cadence) -> bool:
    """Whether a period is missing between two that start on given days.

    Periods that do not begin where the calendar has them are no gap.
    """
    if cadence is Cadence.WEEK:
        return before + WEEK + WEEK / 2 < after
    return _next(before, cadence) < first_of_month(after)


def _next(start: date, cadence: Cadence) -> date:
    """Return the first day of the period after the one that starts on a day."""
    if cadence is Cadence.WEEK:
        return start + WEEK
    return add_months(start, cadence.month_count)
