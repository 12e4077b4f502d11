"""How much of the available capacity is used, and where it is overbooked."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .additive import ZERO, Additive
from .measure import (
    Better,
    Measure,
    Number,
    Rag,
    Reason,
    Thresholds,
    Unit,
    Within,
    coverage,
)
from .share import Ratio

OVERALLOCATION_THRESHOLDS = Thresholds(Decimal("0.05"), Decimal("0.15"), Better.LOWER)

UTILIZATION_THRESHOLDS = Within(
    green=(Decimal("0.70"), Decimal("0.85")), amber=(Decimal("0.60"), Decimal("1.00"))
)


def available_hours(
    contracted: Decimal | None, leave: Decimal | None, holidays: Decimal | None
) -> Decimal | None:
    """Return contracted hours without leave and holidays, None where one is unknown.

    Units: hours. Leave that nobody has entered is not zero hours of leave.

    Source: docs/formulas.md, "Resource utilization".
    """
    if contracted is None or leave is None or holidays is None:
        return None
    return contracted - leave - holidays


@dataclass(frozen=True, slots=True)
class PersonPeriod:
    """One person in one period: hours booked or allocated, and hours available.

    `capacity` is contracted hours without leave and holidays; None is unknown.
    """

    hours: Decimal | None
    capacity: Decimal | None

    @property
    def has_capacity(self) -> bool:
        """True when there are hours that could be booked."""
        return self.capacity is not None and self.capacity > 0

    @property
    def excess(self) -> Decimal | None:
        """The hours beyond capacity, None where either is unknown."""
        if self.hours is None or self.capacity is None or not self.has_capacity:
            return None
        return max(ZERO, self.hours - self.capacity)


def utilization(periods: Iterable[PersonPeriod]) -> Ratio:
    """Return hours booked over capacity hours.

    Units: hours; the measure of the result is a ratio. Person-periods without
    capacity stay outside. Missing bookings are not zero hours: they lower
    completeness.

    Source: docs/formulas.md, "Resource utilization".
    """
    return Ratio.total(
        Ratio.of(period.hours, period.capacity)
        for period in periods
        if period.has_capacity
    )


def rate_utilization(value: Measure | Number | None) -> Rag:
    """Return the colour of a utilization: 70 to 85 % is green, 60 to 100 % amber."""
    return UTILIZATION_THRESHOLDS.rate(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overallocation(Additive):
    """Person-periods booked beyond capacity; nothing is netted between people.

    Units: `excess` in hours. `errors` counts hours allocated where there is no
    capacity at all.

    Source: docs/formulas.md, "Over-allocation".
    """

    over: int = 0
    known: int = 0
    expected: int = 0
    excess: Decimal = ZERO
    errors: int = 0

    @classmethod
    def of(cls, periods: Iterable[PersonPeriod]) -> "Overallocation":
        """Return the over-allocation of some person-periods."""
        return cls.total(map(_overallocation, periods))

    def rate(self) -> Measure:
        """Return the share of person-periods with more hours than capacity."""
        if not self.known:
            return self._unknown(Unit.RATIO)
        return self._counted(Measure.of(Decimal(self.over) / self.known, Unit.RATIO))

    def excess_hours(self) -> Measure:
        """Return the hours beyond capacity, in hours."""
        if not self.known:
            return self._unknown(Unit.HOURS)
        return self._counted(Measure.of(self.excess, Unit.HOURS))

    def _unknown(self, unit: Unit) -> Measure:
        return self._counted(Measure.missing(Reason.NO_DATA, unit))

    def _counted(self, measure: Measure) -> Measure:
        counted = measure.with_count(self.known, self.expected)
        return counted.with_coverage(coverage(self.known, self.expected))


def _overallocation(period: PersonPeriod) -> Overallocation:
    hours, capacity = period.hours, period.capacity
    if capacity is None or capacity <= 0:
        return Overallocation(errors=int(bool(hours)))
    if hours is None:
        return Overallocation(expected=1)
    excess = max(ZERO, hours - capacity)
    return Overallocation(over=int(excess > 0), known=1, expected=1, excess=excess)
