"""Net promoter score: whether people would recommend the PMO.

Net Promoter is a registered trademark of others.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from delivery.calculations.measure import Measure, Thresholds, Unit

from .answers import RECOMMENDATION, Answers
from .estimate import MIN_N, Z95, Estimate, Interval, finite_population, withheld

PROMOTERS_FROM = 9
DETRACTORS_TO = 6

NPS_THRESHOLDS = Thresholds(Decimal(30), Decimal(0))

HUNDRED = Decimal(100)
# The adjusted Wald interval adds three answers, a quarter of them to either end.
ADDED = 3
ADDED_TO_EACH_END = Decimal("0.75")


@dataclass(frozen=True, slots=True)
class Recommendations:
    """How many promoters (9, 10), passives (7, 8) and detractors (0 to 6) there are.

    Raises ValueError for a number below zero.
    """

    promoters: int
    passives: int
    detractors: int

    def __post_init__(self) -> None:
        if min(self.promoters, self.passives, self.detractors) < 0:
            raise ValueError("there are no fewer than no answers")

    @classmethod
    def of(cls, answers: Answers) -> Self:
        """Return the three groups of some answers on the scale from 0 to 10.

        Raises ValueError for an answer that is not on the scale.
        """
        RECOMMENDATION.check(answers)
        promoters = answers.between(PROMOTERS_FROM, RECOMMENDATION.highest)
        detractors = answers.between(RECOMMENDATION.lowest, DETRACTORS_TO)
        return cls(promoters, answers.n - promoters - detractors, detractors)

    @property
    def n(self) -> int:
        """How many people answered."""
        return self.promoters + self.passives + self.detractors

    def variance(self) -> Decimal | None:
        """Return the variance of one answer, counted as 1, 0 or -1; None of nothing.

        Source: docs/formulas.md, "Recommendation (NPS)".
        """
        return _variance(self.promoters, self.detractors, self.n) if self.n else None


def nps(
    groups: Recommendations, *, population: int | None = None, min_n: int = MIN_N
) -> Estimate:
    """Return the share of promoters less that of detractors, in points.

    Units: points from -100 to 100, no percentages; the interval is the adjusted
    Wald interval, the error that of the plain one. With a known population both
    shrink by the finite-population factor.

    Nobody answered: NO_DATA; fewer than `min_n`: suppressed.

    Raises ValueError when more people answered than there are.

    Source: docs/formulas.md, "Recommendation (NPS)".
    """
    n = groups.n
    factor = finite_population(n, population)
    variance = groups.variance()
    kept_back = withheld(n, Unit.SCORE, min_n=min_n, population=population)
    if kept_back or variance is None:
        return kept_back or Estimate(Measure.suppressed(Unit.SCORE, n=n))
    score = HUNDRED * (groups.promoters - groups.detractors) / n
    return Estimate(
        Measure.of(score, Unit.SCORE, n=n, n_expected=population),
        adjusted_wald(groups).clipped(-HUNDRED, HUNDRED).narrowed(score, factor),
        HUNDRED * (variance / n).sqrt() * factor,
    )


def adjusted_wald(groups: Recommendations) -> Interval:
    """Return the 95 % interval of the score with three answers added.

    Units: points; it may reach beyond 100. Of 100 such intervals 95 hold the true
    score even for five answers, of the plain ones 82.

    Source: docs/formulas.md, "Recommendation (NPS)".
    """
    n = groups.n + ADDED
    promoters = groups.promoters + ADDED_TO_EACH_END
    detractors = groups.detractors + ADDED_TO_EACH_END
    centre = HUNDRED * (promoters - detractors) / n
    half = HUNDRED * Z95 * (_variance(promoters, detractors, n) / n).sqrt()
    return Interval(centre - half, centre + half)


def _variance(promoters: Decimal | int, detractors: Decimal | int, n: int) -> Decimal:
    above, below = Decimal(promoters) / n, Decimal(detractors) / n
    return above + below - (above - below) ** 2
