"""How much of a target a KPI has reached."""

from decimal import Decimal
from enum import StrEnum

from .measure import Measure, Number, Reason, Unit, divide, exact

ONE = Decimal(1)


class Direction(StrEnum):
    """Which way a KPI should go."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    RANGE = "range"


def attainment(
    direction: Direction,
    actual: Number | None,
    *,
    target: Number | None = None,
    baseline: Number | None = None,
    low: Number | None = None,
    high: Number | None = None,
    fail_distance: Number | None = None,
) -> Measure:
    """Return which part of the way to the target has been covered.

    With a baseline: (actual - baseline) / (target - baseline), the same formula
    up and down. Without: 1 plus the relative distance to the target, counted in
    the good direction. To maintain, or to stay in a range: 1 inside `low` to
    `high`, then falling to 0 over `fail_distance` (at once when there is none).

    Units: the inputs share the KPI's unit; the result is a ratio. It is not
    clamped: worse than the baseline is negative, beyond the target above 1.

    A target equal to its baseline: TARGET_EQUALS_BASELINE. A target on the
    wrong side of it: DIRECTION_CONFLICT. No baseline and a target of zero:
    ZERO_DENOMINATOR.

    Raises ValueError when `low` is above `high`.

    Source: docs/formulas.md, "KPI attainment".
    """
    if actual is None:
        return Measure.missing(Reason.MISSING_INPUT.of("actual"), Unit.RATIO)
    if direction in {Direction.MAINTAIN, Direction.RANGE}:
        return _inside(exact(actual), *_limits(target, low, high), fail_distance)
    if target is None:
        return Measure.missing(Reason.MISSING_INPUT.of("target"), Unit.RATIO)
    sign = 1 if direction is Direction.INCREASE else -1
    if baseline is None:
        distance = sign * (exact(actual) - exact(target))
        relative = divide(distance, abs(exact(target)))
        if relative.value is None:
            return relative
        return Measure.of(ONE + exact(relative.value), Unit.RATIO)
    way = exact(target) - exact(baseline)
    if way == 0:
        return Measure.missing(Reason.TARGET_EQUALS_BASELINE, Unit.RATIO)
    if way * sign < 0:
        return Measure.missing(Reason.DIRECTION_CONFLICT, Unit.RATIO)
    return Measure.of((exact(actual) - exact(baseline)) / way, Unit.RATIO)


def _limits(
    target: Number | None, low: Number | None, high: Number | None
) -> tuple[Number | None, Number | None]:
    return (target, target) if low is None and high is None else (low, high)


def _inside(
    actual: Decimal,
    low: Number | None,
    high: Number | None,
    fail_distance: Number | None,
) -> Measure:
    if low is None:
        return Measure.missing(Reason.MISSING_INPUT.of("low"), Unit.RATIO)
    if high is None:
        return Measure.missing(Reason.MISSING_INPUT.of("high"), Unit.RATIO)
    if exact(low) > exact(high):
        raise ValueError(f"the range from {low} to {high} is empty")
    distance = max(exact(low) - actual, actual - exact(high), Decimal(0))
    if distance == 0:
        return Measure.of(ONE, Unit.RATIO)
    if not fail_distance:
        return Measure.of(Decimal(0), Unit.RATIO)
    return Measure.of(
        max(Decimal(0), ONE - distance / exact(fail_distance)), Unit.RATIO
    )


def target_met(
    direction: Direction,
    actual: Number | None,
    *,
    target: Number | None = None,
    low: Number | None = None,
    high: Number | None = None,
) -> bool | None:
    """Return whether a KPI meets its target, None when that is not known.

    Exactly on the target, or on a limit of the range, is met.

    Source: docs/formulas.md, "KPI attainment".
    """
    if actual is None:
        return None
    if direction in {Direction.MAINTAIN, Direction.RANGE}:
        lower, upper = _limits(target, low, high)
        if lower is None or upper is None:
            return None
        return exact(lower) <= exact(actual) <= exact(upper)
    if target is None:
        return None
    if direction is Direction.INCREASE:
        return exact(actual) >= exact(target)
    return exact(actual) <= exact(target)
