"""The style sheets: colours have one home, and every text can be read."""

import re
from itertools import product
from pathlib import Path

import pytest

from scorecards import theme

SHEETS = Path("static/css")
COLOURS = re.findall(
    r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", (SHEETS / "tokens.css").read_text()
)
LIGHT = {name: light for name, light, _ in COLOURS}
DARK = {name: dark for name, _, dark in COLOURS}

TEXTS = ["ink", "ink-2", "ink-3", "accent", "good", "attention", "critical"]
GROUNDS = ["paper", "raised", "sunken"]


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_pictures_and_pages_have_the_same_colours():
    assert {
        name: (light, DARK[name]) for name, light in LIGHT.items() if name != "edge"
    } == theme.TOKENS


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(colours: dict[str, str]):
    unreadable = [
        (text, ground)
        for text, ground in product(TEXTS, GROUNDS)
        if contrast(colours[text], colours[ground]) < 4.5
    ]
    assert unreadable == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_outline_of_a_control_is_seen(colours: dict[str, str]):
    assert contrast(colours["edge"], colours["raised"]) >= 3


@pytest.mark.parametrize("sheet", sorted(SHEETS.glob("*.css")), ids=lambda it: it.name)
def test_only_the_tokens_name_a_colour(sheet: Path):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    named = re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", text)
    assert not named or sheet.name == "tokens.css"


@pytest.mark.parametrize("sheet", sorted(SHEETS.glob("*.css")), ids=lambda it: it.name)
def test_a_style_sheet_uses_only_tokens_that_exist(sheet: Path):
    tokens = set(
        re.findall(
            r"^\s+(--[\w-]+):", (SHEETS / "tokens.css").read_text(), re.MULTILINE
        )
    )
    assert set(re.findall(r"var\((--[\w-]+)", sheet.read_text())) <= tokens
