"""Whether two things rank alike, such as priority and money."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .measure import Measure, Number, Reason, Unit, exact

MIN_N = 5
COLOURED_FROM = 10
Z95 = 1.96


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """Spearman's rho with its 95 % interval; the interval may be unknown.

    Units: an index from -1 to 1.
    """

    rho: Measure
    ci_low: float | None = None
    ci_high: float | None = None


def spearman(x: Sequence[Number | None], y: Sequence[Number | None]) -> RankCorrelation:
    """Return the rank correlation of pairs; ties share their average rank.

    Higher means more important on both sides: pass a rank 1..n as its negative.

    Shape: `x` and `y` run in parallel; a pair with None is left out.

    Fewer than 5 pairs: INSUFFICIENT_N:5. All equal on one side: not available.
    At exactly -1 or 1 there is no interval.

    Raises ValueError when the sequences differ in length.

    Source: docs/formulas.md, "Priority and resources".
    """
    pairs = [
        (exact(first), exact(second))
        for first, second in zip(x, y, strict=True)
        if first is not None and second is not None
    ]
    n = len(pairs)
    if n < MIN_N:
        reason = Reason.INSUFFICIENT_N.of(MIN_N)
        return RankCorrelation(
            Measure.missing(reason, Unit.INDEX, n=n, n_expected=len(x))
        )
    first_ranks = _doubled_ranks([first for first, _ in pairs])
    second_ranks = _doubled_ranks([second for _, second in pairs])
    # Doubled ranks have the mean n + 1, which keeps all of this in whole numbers.
    first_off = [rank - (n + 1) for rank in first_ranks]
    second_off = [rank - (n + 1) for rank in second_ranks]
    together = sum(a * b for a, b in zip(first_off, second_off, strict=True))
    spread = sum(a * a for a in first_off) * sum(b * b for b in second_off)
    if spread == 0:
        return RankCorrelation(
            Measure.missing(Reason.ZERO_DENOMINATOR, Unit.INDEX, n=n, n_expected=len(x))
        )
    rho = together / math.sqrt(spread)
    measure = Measure.of(rho, Unit.INDEX, n=n, n_expected=len(x))
    if together * together == spread:
        return RankCorrelation(measure)
    error = math.sqrt((1 + rho * rho / 2) / (n - 3))
    centre = math.atanh(rho)
    return RankCorrelation(
        measure,
        math.tanh(centre - Z95 * error),
        math.tanh(centre + Z95 * error),
    )


def _doubled_ranks(values: Sequence[Number]) -> list[int]:
    first_place: dict[Number, int] = {}
    count: dict[Number, int] = {}
    for place, value in enumerate(sorted(values), start=1):
        first_place.setdefault(value, place)
        count[value] = count.get(value, 0) + 1
    return [2 * first_place[value] + count[value] - 1 for value in values]
