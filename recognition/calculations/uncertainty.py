"""Amounts that nobody knows exactly: between what and what, and most likely which."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from delivery.calculations.measure import Number

from .estimate import Z95

Draws = NDArray[np.float64]

# How finely the curve of a PERT distribution is traced.
POINTS = 2001
# The table of the normal distribution: how far it goes on either side, how finely.
NORMAL_END = 9.0
NORMAL_POINTS = 36_001


class Shape(StrEnum):
    """How likely the values between the bounds are."""

    TRIANGULAR = "triangular"
    PERT = "pert"


class Spread(NamedTuple):
    """Mean and variance of a distribution."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Range:
    """The least, the most likely and the greatest value.

    Units: one unit or currency. Equal ends are a value that is known.

    Raises ValueError when the three are not in that order.

    Source: docs/formulas.md, "Uncertain amounts".
    """

    minimum: Number
    mode: Number
    maximum: Number

    def __post_init__(self) -> None:
        if not self.minimum <= self.mode <= self.maximum:
            raise ValueError("the most likely value lies between the two others")

    @property
    def width(self) -> float:
        """The distance of the bounds."""
        return float(self.maximum) - float(self.minimum)

    @property
    def position(self) -> float:
        """Where the most likely value lies between the bounds, from 0 to 1."""
        return (float(self.mode) - float(self.minimum)) / self.width

    def quantiles(self, shares: Draws, shape: Shape) -> Draws:
        """Return the values below which some shares of all outcomes lie.

        Shape: an array of shares from 0 to 1 gives an array of the same shape.
        """
        if not self.width:
            return np.full(shares.shape, float(self.mode))
        unit = _triangle if shape is Shape.TRIANGULAR else _pert
        return float(self.minimum) + self.width * unit(shares, self.position)


def triangular_quantile(found: Range, p: float) -> float:
    """Return the value below which the share `p` of a triangular distribution lies.

    Units: `p` is a ratio; the result is in the unit of the range.

    Raises ValueError when `p` is outside 0 to 1.

    Source: docs/formulas.md, "Uncertain amounts".
    """
    if not 0 <= p <= 1:
        raise ValueError(f"a share lies between 0 and 1, and is {p}")
    return float(found.quantiles(np.array([p]), Shape.TRIANGULAR)[0])


def pert(found: Range) -> Spread:
    """Return the mean (a + 4m + b) / 6 and the variance ((b - a) / 6)^2.

    Units: those of the range, and their square.

    Source: docs/formulas.md, "Uncertain amounts".
    """
    low, likely, high = map(float, (found.minimum, found.mode, found.maximum))
    return Spread((low + 4 * likely + high) / 6, (found.width / 6) ** 2)


@dataclass(frozen=True, slots=True)
class SumMoments:
    """Mean and variance of a sum, and where 95 of 100 outcomes lie if it is normal."""

    mean: float
    variance: float

    @property
    def deviation(self) -> float:
        """The standard deviation."""
        return math.sqrt(self.variance)

    @property
    def low(self) -> float:
        """The lower end of the 95 % interval."""
        return self.mean - float(Z95) * self.deviation

    @property
    def high(self) -> float:
        """The upper end of the 95 % interval."""
        return self.mean + float(Z95) * self.deviation


def sum_moments(
    means: Sequence[float],
    variances: Sequence[float],
    correlation: Sequence[Sequence[float]] | None = None,
) -> SumMoments:
    """Return mean and variance of a sum of amounts that may move together.

    Shape: one mean and one variance an amount; `correlation` is a square of as many
    rows, None for amounts that have nothing to do with each other.

    Raises ValueError for lengths that differ, or a variance below zero.

    Source: docs/formulas.md, "Uncertain amounts".
    """
    if len(means) != len(variances):
        raise ValueError("each amount has one mean and one variance")
    if any(variance < 0 for variance in variances):
        raise ValueError("a variance is not below zero")
    together = np.eye(len(means)) if correlation is None else np.array(correlation)
    deviations = np.sqrt(np.array(variances, dtype=np.float64))
    return SumMoments(float(sum(means)), float(deviations @ together @ deviations))


def correlated(draws: Draws, correlation: Draws) -> Draws:
    """Return standard normal draws that move together (a Gaussian copula).

    Shape: `draws` has one row an outcome and one column an amount, independent of each
    other; `correlation` is a square of as many rows as there are columns.

    Raises ValueError for a correlation that cannot be, such as one above 1.

    Source: docs/formulas.md, "Simulated value".
    """
    try:
        root = np.linalg.cholesky(correlation)
    except np.linalg.LinAlgError as error:
        raise ValueError("amounts cannot move together in this way") from error
    return draws @ root.T


def shares_of(normal: Draws) -> Draws:
    """Return for standard normal draws which share of all outcomes is smaller.

    Read from a table that is finer than eight digits; draws come by the million.
    """
    at, shares = _normal_table()
    return np.interp(normal, at, shares)


@cache
def _normal_table() -> tuple[Draws, Draws]:
    """Values of a standard normal outcome, and which share of outcomes is smaller."""
    at = np.linspace(-NORMAL_END, NORMAL_END, NORMAL_POINTS)
    errors = np.array([math.erf(value / math.sqrt(2)) for value in at])
    return at, (1 + errors) / 2


def _triangle(shares: Draws, position: float) -> Draws:
    """Return quantiles of the triangle over 0 to 1 with its tip at `position`."""
    rising = np.sqrt(shares * position)
    falling = 1 - np.sqrt((1 - shares) * (1 - position))
    return np.where(shares <= position, rising, falling)


def _pert(shares: Draws, position: float) -> Draws:
    """Return quantiles of the beta distribution over 0 to 1 with that mode.

    There is no formula for them; the curve is traced and read backwards.
    """
    at = np.linspace(0, 1, POINTS)
    density = at ** (4 * position) * (1 - at) ** (4 * (1 - position))
    below = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2)))
    return np.interp(shares, below / below[-1], at)
