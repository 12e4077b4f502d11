"""Rows of lying bars with names at the left: the frame of several figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from scorecards import theme
from scorecards.figures.canvas import (
    LINE_HEIGHT,
    NARROWEST,
    Figure,
    label,
    widest,
    wrapped,
)

# By how many lines its longest name has.
ROW_HEIGHTS: Final = {1: 26, 2: 36, 3: 48}
MOST_LINES: Final = max(ROW_HEIGHTS)
NAME_SHARE: Final = 0.43
NAME_GAP: Final = 12
VALUE_GAP: Final = 6
SHORTEST: Final = 4


@dataclass(frozen=True)
class Names:
    """The names of rows, broken into lines, and the room they take, in px."""

    lines: Sequence[Sequence[str]]
    room: float

    @property
    def row_height(self) -> int:
        """Rows are taller where a name needs more lines."""
        return ROW_HEIGHTS[max((len(lines) for lines in self.lines), default=1)]

    def labels(self, places: Iterable[object] | None = None) -> list[Figure]:
        """Return the names as labels in the left margin, at y = 0, 1, 2, … ."""
        return [
            text
            for place, lines in zip(
                places or range(len(self.lines)), self.lines, strict=True
            )
            for text in stacked(lines, place, -self.room)
        ]


def stacked(
    lines: Sequence[str], y: object, shift: float, *, yref: str = "y"
) -> list[Figure]:
    """Return lines of text one below the other, centred on a height."""
    middle = (len(lines) - 1) / 2
    return [
        label(
            line,
            0,
            y,
            yref=yref,
            shift=(shift, (middle - index) * LINE_HEIGHT),
            colour=theme.INK,
        )
        for index, line in enumerate(lines)
    ]


def names(texts: Sequence[str]) -> Names:
    """Break the names of rows so that they leave room for the bars."""
    room = min(NARROWEST * NAME_SHARE, widest(texts) + NAME_GAP)
    lines = [wrapped(text, room - NAME_GAP, MOST_LINES) for text in texts]
    return Names(lines, round(room, 1))


def row_axis(count: int) -> Figure:
    """Return the axis of rows, the first one at the top."""
    return {
        "visible": False,
        "type": "linear",
        "range": [count - 0.5, -0.5],
        "fixedrange": True,
    }


def room_for_values(
    low: float, high: float, plot_width: float, left: float, right: float
) -> tuple[float, float]:
    """Widen a range so that texts of `left` and `right` px stand beyond its ends.

    It is reckoned for the narrowest plot; in a wider one there is more room.
    """
    if low == high:
        high = low + 1.0
    scale = max(plot_width - left - right, SHORTEST) / (high - low)
    return low - left / scale, high + right / scale
