"""Bullet bars: a value against its target, on the ranges it is judged by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from pmo_value.formatting import Number
from scorecards import theme
from scorecards.figures.canvas import (
    Figure,
    band,
    empty_figure,
    escaped,
    hidden_axis,
    label,
    rule,
    sheet,
    shortened,
    widest,
)
from scorecards.figures.numbers import NUMBER, Unit, as_float
from scorecards.figures.rows import VALUE_GAP, names, stacked

BAR_HEIGHT: Final = 20
BARE_HEIGHT: Final = 20
VALUE_ROOM: Final = 92
GROUNDS: Final = theme.BANDS[1:]


@dataclass(frozen=True)
class Bullet:
    """One value with its target and the upper ends of its ranges, rising.

    Two ends make three ranges: below the first, up to the second, and beyond. There
    are at most three ends.
    """

    name: str
    value: Number | None
    target: Number | None = None
    ranges: Sequence[Number] = ()
    unit: Unit = NUMBER
    higher_is_better: bool = True
    reason: str = ""

    @property
    def numbers(self) -> list[float]:
        """Every known number that the bar has to hold."""
        given = (self.value, self.target, *self.ranges)
        return [n for n in map(as_float, given) if n is not None]

    @property
    def text(self) -> str:
        """The value in words."""
        if as_float(self.value) is None or self.value is None:
            return self.reason or _("not available")
        return self.unit.text(self.value)


def bullet_figure(bullets: Sequence[Bullet], *, labelled: bool = True) -> Figure:
    """One bullet bar a row, each on a scale of its own.

    Units: those of each row. `labelled=False` leaves out name and value, for a bar
    in a table that has them. A row without a value says why; no row at all gives a
    figure that says so.
    """
    if not bullets:
        return empty_figure(_("No KPI is measured here yet."))
    if not labelled and len(bullets) == 1 and not bullets[0].numbers:
        return empty_figure(bullets[0].text, height=BARE_HEIGHT)
    row_names = names([bullet.name for bullet in bullets])
    values = [shortened(bullet.text, VALUE_ROOM) for bullet in bullets]
    row_height = row_names.row_height if labelled else BARE_HEIGHT
    height = row_height * len(bullets)
    right = round(widest(values) + 2 * VALUE_GAP, 1) if labelled else 1
    axes: dict[str, Figure] = {}
    data: list[Figure] = []
    shapes: list[Figure] = []
    labels: list[Figure] = []
    for index, (bullet, text) in enumerate(zip(bullets, values, strict=True)):
        number = "" if index == 0 else str(index + 1)
        middle = round(1 - (index + 0.5) / len(bullets), 4)
        half = BAR_HEIGHT / 2 / height if labelled else 0.5
        low, high = _range(bullet)
        axes[f"xaxis{number}"] = hidden_axis(low, high, anchor=f"y{number}")
        axes[f"yaxis{number}"] = hidden_axis(
            -1,
            1,
            anchor=f"x{number}",
            domain=[round(max(0, middle - half), 4), round(min(1, middle + half), 4)],
        )
        data += _bar(bullet, number)
        shapes += _ranges(bullet, number, low, high)
        shapes += _target(bullet, number)
        if labelled:
            labels += stacked(
                row_names.lines[index], middle, -row_names.room, yref="paper"
            )
            labels.append(_value(bullet, text, middle, right))
    return sheet(
        data,
        height=height,
        margin=(0, right, 0, row_names.room if labelled else 1),
        axes=axes,
        shapes=shapes,
        labels=labels,
    )


def _range(bullet: Bullet) -> tuple[float, float]:
    numbers = bullet.numbers or [0.0, 1.0]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    if low == high:
        return 0.0, 1.0
    pad = (high - low) * 0.06
    return (low - pad if low < 0 else 0.0), (high + pad if high > 0 else 0.0)


def _bar(bullet: Bullet, number: str) -> list[Figure]:
    value = as_float(bullet.value)
    if value is None:
        return []
    target = as_float(bullet.target)
    hover = f"{escaped(bullet.name)}: {bullet.text}"
    if target is not None:
        goal = _("target %(target)s") % {"target": bullet.unit.text(target)}
        hover = f"{hover}, {goal}"
    return [
        {
            "type": "bar",
            "orientation": "h",
            "ids": [escaped(bullet.name)],
            "x": [value],
            "y": [0],
            "width": 0.7,
            "xaxis": f"x{number}",
            "yaxis": f"y{number}",
            "marker": {"color": theme.ACCENT},
            "hoverinfo": "text",
            "hovertext": [hover],
        }
    ]


def _ranges(bullet: Bullet, number: str, low: float, high: float) -> list[Figure]:
    """The worst range is the darkest, and all are lighter than any mark on them."""
    if not bullet.ranges:
        edges, colours = [low, high], [GROUNDS[0]]
    else:
        edges = [low, *map(float, bullet.ranges), high]
        colours = [*GROUNDS[: len(edges) - 1]]
        if bullet.higher_is_better:
            colours.reverse()
    return [
        band(
            (start, end),
            (-1, 1),
            colour=colour,
            xref=f"x{number}",
            yref=f"y{number}",
        )
        for start, end, colour in zip(edges, edges[1:], colours, strict=False)
        if start < end
    ]


def _target(bullet: Bullet, number: str) -> list[Figure]:
    target = as_float(bullet.target)
    if target is None:
        return []
    return [
        rule(
            (target, target),
            (-0.8, 0.8),
            xref=f"x{number}",
            yref=f"y{number}",
            colour=theme.INK,
            width=2,
            layer="above",
        )
    ]


def _value(bullet: Bullet, text: str, middle: float, right: float) -> Figure:
    known = as_float(bullet.value) is not None
    return label(
        text,
        1,
        middle,
        align="right",
        shift=(right, 0),
        colour=theme.INK if known else theme.INK_3,
    )
