"""Whether a KPI's value is red, so that somebody has to say why."""

from collections.abc import Sequence
from decimal import Decimal

from . import bands
from .attainment import Direction
from .bands import Band
from .measure import Number, exact
from .scores import AMBER, curve_of_range


def is_red(
    direction: Direction,
    value: Number | None,
    *,
    red_limit: Number | None = None,
    low: Number | None = None,
    high: Number | None = None,
    fail_distance: Number | None = None,
    scale: Sequence[Band] = (),
) -> bool:
    """Return whether a value is worse than the limit that somebody has set for red.

    Exactly on the limit is not red. By the bands of a `scale`, and for a range, a value
    is red where it scores below 50: between two bands on the line that joins them, in a
    range half-way to its fail distance. Without a value or a limit nothing is red, nor
    by bands that run against the direction: they give no score.

    Units: all inputs are in the KPI's own unit.

    Source: docs/formulas.md, "Red".
    """
    if value is None:
        return False
    if direction in {Direction.MAINTAIN, Direction.RANGE}:
        curve = curve_of_range(low, high, fail_distance)
        return curve is not None and curve.at(Decimal(exact(value))) < AMBER
    if scale:
        curve = bands.curve_of_bands(scale)
        fits = bands.rises(scale) is (direction is Direction.INCREASE)
        return fits and curve is not None and curve.at(Decimal(exact(value))) < AMBER
    if red_limit is None:
        return False
    if direction is Direction.INCREASE:
        return exact(value) < exact(red_limit)
    return exact(value) > exact(red_limit)
