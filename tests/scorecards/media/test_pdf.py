"""A report on paper, read back as a reader, a screen reader and an auditor would."""

import os
import re
import socket
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

try:
    import weasyprint  # noqa: F401 - it loads Pango
except OSError:
    if os.environ.get("CI") == "true":
        raise
    pytest.skip("Pango is not installed", allow_module_level=True)

from scorecards.media.pdf import pdf_of
from scorecards.media.pdf.setting import NothingElse, in_first_column
from scorecards.media.report import Report
from tests.scorecards.media import reports
from tests.scorecards.pictures import EXAMPLES

A4, LETTER = (595, 842), (612, 792)


def opened(report: Report, paper: str = "A4") -> PdfReader:
    return PdfReader(BytesIO(pdf_of(report, paper)))


def words(reader: PdfReader) -> str:
    """All the text, without the spaces: a line may end anywhere."""
    text = "".join(page.extract_text() for page in reader.pages)
    # Where signs have no letter, pypdf takes two bytes for two letters.
    return bare(text.replace("\0", ""))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def tags(reader: PdfReader) -> list[Any]:
    """Every element of the structure, in reading order."""
    found = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if not hasattr(element, "get"):
            return
        if "/S" in element:
            found.append(element)
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            walk(child)

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.fixture(scope="module")
def paper() -> PdfReader:
    one = reports.panel(
        picture=reports.picture(EXAMPLES["trend"]()), table=reports.table(rows=60)
    )
    return opened(reports.report(one))


@pytest.fixture(scope="module")
def read(paper: PdfReader) -> str:
    return words(paper)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("Delivered value is behind plan.", id="verdict"),
        pytest.param("€5.17M", id="number of the headline"),
        pytest.param("−13.8 pp", id="change of a family"),
        pytest.param("not available: no objective is on record", id="missing"),
        pytest.param("17 of 25 projects finished on time.", id="sentence"),
        pytest.param("▲ needs attention", id="status in shape and word"),
        pytest.param("Data: 25 of 30. As of Sep 30, 2026.", id="what it rests on"),
        pytest.param("Two projects have no plan.", id="note"),
        pytest.param("Billing core", id="row"),
    ],
)
def test_it_says_what_the_scorecard_says(read, said):
    assert bare(said) in read


def test_without_an_appendix_a_report_ends_with_its_sections(read):
    behind = bare("Every number and what it rests on")
    assert behind in read
    assert behind not in words(opened(replace(reports.report(), appendix=False)))


def test_it_is_tagged_as_accessible_and_in_a_language(paper):
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert paper.metadata.title == "Norwick Utilities, Q3 FY2026"
    kinds = {element["/S"] for element in tags(paper)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure"} <= kinds


def test_every_picture_has_an_alternative():
    reader = opened(replace(reports.of_all_pictures(), appendix=False))
    figures = [one for one in tags(reader) if one["/S"] == "/Figure"]
    assert len(figures) >= len(EXAMPLES)
    assert all(figure.get("/Alt") for figure in figures)


def titles(items: list[Any]) -> list[str]:
    """The bookmarks, in their order."""
    return [
        title
        for item in items
        for title in (titles(item) if isinstance(item, list) else [item.title])
    ]


def test_bookmarks_lead_to_the_sections(paper):
    found = titles(paper.outline)
    assert found[0] == "Norwick Utilities"
    assert {"Step 9: value delivery", "Do projects deliver?"} <= set(found)


def test_each_page_says_whose_it_is_and_which_one(paper):
    count = len(paper.pages)
    for number, page in enumerate(paper.pages, start=1):
        text = bare(page.extract_text())
        assert f"{number}/{count}" in text
        assert bare("Norwick Utilities") in text
        assert bare("Q3 FY2026 · as of Sep 30, 2026") in text


def test_the_head_of_a_table_stands_on_each_of_its_pages(paper):
    with_rows = [
        text
        for page in paper.pages
        if (text := bare(page.extract_text())).count("Billingcore") > 2
    ]
    assert len(with_rows) > 1
    assert all("Dayslate" in text for text in with_rows)


def test_its_fonts_are_embedded(paper):
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for page in paper.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    names = {font["/BaseFont"].partition("+")[2] for font in fonts}
    assert {"Inter"} <= names
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_it_is_set_on_the_paper_that_is_asked_for(paper):
    for reader, size in ((paper, A4), (opened(reports.empty(), "Letter"), LETTER)):
        box = reader.pages[0].mediabox
        assert (round(box.width), round(box.height)) == size


def test_another_paper_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="A5 is none of A4, Letter"):
        pdf_of(reports.report(), "A5")


def test_no_name_breaks_it_and_nothing_is_looked_up(monkeypatch):
    def refused(*arguments: object) -> None:
        raise AssertionError(f"a connection to {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refused)
    asked: list[str] = []
    fetch = NothingElse.fetch

    def noted(self: NothingElse, url: str, headers: Any = None) -> Any:
        asked.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(NothingElse, "fetch", noted)
    # pypdf reads no page on which many signs have no letter.
    emoji = reports.HOSTILE["an emoji"]
    others = [name for name in reports.HOSTILE.values() if name != emoji]
    text = words(opened(reports.hostile(*others)))
    of_emoji = replace(reports.hostile(emoji), appendix=False)
    assert "Step 9: value delivery" in titles(opened(of_emoji).outline)
    assert all(url.startswith("report:") for url in asked)
    assert "root:" not in text
    for kind in ("markup", "a file", "styles", "250 letters", "a formula"):
        assert bare(reports.HOSTILE[kind]) in text


@pytest.mark.parametrize(
    ("pictured", "expected"),
    [
        pytest.param("n", 0, id="one"),
        pytest.param("nn", 1, id="side by side"),
        pytest.param("nnn", 2, id="three"),
        pytest.param("ynn", 1, id="a picture and two without"),
        pytest.param("yynn", 2, id="four"),
        pytest.param("nnnnn", 0, id="many fill the columns"),
    ],
)
def test_few_panels_stand_in_even_columns(pictured, expected):
    drawn = {"y": reports.picture(EXAMPLES["share"]()), "n": None}
    panels = [reports.panel(picture=drawn[one]) for one in pictured]
    assert in_first_column(panels) == expected


@pytest.mark.parametrize(
    "url", ["http://leak.example/a.png", "file:///etc/passwd", "data:text/plain,a"]
)
def test_only_parts_of_the_report_are_given_out(url):
    with pytest.raises(ValueError, match="no part of the report"):
        NothingElse({}).fetch(url)


def test_a_report_without_anything_says_so():
    assert bare("There is nothing to report yet.") in words(opened(reports.empty()))


def test_the_same_report_is_the_same_file():
    assert pdf_of(reports.empty()) == pdf_of(reports.empty())
