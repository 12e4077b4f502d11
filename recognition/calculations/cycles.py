"""Turns of the flywheel: whether promises were kept, and when the next turn is."""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from delivery.calculations.attainment import Direction, target_met
from delivery.calculations.periods import add_months


class Outcome(StrEnum):
    """What became of a promise."""

    MET = "met"
    UNDER_WAY = "under_way"
    MISSED = "missed"
    NOT_MEASURED = "not_measured"


def outcome(
    direction: Direction,
    value: Decimal | None,
    target: Decimal | None,
    due_on: date | None,
    *,
    on: date,
) -> Outcome:
    """Return what became of a promise as of a day.

    `value` is the last one measured in the cycle that the promise was made for. On its
    target, or better, it is met; else it is under way until its day has passed, and
    missed from then on. Without a value nobody knows.

    Source: docs/formulas.md, "A promise kept".
    """
    is_met = target_met(direction, value, target=target)
    if is_met is None:
        return Outcome.NOT_MEASURED
    if is_met:
        return Outcome.MET
    return Outcome.MISSED if due_on is not None and due_on < on else Outcome.UNDER_WAY


def left_to_acknowledge(
    validated: Decimal | None, acknowledged: Decimal | None
) -> Decimal:
    """Return what of a piece of value waits for its sponsor.

    Units: money in one currency. What is not validated is no value, and what nobody has
    acknowledged is all of it.

    Source: docs/formulas.md, "Value carried over".
    """
    return max(Decimal(0), (validated or Decimal(0)) - (acknowledged or Decimal(0)))


def acknowledged_since(carried: Decimal, left: Decimal) -> Decimal:
    """Return what of value that was carried over has been acknowledged meanwhile.

    Units: money in one currency; `left` is what waits today. Value that has grown since
    does not make it negative.

    Source: docs/formulas.md, "Value carried over".
    """
    return max(Decimal(0), carried - left)


def next_span(start: date, end: date) -> tuple[date, date]:
    """Return the first and the last day of as long a time after this one.

    Whole months are followed by as many months, other times by as many days.
    """
    begins = end + timedelta(days=1)
    if start.day == 1 and begins.day == 1:
        months = (begins.year - start.year) * 12 + begins.month - start.month
        return begins, add_months(begins, months) - timedelta(days=1)
    return begins, begins + (end - start)
