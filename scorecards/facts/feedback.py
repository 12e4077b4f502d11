"""What sponsors answered, and who was asked."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from delivery.calculations.periods import add_months


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """One person's number in answer to one question.

    `service` is what it is about: the service of the question, or that of the round;
    `is_general` tells a question that names none itself.
    """

    kind: str
    score: int
    service: int | None = None
    is_general: bool = True


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """The numbers of one person; `stakeholder` is None where nobody may know."""

    stakeholder: int | None
    is_complete: bool
    answers: tuple[AnswerFacts, ...]


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """Somebody who was asked, and whether they have answered."""

    stakeholder: int
    is_answered: bool


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A closed round of questions, with everybody's numbers and nobody's words.

    It counts from the last day of the time it is about, or from the day it was closed
    if that was sooner. `asked` is None where a file did not say how many people were
    asked. `is_about_all` is false for a project, a service or a benefit.
    """

    pk: int
    name: str
    period_start: date
    period_end: date
    counts_from: date
    is_about_all: bool
    responses: tuple[ResponseFacts, ...]
    invitations: tuple[AskedFacts, ...] = ()
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class SponsorFacts:
    """A sponsor of the portfolio, until the day they left."""

    pk: int
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class FeedbackFacts:
    """The rounds of a portfolio in order of time, its sponsors, and its cycles.

    `services` are the names of those that questions are about, `cycles` the first
    days of the turns of the flywheel in ascending order.
    """

    rounds: tuple[RoundFacts, ...] = ()
    sponsors: tuple[SponsorFacts, ...] = ()
    services: tuple[tuple[int, str], ...] = ()
    cycles: tuple[date, ...] = ()

    def known_on(self, day: date) -> Self:
        """The same without the rounds that count from a later day."""
        known = tuple(one for one in self.rounds if one.counts_from <= day)
        return replace(self, rounds=known)

    def heard_since(self, day: date) -> date:
        """The first day of the last two cycles, or of the last year without cycles."""
        begun = [start for start in self.cycles if start <= day]
        return begun[-2:][0] if begun else add_months(day, -12)
