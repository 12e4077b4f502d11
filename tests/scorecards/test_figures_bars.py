"""Bullets, ratings, shares, variances, waterfalls and completeness."""

from decimal import Decimal

import pytest

from scorecards.figures import (
    DAYS,
    NUMBER,
    PERCENT,
    Bullet,
    Completeness,
    Part,
    RatingPeriod,
    ShareRow,
    Step,
    Tone,
    Variance,
    bullet_figure,
    completeness_figure,
    money,
    rating_distribution_figure,
    share_figure,
    variance_figure,
    waterfall_figure,
)
from tests.scorecards.reading import shapes, tokens, traces, words

THIN = "\N{NARROW NO-BREAK SPACE}"
EURO = money("EUR")
SCALE = [
    Part("Green", Tone.GOOD),
    Part("Amber", Tone.ATTENTION),
    Part("Red", Tone.CRITICAL),
]


def test_a_bullet_is_a_bar_with_a_target_on_its_ranges():
    figure = bullet_figure([Bullet("On time", Decimal("0.86"), 0.8, (0.6,), PERCENT)])
    (bar,) = traces(figure, "bar")
    assert bar["x"] == [0.86]
    (target,) = shapes(figure, "line")
    assert (target["x0"], target["x1"]) == (0.8, 0.8)
    assert words(figure) == ["On time", f"86{THIN}%"]
    assert bar["hovertext"] == [f"On time: 86{THIN}%, target 80{THIN}%"]


@pytest.mark.parametrize(
    ("higher_is_better", "bands"),
    [
        pytest.param(True, ["band-4", "band-3", "band-2"], id="higher is better"),
        pytest.param(False, ["band-2", "band-3", "band-4"], id="lower is better"),
    ],
)
def test_the_worst_range_is_the_darkest(higher_is_better: bool, bands: list[str]):
    bullet = Bullet("KPI", 44, 40, (40, 50), DAYS, higher_is_better)
    figure = bullet_figure([bullet])
    grounds = shapes(figure, "rect")
    assert tokens([ground["fillcolor"] for ground in grounds]) == bands
    assert [(ground["x0"], ground["x1"]) for ground in grounds[:2]] == [
        (0, 40),
        (40, 50),
    ]


def test_each_bullet_has_a_scale_of_its_own():
    layout = bullet_figure([Bullet("a", 0.5), Bullet("b", 5000)])["layout"]
    assert layout["xaxis"]["range"][1] < 1
    assert layout["xaxis2"]["range"][1] > 5000


def test_a_negative_value_goes_to_the_left_of_zero():
    (low, high) = bullet_figure([Bullet("NPS", -20, 10, (), NUMBER)])["layout"][
        "xaxis"
    ]["range"]
    assert low < -20
    assert high > 10


def test_a_bullet_without_a_value_says_why():
    figure = bullet_figure(
        [Bullet("a", None, 1, reason="not measured"), Bullet("b", None)]
    )
    assert traces(figure, "bar") == []
    assert words(figure) == ["a", "not measured", "b", "not available"]


def test_a_bullet_in_a_table_has_neither_name_nor_value():
    figure = bullet_figure([Bullet("On time", 0.86, 0.8)], labelled=False)
    assert words(figure) == []
    assert figure["layout"]["height"] == 20


def test_a_bullet_in_a_table_without_any_number_says_why():
    figure = bullet_figure([Bullet("On time", None, reason="no data")], labelled=False)
    assert words(figure) == ["no data"]


def test_no_bullet_at_all_says_so():
    assert "No KPI is measured" in " ".join(words(bullet_figure([])))


def test_ratings_are_stacked_with_the_best_at_the_top():
    figure = rating_distribution_figure(SCALE, [RatingPeriod("FY2022", (24, 5, 1))])
    assert [trace["name"] for trace in traces(figure, "bar")] == [
        "Red",
        "Amber",
        "Green",
    ]
    assert figure["layout"]["barmode"] == "stack"


def test_ratings_have_shape_word_and_colour_beside_the_newest_period():
    figure = rating_distribution_figure(
        SCALE, [RatingPeriod("FY2021", (1, 1, 1)), RatingPeriod("FY2022", (24, 5, 1))]
    )
    assert words(figure)[:6] == ["●", "Green 24", "▲", "Amber 5", "■", "Red 1"]
    labels = figure["layout"]["annotations"]
    heights = [label["y"] for label in labels[1:6:2]]
    assert heights == sorted(heights, reverse=True)


def test_a_rating_with_much_room_carries_its_count():
    figure = rating_distribution_figure(
        SCALE, [RatingPeriod("FY2021", (30, 20, 1)), RatingPeriod("FY2022", (9, 9, 9))]
    )
    inside = words(figure)[8:]
    assert inside == ["20", "30"]


def test_periods_carry_their_totals():
    figure = rating_distribution_figure(SCALE, [RatingPeriod("FY2022", (24, 5, 1))])
    assert "30" in words(figure)


def test_no_rating_at_all_says_so():
    figure = rating_distribution_figure(SCALE, [RatingPeriod("FY2022", (0, 0, 0))])
    assert "No project has been rated" in " ".join(words(figure))


PARTS = [Part("on time", Tone.GOOD), Part("late", Tone.CRITICAL)]


def test_shares_are_drawn_by_count_and_by_value():
    figure = share_figure(
        PARTS,
        [
            ShareRow("Projects", (24, 8), "24 of 32"),
            ShareRow("Value", (Decimal(10), Decimal(30))),
        ],
    )
    on_time, late = traces(figure, "bar")
    assert on_time["x"] == [0.75, 0.25]
    assert late["x"] == [0.25, 0.75]
    assert {"●", "on time", "■", "late", "Projects", "24 of 32"} <= set(words(figure))
    assert f"75{THIN}%" in words(figure)


def test_long_names_of_wholes_take_a_second_line_and_their_bars_lie_below():
    name = "It acts in the interest of the business as a whole"
    short = share_figure(PARTS, [ShareRow("Projects", (3, 1), "3 of 4")])
    figure = share_figure(PARTS, [ShareRow(name, (3, 1), "3 of 4")])
    said = words(figure)
    assert " ".join(said[4:6]) == name
    assert figure["layout"]["height"] == short["layout"]["height"] + 14
    bar, text = traces(figure, "bar")[0], figure["layout"]["annotations"][6]
    assert text["y"] < bar["y"][0] - bar["width"] / 2


def test_names_of_rows_take_three_lines_before_they_are_cut():
    name = "Due benefits that are measured and validated"
    figure = completeness_figure([Completeness(name, 46, 53)])
    assert " ".join(words(figure)[:-1]) == name


def test_a_share_too_small_for_its_text_carries_none():
    figure = share_figure(PARTS, [ShareRow("Projects", (99, 1))])
    assert f"1.0{THIN}%" not in words(figure)


def test_a_whole_of_nothing_is_left_out():
    figure = share_figure(PARTS, [ShareRow("a", (0, 0)), ShareRow("b", (1, 0))])
    assert "a" not in words(figure)
    assert "b" in words(figure)


def test_no_share_at_all_says_so():
    figure = share_figure(PARTS, [ShareRow("a", (0, 0))])
    assert "No project can be counted" in " ".join(words(figure))


def variances(*rows: tuple[str, int | None]) -> list[Variance]:
    return [Variance(name, value) for name, value in rows]


def drawn_variances(rows: list[Variance], *, higher_is_worse: bool = True) -> list[str]:
    figure = variance_figure(
        rows,
        unit=DAYS,
        worse="days late",
        better="days early",
        higher_is_worse=higher_is_worse,
    )
    return words(figure)


def test_projects_are_sorted_worst_first_and_unknown_last():
    rows = variances(("a", -3), ("b", None), ("c", 12), ("d", 0))
    assert drawn_variances(rows)[:4] == ["c", "d", "a", "b"]


def test_where_higher_is_better_the_lowest_is_the_worst():
    rows = variances(("a", -3), ("c", 12))
    assert drawn_variances(rows, higher_is_worse=False)[:2] == ["a", "c"]


def test_a_variance_has_a_sign_and_its_unit_stands_in_the_head():
    found = drawn_variances(variances(("a", 12), ("b", -3)))
    assert found == ["a", "b", "days early", "days late", "+12", "−3"]


def test_late_and_early_have_different_colours():
    figure = variance_figure(
        variances(("a", 12), ("b", -3)), unit=DAYS, worse="late", better="early"
    )
    (bar,) = traces(figure, "bar")
    assert tokens(bar["marker"]["color"]) == ["series-4", "series-2"]


def test_an_unknown_variance_says_why():
    rows = [Variance("a", None, "no forecast finish"), Variance("b", None)]
    assert {"no forecast finish", "not available"} <= set(drawn_variances(rows))


def test_rows_beyond_the_limit_are_counted():
    rows = variances(*((f"p{number}", number) for number in range(15)))
    assert drawn_variances(rows)[-1] == "and 3 more projects"
    assert drawn_variances(rows[:13])[-1] == "and 1 more project"


def test_two_projects_of_one_name_keep_their_rows():
    figure = variance_figure(
        variances(("Rail", 5), ("Rail", 3)), unit=DAYS, worse="late", better="early"
    )
    (bar,) = traces(figure, "bar")
    assert bar["y"] == [0, 1]


def test_no_variance_at_all_says_so():
    assert "No project has a plan" in " ".join(drawn_variances([]))


def test_each_bar_of_a_waterfall_begins_where_the_last_one_ended():
    figure = waterfall_figure(
        [
            Step("Planned", 400_000, is_total=True),
            Step("Started earlier", 62_000),
            Step("Taken out", -54_000),
            Step("Validated", Decimal(408_000), is_total=True),
        ],
        unit=EURO,
    )
    (bar,) = traces(figure, "bar")
    assert bar["base"] == [0, 400_000, 462_000, 0]
    assert bar["x"] == [400_000, 62_000, -54_000, 408_000]
    assert words(figure)[-4:] == ["€400K", "+€62K", "−€54K", "€408K"]


def test_totals_gains_and_losses_have_colours_of_their_own():
    steps = [Step("a", 4, is_total=True), Step("b", 1), Step("c", -1)]
    (bar,) = traces(waterfall_figure(steps, unit=EURO), "bar")
    assert tokens(bar["marker"]["color"]) == ["accent", "series-2", "series-4"]


def test_a_waterfall_without_a_step_says_so():
    assert "nothing to add up" in " ".join(words(waterfall_figure([], unit=EURO)))


def test_completeness_is_drawn_on_a_ground_of_all():
    figure = completeness_figure([Completeness("Forecast finish", 28, 30)])
    (bar,) = traces(figure, "bar")
    assert bar["x"] == [pytest.approx(28 / 30)]
    (ground,) = shapes(figure, "rect")
    assert (ground["x0"], ground["x1"]) == (0, 1)
    assert words(figure) == ["Forecast finish", "28 of 30"]


def test_where_nothing_is_expected_there_is_no_bar():
    figure = completeness_figure([Completeness("Scope register", 0, 0)])
    (bar,) = traces(figure, "bar")
    assert bar["x"] == [None]
    assert shapes(figure, "rect") == []
    assert words(figure) == ["Scope register", "none expected"]


def test_no_row_of_completeness_says_so():
    assert "No data is expected" in " ".join(words(completeness_figure([])))
