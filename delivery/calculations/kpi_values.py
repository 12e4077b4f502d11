"""The value of a KPI in a period, from readings in the KPI's own rhythm."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from .aggregation import Aggregation, period_aggregate
from .measure import Measure, Reason, Unit
from .periods import Period, add_months, first_of_month

# The day of a week that decides to which month the week belongs.
THURSDAY = timedelta(days=3)


class Cadence(StrEnum):
    """How often a KPI is measured."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def month_count(self) -> int:
        """The months from one reading to the next; a week has its month's."""
        return {"week": 1, "month": 1, "quarter": 3, "year": 12}[self.value]


class Reported(Protocol):
    """A reading; its value is None where the KPI was not applicable."""

    @property
    def period_start(self) -> date: ...

    @property
    def period_end(self) -> date: ...

    @property
    def value(self) -> Decimal | None: ...

    @property
    def numerator(self) -> Decimal | None: ...

    @property
    def denominator(self) -> Decimal | None: ...


def kpi_value(
    aggregation: Aggregation,
    cadence: Cadence,
    readings: Iterable[Reported],
    period: Period,
    as_of: date,
    unit: Unit = Unit.NUMBER,
) -> Measure:
    """Return a KPI's value in a period by the rule the KPI declares.

    A reading counts in the period in which it ends, a week in that of its
    Thursday. A KPI measured more rarely than the period is long shows the newest
    reading of its own last turn: a quarter's value stands for each of its months.
    Readings that should be there by `as_of` and are not lower completeness.

    Shape: readings in ascending order; those after `as_of` do not count.

    Units: `unit` is that of the values. Nothing known: not available. Ratios
    without numerators cannot be put together, though one alone is itself.

    Source: docs/formulas.md, "From months to years".
    """
    opens = min(period.start, add_months(period.end, 1 - cadence.month_count))
    last = min(period.end, as_of)
    shift = THURSDAY if cadence is Cadence.WEEK else None
    found = [
        reading
        for reading in readings
        if opens
        <= (reading.period_start + shift if shift else reading.period_end)
        <= last
    ]
    slots: Sequence[Reported | None]
    if opens < period.start:
        slots = found[-1:] or [None]
    else:
        slots = _slots(found, cadence, opens, last)
    values = [reading.value if reading else None for reading in slots]
    if aggregation is not Aggregation.RATIO:
        return period_aggregate(aggregation, values, unit=unit)
    if any(reading.numerator is not None for reading in found):
        return period_aggregate(
            aggregation,
            numerators=[reading.numerator if reading else None for reading in slots],
            denominators=[
                reading.denominator if reading else None for reading in slots
            ],
        )
    if sum(value is not None for value in values) > 1:
        return Measure.missing(Reason.MISSING_INPUT.of("numerator"), unit)
    return period_aggregate(Aggregation.LAST, values, unit=unit)


def turns_counted(aggregation: Aggregation, value: Measure) -> int:
    """Return by how much a target of one turn is multiplied to meet a value.

    A target is set for one turn of the KPI: a month's installations. The sum of
    three months is held against three times as much, of two known months against
    twice. Whatever is not added up meets its target as it is.

    Source: docs/formulas.md, "From months to years".
    """
    return value.n if aggregation is Aggregation.SUM and value.n else 1


def _slots(
    found: list[Reported], cadence: Cadence, opens: date, last: date
) -> Sequence[Reported | None]:
    """Return one place for each reading that should be there, empty or taken."""
    if cadence is Cadence.WEEK:
        return found
    by_month = {first_of_month(reading.period_end): reading for reading in found}
    due = _month_steps(opens, last, cadence.month_count)
    if len(found) >= len(due):
        return found
    return [by_month.get(month) for month in sorted({*by_month, *due})]


def _month_steps(opens: date, last: date, step: int) -> list[date]:
    """Return the months at whose ends a reading is due by the last day."""
    months = []
    month = add_months(opens, step - 1)
    while add_months(month, 1) - timedelta(days=1) <= last:
        months.append(month)
        month = add_months(month, step)
    return months
