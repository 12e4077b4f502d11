"""To how many digits a number is told: never finer than it is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Number, exact

ZERO = Decimal(0)
HUNDRED = Decimal(100)

# How many significant digits a value without an interval bears.
DIGITS = {
    Evidence.OPINION: 1,
    Evidence.CLAIMED: 1,
    Evidence.MEASURED: 2,
    Evidence.VALIDATED: 3,
    Evidence.ISOLATED: 3,
}
# Told with "about".
ROUGH = frozenset({Evidence.OPINION, Evidence.CLAIMED})

# Fewer than this many are told as "x of n".
FEW = 20
# "Three times" is told from here on; below it is "50 % more".
TIMES_FROM = Decimal(2)
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Rounded:
    """A value as it is told.

    Units: those of the value. `step` is the power of ten it is told to: 10,000 for
    1.99 million, 0.01 for 1.25. `is_about` asks for the word "about".
    """

    value: Decimal
    step: Decimal
    is_about: bool = False

    @property
    def digits(self) -> int:
        """How many significant digits are told; 1 for zero."""
        if not self.value:
            return 1
        return max(1, self.value.adjusted() - self.step.adjusted() + 1)


def rounded(
    value: Number,
    evidence: Evidence,
    *,
    half_width: Number | None = None,
    marks: Iterable[Number] = (),
) -> Rounded:
    """Return a value to as many digits as its evidence and its interval bear.

    With an interval: to the leading digit of its half-width, and to one digit where
    it is wider than the value. Without one: one significant digit for E0 and E1, two
    for E2, three from E3 on. E0 and E1 are told with "about". Half to even. Where that
    would carry the value onto one of the `marks`, or over it, as many digits more are
    told as it takes not to.

    Units: `half_width` and `marks` are in the unit of the value.

    Source: docs/formulas.md, "Digits that are told".
    """
    exactly = exact(value)
    width = None if half_width is None else abs(exact(half_width))
    digit = _leading(exactly) - DIGITS[evidence] + 1
    if width:
        digit = min(_leading(width), _leading(exactly))
    step, told = _apart(exactly, digit, [exact(mark) for mark in marks])
    return Rounded(told, step, is_about=evidence in ROUGH)


def _leading(value: Decimal) -> int:
    return value.adjusted() if value else 0


def _apart(
    value: Decimal, digit: int, marks: Sequence[Decimal]
) -> tuple[Decimal, Decimal]:
    """Return the step and the value rounded to it, on its own side of all marks."""
    finest = min(digit, int(value.as_tuple().exponent))
    while True:
        step = Decimal(1).scaleb(digit)
        told = _to(value, step)
        if digit <= finest or all(_side(told, m) == _side(value, m) for m in marks):
            return step, told
        digit -= 1


def _to(value: Decimal, step: Decimal) -> Decimal:
    """Return the nearest multiple of a power of ten, the even one of two."""
    steps = (value / step).to_integral_value(ROUND_HALF_EVEN)
    return steps * step


def _side(value: Decimal, mark: Decimal) -> int:
    return (value > mark) - (value < mark)


@dataclass(frozen=True, slots=True)
class Percentage:
    """A ratio as it is told in per cent; "less than 1 %" has no places."""

    ratio: Decimal
    places: int | None

    @property
    def is_less_than_one(self) -> bool:
        """True when all that is told is that it is less than 1 %."""
        return self.places is None


def percentage(ratio: Number, marks: Iterable[Number] = (1,)) -> Percentage:
    """Return with how many decimals a ratio is told in per cent.

    From 10 % on none, from 1 % on one, and below that "less than 1 %". It gets up to
    three where rounding would put it on a mark that it has not reached: 99.6 % is not
    100 %. What is below zero always has its figure.

    Units: `ratio` and `marks` are ratios.

    Source: docs/formulas.md, "Percentages and counts that are told".
    """
    exactly = exact(ratio)
    size = abs(exactly * HUNDRED)
    if exactly > 0 and size < 1:
        return Percentage(exactly, None)
    places = 0 if size >= 10 or not size else 1
    at = [exact(mark) for mark in marks]
    while places < MOST_PLACES and any(
        exactly != mark and in_percent(exactly, places) == in_percent(mark, places)
        for mark in at
    ):
        places += 1
    return Percentage(exactly, places)


def in_percent(ratio: Decimal, places: int) -> Decimal:
    """Return a ratio in per cent, rounded to some decimals.

    Source: docs/formulas.md, "Percentages and counts that are told".
    """
    return (ratio * HUNDRED).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def is_told_as_times(ratio: Number) -> bool:
    """Return whether a ratio may be told as "x times": from 2 on.

    Source: docs/formulas.md, "Percentages and counts that are told".
    """
    return exact(ratio) >= TIMES_FROM


def parts_seem_wrong(parts: Iterable[Rounded], total: Rounded) -> bool:
    """Return whether parts as they are told do not add up to their total as told.

    The total is made from unrounded parts; then "figures may not sum due to rounding".

    Source: docs/formulas.md, "Digits that are told".
    """
    return sum((part.value for part in parts), ZERO) != total.value
