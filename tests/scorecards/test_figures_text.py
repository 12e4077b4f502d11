"""Numbers and words as pictures carry them."""

from decimal import Decimal

import pytest
from django.utils import translation

from scorecards.figures import DAYS, INDEX, NUMBER, PERCENT, Unit, money
from scorecards.figures.canvas import (
    NARROWEST,
    balanced,
    empty_figure,
    escaped,
    shortened,
    spread,
    wrapped,
)
from scorecards.figures.numbers import as_float, axis_ticks
from scorecards.theme import text_width

THIN = "\N{NARROW NO-BREAK SPACE}"
EURO = money("EUR")


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        pytest.param(PERCENT, Decimal("0.8571"), f"86{THIN}%", id="a share"),
        pytest.param(PERCENT, 0.041, f"4.1{THIN}%", id="a small share"),
        pytest.param(PERCENT, 1.2e6, f"120M{THIN}%", id="a share beyond sense"),
        pytest.param(INDEX, -1e6, "−1M", id="an index beyond sense"),
        pytest.param(EURO, Decimal(4_200_000), "€4.2M", id="millions"),
        pytest.param(EURO, -350_000, "−€350K", id="a negative amount"),
        pytest.param(DAYS, 12, "12 days", id="days"),
        pytest.param(DAYS, 1, "1 day", id="one day"),
        pytest.param(INDEX, 1, "1.00", id="an index"),
        pytest.param(NUMBER, 3.25, "3.25", id="a number"),
        pytest.param(NUMBER, 1_250_000, "1.2M", id="a large number"),
        pytest.param(NUMBER, -4e17, "−4.0e+17", id="a number beyond words"),
    ],
)
def test_a_value_is_short_and_has_its_unit(unit: Unit, value: float, text: str):
    assert unit.text(value) == text


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        pytest.param(DAYS, 12, "+12", id="later, in days"),
        pytest.param(DAYS, -3, "−3", id="earlier, in days"),
        pytest.param(EURO, 620_000, "+€620K", id="more money"),
        pytest.param(NUMBER, 0, "0", id="no change"),
    ],
)
def test_a_change_has_a_sign(unit: Unit, value: float, text: str):
    assert unit.signed(value) == text


@pytest.mark.parametrize(
    ("unit", "ticks", "texts"),
    [
        pytest.param(PERCENT, [0.6, 0.8, 1], ["60", "80", f"100{THIN}%"], id="percent"),
        pytest.param(EURO, [0, 2e6, 4e6], ["0", "2", "€4M"], id="millions"),
        pytest.param(EURO, [-5e5, 0, 5e5], ["−500", "0", "€500K"], id="both sides"),
        pytest.param(EURO, [0, 500, 1000], ["0", "500", "€1,000"], id="small amounts"),
        pytest.param(NUMBER, [0, 1e4, 2e4], ["0", "10", "20K"], id="thousands"),
        pytest.param(DAYS, [0, 20], ["0", "20"], id="days"),
        pytest.param(INDEX, [0.9, 1.0], ["0.90", "1.00"], id="indices"),
        pytest.param(INDEX, [0.95, 0.975], ["0.950", "0.975"], id="fine indices"),
        pytest.param(
            PERCENT, [0, 1e4], [f"0.0{THIN}%", f"1M{THIN}%"], id="beyond sense"
        ),
    ],
)
def test_an_axis_names_its_unit_once(unit: Unit, ticks: list[float], texts: list[str]):
    assert unit.tick_texts(ticks) == texts


def test_numbers_follow_the_language_of_the_moment():
    with translation.override("de"):
        assert EURO.text(4_200_000) == "4,2\xa0Mio.\xa0€"
        assert EURO.tick_texts([0, 500_000]) == ["0", "500.000\xa0€"]


@pytest.mark.parametrize(
    "value", [None, float("nan"), float("inf"), Decimal("NaN")], ids=str
)
def test_what_is_not_finite_is_unknown(value: float | None):
    assert as_float(value) is None


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        pytest.param(0, 100, [0, 25, 50, 75, 100], id="a hundred"),
        pytest.param(0.71, 0.88, [0.7, 0.75, 0.8, 0.85, 0.9], id="shares"),
        pytest.param(-3, 8, [-5, 0, 5, 10], id="both sides of zero"),
        pytest.param(0, 20.1, [0, 5, 10, 15, 20, 25], id="without an empty top"),
        pytest.param(40, 40, [36, 38, 40, 42, 44], id="one value"),
    ],
)
def test_ticks_are_round_and_enclose_the_values(
    low: float, high: float, ticks: list[float]
):
    assert axis_ticks(low, high) == pytest.approx(ticks)


def test_markup_in_a_name_is_escaped_once_for_plotly():
    assert escaped('<b>R&D</b> "x"') == '&lt;b&gt;R&amp;D&lt;/b&gt; "x"'


def test_white_space_and_controls_in_a_name_become_one_space():
    assert escaped("  two\r\n\tlines\x00\u2028here ") == "two lines here"


def test_spaces_that_hold_a_number_and_its_unit_stay():
    assert escaped(f"86{THIN}%") == f"86{THIN}%"


def test_a_long_name_is_cut_with_an_ellipsis_within_its_room():
    text = shortened("High Speed Rail Programme, eastern leg", 100)
    assert text == "High Speed R…"
    assert text_width(text) <= 100


def test_a_name_without_any_room_is_left_out():
    assert shortened("Rail", 3) == ""


def test_a_name_breaks_between_words_and_is_cut_in_the_last_line():
    lines = wrapped("Station accessibility programme, phase two", 120, 2)
    assert lines == ["Station", "accessibility prog…"]


def test_a_long_first_word_is_cut_and_not_lost():
    assert wrapped("Donaudampfschifffahrtsgesellschaft", 80, 2) == ["Donaudam…"]


def test_lines_of_a_message_are_of_about_one_length():
    lines = balanced("No benefit has been planned or measured yet.", 240, 3)
    assert lines == ["No benefit has been", "planned or measured yet."]


def test_an_empty_figure_says_why_in_words():
    figure = empty_figure("No project has been rated in this time.")
    texts = [label["text"] for label in figure["layout"]["annotations"]]
    assert " ".join(texts) == "No project has been rated in this time."
    assert all(text_width(text) <= NARROWEST for text in texts)


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        pytest.param([], [], id="none"),
        pytest.param([50], [50], id="one"),
        pytest.param([20, 80], [20, 80], id="far apart"),
        pytest.param([50, 52], [50, 64], id="too near"),
        pytest.param([95, 99], [86, 100], id="at the upper edge"),
        pytest.param([99, 95], [100, 86], id="in the order given"),
        pytest.param([-5], [0], id="below the lower edge"),
    ],
)
def test_labels_are_moved_apart_and_stay_within(
    wanted: list[float], placed: list[float]
):
    assert spread(wanted, 14, 0, 100) == placed
