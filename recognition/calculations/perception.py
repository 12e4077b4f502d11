"""Whether sponsors feel as much value as was delivered."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.measure import (
    Better,
    Measure,
    Number,
    Rag,
    Reason,
    Thresholds,
    Unit,
    exact,
)

from .answers import SATISFACTION, Answers, Moments
from .estimate import MIN_N, Estimate, Interval, mean_estimate

# From the scale of 1 to 5 to the one of 0 to 100.
PER_STEP = Decimal(25)

ALIGNED_TO = Decimal(10)
GAP_THRESHOLDS = Thresholds(Decimal(10), Decimal(20), Better.LOWER)


def perceived_value(
    ratings: Answers, *, population: int | None = None, min_n: int = MIN_N
) -> Estimate:
    """Return how much value people feel they got: (mean rating - 1) / 4 x 100.

    Units: a score from 0 to 100 of ratings from 1 to 5.

    Nobody answered: NO_DATA; fewer than `min_n`: suppressed.

    Raises ValueError for a rating that is not on the scale.

    Source: docs/formulas.md, "Perception gap".
    """
    SATISFACTION.check(ratings)
    moments = ratings.moments()
    # Scores are 25 x (rating - 1), so are their sum and the sum of their squares.
    squares = moments.squared - 2 * moments.summed + moments.n
    scores = Moments(
        moments.n,
        PER_STEP * (moments.summed - moments.n),
        PER_STEP * PER_STEP * squares,
    )
    return mean_estimate(scores, Unit.SCORE, min_n=min_n, population=population)


class Recognition(StrEnum):
    """Whether what is felt agrees with what was delivered."""

    UNDER_RECOGNISED = "under_recognised"
    OVER_CREDITED = "over_credited"
    ALIGNED = "aligned"
    NO_CLEAR_GAP = "no_clear_gap"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PerceptionGap:
    """What was delivered less what is felt; above zero is value not recognised.

    Units: scores from 0 to 100, the gap from -100 to 100.
    """

    perceived: Estimate
    gap: Measure
    interval: Interval | None
    recognition: Recognition

    @property
    def rag(self) -> Rag:
        """The colour of the gap, which should be near zero on either side."""
        size = None if self.gap.value is None else abs(exact(self.gap.value))
        return GAP_THRESHOLDS.rate(size)


def perception_gap(
    delivered: Measure | Number | None,
    ratings: Answers,
    *,
    population: int | None = None,
    min_n: int = MIN_N,
) -> PerceptionGap:
    """Return the delivered score less the perceived one, of the same thing.

    Units: `delivered` is a score from 0 to 100 of the period the ratings are about.
    The interval is that of the ratings; where it spans zero there is no clear gap,
    beyond 10 points value is under-recognised or over-credited.

    No delivered score, or fewer than `min_n` ratings: not available.

    Raises ValueError for a rating that is not on the scale.

    Source: docs/formulas.md, "Perception gap".
    """
    perceived = perceived_value(ratings, population=population, min_n=min_n)
    score = delivered.value if isinstance(delivered, Measure) else delivered
    if score is None or not perceived.measure.is_ok:
        reason = (
            Reason.MISSING_INPUT.of("delivered_score")
            if score is None
            else Reason.INSUFFICIENT_N.of(min_n)
        )
        missing = Measure.missing(reason, Unit.SCORE, n=perceived.measure.n)
        return PerceptionGap(perceived, missing, None, Recognition.UNKNOWN)
    felt = exact(perceived.measure.number)
    difference = exact(score) - felt
    gap = Measure.of(
        difference,
        Unit.SCORE,
        n=perceived.measure.n,
        n_expected=perceived.measure.n_expected,
    )
    if perceived.interval is None:
        return PerceptionGap(perceived, gap, None, Recognition.NO_CLEAR_GAP)
    interval = Interval(
        exact(score) - perceived.interval.high, exact(score) - perceived.interval.low
    )
    return PerceptionGap(perceived, gap, interval, recognised(difference, interval))


def recognised(gap: Decimal, interval: Interval) -> Recognition:
    """Return whether a gap of so many points is more than chance, and which way.

    Source: docs/formulas.md, "Perception gap".
    """
    if ZERO in interval and interval.low != interval.high:
        return Recognition.NO_CLEAR_GAP
    if abs(gap) <= ALIGNED_TO:
        return Recognition.ALIGNED
    return Recognition.UNDER_RECOGNISED if gap > 0 else Recognition.OVER_CREDITED


@dataclass(frozen=True, slots=True)
class PerceptionGaps(Additive):
    """Gaps of several services or programmes, weighted by their ratings.

    Units: `weighted` is points times people. `parts` of `expected` have a gap.

    Source: docs/formulas.md, "Perception gap".
    """

    weighted: Decimal = ZERO
    ratings: int = 0
    parts: int = 0
    expected: int = 0

    @classmethod
    def of(cls, gap: PerceptionGap) -> Self:
        """Return the gap of one part; one that is not available is expected."""
        if gap.gap.value is None:
            return cls(expected=1)
        people = gap.gap.n or 0
        return cls(exact(gap.gap.value) * people, people, parts=1, expected=1)

    def measure(self) -> Measure:
        """Return the mean gap by people, not available when no part has one."""
        if not self.ratings:
            return Measure.missing(
                Reason.NO_DATA, Unit.SCORE, n=0, n_expected=self.expected
            )
        mean = self.weighted / self.ratings
        return Measure.of(mean, Unit.SCORE, n=self.parts, n_expected=self.expected)
