"""Every figure is plain data that Plotly accepts, in colours of the theme."""

import json
import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

from scorecards import theme
from tests.scorecards.pictures import EXAMPLES

ALL = pytest.mark.parametrize("name", EXAMPLES)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


@ALL
def test_plotly_accepts_the_figure(name: str):
    go.Figure(EXAMPLES[name]())


@ALL
def test_the_figure_is_plain_json_without_infinities(name: str):
    figure = EXAMPLES[name]()
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


@ALL
def test_colours_are_light_values_of_the_theme(name: str):
    lights = {light for light, _ in theme.TOKENS.values()}
    found = {text for text in strings(EXAMPLES[name]()) if re.match(r"#\w{6}$", text)}
    assert found <= lights


@ALL
def test_no_text_is_markup(name: str):
    assert not [text for text in strings(EXAMPLES[name]()) if "<" in text]


@ALL
def test_a_figure_has_no_template_and_no_legend(name: str):
    layout = EXAMPLES[name]()["layout"]
    assert "template" not in layout
    assert layout["showlegend"] is False


@ALL
def test_a_figure_has_a_height_and_margins_of_its_own(name: str):
    layout = EXAMPLES[name]()["layout"]
    assert layout["height"] > 0
    assert set(layout["margin"]) == {"t", "r", "b", "l", "pad"}
