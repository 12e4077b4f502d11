"""When a benefit reached its full level, and how much of it is still there."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from .curve import Curve
from .measure import Measure, Number, Reason, Thresholds, Unit, exact, settled
from .periods import add_months, first_of_month, months_between
from .share import Ratio

PERSISTENCE_THRESHOLDS = Thresholds(Decimal("0.90"), Decimal("0.75"))

REACHED: Final = Decimal("0.95")
RUN: Final = 3
MONTHS_ON: Final = (6, 12, 24)


def ramp(
    validated: Curve, steady: Number | None
) -> tuple[tuple[date, Decimal | None], ...]:
    """Return each month's validated amount as a share of the planned full amount.

    Shape: first days of months in ascending order, without gaps from the first
    month with an amount to the last; a month that nobody validated is None.

    Edge cases: empty without a full amount, or with one that is not above zero.

    Source: docs/formulas.md, "Ramp and time to full level".
    """
    if steady is None or exact(steady) <= 0 or not validated:
        return ()
    found = dict(validated.amounts)
    first, last = validated.amounts[0][0], validated.amounts[-1][0]
    return tuple(
        (month, found[month] / exact(steady) if month in found else None)
        for month in months_between(first, last)
    )


def steady_from(validated: Curve, steady: Number | None) -> date | None:
    """Return the first of three months in a row at 95 % of the full amount or more.

    Source: docs/formulas.md, "Ramp and time to full level".
    """
    run: list[date] = []
    for month, share in ramp(validated, steady):
        run = [*run, month] if share is not None and share >= REACHED else []
        if len(run) == RUN:
            return run[0]
    return None


def months_to_full(
    validated: Curve, steady: Number | None, begins_on: date | None
) -> Measure:
    """Return how many months after its start a benefit reached its full level.

    Units: calendar months; 0 when it began at full level. Not available without a
    full amount, without a start, with fewer than three months, or while the level
    has not been reached (NO_DATA).

    Source: docs/formulas.md, "Ramp and time to full level".
    """
    if steady is None or exact(steady) <= 0:
        reason = Reason.MISSING_INPUT.of("steady_amount")
        return Measure.missing(reason, Unit.PERIODS)
    if begins_on is None:
        return Measure.missing(Reason.MISSING_INPUT.of("starts_on"), Unit.PERIODS)
    if len(validated.amounts) < RUN:
        return Measure.missing(Reason.INSUFFICIENT_N.of(RUN), Unit.PERIODS)
    reached = steady_from(validated, steady)
    if reached is None:
        return Measure.missing(Reason.NO_DATA, Unit.PERIODS)
    start = first_of_month(begins_on)
    months = (reached.year - start.year) * 12 + reached.month - start.month
    return Measure.of(max(months, 0), Unit.PERIODS)


def persistence(validated: Curve, steady: Number | None, months_on: int) -> Ratio:
    """Return what is left of a benefit some months after it reached its full level.

    The average of the three months that end `months_on` months after full level,
    over the average of the three months that made it one. Ratios of several benefits
    add up with ``+``. A month that nobody validated makes the window unknown; before
    full level, or before so many months have passed, there is nothing to ask for.

    Units: money of one currency on both sides.

    Source: docs/formulas.md, "Benefit persistence".
    """
    reached = steady_from(validated, steady)
    last = validated.last_month
    if reached is None or last is None or add_months(reached, months_on) > last:
        return Ratio()
    found = dict(validated.amounts)
    level = _average(found[add_months(reached, step)] for step in range(RUN))
    window = [add_months(reached, months_on - step) for step in range(RUN)]
    if any(month not in found for month in window):
        return Ratio.of(None, level)
    return Ratio.of(_average(found[month] for month in window), level)


def _average(amounts: Iterable[Decimal]) -> Decimal:
    known = list(amounts)
    return settled(sum(known, Decimal(0)) / len(known))
