"""What all figures share: an empty sheet, labels as text, room for them."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

from scorecards import theme

Figure = dict[str, Any]
Layer = Literal["below", "between", "above"]

# The narrowest place a picture stands in: a phone of 320 px less its padding. A
# label that has its room here has it everywhere.
NARROWEST: Final = 288
SMALL: Final = 11
LINE_HEIGHT: Final = 14
ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"

# White space that may be broken, controls, and what JSON or XML cannot carry. Spaces
# that hold a number and its unit together stay.
_LOOSE: Final = re.compile(
    "[\x00-\x20\x7f-\x9f\u1680\u2000-\u200a\u2028\u2029\u205f\u3000"
    "\ud800-\udfff\ufffe\uffff]+"
)


def plain(text: str) -> str:
    """Return a text on one line: each run of white space or controls is a space."""
    return _LOOSE.sub(" ", text).strip()


def escaped(text: str) -> str:
    """Return a text that Plotly draws as it is written, markup included."""
    return html.escape(plain(text), quote=False)


def shortened(text: str, room: float, size: float = theme.TEXT_SIZE) -> str:
    """Return a text that fits into `room` px, ending in an ellipsis where cut.

    Where not even the ellipsis has room, the text is empty.
    """
    text = plain(text)
    if theme.text_width(text, size) <= room:
        return text
    used = theme.text_width(ELLIPSIS, size)
    if used > room:
        return ""
    kept = ""
    for character in text:
        used += theme.text_width(character, size)
        if used > room:
            break
        kept += character
    return kept.rstrip() + ELLIPSIS


def wrapped(
    text: str, room: float, lines: int, size: float = theme.TEXT_SIZE
) -> list[str]:
    """Break a text into at most `lines` lines of `room` px; the last may be cut."""
    words = plain(text).split(" ")
    found: list[str] = []
    while words and len(found) < lines - 1:
        count = 1
        while count < len(words) and fits(words[: count + 1], room, size):
            count += 1
        if count == 1 and not fits(words[:1], room, size):
            break
        found.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        found.append(shortened(" ".join(words), room, size))
    return found


def balanced(text: str, room: float, lines: int) -> list[str]:
    """Break a text as `wrapped` does, into lines of about one length."""
    found = wrapped(text, room, lines)
    while len(found) > 1:
        room -= 8
        tighter = wrapped(text, room, lines)
        if len(tighter) > len(found) or tighter[-1].endswith(ELLIPSIS):
            break
        found = tighter
    return found


def fits(words: Sequence[str], room: float, size: float = theme.TEXT_SIZE) -> bool:
    """Tell whether words stand beside each other in `room` px."""
    return theme.text_width(" ".join(words), size) <= room


def widest(texts: Iterable[str], size: float = theme.TEXT_SIZE) -> float:
    """Return the room of the longest of some texts, in px."""
    return max((theme.text_width(text, size) for text in texts), default=0.0)


def label(
    text: str,
    x: object,
    y: object,
    *,
    xref: str = "paper",
    yref: str = "paper",
    align: str = "left",
    valign: str = "middle",
    shift: tuple[float, float] = (0, 0),
    colour: str = theme.INK_2,
    size: float = theme.TEXT_SIZE,
) -> Figure:
    """Return an annotation: one line of text at a place, `shift` px right and up."""
    found: Figure = {
        "text": escaped(text),
        "x": x,
        "y": y,
        "xref": xref,
        "yref": yref,
        "xanchor": align,
        "yanchor": valign,
        "showarrow": False,
        "borderpad": 0,
        "borderwidth": 0,
        "font": {"color": colour, "size": size},
    }
    if shift[0]:
        found["xshift"] = round(shift[0], 1)
    if shift[1]:
        found["yshift"] = round(shift[1], 1)
    return found


def rule(
    x: tuple[object, object],
    y: tuple[object, object],
    *,
    xref: str = "x",
    yref: str = "y",
    colour: str = theme.LINE,
    width: float = 1,
    dash: str = "solid",
    layer: Layer = "between",
) -> Figure:
    """Return a straight line from (x[0], y[0]) to (x[1], y[1]).

    It lies on the grid and under the marks, or `layer` says otherwise.
    """
    return {
        "type": "line",
        "layer": layer,
        **_corners(x, y, xref, yref),
        "line": {"color": colour, "width": width, "dash": dash},
    }


def band(
    x: tuple[object, object],
    y: tuple[object, object],
    *,
    colour: str,
    xref: str = "x",
    yref: str = "y",
) -> Figure:
    """Return a filled rectangle behind the marks."""
    return {
        "type": "rect",
        "layer": "below",
        **_corners(x, y, xref, yref),
        "fillcolor": colour,
        "line": {"width": 0},
    }


def _corners(
    x: tuple[object, object], y: tuple[object, object], xref: str, yref: str
) -> Figure:
    return {
        "xref": xref,
        "yref": yref,
        "x0": x[0],
        "x1": x[1],
        "y0": y[0],
        "y1": y[1],
    }


def hidden_axis(low: object, high: object, **more: Any) -> Figure:
    """Return an axis without ticks or lines."""
    return {"visible": False, "range": [low, high], "fixedrange": True, **more}


def sheet(
    data: list[Figure],
    *,
    height: float,
    margin: tuple[float, float, float, float],
    axes: Mapping[str, Figure],
    shapes: Sequence[Figure] = (),
    labels: Sequence[Figure] = (),
    **layout: Any,
) -> Figure:
    """Put a figure together; `margin` is top, right, bottom and left."""
    top, right, bottom, left = margin
    clear = "rgba(0,0,0,0)"
    return {
        "data": data,
        "layout": {
            "height": height,
            "margin": {"t": top, "r": right, "b": bottom, "l": left, "pad": 0},
            "font": {
                "family": theme.FONT_FAMILY,
                "size": theme.TEXT_SIZE,
                "color": theme.INK_2,
            },
            "paper_bgcolor": clear,
            "plot_bgcolor": clear,
            "showlegend": False,
            "hovermode": "closest",
            **axes,
            "shapes": list(shapes),
            "annotations": list(labels),
            **layout,
        },
    }


def empty_figure(message: str, *, height: float = 120) -> Figure:
    """Return a figure that says in words why there is nothing to draw."""
    lines = balanced(message, NARROWEST - 32, 3)
    middle = (len(lines) - 1) / 2
    labels = [
        label(
            line,
            0.5,
            0.5,
            align="center",
            shift=(0, (middle - index) * (LINE_HEIGHT + 2)),
            colour=theme.INK_3,
        )
        for index, line in enumerate(lines)
    ]
    axes = {"xaxis": hidden_axis(0, 1), "yaxis": hidden_axis(0, 1)}
    return sheet([], height=height, margin=(0, 0, 0, 0), axes=axes, labels=labels)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart until neighbours are `gap` from each other.

    Shape: one place for each wanted, in the order given. They stay within low to
    high where there is room for all, and as near as may be to what was wanted.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed: list[float] = []
    for index in order:
        floor = placed[-1] + gap if placed else low
        placed.append(max(wanted[index], floor))
    ceiling = max(high, low + gap * (len(placed) - 1))
    for position in range(len(placed) - 1, -1, -1):
        placed[position] = min(placed[position], ceiling)
        ceiling = placed[position] - gap
    found = [0.0] * len(wanted)
    for index, place in zip(order, placed, strict=True):
        found[index] = place
    return found
