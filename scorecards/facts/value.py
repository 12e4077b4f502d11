"""Pieces of validated value, and what became of them at their sponsors."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self

ACCEPTING = frozenset({"acknowledged", "acknowledged_in_part"})


@dataclass(frozen=True, slots=True)
class HeardFacts:
    """Something that happened to a piece of value at its sponsor on a day."""

    day: date
    kind: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Heard:
    """How far a piece of value has come.

    Units: amounts in its own currency; None is an answer without an amount, which
    is about the whole.
    """

    is_told: bool = False
    is_viewed: bool = False
    answer: str = ""
    amount: Decimal | None = None

    def acknowledged(self, whole: Decimal) -> Decimal:
        """What of a whole amount has been acknowledged; never more than all of it."""
        return self._of(whole) if self.answer in ACCEPTING else Decimal(0)

    def disputed(self, whole: Decimal) -> Decimal:
        """What of a whole amount its sponsor disputes."""
        return self._of(whole) if self.answer == "disputed" else Decimal(0)

    def _of(self, whole: Decimal) -> Decimal:
        return whole if self.amount is None else min(self.amount, whole)

    def after(self, event: HeardFacts) -> "Heard":
        """How far it has come after an event."""
        if event.kind == "told":
            return replace(self, is_told=True)
        if event.kind == "viewed":
            return replace(self, is_viewed=True)
        if event.kind == "sponsor_changed":
            # The new one has not been told of it; an answer of the old one stands.
            return self if self.answer else Heard()
        if event.kind == "resolved":
            is_over = self.answer == "disputed"
            return replace(self, answer="resolved") if is_over else self
        return replace(self, is_viewed=True, answer=event.kind, amount=event.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueItemFacts:
    """The validated value of one benefit from a first to a last day.

    Units: `amount` is that of all its months, in its own currency. `unit` is the part
    of the organisation of the sponsor who answers for it, `role` what they are: never
    a name. `events` are in the order in which they happened.
    """

    pk: int
    benefit: int
    start: date
    end: date
    amount: Decimal
    validated_on: date | None
    has_sponsor: bool
    unit: str = ""
    role: str = ""
    events: tuple[HeardFacts, ...] = ()

    def days(self) -> list[date]:
        """The days on which it was validated, told, looked at and answered."""
        heard = [event.day for event in self.events]
        return heard if self.validated_on is None else [self.validated_on, *heard]

    def known_on(self, day: date) -> Self:
        """The same without what happened later."""
        known = tuple(event for event in self.events if event.day <= day)
        return replace(self, events=known)

    def heard(self) -> Heard:
        """How far it has come."""
        heard = Heard()
        for event in self.events:
            heard = heard.after(event)
        return heard
