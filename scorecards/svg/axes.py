"""Axes: from the values of a figure to places in the picture, and their ticks."""

import html
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Final, Literal

from scorecards import theme
from scorecards.svg.formats import date_text, number_text

Kind = Literal["linear", "date", "category"]

DAY: Final = 86_400.0
NICE_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
MONTH_STEPS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
PX_PER_TICK: Final = {"x": 80.0, "y": 44.0}
PADDING: Final = 0.05
TEXT_GAP: Final = 10.0


@dataclass(frozen=True)
class Tick:
    """A place on an axis, in px, and what is written there."""

    place: float
    text: str

    @property
    def left(self) -> float:
        """Where a text centred on the tick begins."""
        return self.place - self._width / 2

    @property
    def right(self) -> float:
        """Where a text centred on the tick ends."""
        return self.place + self._width / 2

    @property
    def _width(self) -> float:
        return theme.text_width(html.unescape(self.text))


@dataclass(frozen=True)
class Axis:
    """One axis of a figure, laid out: `low` is drawn at `start`, `high` at `end`.

    `frame` is the size of the whole picture in the direction of the axis, in px.
    """

    letter: Literal["x", "y"]
    kind: Kind
    low: float
    high: float
    start: float
    end: float
    frame: float
    categories: tuple[str, ...]
    options: Mapping[str, Any]

    def number(self, value: object) -> float | None:
        """Return a value of the figure as a number on this axis; unknown is None."""
        return number_of(value, self.kind, self.categories)

    def place(self, value: object) -> float | None:
        """Return where a value lies, in px."""
        number = self.number(value)
        return None if number is None else self.px(number)

    def px(self, number: float) -> float:
        """Return where a number of this axis lies, in px."""
        share = (number - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def fraction(self, share: float) -> float:
        """Return the px of a share of the axis's own domain."""
        return self.start + share * (self.end - self.start)

    @cached_property
    def ticks(self) -> list[Tick]:
        """Return the ticks within the range, in the order of the axis.

        Along x, texts that would leave the picture go, and of the others only every
        n-th is kept, the last among them, so that they stand apart.
        """
        edges = sorted((self.low, self.high))
        slack = (edges[1] - edges[0]) * 1e-9
        found = [
            Tick(self.px(number), text)
            for number, text in self._labelled()
            if edges[0] - slack <= number <= edges[1] + slack
        ]
        return _thinned(found, self.frame) if self.letter == "x" else found

    def _labelled(self) -> Iterable[tuple[float, str]]:
        given = self.options.get("tickvals")
        if given is not None:
            numbers = [self.number(value) for value in given]
        elif self.kind == "category":
            numbers = [float(index) for index in range(len(self.categories))]
        elif self.kind == "date":
            numbers = list(self._date_steps())
        else:
            numbers = list(self._linear_steps())
        written = self.options.get("ticktext")
        for index, number in enumerate(numbers):
            if number is not None:
                yield number, written[index] if written else self._text(number)

    def _wanted(self) -> float:
        asked = self.options.get("nticks")
        return float(
            asked or max(2, abs(self.end - self.start) / PX_PER_TICK[self.letter])
        )

    def _linear_steps(self) -> Iterable[float]:
        low, high = sorted((self.low, self.high))
        step = self.options.get("dtick") or nice_step((high - low) / self._wanted())
        origin = self.options.get("tick0", 0.0)
        first = math.ceil((low - origin) / step - 1e-9)
        last = math.floor((high - origin) / step + 1e-9)
        return (origin + count * step for count in range(first, last + 1))

    def _date_steps(self) -> Iterable[float]:
        low, high = sorted((self.low, self.high))
        first, last = _moment(low), _moment(high)
        months = (last.year - first.year) * 12 + last.month - first.month
        wanted = months / self._wanted()
        step = next((size for size in MONTH_STEPS if size >= wanted), MONTH_STEPS[-1])
        start = (first.year * 12 + first.month - 1) // step * step
        for count in range(start, last.year * 12 + last.month, step):
            yield (
                datetime(count // 12, count % 12 + 1, 1, tzinfo=UTC).timestamp() / DAY
            )

    def _text(self, number: float) -> str:
        form = self.options.get("tickformat", "")
        if self.kind == "category":
            return self.categories[int(number)]
        if self.kind == "date":
            return date_text(_moment(number), form)
        return number_text(number, form)


def _thinned(every: list[Tick], frame: float) -> list[Tick]:
    ticks = [tick for tick in every if tick.left >= 0 and tick.right <= frame]
    for step in range(1, len(ticks) + 1):
        kept = range((len(ticks) - 1) % step, len(ticks), step)
        if all(
            _gap(ticks[one], ticks[other]) >= TEXT_GAP for one, other in pairwise(kept)
        ):
            return [ticks[index] for index in kept]
    return ticks


def _gap(one: Tick, other: Tick) -> float:
    return max(other.left - one.right, one.left - other.right)


def nice_step(rough: float) -> float:
    """Return the round step (1, 2, 2.5 or 5 times a power of ten) at or above."""
    power = 10.0 ** math.floor(math.log10(rough))
    return power * next(step for step in NICE_STEPS if step * power >= rough * 0.9999)


def number_of(value: object, kind: Kind, categories: Sequence[str]) -> float | None:
    """Return a value of a figure as a number: days since 1970, or a place in a list."""
    if value is None:
        return None
    if kind == "category" and isinstance(value, str):
        return float(categories.index(value))
    if kind == "date" and isinstance(value, str):
        return _days(value)
    number = float(str(value))
    return number if math.isfinite(number) else None


@lru_cache(4096)
def _days(text: str) -> float:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() / DAY


def kind_of(options: Mapping[str, Any], values: Iterable[object]) -> Kind:
    """Return the stated kind of an axis, or the one its values ask for."""
    stated: str = options.get("type", "-")
    if stated in {"linear", "date", "category"}:
        return stated  # type: ignore[return-value]
    texts = [value for value in values if isinstance(value, str)]
    if not texts:
        return "linear"
    return "date" if all(map(_is_date, texts)) else "category"


@lru_cache(4096)
def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _moment(days: float) -> datetime:
    return datetime.fromtimestamp(days * DAY, tz=UTC)


def laid_out(
    letter: Literal["x", "y"],
    options: Mapping[str, Any],
    values: Sequence[object],
    extremes: Sequence[float],
    ends: tuple[float, float],
    frame: float,
) -> Axis:
    """Lay one axis out between two ends, in px.

    `values` are all values drawn on it, for its kind and categories; `extremes` are
    numbers that its range must hold beyond them, such as the tops of stacks.
    """
    kind = kind_of(options, values)
    categories = _categories(options, values) if kind == "category" else ()
    first, last = options.get("domain", (0.0, 1.0))
    length = ends[1] - ends[0]
    low, high = _range(kind, options, categories, values, extremes)
    return Axis(
        letter=letter,
        kind=kind,
        low=low,
        high=high,
        start=ends[0] + first * length,
        end=ends[0] + last * length,
        frame=frame,
        categories=categories,
        options=options,
    )


def _categories(
    options: Mapping[str, Any], values: Sequence[object]
) -> tuple[str, ...]:
    given = options.get("categoryarray", ())
    return tuple(dict.fromkeys([*given, *(str(v) for v in values if v is not None)]))


def _range(
    kind: Kind,
    options: Mapping[str, Any],
    categories: tuple[str, ...],
    values: Sequence[object],
    extremes: Sequence[float],
) -> tuple[float, float]:
    if "range" in options:
        low, high = (
            number_of(value, kind, categories) or 0.0 for value in options["range"]
        )
        return low, high
    if kind == "category":
        low, high = -0.5, max(len(categories), 1) - 0.5
    else:
        known = [number_of(value, kind, ()) for value in values]
        low, high = _padded([*(n for n in known if n is not None), *extremes], options)
    if options.get("autorange") == "reversed":
        return high, low
    return low, high


def _padded(
    numbers: Sequence[float], options: Mapping[str, Any]
) -> tuple[float, float]:
    if not numbers:
        return 0.0, 1.0
    low, high = min(numbers), max(numbers)
    if options.get("rangemode") == "tozero":
        low, high = min(low, 0.0), max(high, 0.0)
    pad = (high - low) * PADDING or abs(high) * PADDING or 0.5
    return (low - pad if low else low), (high + pad if high else high)


def smallest_step(numbers: Iterable[float]) -> float:
    """Return the least distance between neighbours; 1 where there is only one."""
    ordered = sorted(set(numbers))
    return min((right - left for left, right in pairwise(ordered)), default=1.0)
