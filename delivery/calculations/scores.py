"""From a KPI's value to a score, and from scores to one score with its gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Self

from .additive import ZERO, Additive
from .measure import (
    Caveat,
    Measure,
    Number,
    Reason,
    Thresholds,
    Unit,
    coverage,
    exact,
    settled,
)

SCORE_THRESHOLDS = Thresholds(Decimal(80), Decimal(50))

MIN_COMPLETENESS = Decimal("0.70")
CRITICAL_CAP = Decimal(79)

WORST, AMBER, GREEN, TARGET = map(Decimal, (0, 50, 80, 100))


@dataclass(frozen=True, slots=True)
class ScoreCurve:
    """Straight lines through (value, score) points; ends are clamped.

    Shape: two or more points, values all rising or all falling. Two neighbours
    may share a value when the better score begins exactly there: the better one
    counts on the step.

    Raises ValueError when the values turn back or a score is outside 0 to 120.

    Source: docs/formulas.md, "Scores".
    """

    points: tuple[tuple[Decimal, Decimal], ...]

    def __post_init__(self) -> None:
        values = [value for value, _ in self.points]
        if len(values) < 2 or values[0] == values[-1]:
            raise ValueError("a score curve needs two different values")
        if values not in (sorted(values), sorted(values, reverse=True)):
            raise ValueError("the values of a score curve rise or fall throughout")
        if not all(0 <= score <= 120 for _, score in self.points):
            raise ValueError("a score lies between 0 and 120")

    @classmethod
    def of(cls, points: Iterable[tuple[Number, Number]]) -> "ScoreCurve":
        """Return the curve through points listed from one end to the other."""
        return cls(tuple((exact(value), exact(score)) for value, score in points))

    @classmethod
    def for_target(
        cls, *, worst: Number, amber: Number, green: Number, target: Number
    ) -> "ScoreCurve":
        """Return the default curve through 0, 50, 80 and 100.

        Those are the scores of the worst acceptable value, the two colour
        limits and the target, so that score and colour always agree. The values
        fall when lower is better. A green limit equal to the target makes a
        step to 100.
        """
        points = [(worst, WORST), (amber, AMBER), (green, GREEN), (target, TARGET)]
        return cls.of(points)

    @classmethod
    def for_range(
        cls,
        low: Number,
        high: Number,
        *,
        green: Number,
        amber: Number,
        worst: Number,
    ) -> "ScoreCurve":
        """Return the curve of a KPI that should stay from `low` to `high`.

        `green`, `amber` and `worst` are distances outside the range at which
        the score has fallen to 80, 50 and 0, the same on both sides.
        """
        steps = ((worst, WORST), (amber, AMBER), (green, GREEN))
        rising = [(exact(low) - exact(distance), score) for distance, score in steps]
        falling = [(exact(high) + exact(distance), score) for distance, score in steps]
        top = dict.fromkeys((exact(low), exact(high)), TARGET).items()
        return cls.of([*rising, *top, *reversed(falling)])

    def score(self, value: Measure | Number | None) -> Measure:
        """Return the score of a value, not available when there is none."""
        if isinstance(value, Measure):
            if value.value is None:
                return Measure.missing(value.reason, Unit.SCORE)
            value = value.value
        if value is None:
            return Measure.missing(Reason.MISSING_INPUT.of("value"), Unit.SCORE)
        return Measure.of(self.at(exact(value)), Unit.SCORE)

    def at(self, value: Decimal) -> Decimal:
        """Return the score of a known value."""
        on_point = [score for at, score in self.points if at == value]
        if on_point:
            return max(on_point)
        for (start, before), (end, after) in pairwise(self.points):
            if min(start, end) < value < max(start, end):
                return before + (after - before) * (value - start) / (end - start)
        rising = self.points[0][0] < self.points[-1][0]
        is_before_first = (value < self.points[0][0]) is rising
        return self.points[0 if is_before_first else -1][1]


def curve_of_limits(
    *,
    worst: Number | None,
    amber: Number | None,
    green: Number | None,
    target: Number | None,
) -> ScoreCurve | None:
    """Return the curve through the limits that somebody has set for a KPI.

    None unless all four are set and they rise or fall throughout: a KPI without
    limits has no score, and is neither green nor red.
    """
    if worst is None or amber is None or green is None or target is None:
        return None
    try:
        return ScoreCurve.for_target(
            worst=worst, amber=amber, green=green, target=target
        )
    except ValueError:
        return None


def curve_of_range(
    low: Number | None, high: Number | None, fail_distance: Number | None
) -> ScoreCurve | None:
    """Return the curve of a range KPI that has failed at some distance outside.

    Between the range and that distance the score falls in a straight line from
    100 to 0, as attainment does.
    """
    if low is None or high is None or not fail_distance:
        return None
    distance = exact(fail_distance)
    return ScoreCurve.for_range(
        low,
        high,
        green=distance * (1 - GREEN / TARGET),
        amber=distance * (1 - AMBER / TARGET),
        worst=distance,
    )


@dataclass(frozen=True, slots=True)
class WeightedScore:
    """One score in a scorecard. `weight` None: nobody has set weights."""

    score: Number | None
    weight: Number | None = None
    is_critical: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTotal(Additive):
    """Weighted scores that add up with ``+``, over KPIs as over portfolios.

    Units: `weighted` is the sum of score times weight over the `scored` of
    `expected` members; `weight_scored` and `weight_expected` are their weights.
    `critical_red` counts critical members in red.

    Source: docs/formulas.md, "Scorecard roll-up".
    """

    weighted: Decimal = ZERO
    weight_scored: Decimal = ZERO
    weight_expected: Decimal = ZERO
    scored: int = 0
    expected: int = 0
    critical_red: int = 0

    @classmethod
    def of(
        cls, score: Number | None, weight: Number, *, is_critical: bool = False
    ) -> Self:
        """Return the total of one member; without a score only its weight counts."""
        given = exact(weight)
        if score is None:
            return cls(weight_expected=given, expected=1)
        return cls(
            weighted=settled(exact(score) * given),
            weight_scored=given,
            weight_expected=given,
            scored=1,
            expected=1,
            critical_red=int(is_critical and exact(score) < AMBER),
        )

    def measure(
        self,
        min_completeness: Number = MIN_COMPLETENESS,
        caveats: Iterable[Caveat] = (),
    ) -> Measure:
        """Return the weighted mean, not available when too much of it is missing."""
        completeness = coverage(self.weight_scored, self.weight_expected)
        if not completeness or completeness < exact(min_completeness):
            reason = Reason.INSUFFICIENT_COVERAGE if self.scored else Reason.NO_DATA
            return Measure.missing(
                reason,
                Unit.SCORE,
                n=self.scored,
                n_expected=self.expected,
                completeness=completeness,
                warnings=caveats,
            )
        mean, found = self.weighted / self.weight_scored, list(caveats)
        if mean > CRITICAL_CAP and self.critical_red:
            mean = CRITICAL_CAP
            found.append(Caveat.CAPPED_BY_CRITICAL)
        if completeness < 1:
            found.append(Caveat.PARTIAL_DATA)
        return Measure.of(
            mean,
            Unit.SCORE,
            n=self.scored,
            n_expected=self.expected,
            completeness=completeness,
            warnings=found,
        )


def score_rollup(
    items: Sequence[WeightedScore], min_completeness: Number = MIN_COMPLETENESS
) -> Measure:
    """Return the weighted mean of the scores that exist, and how many do.

    A missing score is neither zero nor the mean: it lowers completeness, and
    below `min_completeness` there is no score. A critical KPI in red caps the
    result at 79. The mean compensates: show `weakest` beside it.

    Units: scores from 0 to 100; weights of any positive sum. Without weights
    all count the same, with the caveat EQUAL_WEIGHTS.

    Raises ValueError for a negative weight, weights that add up to zero, or
    weights set for some only.

    Source: docs/formulas.md, "Scorecard roll-up".
    """
    if not items:
        return ScoreTotal().measure()
    weights, caveats = _weights(items)
    total = ScoreTotal.total(
        ScoreTotal.of(item.score, weight, is_critical=item.is_critical)
        for item, weight in zip(items, weights, strict=True)
    )
    return total.measure(min_completeness, caveats)


def _weights(
    items: Sequence[WeightedScore],
) -> tuple[list[Decimal], tuple[Caveat, ...]]:
    given = [exact(item.weight) for item in items if item.weight is not None]
    if not given:
        return [Decimal(1)] * len(items), (Caveat.EQUAL_WEIGHTS,)
    if len(given) < len(items):
        raise ValueError("weights are set for all scores or for none")
    if min(given) < 0 or sum(given) <= 0:
        raise ValueError("weights are not negative and add up to more than zero")
    return given, ()


def weakest(items: Iterable[WeightedScore]) -> WeightedScore | None:
    """Return the lowest score that exists, None when none does."""
    scored = [(item.score, item) for item in items if item.score is not None]
    return min(scored, key=lambda pair: exact(pair[0]))[1] if scored else None
