"""The bands of a target: where each begins, what it scores, and what is refused."""

from decimal import Decimal

import pytest

from delivery.calculations.bands import (
    Band,
    BandFlaw,
    as_json,
    as_text,
    band_of,
    curve_of_bands,
    flaw_of,
    from_json,
    from_text,
    reaching,
    rises,
)


def bands(*points: tuple[str, int]) -> list[Band]:
    return [Band(Decimal(begin), Decimal(score)) for begin, score in points]


RISING = bands(("60", 0), ("75", 50), ("90", 80), ("100", 110))
FALLING = bands(("10", 0), ("5", 100))


@pytest.mark.parametrize(
    ("value", "score"),
    [("50", 0), ("60", 0), ("75", 50), ("82.5", 65), ("95", 95), ("120", 110)],
)
def test_a_score_lies_on_the_line_between_two_bands(value, score):
    curve = curve_of_bands(RISING)
    assert curve is not None
    assert curve.at(Decimal(value)) == score


def test_two_bands_score_where_less_is_better():
    curve = curve_of_bands(FALLING)
    assert curve is not None
    assert [curve.at(Decimal(value)) for value in (12, 7, 4)] == [0, 60, 100]
    assert not rises(FALLING)


@pytest.mark.parametrize(
    ("found", "flaw"),
    [
        pytest.param(bands(("1", 0)), BandFlaw.COUNT, id="one"),
        pytest.param(bands(*((str(n), n) for n in range(6))), BandFlaw.COUNT, id="six"),
        pytest.param(bands(("1", 0), ("1", 50)), BandFlaw.VALUES, id="no step"),
        pytest.param(
            bands(("1", 0), ("3", 50), ("2", 80)), BandFlaw.VALUES, id="there and back"
        ),
        pytest.param(bands(("1", 50), ("2", 50)), BandFlaw.SCORES, id="equal scores"),
        pytest.param(bands(("1", 0), ("2", 121)), BandFlaw.SCORES, id="over 120"),
        pytest.param(RISING, None, id="four"),
        pytest.param(FALLING, None, id="two"),
    ],
)
def test_flawed_bands_make_no_curve(found, flaw):
    assert flaw_of(found) is flaw
    assert (curve_of_bands(found) is None) is (flaw is not None)


def test_a_value_is_in_the_last_band_that_it_has_reached():
    assert band_of(RISING, Decimal(90)).score == 80
    assert band_of(RISING, Decimal(1)).score == 0
    assert band_of(FALLING, Decimal(5)).score == 100


@pytest.mark.parametrize(
    ("found", "score", "value"),
    [
        pytest.param(RISING, 80, 90, id="where a band begins"),
        pytest.param(bands(("60", 0), ("90", 75)), 50, 80, id="on the line"),
        pytest.param(FALLING, 50, Decimal("7.5"), id="on a falling line"),
        pytest.param(bands(("1", 60), ("2", 90)), 50, 1, id="all of it beyond"),
        pytest.param(bands(("1", 0), ("2", 40)), 50, None, id="nowhere"),
    ],
)
def test_a_score_is_reached_where_its_line_passes(found, score, value):
    assert reaching(found, Decimal(score)) == value


def test_bands_are_read_back_as_they_were_written():
    text = "0.6 = 0 Poor; 0.75 = 50; 0.9 = 80 Good enough"
    found = from_text(text)

    assert [band.name for band in found] == ["Poor", "", "Good enough"]
    assert as_text(found) == text
    assert from_json(as_json(found)) == found


@pytest.mark.parametrize("text", ["0.6", "a = 1", "1 = x", "1 =", "1e9 = 5", "= 5"])
def test_what_is_no_band_is_refused_with_its_text(text):
    with pytest.raises(ValueError, match=text.replace("=", "=")):
        from_text(text)


@pytest.mark.parametrize("stored", [None, {}, [1], [{"from": "x"}], "text"])
def test_what_was_never_stored_is_no_band(stored):
    assert from_json(stored) == ()
