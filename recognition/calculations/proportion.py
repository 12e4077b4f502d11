"""Shares of answers: how far chance may have moved them."""

from decimal import Decimal

from delivery.calculations.measure import Measure, Unit

from .estimate import (
    MIN_N,
    ONE,
    Z95,
    ZERO,
    Estimate,
    Interval,
    RoundChange,
    changed_by,
    finite_population,
    withheld,
)


def wilson(successes: int, n: int) -> Interval | None:
    """Return the 95 % Wilson interval of a share; None of nothing.

    Units: a ratio from 0 to 1. Unlike the usual plus-or-minus it stays inside
    0 to 1 and has a width where all or none passed.

    Raises ValueError when not 0 <= successes <= n.

    Source: docs/formulas.md, "Intervals of surveys".
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no share")
    if not n:
        return None
    share, z2 = Decimal(successes) / n, Z95 * Z95
    below = 1 + z2 / n
    centre = (share + z2 / (2 * n)) / below
    half = Z95 * (share * (1 - share) / n + z2 / (4 * n * n)).sqrt() / below
    return Interval(
        ZERO if not successes else centre - half,
        ONE if successes == n else centre + half,
    )


def share_estimate(
    successes: int, n: int, *, min_n: int = MIN_N, population: int | None = None
) -> Estimate:
    """Return a share of answers with its Wilson interval.

    Units: a ratio. With a known population the interval is drawn towards the share
    by the finite-population factor: nothing is left of it once everybody answered.

    Raises ValueError when not 0 <= successes <= n <= population.

    Source: docs/formulas.md, "Intervals of surveys".
    """
    factor = finite_population(n, population)
    interval = wilson(successes, n)
    kept_back = withheld(n, Unit.RATIO, min_n=min_n, population=population)
    if kept_back or interval is None:
        return kept_back or Estimate(Measure.suppressed(Unit.RATIO, n=n))
    share = Decimal(successes) / n
    return Estimate(
        Measure.of(share, Unit.RATIO, n=n, n_expected=population),
        interval.narrowed(share, factor),
        (share * (1 - share) / n).sqrt() * factor,
    )


def share_change(earlier: Estimate, later: Estimate) -> RoundChange:
    """Return whether a share moved between two rounds by more than chance.

    The interval of the difference is made from the two Wilson intervals (Newcombe's
    score method), which holds where shares are near 0 or 1 and answers are few.

    Source: docs/formulas.md, "Change between two rounds".
    """
    if earlier.interval is None or later.interval is None:
        return changed_by(earlier.measure, later.measure, None)
    before = Decimal(earlier.measure.number)
    after = Decimal(later.measure.number)
    down = _length(after - later.interval.low, earlier.interval.high - before)
    up = _length(later.interval.high - after, before - earlier.interval.low)
    return changed_by(earlier.measure, later.measure, (down, up))


def _length(first: Decimal, second: Decimal) -> Decimal:
    return (first * first + second * second).sqrt()
