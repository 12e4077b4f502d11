"""How fast a KPI moves, and when it reaches its target at that pace."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import NormalDist

from .measure import Measure, Number, Reason, Unit, exact
from .sample import percentile

HALF = Decimal("0.5")
ZERO = Decimal(0)

MIN_N = 3
TREND_FROM = 8
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Trend:
    """A line through the medians, with the interval of its slope.

    Units: `slope`, `low` and `high` are in the KPI's unit per period; `pivot`
    is (median x, median y), which the line and both its bounds go through.
    """

    slope: Decimal
    intercept: Decimal
    low: Decimal
    high: Decimal
    pivot: tuple[Decimal, Decimal]
    n: int

    @property
    def is_trend(self) -> bool:
        """True when eight or more values all but exclude a level line."""
        return self.n >= TREND_FROM and not self.low <= 0 <= self.high

    def at(self, x: Number) -> Decimal:
        """Return the value of the line in a period."""
        return self.intercept + self.slope * exact(x)


@dataclass(frozen=True, slots=True)
class Arrival:
    """When the line meets the target, as a period index.

    The bounds come from the interval of the slope; None is "beyond sight".
    """

    expected: Measure
    earliest: Decimal | None = None
    latest: Decimal | None = None


def theil_sen(
    y: Sequence[Number | None],
    x: Sequence[Number] | None = None,
    conf: float = CONFIDENCE,
) -> Trend | None:
    """Return the median of all pairwise slopes, which no single outlier moves.

    The line is median y - slope x median x; the interval of the slope follows
    Sen's method over Kendall's tau.

    Shape: `y` in order of time with None for a gap; `x` the period indices in
    parallel, 0, 1, 2, ... if not given. Pairs with equal x are left out. Fewer
    than 3 values, or all at one x: None.

    Units: `conf` is a ratio, 0.95 for a 95 % interval.

    Raises ValueError when the sequences differ in length.

    Source: docs/formulas.md, "Trend".
    """
    points = [
        (exact(at), exact(value))
        for at, value in zip(range(len(y)) if x is None else x, y, strict=True)
        if value is not None
    ]
    slopes = sorted(
        (value - other) / (at - other_at)
        for (other_at, other), (at, value) in combinations(points, 2)
        if at != other_at
    )
    slope = percentile(slopes, HALF)
    median_x = percentile((at for at, _ in points), HALF)
    median_y = percentile((value for _, value in points), HALF)
    if len(points) < MIN_N or slope is None or median_x is None or median_y is None:
        return None
    low, high = _slope_interval(slopes, points, conf)
    return Trend(
        slope=slope,
        intercept=median_y - slope * median_x,
        low=low,
        high=high,
        pivot=(median_x, median_y),
        n=len(points),
    )


def _slope_interval(
    slopes: list[Decimal], points: list[tuple[Decimal, Decimal]], conf: float
) -> tuple[Decimal, Decimal]:
    n = len(points)
    variance = _tau_variance(n)
    for values in zip(*points, strict=True):
        variance -= sum(_tau_variance(values.count(tied)) for tied in set(values))
    reach = NormalDist().inv_cdf((1 + conf) / 2) * math.sqrt(max(variance, 0) / 18)
    lower = max(round((len(slopes) - reach) / 2) - 1, 0)
    upper = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return slopes[lower], slopes[upper]


def _tau_variance(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


def arrival(trend: Trend | None, target: Number | None, last: Number) -> Arrival:
    """Return when the target is reached at the current pace.

    Units: `last` is the period index of the newest value; the result is an
    index after it. No trend, or one that leads away: not available. Nor is it
    further ahead than the series is long: nothing is extrapolated beyond that.

    Source: docs/formulas.md, "When the target is reached".
    """
    if target is None:
        return Arrival(Measure.missing(Reason.MISSING_INPUT.of("target"), Unit.PERIODS))
    if trend is None or trend.n < TREND_FROM:
        return Arrival(
            Measure.missing(Reason.INSUFFICIENT_N.of(TREND_FROM), Unit.PERIODS)
        )
    if not trend.is_trend:
        return Arrival(Measure.missing(Reason.NO_REAL_ROOT, Unit.PERIODS, n=trend.n))
    goal, newest = exact(target), exact(last)
    expected = _meets(trend, trend.slope, goal)
    if expected is None or expected < newest:
        reason = Reason.DIRECTION_CONFLICT
        return Arrival(Measure.missing(reason, Unit.PERIODS, n=trend.n))
    horizon = newest + trend.n
    if expected > horizon:
        return Arrival(Measure.missing(Reason.FUTURE_PERIOD, Unit.PERIODS, n=trend.n))
    bounds = sorted(
        meeting
        for slope in (trend.low, trend.high)
        if (meeting := _meets(trend, slope, goal)) is not None
    )
    return Arrival(
        Measure.of(expected, Unit.PERIODS, n=trend.n),
        earliest=bounds[0] if bounds else None,
        latest=bounds[-1] if bounds and bounds[-1] <= horizon else None,
    )


def _meets(trend: Trend, slope: Decimal, goal: Decimal) -> Decimal | None:
    median_x, median_y = trend.pivot
    return None if slope == 0 else median_x + (goal - median_y) / slope
