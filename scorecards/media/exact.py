"""The numbers themselves, behind what is read."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from delivery.calculations.measure import Unit
from delivery.calculations.measure import exact as exact_number
from scorecards.panels.contract import Column, Quantity
from scorecards.snapshots import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """A number as it is stored: unrounded, with its unit, and what it rests on.

    `measure` is its name in the API; money has its currency for a unit. Ratios are
    0.25, never 25. What is unknown has no number.
    """

    measure: str = ""
    number: Decimal | None = None
    unit: str = ""
    counted: int | None = None
    expected: int | None = None
    completeness: Decimal | None = None


def exact_of(name: str, snapshot: Snapshot) -> Exact | None:
    """Return the number of a measure; None where the snapshot has no such measure."""
    reading = snapshot.readings.get(name)
    if reading is None:
        return None
    measure = reading.measure
    return Exact(
        measure=name,
        number=None if measure.value is None else exact_number(measure.value),
        unit=measure.currency or measure.unit.value,
        counted=measure.n,
        expected=measure.n_expected,
        completeness=measure.completeness,
    )


def exact_cell(stored: Any, column: Column) -> Exact | None:
    """Return the number of a cell of a table; None where it holds something else."""
    match stored:
        case Quantity(value=value, unit=unit):
            name = stored.label or stored.currency or unit.value
            return Exact(number=value, unit=name)
        case bool():
            return None
        case Decimal() | int() | float():
            kind = column.currency if column.unit == Unit.MONEY else column.unit
            return Exact(number=exact_number(stored), unit=str(kind or ""))
    return None
