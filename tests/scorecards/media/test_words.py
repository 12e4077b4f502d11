"""What people say in a report, on paper and on slides."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx.oxml.ns import qn
from pypdf import PdfReader

from scorecards.media.logo import logo_of
from scorecards.media.report import Group
from scorecards.media.slides import slides_of
from scorecards.media.words import Brand, Results
from tests.scorecards.media import reports
from tests.scorecards.media.test_pdf import bare, opened, tags, words
from tests.scorecards.media.test_slides import opened as deck_of
from tests.scorecards.media.test_slides import slide_of, texts
from tests.scorecards.pictures import EXAMPLES

SAID = (
    "Quarterly report",
    "Draft",
    "3 of 12 numbers are missing.",
    "Norwick Holding",
    "In our words",
    "What we ask for",
    "The return is 182 %, and it grows.",
    "Fund the second wave",
    "They said so.",
    "Billing core · Q3 FY2026",
    "€1.42M",
    "Validated by finance",
    "Acknowledged",
    "Billing core in time",
    "We trust Billing core.",
    "Ada of Billing core",
)


@pytest.fixture(scope="module")
def paper() -> PdfReader:
    return opened(reports.with_words())


@pytest.fixture(scope="module")
def slides() -> Any:
    return deck_of(reports.with_words())


def test_paper_says_what_people_say(paper):
    text = words(paper)
    assert [said for said in SAID if bare(said) not in text] == []
    assert all(
        bare("words 5be1c0ffee00") in bare(page.extract_text()) for page in paper.pages
    )
    kinds = {element["/S"] for element in tags(paper)}
    assert {"/L", "/LI", "/BlockQuote"} <= kinds


def test_slides_say_what_people_say(slides):
    text = bare(" ".join(said for slide in slides.slides for said in texts(slide)))
    assert [said for said in SAID if bare(said) not in text] == []
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides.slides]
    assert all("Words 5be1c0ffee00." in note for note in notes)
    said = "\n".join(texts(slide_of(slides, "In our words")))
    assert "The return is 182 %, and it grows.\nKeep the team" in said
    foot = "Draft · 3 of 12 numbers are missing."
    assert all(any(foot in one for one in texts(slide)) for slide in slides.slides)


def test_lines_of_a_list_are_lists_on_slides(slides):
    slide = slide_of(slides, "In our words")
    marks = {
        paragraph.text: (child.tag, dict(child.attrib))
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for child in paragraph._p.iter(qn("a:buChar"), qn("a:buAutoNum"))
    }
    assert marks["Keep the team"] == (qn("a:buChar"), {"char": "•"})
    first, second = marks["Sign"], marks["Start"]
    assert (
        first
        == second
        == (
            qn("a:buAutoNum"),
            {"type": "arabicPeriod", "startAt": "3"},
        )
    )


def test_long_words_go_on_over_several_slides_and_none_is_lost():
    lines = [f"- Line {number} of many" for number in range(80)]
    text = "\n".join([*lines, "", "## A heading", "", "word " * 1500])
    given = replace(reports.report(), sections=(reports.narrative(text),))
    deck = deck_of(given)
    (_opening, *slides) = deck.slides
    count = len(slides)
    assert [slide.shapes.title.text for slide in slides] == [
        f"In our words ({number} of {count})" for number in range(1, count + 1)
    ]
    shown = " ".join(said for slide in slides for said in texts(slide))
    assert shown.count("of many") == 80
    assert shown.split().count("word") == 1500
    with_heading = next(s for s in slides if any("A heading" in t for t in texts(s)))
    assert any("word" in said for said in texts(with_heading))


def test_results_go_on_over_several_slides_and_none_is_lost():
    results = tuple(reports.result(sentence=f"Result {n} came.") for n in range(60))
    section = Results(title="What came of it", results=results)
    deck = deck_of(replace(reports.report(), sections=(section,)))
    shown = [said for slide in deck.slides for said in texts(slide)]
    assert sorted(said for said in shown if said.startswith("Result ")) == sorted(
        one.sentence for one in results
    )


@pytest.mark.parametrize("medium", ["paper", "slides"])
def test_without_results_it_says_why(medium):
    empty = Results(title="What came of it", results=(), empty="None is validated yet.")
    given = replace(reports.report(), sections=(empty,))
    if medium == "paper":
        assert bare(empty.empty) in words(opened(given))
    else:
        assert empty.empty in texts(slide_of(deck_of(given), "What came of it"))


def test_what_is_for_a_board_is_one_page():
    reader = opened(reports.of_one_page())
    assert len(reader.pages) == 1
    text = words(reader)
    for said in (
        "Board note",
        "Delivered value is behind plan.",
        "It is late.",
        "182 %",
    ):
        assert bare(said) in text


def test_two_pictures_and_three_results_still_stand_on_that_page():
    given = reports.of_one_page()
    panels = tuple(
        reports.panel(name, picture=reports.picture(EXAMPLES[name]()))
        for name in ("trend", "share")
    )
    results = tuple(reports.result(sentence="It came of it. " * 8) for _ in range(3))
    sections = (
        *given.sections,
        Group(title="", panels=panels),
        Results(title="What was delivered", results=results),
    )
    assert len(opened(replace(given, sections=sections)).pages) == 1


def test_a_brand_gives_colours_name_and_logo(paper, slides):
    assert bare("Norwick Holding") in bare(paper.pages[0].extract_text())
    alts = [one.get("/Alt") for one in tags(paper) if one["/S"] == "/Figure"]
    assert "Norwick Holding" in alts
    theme = next(
        relation.target_part.blob.decode()
        for relation in slides.slide_master.part.rels.values()
        if relation.reltype.endswith("/theme")
    )
    assert "7A1FA2" in theme
    assert "00695C" in theme
    (logo,) = [one for one in slides.slides[0].shapes if hasattr(one, "image")]
    assert logo._element.nvPicPr.cNvPr.get("descr") == "Norwick Holding"


@pytest.mark.parametrize("colour", ["red", "#12345", "#123456;}body{color:red"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match="no colour"):
        Brand(name="", accent=colour, second="#00695c")


def test_no_name_breaks_words_on_paper_or_on_slides():
    names = [name for kind, name in reports.HOSTILE.items() if kind != "an emoji"]
    given = reports.with_words(*names)
    text = words(opened(given))
    slides = bare(" ".join(t for slide in deck_of(given).slides for t in texts(slide)))
    for kind in ("markup", "a file", "styles", "250 letters", "a formula"):
        assert bare(reports.HOSTILE[kind]) in text
        assert bare(reports.HOSTILE[kind]) in slides


@pytest.mark.parametrize("inside", ["{}", "file://{}", "../../../../../../../..{}"])
def test_a_logo_opens_no_file_of_the_machine(tmp_path: Path, inside):
    file = tmp_path / "secret.png"
    file.write_bytes(reports.points("#ff0000"))
    where = inside.format(file)
    names = f'xmlns:x="http://www.w3.org/1999/xlink" x:href="{where}" href="{where}"'
    image = f'<image {names} width="20" height="20"/>'
    logo = logo_of(branded(reports.drawing(image), "image/svg+xml"))
    with Image.open(BytesIO(logo.png)) as drawn:
        assert drawn.convert("RGB").getpixel((drawn.width // 4, drawn.height // 2)) == (
            0x7A,
            0x1F,
            0xA2,
        )
    assert b"secret" not in logo.content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(b"", "image/png", id="none"),
        pytest.param(b"GIF89a", "image/png", id="no PNG"),
        pytest.param(b"<svg", "image/svg+xml", id="no SVG"),
        pytest.param(b"<html/>", "image/svg+xml", id="another document"),
        pytest.param(reports.points()[:60], "image/png", id="half a file"),
    ],
)
def test_a_logo_that_cannot_be_drawn_is_left_out(content, kind):
    brand = branded(content, kind)
    assert logo_of(brand) is None
    slides_of(replace(reports.empty(), brand=brand))


def test_a_logo_of_points_stays_as_it_is():
    logo = logo_of(branded(reports.points(), "image/png"))
    assert (logo.content, logo.width, logo.height) == (logo.png, 40, 20)


def branded(logo: bytes, kind: str) -> Brand:
    return Brand(
        name="N", accent="#7a1fa2", second="#00695c", logo=logo, logo_type=kind
    )
