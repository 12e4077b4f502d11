"""Marks: bars, lines, areas, markers, shapes; and what cannot be drawn."""

from typing import Any

import pytest

from scorecards.svg import render
from tests.scorecards.lettering import Box, Picture

BLUE = "#1d4f91"
GREY = "#94a9c6"


def picture(data: list[dict[str, Any]], **layout: Any) -> Picture:
    """A plot of 100 by 100 px, both axes from 0 to 10, without margins."""
    axis = {"visible": False, "range": [0, 10]}
    figure = {
        "data": data,
        "layout": {
            "height": 100,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "xaxis": axis,
            "yaxis": axis,
            "bargap": 0,
            **layout,
        },
    }
    return Picture(render(figure, title="T", description="D", width=100))


def bars(y: list[Any], x: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    marker = {"color": BLUE}
    return {"type": "bar", "x": x or [2, 6], "y": y, "marker": marker, **more}


def line(y: list[Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(range(len(y))),
        "y": y,
        "line": {"color": BLUE, "width": 1},
        **more,
    }


def d(drawn: Picture, name: str) -> list[str]:
    return [path.attrib["d"] for path in drawn.paths(name)]


def test_bars_stand_on_zero_at_their_places():
    assert d(picture([bars([5, 10])]), "bar") == [
        "M0 100h40v-50h-40zM40 100h40v-100h-40z"
    ]


def test_bars_lie_where_they_are_horizontal():
    flat = bars([2, 6], [5, 10], orientation="h")
    assert d(picture([flat]), "bar") == ["M0 100h50v-40h-50zM0 60h100v-40h-100z"]


def test_bars_are_grouped_side_by_side():
    drawn = picture([bars([5, 5]), bars([5, 5])])
    assert d(drawn, "bar") == [
        "M0 100h20v-50h-20zM40 100h20v-50h-20z",
        "M20 100h20v-50h-20zM60 100h20v-50h-20z",
    ]


def test_bars_are_stacked_and_negative_ones_downwards():
    drawn = picture(
        [bars([3, -2]), bars([4, -3])],
        barmode="relative",
        yaxis={"visible": False, "range": [-10, 10]},
    )
    assert d(drawn, "bar") == [
        "M0 50h40v-15h-40zM40 50h40v10h-40z",
        "M0 35h40v-20h-40zM40 60h40v15h-40z",
    ]


def test_bars_overlay_each_other():
    drawn = picture([bars([9, 9]), bars([5, 5])], barmode="overlay")
    assert len({path[:7] for path in d(drawn, "bar")}) == 1


def test_a_bar_may_float_above_its_base():
    drawn = picture([bars([2, 2], base=[1, 5])])
    assert d(drawn, "bar") == ["M0 90h40v-20h-40zM40 50h40v-20h-40z"]


def test_an_unknown_bar_and_a_bar_of_nothing_are_not_drawn():
    assert picture([bars([None, 0])]).count("bar") == 0


def test_bars_of_one_style_share_a_path():
    drawn = picture([bars([1, 2, 3], [1, 3, 5], marker={"color": [BLUE, GREY, BLUE]})])
    fills = [
        (path.get("fill"), path.attrib["d"].count("M")) for path in drawn.paths("bar")
    ]
    assert fills == [("var(--accent)", 2), ("var(--series-3)", 1)]


def test_a_faint_bar_has_an_opacity():
    drawn = picture([bars([1, 2], marker={"color": BLUE, "opacity": 0.35})])
    assert [path.get("fill-opacity") for path in drawn.paths("bar")] == ["0.35"]


def test_a_line_has_gaps_where_values_are_unknown():
    drawn = picture([line([0, 5, None, float("nan"), 5, 0])])
    assert d(drawn, "line") == ["M0 100L10 50M40 50L50 100"]


def test_a_line_may_go_in_steps():
    drawn = picture([line([0, 5], line={"color": BLUE, "shape": "hv"})])
    assert d(drawn, "line") == ["M0 100H10V50"]


def test_dashes_are_those_of_plotly():
    styles = ["solid", "dot", "dash", "longdash", "dashdot", "4px,2px"]
    drawn = picture([line([0, 1], line={"color": BLUE, "dash": s}) for s in styles])
    assert [path.get("stroke-dasharray") for path in drawn.paths("line")] == [
        None,
        "3 3",
        "9 9",
        "15 15",
        "9 3 3 3",
        "4 2",
    ]


def test_an_area_reaches_down_to_zero_and_stops_at_gaps():
    ground = {"fill": "tozeroy", "fillcolor": GREY}
    drawn = picture([line([5, 5, None, 5, 5], **ground)])
    assert d(drawn, "area") == ["M0 50L10 50L10 100L0 100zM30 50L40 50L40 100L30 100z"]


def test_an_area_reaches_down_to_the_line_before():
    upper = line([8, 8], fill="tonexty", fillcolor=GREY)
    assert d(picture([line([2, 2]), upper]), "area") == ["M0 20L10 20L10 80L0 80z"]


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        pytest.param("circle", "M8 50a2 2 0 0 1 4 0a2 2 0 0 1 -4 0z", id="circle"),
        pytest.param("square", "M8 48h4v4h-4z", id="square"),
        pytest.param("diamond", "M7.4 50l2.6 -2.6 2.6 2.6 -2.6 2.6z", id="diamond"),
    ],
)
def test_markers_have_shapes(symbol: str, path: str):
    marker = {"color": BLUE, "size": 4, "symbol": symbol}
    drawn = picture([line([None, 5], mode="markers", marker=marker)])
    assert d(drawn, "dot") == [path]


def test_shapes_lie_below_the_grid_between_it_and_the_marks_or_above():
    rect = {"type": "rect", "x0": 0, "x1": 1, "xref": "paper", "y0": 2, "y1": 4}
    rect |= {"fillcolor": GREY, "line": {"width": 0}, "layer": "below"}
    rule = {"type": "line", "x0": 5, "x1": 5, "y0": 0, "y1": 1, "yref": "y domain"}
    rule |= {"line": {"color": BLUE, "width": 2}}
    axis = {"range": [0, 10], "tickvals": [5], "showticklabels": False}
    drawn = picture(
        [bars([5, 5])], shapes=[rule, rect, {**rule, "layer": "between"}], yaxis=axis
    )
    order = [path.get("class") for path in drawn.root.iter() if path.get("d")]
    assert order == ["shape", "rule", "shape", "bar", "shape"]
    assert d(drawn, "shape")[0] == "M0 60h100v20h-100z"
    assert d(drawn, "shape")[2] == "M50 100L50 0"


def test_texts_of_points_stand_beside_them():
    texts = {"text": ["low", ""], "textposition": "top center"}
    drawn = picture([line([2, 5], mode="text", **texts)])
    (box,) = drawn.text_boxes()
    assert box.text == "low"
    assert box.bottom < 80


def test_an_annotation_is_placed_by_its_anchor():
    note = {"text": "here", "x": 1, "y": 1, "xref": "paper", "yref": "paper"}
    note |= {"xanchor": "right", "yanchor": "top", "showarrow": False, "xshift": -10}
    (box,) = picture([], annotations=[note]).text_boxes()
    assert isinstance(box, Box)
    assert box.right == pytest.approx(90, abs=0.1)
    assert 0 <= box.top < 4


@pytest.mark.parametrize(
    ("data", "layout", "words"),
    [
        pytest.param([{"type": "pie"}], {}, "traces of type 'pie'", id="a pie"),
        pytest.param(
            [line([0, 1], line={"color": "#123456"})],
            {},
            "the colour '#123456' is not in the theme",
            id="a colour of its own",
        ),
        pytest.param(
            [line([1], mode="markers", marker={"color": BLUE, "symbol": "star"})],
            {},
            "the marker 'star'",
            id="a star",
        ),
        pytest.param(
            [],
            {"shapes": [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]},
            "shapes of type 'circle'",
            id="a circle",
        ),
        pytest.param(
            [],
            {"annotations": [{"text": "a", "x": 1, "y": 1}]},
            "annotations with an arrow",
            id="an arrow",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(
    data: list[dict[str, Any]], layout: dict[str, Any], words: str
):
    with pytest.raises(ValueError, match=words):
        picture(data, **layout)


def test_a_hidden_trace_is_left_out():
    assert picture([bars([1, 2], visible=False)]).count("bar") == 0
