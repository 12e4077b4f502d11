"""Writing SVG: text that stays text, short numbers, colours of the theme."""

import html
import re
from collections.abc import Mapping
from typing import Any, Final, Literal

from scorecards import theme

Palette = Literal["tokens", "light", "dark"]

CLEAR: Final = frozenset({"rgba(0,0,0,0)", "rgba(0, 0, 0, 0)", "transparent"})

# What XML 1.0 cannot hold, not even as a reference.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_TO_ESCAPE: Final = re.compile(f"[&<>\"']|{_FORBIDDEN.pattern}")


def clean(text: object) -> str:
    """Return any text with a sign in place of each that no document can hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(text))


def literal(text: object) -> str:
    """Return any text as XML content or attribute value that reads the same."""
    written = str(text)
    if not _TO_ESCAPE.search(written):  # Most texts by far are paths and colours.
        return written
    return html.escape(clean(written), quote=True)


def label(text: object) -> str:
    """Return a text of a figure as XML content.

    Texts of a figure are escaped once, since Plotly reads markup in them. That is
    taken back here, once, so that both draw what was meant.
    """
    return literal(html.unescape(str(text)))


def short(number: float) -> str:
    """Write a coordinate with at most one decimal: 12, 0.5, -3."""
    text = f"{number:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def paint(colour: str, palette: Palette) -> str:
    """Return a colour of a figure as the palette writes it.

    Raises ValueError for a colour outside the theme.
    """
    if colour in CLEAR:
        return "none"
    try:
        token = theme.token_of(colour)
    except KeyError:
        raise ValueError(f"the colour {colour!r} is not in the theme") from None
    if palette == "tokens":
        return f"var(--{token})"
    return theme.TOKENS[token][palette == "dark"]


def attributes(values: Mapping[str, Any]) -> str:
    """Write attributes, leaving out those that are None."""
    written = (
        (name, short(value) if isinstance(value, float | int) else literal(value))
        for name, value in values.items()
        if value is not None
    )
    return "".join(f' {name}="{text}"' for name, text in written)


def element(name: str, values: Mapping[str, Any], content: str = "") -> str:
    """Write one element; `content` is markup already."""
    opening = f"<{name}{attributes(values)}"
    return f"{opening}>{content}</{name}>" if content else f"{opening}/>"


def dashes(dash: str | None, width: float) -> str | None:
    """Return a Plotly dash as `stroke-dasharray`, in Plotly's own proportions."""
    unit = max(width, 3.0)
    shapes = {
        "dot": (1, 1),
        "dash": (3, 3),
        "longdash": (5, 5),
        "dashdot": (3, 1, 1, 1),
    }
    if dash in {None, "solid"}:
        return None
    if dash in shapes:
        return " ".join(short(part * unit) for part in shapes[str(dash)])
    return str(dash).replace("px", "").replace(",", " ")
