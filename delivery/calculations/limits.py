"""Whether a KPI's value is red, so that somebody has to say why."""

from decimal import Decimal

from .attainment import Direction
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
) -> bool:
    """Return whether a value is worse than the limit that somebody has set for red.

    Exactly on the limit is not red. A range is red where the score of the value falls
    below 50, half-way to its fail distance. Without a value or a limit nothing is red.

    Units: all inputs are in the KPI's own unit.

    Source: docs/formulas.md, "Red".
    """
    if value is None:
        return False
    if direction in {Direction.MAINTAIN, Direction.RANGE}:
        curve = curve_of_range(low, high, fail_distance)
        return curve is not None and curve.at(Decimal(exact(value))) < AMBER
    if red_limit is None:
        return False
    if direction is Direction.INCREASE:
        return exact(value) < exact(red_limit)
    return exact(value) > exact(red_limit)
