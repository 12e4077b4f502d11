"""The colours hold in the style sheet, in the script, and before every eye."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from django.conf import settings

from scorecards import theme
from scorecards.figures.tones import FILLS, Tone
from tests.scorecards.vision import (
    DEUTAN,
    GREY,
    PROTAN,
    contrast,
    difference,
    laid_over,
)

STATIC = Path(settings.BASE_DIR) / "static"
MODES = pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
GROUNDS = ("paper", "raised", "sunken")


def value(token: str, mode: int) -> str:
    return theme.TOKENS[token][mode]


def in_mode(light: str, mode: int) -> str:
    """What stands in a mode for a colour that figures name by its light value."""
    return theme.TOKENS[theme.token_of(light)][mode]


def seen(tone: Tone, mode: int) -> str:
    """The colour of an area of one tone on a panel."""
    fill = FILLS[tone]
    colour = in_mode(fill.colour, mode)
    return laid_over(colour, fill.strength, value("raised", mode))


def test_the_style_sheet_has_the_same_colours():
    css = (STATIC / "css" / "tokens.css").read_text()
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)
    named = {name: (light, dark) for name, light, dark in found}
    assert {name: named.get(name) for name in theme.TOKENS} == theme.TOKENS


def test_pictures_are_set_in_the_type_of_the_pages():
    css = (STATIC / "css" / "tokens.css").read_text()
    (found,) = re.findall(r"--sans: ([^;]+);", css)
    assert " ".join(found.split()) == theme.FONT_FAMILY


def test_the_script_knows_the_token_of_every_colour():
    script = (STATIC / "js" / "charts.js").read_text()
    found = dict(re.findall(r'"(#\w{6})": "([\w-]+)"', script))
    lights = {light for light, _ in theme.TOKENS.values()}
    assert found == {light: theme.token_of(light) for light in lights}


def test_a_colour_stands_for_one_token():
    lights = [light for name, (light, _) in theme.TOKENS.items() if name != "paper"]
    assert len(lights) == len(set(lights))


def test_white_is_the_ground_a_picture_lies_on():
    assert theme.token_of("#FFFFFF") == "raised"


def test_a_colour_outside_the_theme_is_refused():
    with pytest.raises(KeyError):
        theme.token_of("#123456")


@MODES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "token", ["ink", "ink-2", "ink-3", "accent", "good", "attention", "critical"]
)
def test_text_can_be_read_on_every_ground(token: str, ground: str, mode: int):
    assert contrast(value(token, mode), value(ground, mode)) >= 4.5


@MODES
@pytest.mark.parametrize("band", range(1, 6))
def test_the_bar_stands_out_from_every_range_of_a_bullet(band: int, mode: int):
    assert contrast(value("accent", mode), value(f"band-{band}", mode)) >= 3


@MODES
def test_the_ranges_of_a_bullet_go_from_faint_to_strong(mode: int):
    ground = value("raised", mode)
    strengths = [contrast(value(f"band-{n}", mode), ground) for n in range(1, 6)]
    assert strengths == sorted(strengths)
    assert strengths[0] >= 1.1


@MODES
@pytest.mark.parametrize(
    "eye", [PROTAN, DEUTAN, GREY], ids=["protan", "deutan", "grey"]
)
def test_areas_of_the_three_ratings_differ_for_every_eye_and_in_grey_print(
    eye: tuple[tuple[float, float, float], ...], mode: int
):
    ratings = (Tone.GOOD, Tone.ATTENTION, Tone.CRITICAL)
    for one, other in combinations(ratings, 2):
        assert difference(seen(one, mode), seen(other, mode), eye) >= 15, (one, other)


@MODES
@pytest.mark.parametrize("tone", [tone for tone in Tone if FILLS[tone].shape])
def test_text_can_be_read_on_an_area_of_every_tone(tone: Tone, mode: int):
    assert contrast(in_mode(FILLS[tone].text, mode), seen(tone, mode)) >= 4.5


def test_the_tones_of_a_rating_have_shapes_of_their_own():
    shapes = [
        FILLS[tone].shape
        for tone in (Tone.GOOD, Tone.ATTENTION, Tone.CRITICAL, Tone.UNKNOWN)
    ]
    assert len(set(shapes)) == 4


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("86 %", 30.48, id="plain"),
        pytest.param("e\N{COMBINING ACUTE ACCENT}", 7.38, id="a combining accent"),
        pytest.param("é", 7.38, id="the same letter in one"),
        pytest.param("\N{MINUS SIGN}5", 17.69, id="a true minus"),
        pytest.param("漢", 16.8, id="a wide letter"),
        pytest.param("Ж", 13.2, id="an unknown letter"),
    ],
)
def test_a_line_of_text_has_a_known_width(text: str, width: float):
    assert theme.text_width(text) == pytest.approx(width, abs=0.01)


def test_width_grows_with_the_size_of_the_type():
    assert theme.text_width("FY2026", 24) == 2 * theme.text_width("FY2026", 12)
