"""Trends, indices, sparklines and curves say what their values say."""

from datetime import date
from decimal import Decimal

import pytest

from scorecards.figures import (
    DAYS,
    PERCENT,
    BenefitPoint,
    CostForecast,
    EarnedPoint,
    Multiple,
    Note,
    Place,
    Series,
    cumulative_figure,
    index_figure,
    money,
    s_curve_figure,
    small_multiples_figure,
    sparkline_figure,
    trend_figure,
)
from tests.scorecards.pictures import months
from tests.scorecards.reading import shapes, tokens, traces, words

THIN = "\N{NARROW NO-BREAK SPACE}"
EURO = money("EUR")


def test_a_trend_is_a_line_over_the_periods_with_its_newest_value_at_its_end():
    figure = trend_figure(
        [Series("on time", [0.7, None, Decimal("0.86")])], months(3), unit=PERCENT
    )
    (line,) = traces(figure, "scatter", "lines")
    assert line["x"] == ["2025-01-31", "2025-02-28", "2025-03-31"]
    assert line["y"] == [0.7, None, 0.86]
    assert words(figure) == [f"on time 86{THIN}%"]


def test_a_long_name_of_a_line_takes_a_second_line_and_keeps_its_value():
    figure = trend_figure(
        [Series("before responses", [3_900_000]), Series("after", [1_600_000])],
        months(1),
        unit=EURO,
    )
    said = words(figure)
    assert {"before responses", "€3.9M", "after €1.6M"} <= set(said)


def test_a_value_between_gaps_is_a_dot():
    figure = trend_figure(
        [Series("on time", [0.7, None, 0.8, None, 0.9])], months(5), unit=PERCENT
    )
    (dots,) = traces(figure, "scatter", "markers")
    assert dots["y"] == [0.7, 0.8, 0.9]


def test_the_target_of_a_trend_is_a_thin_mark_with_its_name():
    figure = trend_figure(
        [Series("on time", [0.7, 0.9])], months(2), unit=PERCENT, target=0.8
    )
    (rule,) = shapes(figure, "line")
    assert (rule["y0"], rule["y1"]) == (0.8, 0.8)
    assert f"target 80{THIN}%" in words(figure)


def test_the_usual_limits_of_a_trend_are_a_ground():
    figure = trend_figure(
        [Series("on time", [0.7, 0.9])], months(2), unit=PERCENT, limits=(0.6, 0.95)
    )
    (ground,) = shapes(figure, "rect")
    assert (ground["y0"], ground["y1"]) == (0.6, 0.95)


def test_notes_are_numbered_as_given_and_only_those_within_the_time_are_drawn():
    figure = trend_figure(
        [Series("on time", [0.7, 0.9, 0.8])],
        months(3),
        unit=PERCENT,
        notes=[
            Note(date(2025, 3, 1), "Later"),
            Note(date(2030, 1, 1), "Long after"),
            Note(date(2025, 2, 1), "Earlier"),
        ],
    )
    assert words(figure)[1:] == ["3", "1"]


def test_notes_on_days_near_each_other_stand_in_rows():
    near = [Note(date(2025, 6, day), "Note") for day in (1, 2, 3)]
    figure = trend_figure([Series("a", [1] * 12)], months(12), unit=DAYS, notes=near)
    numbers = figure["layout"]["annotations"][1:4]
    assert [number["yshift"] for number in numbers] == [5, 19, 33]


def test_days_are_named_once_over_the_axis():
    figure = trend_figure([Series("Rail", [41, 38])], months(2), unit=DAYS)
    assert words(figure) == ["Rail 38", "days"]


def test_further_series_are_told_apart_by_line_style_as_well():
    figure = trend_figure(
        [Series(name, [1, 2]) for name in "abcde"], months(2), unit=DAYS
    )
    styles = [
        (trace["line"]["color"], trace["line"]["dash"], trace["line"]["width"])
        for trace in traces(figure, "scatter", "lines")
    ]
    assert len(set(styles)) == 5


def test_a_sixth_series_is_refused():
    many = [Series(str(number), [1]) for number in range(6)]
    with pytest.raises(ValueError, match="at most 5 series"):
        trend_figure(many, months(1), unit=DAYS)


def test_a_trend_without_a_value_says_so():
    figure = trend_figure([Series("on time", [None])], months(1), unit=PERCENT)
    assert figure["data"] == []
    assert " ".join(words(figure)) == "No value has been recorded in this time."


def test_an_index_stands_around_one_on_grounds_for_its_thresholds():
    figure = index_figure(
        [Series("CPI", [1.02, 0.97])],
        months(2),
        good_from=Decimal("0.95"),
        attention_from=Decimal("0.9"),
    )
    (rule,) = shapes(figure, "line")
    assert rule["y0"] == 1
    near, far = shapes(figure, "rect")
    assert (near["y0"], near["y1"]) == (0.9, 0.95)
    assert (far["y0"], far["y1"]) == (figure["layout"]["yaxis"]["range"][0], 0.9)
    assert words(figure) == ["CPI 0.97", "on plan"]


def test_an_index_without_a_value_says_so():
    figure = index_figure([], [], good_from=0.95, attention_from=0.9)
    assert "No index can be computed" in " ".join(words(figure))


def test_a_sparkline_has_no_words_and_marks_its_newest_value():
    figure = sparkline_figure([0.7, None, 0.86, None], target=0.8)
    (dot,) = traces(figure, "scatter", "markers")
    assert (dot["x"], dot["y"]) == ([2], [0.86])
    assert words(figure) == []
    assert len(shapes(figure, "line")) == 1


def test_a_sparkline_without_a_value_says_so():
    assert words(sparkline_figure([None, None])) == ["no data yet"]


def test_small_multiples_share_one_scale():
    figure = small_multiples_figure(
        [Multiple("Rail", [0.7, 0.8]), Multiple("Roads", [0.2, 0.3])], unit=PERCENT
    )
    layout = figure["layout"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    assert words(figure) == ["Rail", f"80{THIN}%", "Roads", f"30{THIN}%"]


def test_a_small_multiple_without_a_value_says_so_in_its_row():
    figure = small_multiples_figure(
        [Multiple("Rail", [0.7]), Multiple("Roads", [None])], unit=PERCENT
    )
    assert words(figure)[-2:] == ["Roads", "no data yet"]


def test_small_multiples_without_any_value_say_so():
    assert "No sub-portfolio" in " ".join(words(small_multiples_figure([], unit=DAYS)))


def test_a_cumulative_line_stops_where_nothing_is_known_and_keeps_its_name():
    figure = cumulative_figure(
        [
            BenefitPoint(place, planned, None, None, validated)
            for place, planned, validated in zip(
                months(3), [1e6, 2e6, 3e6], [Decimal(900_000), None, None], strict=True
            )
        ],
        unit=EURO,
    )
    planned, validated = traces(figure, "scatter", "lines")
    assert planned["fill"] == "tozeroy"
    assert validated["y"] == [900_000, None, None]
    assert words(figure) == ["planned €3M", "validated €900K"]
    (leader,) = shapes(figure, "line")
    assert (leader["x0"], leader["x1"]) == ("2025-01-31", "2025-03-31")


def test_validated_benefits_are_the_line_that_stands_out():
    figure = cumulative_figure(
        [BenefitPoint(place, 1, 1, 1, 1) for place in months(2)], unit=EURO
    )
    lines = [trace["line"] for trace in traces(figure, "scatter", "lines")]
    strongest = max(lines, key=lambda line: line["width"])
    assert tokens([strongest["color"]]) == ["accent"]
    assert strongest is lines[-1]


def test_benefits_without_a_value_say_so():
    figure = cumulative_figure([], unit=EURO)
    assert " ".join(words(figure)) == "No benefit has been planned or measured yet."


def earned() -> list[EarnedPoint]:
    rows = [(100, 90, 95), (200, 170, 190), (300, None, None)]
    return [
        EarnedPoint(place, *row) for place, row in zip(months(3), rows, strict=True)
    ]


def test_an_s_curve_leads_from_the_newest_cost_to_the_forecast():
    finish = Place(date(2025, 6, 30), "Jun 2025")
    figure = s_curve_figure(
        earned(), unit=EURO, forecast=CostForecast(finish, Decimal(430))
    )
    *_others, forecast = traces(figure, "scatter", "lines")
    assert forecast["x"][-1] == "2025-06-30"
    start, between, end = forecast["y"][1:]
    assert (start, end) == (190, 430)
    assert start < between < end


def test_the_range_of_a_forecast_is_a_mark_at_its_finish():
    finish = Place(date(2025, 6, 30), "Jun 2025")
    forecast = CostForecast(finish, 430, low=400, high=480)
    figure = s_curve_figure(earned(), unit=EURO, forecast=forecast)
    marks = [
        (shape["y0"], shape["y1"])
        for shape in shapes(figure, "line")
        if shape["x0"] == shape["x1"] == "2025-06-30"
    ]
    assert marks == [(400, 480)]
    assert figure["layout"]["yaxis"]["range"][1] >= 480


def test_a_budget_is_a_level_across_the_s_curve():
    figure = s_curve_figure(earned(), unit=EURO, budget=350)
    assert "budget €350" in words(figure)


def test_a_forecast_that_lies_in_the_past_is_not_drawn():
    finish = Place(date(2025, 2, 1), "Feb 2025")
    figure = s_curve_figure(earned(), unit=EURO, forecast=CostForecast(finish, 430))
    assert [trace["name"] for trace in traces(figure, "scatter", "lines")] == [
        "planned",
        "spent",
        "earned",
    ]


def test_an_s_curve_without_a_value_says_so():
    assert "No earned value" in " ".join(words(s_curve_figure([], unit=EURO)))
