"""A report in the body of a mail, read as programs with and without pictures do."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from PIL import Image

from accounts.models.mail import LINK
from scorecards.media.mail import Letter, letter_of
from scorecards.media.mail.letter import MOST_BYTES
from scorecards.media.mail.trimming import LIMITS, trimmed
from scorecards.media.report import Cell, Column, Group, Step, Table
from scorecards.media.words import Results
from tests.scorecards.media import reports
from tests.scorecards.media.test_pdf import bare
from tests.scorecards.media.test_words import SAID
from tests.scorecards.pictures import EXAMPLES

NUMBERS = (
    "Delivered value is behind plan.",
    "▲ needs attention",
    "€5.17M",
    "target €6M",
    "82 %",
    "≥ 95 %",
    "−13.8 pp",
    "not available: no objective is on record",
    "68 %",
    "+4.0 pp on Q2 FY2026 · target ≥ 80 %",
    "17 of 25 projects finished on time. Three were a day late.",
    "Billing core",
    "313",
    "■ off track",
    "Data: 25 of 30. As of Sep 30, 2026.",
    "4 more rows are shown on the page.",
    "snapshot 747a92f25d82",
)


def with_panel():
    given = reports.with_words()
    one = reports.panel(
        picture=reports.picture(EXAMPLES["trend"]()), table=reports.table(rows=10)
    )
    return replace(
        given, sections=(*given.sections, Group(title="Time", panels=(one,)))
    )


def seen(letter: Letter) -> str:
    """What is read where no picture is shown."""
    body = re.sub(r"(?s)<head>.*?</head>", "", letter.html)
    alternatives = " ".join(re.findall(r'alt="([^"]*)"', body))
    return bare(unescape(re.sub(r"<[^>]*>", "", body) + alternatives))


@pytest.fixture(scope="module")
def letter() -> Letter:
    greeting = ["Dear Ada,", "this is how it stands."]
    return letter_of(with_panel(), greeting=greeting, closing=["Yours, Grace"])


@pytest.mark.parametrize("said", [*SAID, *NUMBERS, "Dear Ada,", "Yours, Grace"])
def test_html_and_text_say_what_the_report_says(letter, said):
    assert bare(said) in seen(letter)
    if "more rows" not in said:
        assert bare(said) in bare(letter.text)


def test_the_subject_is_the_answer(letter):
    assert letter.subject == (
        "Draft: Norwick Utilities, Q3 FY2026: Delivered value is behind plan."
    )


def test_pictures_are_called_by_name_and_told_in_words(letter):
    called = re.findall(r'src="cid:([^"]+)"', letter.html)
    assert called == [part.content_id for part in letter.pictures]
    assert 'alt="Projects on time. Most were."' in letter.html
    for part in letter.pictures:
        with Image.open(BytesIO(part.content)) as picture:
            assert picture.format == "PNG"
    with Image.open(BytesIO(letter.pictures[-1].content)) as picture:
        assert picture.width == 1040
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_it_leads_nowhere_but_to_its_page(letter):
    assert re.findall(r'(?:href|src|background)="(?!cid:)([^"]*)"', letter.html) == [
        LINK
    ]
    assert "url(" not in letter.html
    assert "http" not in letter.html
    assert letter_of(reports.report(), link="https://a.example/?a=1&b").html.count(
        'href="https://a.example/?a=1&amp;b"'
    )


def test_it_can_be_read_in_the_dark(letter):
    assert '<meta name="color-scheme" content="light dark">' in letter.html
    sheet = re.search(r"@media \(prefers-color-scheme:dark\)\{(.*)\}", letter.html)
    coloured = set(re.findall(r"\.([a-z]+)\{", sheet[1]))
    for classes, styles in re.findall(r'class="([^"]*)" style="([^"]*)"', letter.html):
        if re.search(r"(?<!-)color:#(?!ffffff)", styles) and "cid" not in styles:
            assert (
                set(classes.split()) & coloured or "background-color:#ffffff" in styles
            )


def test_no_name_breaks_it_or_takes_the_link():
    names = reports.HOSTILE.values()
    given = reports.with_words(*names)
    panels = reports.hostile(*names, LINK).sections[-1]
    letter = letter_of(replace(given, sections=(*given.sections, panels)))
    assert letter.html.count(LINK) == letter.text.count(LINK) == 1
    assert "<script" not in letter.html
    assert len(re.findall("<style", letter.html)) == 1
    sources = re.findall(r'src="([^"]*)"', letter.html)
    assert all(source.startswith("cid:") for source in sources)


@pytest.mark.parametrize(
    "long",
    [
        pytest.param(60, id="many panels"),
        pytest.param(0, id="long words"),
    ],
)
def test_no_mail_program_cuts_it_off_and_it_says_what_is_on_the_page(long):
    panels = [
        reports.panel(f"p{n}", sentence="It is so. " * 40, table=reports.table(rows=30))
        for n in range(long)
    ]
    text = reports.narrative("<&> word " * 2_000)
    step = reports.report().sections[1]
    families = step.families * 100
    results = tuple(reports.result(sentence="It came. " * 30) for _ in range(200))
    sections = (
        replace(step, families=families),
        text,
        Results(title="Results", results=results),
        *([Group(title="All", panels=tuple(panels))] if panels else []),
    )
    letter = letter_of(replace(reports.report(), sections=sections))
    assert 10_000 < len(letter.html.encode()) <= MOST_BYTES
    assert "There is more than fits into a mail" in letter.html


def test_what_fits_is_whole(letter):
    assert "There is more than fits" not in letter.html


def test_a_brand_gives_its_colours_and_its_logo(letter):
    assert "#7a1fa2" in letter.html
    assert letter.pictures[0].name == "logo.png"
    assert "#1d4f91" not in letter_of(reports.with_words()).html


def test_a_report_without_anything_is_a_letter():
    letter = letter_of(reports.empty())
    assert "Norwick Utilities" in letter.html
    assert LINK in letter.text


def test_steps_keep_their_order():
    given = reports.report()
    steps = tuple(
        Step(title=f"Step {n}", before="Q2", families=given.sections[1].families)
        for n in range(3)
    )
    text = letter_of(replace(given, sections=steps)).text
    assert [text.index(f"Step {n}") for n in range(3)] == sorted(
        text.index(f"Step {n}") for n in range(3)
    )


def test_text_and_html_say_how_many_rows_are_left_to_the_page():
    panel = reports.panel(table=reports.table(rows=30))
    letter = letter_of(reports.report(panel))
    for said in (letter.text, letter.html):
        assert "24 more rows are shown on the page." in said


def test_rows_in_time_show_the_latest_of_which_most_is_known():
    rows = [(f"M{number}", "1", "2") for number in range(1, 9)]
    # A plan goes on beyond what has happened.
    rows += [(f"M{number}", "1", "–") for number in range(9, 12)]
    course = Table(
        caption="Course",
        columns=(Column("Month", is_time=True), Column("Planned"), Column("Done")),
        rows=tuple(tuple(Cell(text) for text in row) for row in rows),
    )
    group = Group(title="Time", panels=(reports.panel(table=course),))
    report = replace(reports.with_words(), sections=(group,))
    shown, _has_cut = trimmed(report, LIMITS[0])
    [panel] = shown.sections[0].panels
    assert [row[0].text for row in panel.table.rows] == [
        f"M{number}" for number in range(3, 9)
    ]
    assert panel.table.left_out == 5
