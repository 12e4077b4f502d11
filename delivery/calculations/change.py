"""The change of a value against a named comparator."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .measure import Measure, Number, Reason, Unit, exact

HUNDRED = Decimal(100)


class Comparator(StrEnum):
    """What a value is compared with."""

    TARGET = "target"
    BASELINE = "baseline"
    PREVIOUS_PERIOD = "previous_period"
    SAME_PERIOD_LAST_YEAR = "same_period_last_year"


@dataclass(frozen=True, slots=True)
class Change:
    """A change in three forms; only ratios have one in percentage points.

    Units: `absolute` is in the unit of the value, `relative` a ratio, `points`
    percentage points.
    """

    comparator: Comparator
    absolute: Measure
    relative: Measure
    points: Measure | None


def change(
    actual: Number | None,
    compared: Number | None,
    comparator: Comparator,
    *,
    unit: Unit = Unit.NUMBER,
    rounding_unit: Number | None = None,
) -> Change:
    """Return by how much `actual` differs from what it is compared with.

    The relative change is actual / compared - 1. It is not available when the
    comparator is zero or negative, when the sign changes, or when both values
    are smaller than the `rounding_unit` of the display: from nothing to next to
    nothing is no "+300 %".

    Units: `unit` is that of both values; for a ratio the change is also given
    in percentage points.

    Source: docs/formulas.md, "Change against a comparator".
    """
    if actual is None or compared is None:
        reason = Reason.MISSING_INPUT.of("actual" if actual is None else "comparator")
        return Change(
            comparator,
            Measure.missing(reason, unit),
            Measure.missing(reason, Unit.RATIO),
            Measure.missing(reason, Unit.POINTS) if unit is Unit.RATIO else None,
        )
    now, before = exact(actual), exact(compared)
    return Change(
        comparator,
        Measure.of(now - before, unit),
        _relative(now, before, rounding_unit),
        Measure.of((now - before) * HUNDRED, Unit.POINTS)
        if unit is Unit.RATIO
        else None,
    )


def _relative(now: Decimal, before: Decimal, rounding_unit: Number | None) -> Measure:
    if before == 0 or (
        rounding_unit is not None and max(abs(now), abs(before)) < exact(rounding_unit)
    ):
        return Measure.missing(Reason.ZERO_DENOMINATOR, Unit.RATIO)
    if before < 0 or now < 0:
        return Measure.missing(Reason.NEGATIVE_DENOMINATOR, Unit.RATIO)
    return Measure.of(now / before - 1, Unit.RATIO)
