"""What a survey says, how far chance may have moved it, and whether it changed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from delivery.calculations.measure import Measure, Rag, Reason, Thresholds, Unit

from .answers import Moments

ZERO = Decimal(0)
ONE = Decimal(1)
# The standard normal distribution has 95 % between minus and plus this.
Z95 = Decimal("1.959963984540054")

# Fewer answers than this are not shown.
MIN_N = 5
# Fewer answers than this are shown with their interval, and never as a headline.
HEADLINE_FROM = 30


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies in 95 of 100 samples; both ends belong to it."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def narrowed(self, value: Decimal, factor: Decimal) -> Self:
        """Return the interval with its ends drawn towards `value` by a factor.

        At 1 it stays as it is, at 0 nothing is left but the value.
        """
        return type(self)(
            value - (value - self.low) * factor, value + (self.high - value) * factor
        )

    def clipped(self, low: Decimal, high: Decimal) -> Self:
        """Return the part of the interval that lies between two limits."""
        return type(self)(max(self.low, low), min(self.high, high))


def finite_population(n: int, population: int | None) -> Decimal:
    """Return by how much an error shrinks when few people were left to be asked.

    sqrt((N - n) / (N - 1)): 1 for a population that is large or unknown, 0 once
    everybody has answered.

    Raises ValueError when more people answered than there are.

    Source: docs/formulas.md, "Intervals of surveys".
    """
    if population is None:
        return ONE
    if n > population:
        raise ValueError(f"{n} answers of {population} people")
    if n == population:
        return ZERO
    return (Decimal(population - n) / (population - 1)).sqrt()


class Verdict(StrEnum):
    """Which way a result moved between two rounds, as far as one can tell."""

    ROSE = "rose"
    FELL = "fell"
    NO_CHANGE = "no_detectable_change"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A colour, or that chance alone could have given another one.

    What is uncertain has no colour: it is grey, and says that it is uncertain.
    """

    rag: Rag
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """A result of a survey with its interval and its standard error.

    Units: `interval` and `error` are in the unit of the measure. A measure without
    a value has neither: what is suppressed cannot be had from its interval.

    Raises ValueError when a measure without a value has an interval or an error.

    Source: docs/formulas.md, "Intervals of surveys".
    """

    measure: Measure
    interval: Interval | None = None
    error: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.measure.is_ok and (self.interval or self.error is not None):
            raise ValueError("what has no value has no interval")

    @property
    def may_be_headline(self) -> bool:
        """True when enough people answered for the result to stand by itself."""
        return self.measure.is_ok and (self.measure.n or 0) >= HEADLINE_FROM

    @property
    def is_census(self) -> bool:
        """True when everybody answered: "all 12 sponsors", and no interval to show."""
        return self.measure.is_ok and self.measure.n == self.measure.n_expected

    def judged(self, thresholds: Thresholds) -> Judgement:
        """Return the colour if the whole interval has it, else "uncertain".

        Source: docs/formulas.md, "Intervals of surveys".
        """
        if not self.measure.is_ok:
            return Judgement(Rag.GREY)
        if self.interval is None:
            return Judgement(Rag.GREY, is_uncertain=True)
        lowest = thresholds.rate(self.interval.low)
        if lowest is not thresholds.rate(self.interval.high):
            return Judgement(Rag.GREY, is_uncertain=True)
        return Judgement(lowest)


def withheld(
    n: int, unit: Unit, *, min_n: int, population: int | None = None
) -> Estimate | None:
    """Return what stands in place of a result of too few answers, else None.

    No answers at all are NO_DATA; fewer than `min_n` are suppressed.

    Source: docs/formulas.md, "Small groups".
    """
    if not n:
        return Estimate(
            Measure.missing(Reason.NO_DATA, unit, n=0, n_expected=population)
        )
    return Estimate(Measure.suppressed(unit, n=n)) if n < min_n else None


def mean_estimate(
    moments: Moments,
    unit: Unit,
    *,
    min_n: int = MIN_N,
    population: int | None = None,
) -> Estimate:
    """Return a mean with mean +- 1.96 x s / sqrt(n).

    Units: those of the values. One value alone has a mean and no interval.

    Raises ValueError when more people answered than there are.

    Source: docs/formulas.md, "Intervals of surveys".
    """
    n = moments.n
    factor = finite_population(n, population)
    mean, variance = moments.mean(), moments.variance()
    kept_back = withheld(n, unit, min_n=min_n, population=population)
    if kept_back or mean is None:
        return kept_back or Estimate(Measure.missing(Reason.NO_DATA, unit, n=0))
    measure = Measure.of(mean, unit, n=n, n_expected=population)
    if factor == 0:
        variance = ZERO
    if variance is None:
        return Estimate(measure)
    error = (variance / n).sqrt() * factor
    return Estimate(measure, Interval(mean - Z95 * error, mean + Z95 * error), error)


@dataclass(frozen=True, slots=True)
class RoundChange:
    """The difference of a result between two rounds; later minus earlier.

    Units: those of the results.
    """

    difference: Measure
    interval: Interval | None
    verdict: Verdict


def round_change(earlier: Estimate, later: Estimate) -> RoundChange:
    """Return whether a result moved between two rounds by more than chance.

    The error of the difference is sqrt(error1^2 + error2^2); "rose" or "fell" only
    if its 95 % interval excludes zero. Both rounds count as separate samples.

    Where one of the two has no value there is no difference, so a suppressed round
    cannot be had by subtraction. With a value and no error there is no verdict.

    Source: docs/formulas.md, "Change between two rounds".
    """
    if earlier.error is None or later.error is None:
        return changed_by(earlier.measure, later.measure, None)
    error = (earlier.error**2 + later.error**2).sqrt()
    return changed_by(earlier.measure, later.measure, (Z95 * error, Z95 * error))


def changed_by(
    earlier: Measure, later: Measure, reach: tuple[Decimal, Decimal] | None
) -> RoundChange:
    """Return the difference of two results, with how far down and up it may reach.

    Source: docs/formulas.md, "Change between two rounds".
    """
    if not (earlier.is_ok and later.is_ok):
        reason = (earlier if not earlier.is_ok else later).reason
        missing = Measure.missing(reason, later.unit)
        return RoundChange(missing, None, Verdict.UNKNOWN)
    difference = Decimal(later.number) - Decimal(earlier.number)
    measure = Measure.of(difference, later.unit)
    if reach is None:
        return RoundChange(measure, None, Verdict.UNKNOWN)
    interval = Interval(difference - reach[0], difference + reach[1])
    return RoundChange(measure, interval, _verdict(interval))


def _verdict(interval: Interval) -> Verdict:
    if ZERO in interval:
        return Verdict.NO_CHANGE
    return Verdict.ROSE if interval.low > 0 else Verdict.FELL
