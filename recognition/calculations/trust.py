"""Whether sponsors trust the PMO."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.measure import (
    Measure,
    Reason,
    Thresholds,
    Unit,
    divide,
    settled,
)

from .answers import SATISFACTION, Moments
from .estimate import HEADLINE_FROM, MIN_N, Estimate, mean_estimate

ITEMS = ("competence", "openness", "accuracy", "benevolence")
ANSWERED_FROM = 3
PER_STEP = Decimal(25)

TRUST_THRESHOLDS = Thresholds(Decimal(70), Decimal(50))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust(Additive):
    """The answers of people to the four questions about trust; pools add up.

    `scores` are those of people who answered three of the four or more. The others
    rest on people who answered all four: `items` holds the spread within each
    question, `sums` that of the people's sums; both make Cronbach's alpha.

    Source: docs/formulas.md, "Trust".
    """

    scores: Moments = field(default_factory=Moments)
    competence: Moments = field(default_factory=Moments)
    openness: Moments = field(default_factory=Moments)
    accuracy: Moments = field(default_factory=Moments)
    benevolence: Moments = field(default_factory=Moments)
    sums: Moments = field(default_factory=Moments)
    too_few_answers: int = 0

    @classmethod
    def of(cls, answers: Sequence[int | None]) -> "Trust":
        """Return the trust of one person.

        Shape: four answers from 1 to 5 in the order of `ITEMS`, None for one that
        was left out. With two or more left out the person has no score.

        Raises ValueError for another number of answers, or one that is not on the
        scale.
        """
        if len(answers) != len(ITEMS):
            raise ValueError(f"{len(answers)} answers to {len(ITEMS)} questions")
        SATISFACTION.answers(answers)
        given = [Decimal(answer) for answer in answers if answer is not None]
        if len(given) < ANSWERED_FROM:
            return cls(too_few_answers=1)
        score = settled((sum(given, ZERO) / len(given) - 1) * PER_STEP)
        scores = Moments(1, score, settled(score * score))
        if len(given) < len(ITEMS):
            return cls(scores=scores)
        competence, openness, accuracy, benevolence = (
            Moments.of([answer]) for answer in given
        )
        return cls(
            scores=scores,
            competence=competence,
            openness=openness,
            accuracy=accuracy,
            benevolence=benevolence,
            sums=Moments.of([sum(given, ZERO)]),
        )

    def index(self, *, population: int | None = None, min_n: int = MIN_N) -> Estimate:
        """Return the mean score of people.

        Units: a score from 0 to 100. Nobody: NO_DATA; fewer than `min_n`: suppressed.
        """
        return mean_estimate(
            self.scores, Unit.SCORE, min_n=min_n, population=population
        )

    def alpha(self, *, min_n: int = HEADLINE_FROM) -> Measure:
        """Return Cronbach's alpha: how well the four answers go together.

        Units: an index, 1 at best. Fewer than `min_n` people who answered all four:
        INSUFFICIENT_N; all with the same sum: not available.
        """
        n = self.sums.n
        if n < min_n:
            return Measure.missing(Reason.INSUFFICIENT_N.of(min_n), Unit.INDEX, n=n)
        within = sum(
            (getattr(self, name).variance() or ZERO for name in ITEMS),
            ZERO,
        )
        share = divide(within, self.sums.variance(), unit=Unit.INDEX)
        if not share.is_ok:
            return share.with_count(n, n)
        k = Decimal(len(ITEMS))
        alpha = k / (k - 1) * (1 - Decimal(share.number))
        return Measure.of(alpha, Unit.INDEX, n=n)


def trust(responses: Iterable[Sequence[int | None]]) -> Trust:
    """Return the trust of several people.

    Shape: four answers from 1 to 5 a person, in the order of `ITEMS`.

    Raises ValueError for another number of answers, or one that is not on the scale.

    Source: docs/formulas.md, "Trust".
    """
    return Trust.total(map(Trust.of, responses))
