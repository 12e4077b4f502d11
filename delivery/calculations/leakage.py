"""Why promised benefit leaks away: by cause, and what a delay alone costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .additive import ZERO
from .curve import Curve


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of what leaked away, and what it is put down to."""

    name: str
    amount: Decimal


def delay_leakage(planned: Curve, months: int) -> Decimal | None:
    """Return what a later start costs by the end of the plan.

    The plan less the same plan moved by `months`, over the months of the plan. The
    end does not move: what would come later is outside of what was promised.

    Units: those of the curve; None without a plan, 0 without a delay.

    Source: docs/formulas.md, "Benefit leakage".
    """
    if not planned:
        return None
    if months <= 0:
        return ZERO
    last = planned.amounts[-1][0]
    lost = ZERO
    for month, amount in planned.amounts:
        left = (last.year - month.year) * 12 + last.month - month.month
        if left < months:
            lost += amount
    return lost


def unexplained(lost: Decimal, causes: Iterable[Cause]) -> Decimal:
    """Return the part of a loss that no recorded cause explains; never below zero.

    Source: docs/formulas.md, "Benefit leakage".
    """
    return max(lost - sum((cause.amount for cause in causes), ZERO), ZERO)
