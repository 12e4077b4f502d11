"""Ten thousand ways a case may turn out."""

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from delivery.calculations.measure import Measure, Reason, Unit, exact

from .business_case import BusinessCase, Stream
from .discounting import ZERO
from .uncertainty import Draws, Shape, correlated, shares_of

DRAWS = 10_000
# With fewer uncertain benefits the range says more than its percentiles.
MIN_RANGES = 3
SHARES = (0.1, 0.5, 0.9)
# Into so many columns of equal width the outcomes are sorted.
COLUMNS = 30
# Money is kept to four decimals.
PLACES = 4

METHOD = "monte-carlo-1"


@dataclass(frozen=True, slots=True)
class Percentiles:
    """The outcomes that 10, 50 and 90 % of all outcomes do not exceed.

    P10 is the careful figure and P90 the hopeful one, of benefits and of value.
    """

    p10: Measure
    p50: Measure
    p90: Measure

    @classmethod
    def missing(cls, reason: str, unit: Unit) -> "Percentiles":
        """Return three that are not available."""
        measure = Measure.missing(reason, unit)
        return cls(measure, measure, measure)

    @classmethod
    def of(cls, outcomes: Draws, unit: Unit) -> "Percentiles":
        """Return those of some outcomes."""
        found = (
            Measure.of(
                round(Decimal(float(value)), PLACES),
                unit,
                n=len(outcomes),
                method=METHOD,
            )
            for value in np.quantile(outcomes, SHARES)
        )
        return cls(*found)


@dataclass(frozen=True, slots=True)
class Swing:
    """Which share of the spread of the outcomes is due to one benefit."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Columns:
    """How many outcomes lie in each part between the least and the greatest.

    Shape: `counts` are of parts of equal width, ascending. Units: money.
    """

    low: float
    high: float
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What came out, and what it takes to make it again.

    `low` and `high` are the values with all ranges at their ends, and with nothing or
    all of a benefit that may not come about. `swings` has the largest first.
    `without_range` benefits entered with their single value. `columns` is None where
    nothing was drawn.
    """

    npv: Percentiles
    roi: Percentiles
    probability_positive: Measure
    low: Measure
    high: Measure
    swings: tuple[Swing, ...]
    without_range: int
    seed: int
    draws: int
    columns: Columns | None = None


def simulate(
    case: BusinessCase,
    *,
    seed: int,
    draws: int = DRAWS,
    shape: Shape = Shape.TRIANGULAR,
    correlation: float = 0.0,
) -> Simulation:
    """Return the spread of net present value and return of a case.

    Each draw takes one amount for each benefit out of its range, and lets the benefit
    come about or not by its probability. The same case, seed and number of draws give
    the same result, whatever the order of the benefits.

    Units: money and ratios; `correlation` (0 to below 1) is how far all amounts move
    together.

    Fewer than 3 benefits with a range: the ends and no percentiles. A case without a
    value has no spread either, for the same reason.

    Raises ValueError for a correlation that is not from 0 to below 1.

    Source: docs/formulas.md, "Simulated value".
    """
    if not 0 <= correlation < 1:
        raise ValueError(f"amounts move together from 0 to below 1, not {correlation}")
    streams = sorted(case.streams, key=lambda stream: stream.name)
    reason = case.lacking()
    ranges = sum(stream.is_uncertain for stream in streams)
    if not reason and ranges < MIN_RANGES:
        reason = Reason.INSUFFICIENT_N.of(MIN_RANGES)
    if reason:
        outcome = _untold(reason)
    else:
        benefits = _benefits(case, streams, seed, draws, shape, correlation)
        outcome = _told(case, streams, benefits)
    npv, roi, positive, swings, columns = outcome
    low, high = _ends(case)
    return Simulation(
        npv=npv,
        roi=roi,
        probability_positive=positive,
        low=low,
        high=high,
        swings=swings,
        without_range=sum(stream.range is None for stream in streams),
        seed=seed,
        draws=draws,
        columns=columns,
    )


Outcome = tuple[Percentiles, Percentiles, Measure, tuple[Swing, ...], Columns | None]


def _untold(reason: str) -> Outcome:
    return (
        Percentiles.missing(reason, Unit.MONEY),
        Percentiles.missing(reason, Unit.RATIO),
        Measure.missing(reason, Unit.RATIO),
        (),
        None,
    )


def _told(case: BusinessCase, streams: list[Stream], benefits: Draws) -> Outcome:
    spent = float(case.spent().number)
    total = benefits.sum(axis=1)
    left = total - spent
    if spent > 0:
        roi = Percentiles.of(left / spent, Unit.RATIO)
    else:
        unknown = case.roi().reason
        roi = Percentiles.missing(unknown, Unit.RATIO)
    positive = Measure.of(
        Decimal(int((left > 0).sum())) / len(left),
        Unit.RATIO,
        n=len(left),
        method=METHOD,
    )
    spread = Percentiles.of(left, Unit.MONEY)
    return spread, roi, positive, _swings(streams, benefits), _columns(left)


def _columns(outcomes: Draws) -> Columns:
    counts, edges = np.histogram(outcomes, COLUMNS)
    return Columns(float(edges[0]), float(edges[-1]), tuple(map(int, counts)))


def _benefits(
    case: BusinessCase,
    streams: list[Stream],
    seed: int,
    draws: int,
    shape: Shape,
    correlation: float,
) -> Draws:
    """Return the present value of each benefit (a column) in each draw (a row)."""
    chance = np.random.Generator(np.random.PCG64(seed))
    size = (draws, len(streams))
    if correlation:
        together = np.full((len(streams), len(streams)), correlation)
        np.fill_diagonal(together, 1.0)
        shares = shares_of(correlated(chance.standard_normal(size), together))
    else:
        shares = chance.random(size)
    comes_about = chance.random(size)
    benefits = np.empty(size)
    for column, stream in enumerate(streams):
        drawn = (
            np.full(draws, float(stream.amount or ZERO))
            if stream.range is None
            else stream.range.quantiles(shares[:, column], shape)
        )
        happens = comes_about[:, column] < float(stream.probability)
        weight = float(stream.weight(case.rate or ZERO))
        benefits[:, column] = drawn * happens * weight
    return benefits


def _swings(streams: list[Stream], benefits: Draws) -> tuple[Swing, ...]:
    """Return the share of each benefit in the variance of their sum."""
    total = benefits.sum(axis=1)
    spread = total.var()
    if not spread:
        return ()
    away = benefits - benefits.mean(axis=0)
    shares = (away * (total - total.mean())[:, None]).mean(axis=0) / spread
    swings = [
        Swing(stream.name, float(share))
        for stream, share in zip(streams, shares, strict=True)
    ]
    return tuple(sorted(swings, key=lambda swing: (-swing.share, swing.name)))


def _ends(case: BusinessCase) -> tuple[Measure, Measure]:
    """Return the least and the greatest value that the case can have."""
    worth = case.npv()
    if not worth.is_ok:
        return worth, worth
    low = high = -exact(case.spent().number)
    for stream in case.streams:
        ends = {stream.amount or ZERO}
        if stream.range is not None:
            ends = {exact(stream.range.minimum), exact(stream.range.maximum)}
        if stream.probability < 1:
            ends.add(ZERO)
        weight = stream.weight(case.rate or ZERO)
        low += min(end * weight for end in ends)
        high += max(end * weight for end in ends)
    return replace(worth, value=low), replace(worth, value=high)
