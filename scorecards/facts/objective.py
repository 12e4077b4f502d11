"""Objectives, and how strongly projects serve them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """An objective of the portfolio itself, or of one above it.

    `key` names it wherever it is met: portfolio and code.
    """

    pk: int
    portfolio: str
    code: str
    name: str
    weight: Decimal
    target_share: Decimal | None
    valid_from: date | None
    valid_to: date | None
    is_own: bool

    @property
    def key(self) -> str:
        return f"{self.portfolio}/{self.code}"

    def is_in_force(self, day: date) -> bool:
        """Whether the strategy names it on the day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """How strongly a project serves an objective, which goes by its key."""

    objective: str
    strength: Decimal
    spend_share: Decimal | None
