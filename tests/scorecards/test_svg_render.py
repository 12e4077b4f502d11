"""The document: safe to insert, the same every time, light and quick."""

import gzip
import json
import time
from statistics import median

import pytest

from scorecards import theme
from scorecards.figures import Figure
from scorecards.svg import render
from tests.scorecards.lettering import SVG, Picture
from tests.scorecards.pictures import EXAMPLES, HOSTILE_NAMES, hostile

ALL = pytest.mark.parametrize("name", EXAMPLES)
DRAWN = {"svg", "title", "desc", "g", "path", "text"}
PLAIN_ATTRIBUTES = {
    *("class", "role", "viewBox", "width", "height", "font-size", "d", "x", "y"),
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray"),
    *("stroke-linejoin", "text-anchor"),
}


def drawn(figure: Figure, **options: object) -> str:
    return render(figure, title="Title", description="What it shows.", **options)


@ALL
def test_a_picture_is_plain_svg_without_style_script_or_link(name: str):
    root = Picture(drawn(EXAMPLES[name]())).root
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    found = {attribute for element in root.iter() for attribute in element.attrib}
    assert found <= PLAIN_ATTRIBUTES


def test_names_that_try_to_be_markup_are_drawn_as_text():
    picture = Picture(drawn(hostile()))
    assert {element.tag.removeprefix(SVG) for element in picture.root.iter()} <= DRAWN
    texts = " ".join(picture.texts())
    assert "<b>late</b>" in texts
    assert "&lt;early&gt;" in texts
    assert "<u>0</u>" in texts
    assert '<a href="' in texts
    assert "<b>bold</b>" in texts


@pytest.mark.parametrize("words", HOSTILE_NAMES)
def test_title_and_description_are_text_as_well(words: str):
    root = Picture(render(EXAMPLES["bullet"](), title=words, description=words)).root
    said = [root.findtext(f"{SVG}{part}") for part in ("title", "desc")]
    readable = words.translate({0: "\ufffd", 7: "\ufffd", 0xD800: "\ufffd"})
    assert said == [readable, readable]


def test_a_text_escaped_twice_is_drawn_with_one_escape_left():
    figure = hostile()
    figure["layout"]["annotations"] = [
        {
            "text": "&amp;lt;b&amp;gt; &copy &#60;",
            "x": 0,
            "y": 0,
            "xref": "paper",
            "yref": "paper",
            "showarrow": False,
        }
    ]
    assert "&lt;b&gt; © <" in Picture(drawn(figure)).texts()


@ALL
def test_the_same_figure_gives_the_same_bytes(name: str):
    assert drawn(EXAMPLES[name]()) == drawn(json.loads(json.dumps(EXAMPLES[name]())))


@ALL
def test_a_picture_is_light(name: str):
    assert len(drawn(EXAMPLES[name]()).encode()) < 6000


def test_all_pictures_of_a_page_are_light_together():
    page = "".join(drawn(made()) for made in EXAMPLES.values())
    assert len(gzip.compress(page.encode())) < 12_000


def test_a_picture_is_drawn_quickly():
    def seconds(figure: Figure) -> float:
        start = time.process_time()
        drawn(figure)
        return time.process_time() - start

    figures = [made() for made in EXAMPLES.values()]
    assert median(seconds(figure) for figure in figures) < 0.01


def test_colours_are_those_of_the_page_around():
    svg = drawn(EXAMPLES["cumulative"]())
    assert "var(--accent)" in svg
    assert "#" not in svg
    assert "font-family" not in svg


@pytest.mark.parametrize(("palette", "mode"), [("light", 0), ("dark", 1)])
def test_a_picture_can_stand_alone_for_media_without_styles(palette: str, mode: int):
    svg = drawn(EXAMPLES["cumulative"](), palette=palette)
    assert theme.TOKENS["accent"][mode] in svg
    assert "var(" not in svg
    assert "font-family" in svg


def test_a_picture_has_the_size_it_was_drawn_for_and_may_be_scaled():
    picture = Picture(drawn(EXAMPLES["trend"](), width=300))
    assert picture.root.get("viewBox") == f"0 0 300 {picture.root.get('height')}"
    assert picture.root.get("width") == "300"
    assert picture.root.get("role") == "img"
    assert [child.tag.removeprefix(SVG) for child in picture.root][:2] == [
        "title",
        "desc",
    ]
