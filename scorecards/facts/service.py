"""What is known about the services of a PMO."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from delivery.calculations.additive import ZERO
from delivery.calculations.evidence import ISOLATING


@dataclass(frozen=True, slots=True)
class CostFacts:
    """What one category of cost came to in a month; None for want of a rate."""

    month: date
    category: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service with its costs in ascending order of month.

    Units: money in the currency of the portfolio; `projects` are those it helped. A
    pair in `lacking` has no rate for some of the costs.
    """

    pk: int
    name: str
    starts_on: date | None
    retired_on: date | None
    costs: tuple[CostFacts, ...]
    projects: int
    lacking: frozenset[str] = frozenset()

    def begun_on(self) -> date | None:
        """When it was first offered, or first cost anything; None if unknown."""
        if self.starts_on is not None:
            return self.starts_on
        return self.costs[0].month if self.costs else None


@dataclass(frozen=True, slots=True)
class AttributionFacts:
    """The share of a service in a benefit."""

    service: int
    service_name: str
    share: Decimal
    method: str
    confidence: Decimal | None

    @property
    def is_isolating(self) -> bool:
        """Whether the method sets the cause apart."""
        return self.method in ISOLATING

    @property
    def certain(self) -> Decimal:
        """The share taken down to how sure one is of it."""
        return self.share * self.confidence if self.confidence is not None else ZERO
