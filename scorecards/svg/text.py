"""Lettering: ticks, annotations and the texts of traces."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from scorecards import theme
from scorecards.svg.axes import Axis
from scorecards.svg.markup import Palette, attributes, label, paint, short

ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}

# From the anchor of a line of text to its baseline, in parts of the type size.
BASELINES: Final = {"top": 0.95, "middle": 0.35, "bottom": -0.3}

LABEL: Final = "label"
TICK: Final = "tick"


@dataclass(frozen=True)
class Lettering:
    """One line of text, placed by its baseline."""

    x: float
    y: float
    text: str
    colour: str
    anchor: str = "start"
    size: float = theme.TEXT_SIZE
    role: str = LABEL

    @property
    def style(self) -> tuple[Any, ...]:
        return self.role, self.anchor, self.colour, self.size


def written(lines: Iterable[Lettering], palette: Palette) -> str:
    """Write lines of text, sharing one group between neighbours of one style."""
    groups = []
    for (role, anchor, colour, size), members in groupby(
        lines, key=lambda line: line.style
    ):
        shared = attributes(
            {
                "class": role,
                "fill": paint(colour, palette),
                "font-size": None if size == theme.TEXT_SIZE else size,
                "text-anchor": None if anchor == "start" else anchor,
            }
        )
        texts = "".join(
            f'<text x="{short(line.x)}" y="{short(line.y)}">{label(line.text)}</text>'
            for line in members
        )
        groups.append(f"<g{shared}>{texts}</g>")
    return "".join(groups)


def annotation_line(
    options: Mapping[str, Any], x: float, y: float, font: Mapping[str, Any]
) -> Lettering:
    """Return the text of an annotation whose anchor lies at x, y.

    Raises ValueError for an arrow: our labels stand at their marks.
    """
    if options.get("showarrow", True):
        raise ValueError("annotations with an arrow are not supported")
    own = {**font, **options.get("font", {})}
    size = float(own["size"])
    y_anchor = options.get("yanchor", "middle")
    return Lettering(
        x=x + options.get("xshift", 0),
        y=y - options.get("yshift", 0) + BASELINES[y_anchor] * size,
        text=str(options["text"]),
        colour=own["color"],
        anchor=ANCHORS[options.get("xanchor", "center")],
        size=size,
    )


def tick_lines(axis: Axis, edge: float, font: Mapping[str, Any]) -> list[Lettering]:
    """Return the texts of an axis's ticks along the edge at which it is drawn."""
    options = axis.options
    own = {**font, **options.get("tickfont", {})}
    size = float(own["size"])
    gap = 3 + options.get("ticklabelstandoff", 0)
    if axis.letter == "x":
        above = options.get("side") == "top"
        y = edge - gap - 0.3 * size if above else edge + gap + 0.95 * size
        return [
            Lettering(tick.place, y, tick.text, own["color"], "middle", size, TICK)
            for tick in axis.ticks
        ]
    right = options.get("side") == "right"
    x = edge + gap if right else edge - gap
    anchor = "start" if right else "end"
    return [
        Lettering(
            x,
            tick.place + 0.35 * size,
            tick.text,
            own["color"],
            anchor,
            size,
            TICK,
        )
        for tick in axis.ticks
    ]
