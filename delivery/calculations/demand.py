"""Whether the hours of each role are enough for what is planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .additive import ZERO, Additive
from .measure import Better, Measure, Reason, Thresholds, Unit, coverage
from .share import Ratio

DEMAND_THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("1.05"), Better.LOWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHours(Additive):
    """The hours that a role has and those that are asked of it, in one month.

    Units: hours. `capacities` and `demands` count the records behind either sum:
    without one the sum is unknown, and not zero.

    Source: docs/formulas.md, "Capacity and demand".
    """

    capacity: Decimal = ZERO
    demand: Decimal = ZERO
    capacities: int = 0
    demands: int = 0

    @classmethod
    def of(cls, capacity: Decimal | None, demand: Decimal | None) -> "RoleHours":
        """Return the hours of one person or team; either may be unknown."""
        return cls(
            capacity=capacity or ZERO,
            demand=demand or ZERO,
            capacities=int(capacity is not None),
            demands=int(demand is not None),
        )

    @property
    def is_known(self) -> bool:
        """True when both sides are."""
        return bool(self.capacities and self.demands)

    @property
    def gap(self) -> Decimal | None:
        """Return the hours to spare, below zero those that are missing."""
        return self.capacity - self.demand if self.is_known else None

    @property
    def shortage(self) -> Decimal:
        """Return the hours that are missing, as far as anybody can tell."""
        return max(ZERO, -self.gap) if self.gap is not None else ZERO

    def ratio(self) -> Ratio:
        """Return demand over capacity."""
        return Ratio.of(
            self.demand if self.demands else None,
            self.capacity if self.capacities else None,
        )


def demand_ratio(roles: Iterable[RoleHours]) -> Ratio:
    """Return what is asked of all roles over what they have.

    Source: docs/formulas.md, "Capacity and demand".
    """
    return Ratio.total(role.ratio() for role in roles)


def shortage(roles: Iterable[RoleHours]) -> Measure:
    """Return the hours missing in all roles and months; none is netted.

    Shape: one part for each role and month. Units: hours.

    Source: docs/formulas.md, "Capacity and demand".
    """
    given = list(roles)
    known = sum(role.is_known for role in given)
    if known:
        total = sum((role.shortage for role in given), ZERO)
        measure = Measure.of(total, Unit.HOURS)
    else:
        measure = Measure.missing(Reason.NO_DATA, Unit.HOURS)
    counted = measure.with_count(known, len(given))
    return counted.with_coverage(coverage(known, len(given)))
