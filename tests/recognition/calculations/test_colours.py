"""Colours that can be read, and told apart."""

import pytest

from recognition.calculations.colours import (
    WHITE,
    contrast,
    darkened,
    difference,
)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        pytest.param("#ffffff", 1.0, id="white"),
        pytest.param("#000000", 21.0, id="black"),
        pytest.param("#777777", 4.48, id="the grey that just fails"),
        pytest.param("#ff0000", 4.0, id="red"),
        pytest.param("#1d4f91", 8.14, id="our blue"),
    ],
)
def test_contrast_with_white(colour, expected):
    assert contrast(colour, WHITE) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffcc00", "#ff0000", "#ffffff", "#00ff00"])
def test_a_colour_is_darkened_until_it_can_be_read(colour):
    assert 4.5 <= contrast(darkened(colour), WHITE) < 4.8


def test_a_colour_that_can_be_read_stays():
    assert darkened("#1d4f91") == "#1d4f91"


def test_difference_is_that_of_an_eye():
    assert difference("#1d4f91", "#1d4f91") == 0
    assert difference("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert difference("#1d4f91", "#1d5091") < 2
    assert difference("#1d4f91", "#0b6e4f") > 40
