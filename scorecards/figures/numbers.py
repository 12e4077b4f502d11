"""Numbers in pictures: short, the unit once, as `pmo_value.formatting` writes them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from babel.numbers import format_compact_decimal
from django.utils.translation import gettext as _

from pmo_value import formatting
from pmo_value.formatting import MINUS, Number
from scorecards.svg.axes import nice_step

# From here on a number is longer than it is informative.
SCIENTIFIC_FROM: Final = 1e15
# How many steps an axis may have, the best number first.
STEPS: Final = (4, 5, 3)


class Kind(StrEnum):
    """What a number counts."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DAYS = "days"
    HOURS = "hours"
    INDEX = "index"


def as_float(value: Number | None) -> float | None:
    """Return a value at the JSON edge; what is not finite is unknown."""
    if value is None or not math.isfinite(value):
        return None
    return float(value)


@dataclass(frozen=True)
class Unit:
    """How the numbers of a picture are written.

    Units: a percentage is given as a ratio (0.86); money needs its ISO currency.
    """

    kind: Kind = Kind.NUMBER
    currency: str = ""

    def text(self, value: Number) -> str:
        """Write a value with its unit: "86 %", "€4.2M", "12 days", "0.97"."""
        size = abs(float(value))
        if size >= SCIENTIFIC_FROM:
            return _scientific(value)
        match self.kind:
            case Kind.PERCENT if size >= formatting.COMPACT_FROM:
                return f"{_compact(100 * float(value), 1)}{formatting.NARROW_SPACE}%"
            case Kind.PERCENT:
                return formatting.percent(value, 0 if size >= 0.1 else 1)
            case Kind.MONEY:
                return formatting.compact_money(value, self.currency)
            case Kind.INDEX if size < formatting.COMPACT_FROM:
                return formatting.number(value, 2)
            case Kind.DAYS:
                return formatting.days(round(value))
            case Kind.HOURS:
                return f"{self.bare(value)}{formatting.NARROW_SPACE}h"
        return self.bare(value)

    def bare(self, value: Number) -> str:
        """Write a number without its unit, short from ten thousand on."""
        size = abs(float(value))
        if size >= SCIENTIFIC_FROM:
            return _scientific(value)
        if size >= formatting.COMPACT_FROM:
            return _compact(float(value), 1)
        return formatting.trimmed(value, 0 if size >= 100 else 2)

    @property
    def head(self) -> str:
        """The unit in words, to stand over numbers that do not carry it."""
        heads = {Kind.DAYS: _("days"), Kind.HOURS: _("hours")}
        return heads.get(self.kind, "")

    def short(self, value: Number) -> str:
        """Write a value under a head that names its unit."""
        return self.bare(value) if self.head else self.text(value)

    def signed(self, value: Number) -> str:
        """Write a change: with its sign, and days as a plain number."""
        text = self.short(value)
        return f"+{text}" if value > 0 else text

    def tick_texts(self, ticks: Sequence[float]) -> list[str]:
        """Write the ticks of an axis, the unit only once, at the largest."""
        carrier = max(range(len(ticks)), key=lambda index: (abs(ticks[index]), index))
        largest = abs(ticks[carrier])
        if largest >= SCIENTIFIC_FROM:
            return [_scientific(tick) for tick in ticks]
        is_ratio = self.kind in {Kind.PERCENT, Kind.INDEX}
        if is_ratio and largest >= formatting.COMPACT_FROM:
            return [self.text(tick) for tick in ticks]
        if self.kind is Kind.INDEX:
            exact = all(math.isclose(tick, round(tick, 2)) for tick in ticks)
            return [formatting.number(tick, 2 if exact else 3) for tick in ticks]
        scale = self._scale(largest)
        texts = [formatting.trimmed(round(tick / scale, 9)) for tick in ticks]
        if self.kind is Kind.PERCENT:
            texts[carrier] += f"{formatting.NARROW_SPACE}%"
        elif self.kind is Kind.MONEY:
            texts[carrier] = formatting.compact_money(ticks[carrier], self.currency, 2)
        elif scale > 1:
            texts[carrier] = _compact(ticks[carrier], 2)
        return texts

    def _scale(self, largest: float) -> float:
        """Return what one unit of an axis is worth: a hundredth, a million."""
        if self.kind is Kind.PERCENT:
            return 0.01
        # Some locales have no short form for thousands of money.
        whole = formatting.money(largest, self.currency or "XXX", 0)
        if self.kind is Kind.MONEY and whole == self.text(largest):
            return 1.0
        return _power(largest)


def _scientific(value: Number) -> str:
    return f"{value:.1e}".replace("-", MINUS)


def _compact(value: float, places: int) -> str:
    text = format_compact_decimal(
        value, locale=formatting.reader_locale(), fraction_digits=places
    )
    return text.replace("-", MINUS)


def _power(largest: float) -> float:
    """Return the thousand, million, … in which numbers of this size are written."""
    if largest < formatting.COMPACT_FROM:
        return 1.0
    return 1000.0 ** min(4, int(math.log10(largest) // 3))


def axis_ticks(low: float, high: float) -> list[float]:
    """Return round ticks that enclose low to high closely, about four steps of them."""
    if math.isclose(low, high, rel_tol=1e-9):
        room = abs(high) * 0.1 or 1.0
        low, high = low - room, high + room
    choices = [_enclosing(low, high, count) for count in STEPS]
    return min(choices, key=lambda ticks: ticks[-1] - ticks[0])


def _enclosing(low: float, high: float, count: int) -> list[float]:
    step = nice_step((high - low) / count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


NUMBER: Final = Unit()
PERCENT: Final = Unit(Kind.PERCENT)
DAYS: Final = Unit(Kind.DAYS)
HOURS: Final = Unit(Kind.HOURS)
INDEX: Final = Unit(Kind.INDEX)


def money(currency: str) -> Unit:
    """Return the unit of amounts in a currency."""
    return Unit(Kind.MONEY, currency)
