"""KPIs, their targets and readings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from delivery.calculations.bands import Band


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What a KPI should reach from a day on."""

    valid_from: date
    target: Decimal | None
    green_limit: Decimal | None
    red_limit: Decimal | None
    worst: Decimal | None
    low: Decimal | None
    high: Decimal | None
    fail_distance: Decimal | None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """One value of a KPI; None where it was not applicable.

    A value that follows from other KPIs, and is not there, has the `reason`.
    """

    period_start: date
    period_end: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What somebody decided about the limits of a KPI, and when."""

    step: str
    period_start: date
    reason: str
    who: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class AnnotationFacts:
    """What somebody noted on a day."""

    on: date
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class KpiFacts:
    """A KPI with its targets and readings, each in ascending order.

    The readings of a KPI that has a formula follow from those of others.
    """

    pk: int
    code: str
    name: str
    group: str
    family: str
    unit: str
    unit_label: str
    currency: str
    direction: str
    aggregation: str
    cadence: str
    formula: str
    signal_rules: str
    baseline: Decimal | None
    weight: Decimal
    is_critical: bool
    retired_on: date | None
    service: int | None
    service_name: str
    targets: tuple[TargetFacts, ...]
    readings: tuple[ReadingFacts, ...]
    decisions: tuple[DecisionFacts, ...] = ()
    annotations: tuple[AnnotationFacts, ...] = ()

    def begun_on(self) -> date | None:
        """When it was first measured or aimed at; None if it never was."""
        days = [row.valid_from for row in self.targets[:1]]
        days += [row.period_start for row in self.readings[:1]]
        return min(days, default=None)

    def is_kept(self, period_start: date, as_of: date) -> bool:
        """Whether it was measured in a period, or should have been."""
        is_retired = self.retired_on is not None and self.retired_on < period_start
        begun_on = self.begun_on()
        return not is_retired and (begun_on is None or begun_on <= as_of)

    def target(self, day: date) -> TargetFacts | None:
        """The target that holds on the day."""
        valid = [target for target in self.targets if target.valid_from <= day]
        return valid[-1] if valid else None
