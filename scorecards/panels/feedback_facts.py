"""What sponsors answered as it adds up: histograms, who was asked, and where.

Source: docs/formulas.md, "What a period is told by feedback".
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Measure
from delivery.calculations.periods import Period
from recognition.calculations.answers import Answers, Scale
from recognition.calculations.estimate import MIN_N, Estimate
from recognition.calculations.responses import Responses
from recognition.calculations.trust import ITEMS, Trust
from scorecards.facts import AnswerFacts, PortfolioFacts, ResponseFacts, RoundFacts
from scorecards.panels.contract import Scene
from scorecards.panels.parts import Keyed

NPS: Final = "nps"
CSAT: Final = "csat"
EFFORT: Final = "effort"
VALUE: Final = "value"

Wanted = Callable[[RoundFacts, AnswerFacts], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Additive):
    """How many people could have answered; `unknown` rounds did not keep count.

    Nobody knows whether the people of several `anonymous` rounds are the same.
    """

    people: int = 0
    unknown: int = 0
    rounds: int = 0
    anonymous: int = 0

    @classmethod
    def of(cls, rounds: Sequence[RoundFacts]) -> "Asked":
        """Return the people of some rounds, each once."""
        named = {one.stakeholder for row in rounds for one in row.invitations}
        elsewhere = sum(row.asked or 0 for row in rounds if not row.invitations)
        return cls(
            people=len(named) + elsewhere,
            unknown=sum(row.asked is None for row in rounds),
            rounds=len(rounds),
            anonymous=sum(
                any(one.stakeholder is None for one in row.responses) for row in rounds
            ),
        )

    def population(self, n: int) -> int | None:
        """Return how many there are, where that is known and n can be among them."""
        is_vague = self.unknown or (self.anonymous and self.rounds > 1)
        return None if is_vague or n > self.people else self.people


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(Additive):
    """The answers to one question, who was asked, and how many came from where.

    `owners` are the numbers of answers by portfolio: what a scorecard below shows must
    not leave a few people over here. `few` are those of rounds so small that a
    scorecard before the round and after it would show what single people said: they
    are counted and not told.
    """

    answers: Answers = field(default_factory=Answers)
    asked: Asked = field(default_factory=Asked)
    owners: Keyed[int] = field(default_factory=Keyed)
    few: int = 0

    @property
    def population(self) -> int | None:
        return self.asked.population(self.answers.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted(Additive):
    """The same for the four questions about trust."""

    trust: Trust = field(default_factory=Trust)
    items: Keyed[Answers] = field(default_factory=Keyed)
    asked: Asked = field(default_factory=Asked)
    owners: Keyed[int] = field(default_factory=Keyed)
    few: int = 0

    @property
    def population(self) -> int | None:
        return self.asked.population(self.trust.scores.n)


def rounds_in(facts: PortfolioFacts, period: Period, as_of: date) -> list[RoundFacts]:
    """The rounds of a period: those whose own time ends in it."""
    return [
        one
        for one in facts.feedback.rounds
        if period.start <= one.period_end <= period.end and one.counts_from <= as_of
    ]


def heard(
    facts: PortfolioFacts, rounds: Sequence[RoundFacts], scale: Scale, wanted: Wanted
) -> Heard:
    """What people answered to the questions that are wanted, each person once."""
    counted, few = _told(rounds, wanted)
    scores = [score for _person, score in _latest(counted, wanted)]
    return Heard(
        answers=scale.answers(scores),
        asked=Asked.of(counted),
        owners=_owned(facts, len(scores)),
        few=few,
    )


def trusted(facts: PortfolioFacts, rounds: Sequence[RoundFacts]) -> Trusted:
    """What people answered to the questions about trust, each person once."""

    def wanted(row: RoundFacts, answer: AnswerFacts) -> bool:
        return answer.kind in ITEMS

    counted, few = _told(rounds, wanted)
    people = [_trust(one) for one in _last_of_each(counted, wanted)]
    trust = Trust.total(map(Trust.of, people))
    return Trusted(
        trust=trust,
        items=Keyed.of(
            (name, Answers(((score, 1),)))
            for person in people
            for name, score in zip(ITEMS, person, strict=True)
            if score is not None
        ),
        asked=Asked.of(counted),
        owners=_owned(facts, trust.scores.n),
        few=few,
    )


def asked_for(rounds: Iterable[RoundFacts], kinds: Collection[str]) -> list[RoundFacts]:
    """The rounds in which somebody answered such a question, or nobody any.

    The response rate of others says nothing of a score that they have no part in.
    """
    return [
        row
        for row in rounds
        if not row.responses
        or any(one.kind in kinds for each in row.responses for one in each.answers)
    ]


def responses_in(rounds: Iterable[RoundFacts]) -> Responses:
    """How many of those who were asked have answered, where that was counted."""
    return Responses.total(
        Responses(min(_complete(row), row.asked), row.asked)
        for row in rounds
        if row.asked is not None
    )


def _complete(row: RoundFacts) -> int:
    return sum(one.is_complete for one in row.responses)


def _owned(facts: PortfolioFacts, n: int) -> Keyed[int]:
    return Keyed.of([(facts.slug, n)] if n else [])


def _told(rounds: Iterable[RoundFacts], wanted: Wanted) -> tuple[list[RoundFacts], int]:
    """The rounds with enough answers to be told, and how many answers others have.

    Source: docs/formulas.md, "Small groups".
    """
    sizes = [(row, _answers_in(row, wanted)) for row in rounds]
    told = [row for row, size in sizes if size >= MIN_N]
    return told, sum(size for _row, size in sizes if size < MIN_N)


def _answers_in(row: RoundFacts, wanted: Wanted) -> int:
    return sum(any(wanted(row, one) for one in each.answers) for each in row.responses)


def _last_of_each(
    rounds: Iterable[RoundFacts], wanted: Wanted
) -> Iterator[ResponseFacts]:
    """The last response of each person; all of those who are not known."""
    known: dict[int, ResponseFacts] = {}
    for row in rounds:
        for one in row.responses:
            if not any(wanted(row, answer) for answer in one.answers):
                continue
            if one.stakeholder is None:
                yield one
            else:
                known[one.stakeholder] = one
    yield from known.values()


def _latest(
    rounds: Iterable[RoundFacts], wanted: Wanted
) -> Iterator[tuple[int | None, int]]:
    """One number for each person: of the last round, the first question."""
    known: dict[int, int] = {}
    for row in rounds:
        for one in row.responses:
            scores = [answer.score for answer in one.answers if wanted(row, answer)]
            if not scores:
                continue
            if one.stakeholder is None:
                yield None, scores[0]
            else:
                known[one.stakeholder] = scores[0]
    yield from known.items()


def _trust(one: ResponseFacts) -> list[int | None]:
    given = {answer.kind: answer.score for answer in reversed(one.answers)}
    return [given.get(name) for name in ITEMS]


def shown(estimate: Estimate, found: Heard | Trusted, scene: Scene) -> Estimate:
    """The estimate, unless a few people could be had by subtraction.

    What scorecards below show is taken from the total; 1 to 4 people left over hide
    it. Where only few have answered, that is hidden and not nothing.

    Source: docs/formulas.md, "Small groups".
    """
    if found.few and not estimate.measure.is_ok:
        return Estimate(Measure.suppressed(estimate.measure.unit, n=found.few))
    below = {slug: n for slug, n in found.owners.parts if slug != scene.slug}
    total = sum(n for _slug, n in found.owners.parts)
    left = total - sum(n for n in below.values() if n >= MIN_N)
    if not estimate.measure.is_ok or not 0 < left < MIN_N:
        return estimate
    return Estimate(Measure.suppressed(estimate.measure.unit, n=total))
