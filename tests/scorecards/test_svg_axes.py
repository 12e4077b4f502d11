"""Axes: kinds, ranges, round ticks, domains."""

from typing import Any

import pytest

from scorecards.svg import render
from tests.scorecards.lettering import Picture

HIDDEN = {"visible": False, "range": [0, 1]}


def picture(data: list[dict[str, Any]], width: float = 400, **layout: Any) -> Picture:
    margin = {"l": 50, "r": 50, "t": 20, "b": 30}
    figure = {"data": data, "layout": {"height": 200, "margin": margin, **layout}}
    return Picture(render(figure, title="T", description="D", width=width))


def line(x: list[Any], y: list[Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": "#1d4f91"},
        **more,
    }


def ticks(of: Picture) -> list[str]:
    return of.texts("tick")


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param([0, 100], ["0", "50", "100"], id="a hundred"),
        pytest.param([0, 1], ["0", "0.5", "1"], id="one"),
        pytest.param([-20, 20], ["−20", "0", "20"], id="both sides of zero"),
        pytest.param([0, 7], ["0", "2.5", "5"], id="an odd number"),
        pytest.param([1e6, 3e6], ["1000000", "2000000", "3000000"], id="millions"),
    ],
)
def test_ticks_are_round(span: list[float], expected: list[str]):
    drawn = picture([line([0, 1], span)], xaxis=HIDDEN, yaxis={"range": span})
    assert ticks(drawn) == expected


def test_given_ticks_are_written_as_given():
    axis = {"range": [0, 1], "tickvals": [0, 1, 5], "ticktext": ["none", "all", "out"]}
    drawn = picture([line([0, 1], [0, 1])], xaxis=HIDDEN, yaxis=axis)
    assert ticks(drawn) == ["none", "all"]


def test_steps_of_the_figure_are_kept():
    axis = {"range": [0, 30], "tick0": 5, "dtick": 10, "tickformat": ".0f"}
    drawn = picture([line([0, 1], [0, 1])], xaxis=HIDDEN, yaxis=axis)
    assert ticks(drawn) == ["5", "15", "25"]


def test_dates_are_recognised_and_ticked_at_months():
    days = ["2026-01-01", "2026-12-31"]
    drawn = picture([line(days, [0, 1])], xaxis={"range": days}, yaxis=HIDDEN)
    assert ticks(drawn) == ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]


def test_words_become_categories_in_order_of_appearance():
    bar = {
        "type": "bar",
        "x": ["Rail", "Roads", "Rail"],
        "y": [1, 2, 1],
        "marker": {"color": "#1d4f91"},
    }
    drawn = picture([bar], yaxis=HIDDEN, barmode="stack")
    assert ticks(drawn) == ["Rail", "Roads"]
    assert drawn.count("bar") == 3


def test_an_array_of_categories_sets_their_order():
    bar = {
        "type": "bar",
        "x": ["b", "a"],
        "y": [1, 2],
        "marker": {"color": "#1d4f91"},
    }
    axis = {"categoryarray": ["a", "b", "c"]}
    assert ticks(picture([bar], xaxis=axis, yaxis=HIDDEN)) == ["a", "b", "c"]


def test_texts_of_x_are_thinned_from_the_last_one_until_they_stand_apart():
    labels = [f"Sept {year}" for year in range(2020, 2028)]
    axis = {"range": [0, 7], "tickvals": list(range(8)), "ticktext": labels}
    drawn = picture([line([0, 7], [0, 1])], xaxis=axis, yaxis=HIDDEN)
    assert ticks(drawn) == ["Sept 2021", "Sept 2023", "Sept 2025", "Sept 2027"]


def test_a_text_of_x_that_would_leave_the_picture_is_left_out():
    axis = {"range": [0, 1], "tickvals": [0, 1], "ticktext": ["a" * 30, "b"]}
    assert ticks(picture([line([0, 1], [0, 1])], xaxis=axis, yaxis=HIDDEN)) == ["b"]


def test_a_range_is_found_where_none_is_given():
    axis = {"rangemode": "tozero"}
    drawn = picture([line([0, 1], [40, 80])], xaxis=HIDDEN, yaxis=axis)
    assert ticks(drawn) == ["0", "25", "50", "75"]


def test_a_reversed_axis_puts_the_first_at_the_top():
    axis = {"range": [1, 0], "tickvals": [0, 1], "ticktext": ["first", "last"]}
    drawn = picture([line([0, 1], [0, 1])], xaxis=HIDDEN, yaxis=axis)
    first, last = (box for box in drawn.text_boxes() if box.text in {"first", "last"})
    assert first.top < last.top


def test_subplots_keep_to_their_domains():
    drawn = picture(
        [
            line([0, 1], [0, 1]),
            line([0, 1], [0, 1], xaxis="x2", yaxis="y2"),
        ],
        xaxis={**HIDDEN, "domain": [0, 0.5]},
        yaxis=HIDDEN,
        xaxis2={**HIDDEN, "domain": [0.5, 1], "anchor": "y2"},
        yaxis2={**HIDDEN, "anchor": "x2"},
    )
    left, right = (box for box in drawn.mark_boxes() if box.text == "line")
    assert (left.left, left.right, right.left, right.right) == (50, 200, 200, 350)
