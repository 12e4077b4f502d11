"""What a reader finds in a figure: its words, its marks, its grounds."""

import html
from typing import Any

from scorecards import theme
from scorecards.figures import Figure


def words(figure: Figure) -> list[str]:
    """The texts drawn as labels, unescaped, in order."""
    labels = figure["layout"]["annotations"]
    return [html.unescape(label["text"]) for label in labels]


def traces(figure: Figure, kind: str, mode: str | None = None) -> list[dict[str, Any]]:
    """The traces of a kind: bars, or scatter drawn in a mode."""
    return [
        trace
        for trace in figure["data"]
        if trace["type"] == kind and mode in {None, trace.get("mode")}
    ]


def shapes(figure: Figure, kind: str) -> list[dict[str, Any]]:
    """The shapes of a kind: line or rect."""
    return [shape for shape in figure["layout"]["shapes"] if shape["type"] == kind]


def tokens(colours: list[str]) -> list[str]:
    """The names of colours."""
    return [theme.token_of(colour) for colour in colours]
