"""One snapshot in every medium: the numbers that are read back are the same."""

import csv
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from io import BytesIO, StringIO
from itertools import count
from typing import Any

import pytest
from django.template.loader import render_to_string
from lxml import html
from openpyxl import load_workbook
from pptx import Presentation

from accounts.envelope import Envelope
from accounts.models import Mail
from delivery.models import Portfolio
from scorecards.media.mail import letter_of
from scorecards.media.report import Group, Headline, Report, Step, report_of
from scorecards.media.sheets import csv_of, xlsx_of
from scorecards.media.slides import slides_of
from scorecards.media.slides.charts import chart_of
from scorecards.media.words import Results
from scorecards.models import Scorecard
from tests.factories import PortfolioFactory
from tests.scorecards.media.reports import result
from tests.scorecards.media.test_pdf import bare, opened
from tests.scorecards.media.test_slides import texts
from tests.scorecards.reporting import drawn_quarter

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def numbers_of(report: Report) -> list[str]:
    """The headline figures, the stages, each family, each panel and the results."""
    found: list[str] = []
    for section in report.sections:
        match section:
            case Headline():
                found += [one.number for one in section.figures]
                found += [one.amount for one in section.way]
            case Step():
                found += [one.value for one in section.families]
            case Group():
                found += [one.number for one in section.panels]
            case Results():
                found += [one.amount for one in section.results]
    return [number for number in found if number]


def missing_in(text: str, numbers: list[str]) -> list[str]:
    """Return those numbers that are not in a text, or only as a part of others."""
    return [number for number in numbers if not re.search(_pattern(number), text)]


def _pattern(number: str) -> str:
    """A number with any spaces in it, and no digit before or after it."""
    spaced = r"\s*".join(re.escape(part) for part in number.split())
    return rf"(?<![0-9.,]){spaced}(?![0-9])"


def numbered(report: Report) -> Report:
    """The same report with a number of its own behind the one in each place."""
    numbers = map(str, count(70_013))

    def other(given: Any, name: str) -> Any:
        if not (number := getattr(given, name)):
            return given
        return replace(given, **{name: f"{number} {next(numbers)}"})

    def section(given: Any) -> Any:
        match given:
            case Headline():
                figures = tuple(other(one, "number") for one in given.figures)
                way = tuple(other(one, "amount") for one in given.way)
                return replace(given, figures=figures, way=way)
            case Step():
                families = tuple(other(one, "value") for one in given.families)
                return replace(given, families=families)
            case Group():
                panels = tuple(other(one, "number") for one in given.panels)
                return replace(given, panels=panels)
            case Results():
                results = tuple(other(one, "amount") for one in given.results)
                return replace(given, results=results)
        return given

    return replace(report, sections=tuple(map(section, report.sections)))


def read(page: Any) -> str:
    """What is read on a page, but for its pictures."""
    for picture in page.iter("{*}svg", "svg"):
        picture.clear(keep_tail=True)
    return " ".join(page.itertext())


def csv_rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_of(report).decode("utf-8-sig"))))


@dataclass
class Told:
    """What each medium tells of a report, which is set in each once."""

    report: Report

    @cached_property
    def page(self) -> str:
        page = render_to_string("reports/_report.html", {"report": self.report})
        return read(html.fromstring(page))

    @cached_property
    def paper(self) -> str:
        pages = opened(self.report).pages
        return "\n".join(page.extract_text() for page in pages)

    @cached_property
    def deck(self) -> Any:
        return Presentation(BytesIO(slides_of(self.report)))

    @property
    def slides(self) -> str:
        return "\n".join(said for slide in self.deck.slides for said in texts(slide))

    @cached_property
    def mail(self) -> EmailMessage:
        letter = letter_of(self.report)
        mail = Mail(key="k", address="a@example.org", subject="s", body=letter.text)
        mail.html = letter.html
        sent = Envelope(mail, [], {}).message().as_bytes()
        received: EmailMessage = message_from_bytes(sent, policy=policy.default)
        return received

    @property
    def text_of_a_mail(self) -> str:
        text: str = self.mail.get_body(("plain",)).get_content()
        return text

    @property
    def html_of_a_mail(self) -> str:
        return read(html.fromstring(self.mail.get_body(("html",)).get_content()))

    @property
    def csv(self) -> str:
        return "\n".join(cell for row in csv_rows(self.report) for cell in row.values())

    @property
    def excel(self) -> str:
        book = load_workbook(BytesIO(xlsx_of(self.report)))
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


MEDIA = (
    *("page", "paper", "slides", "text_of_a_mail", "html_of_a_mail"),
    *("csv", "excel"),
)


@pytest.fixture(scope="module")
def scorecard(kept: None) -> Scorecard:
    portfolio: Portfolio = PortfolioFactory.create(slug="transport", name="Transport")
    drawn_quarter(portfolio)
    found: Scorecard = portfolio.scorecards.of_latest_period().get()
    return found


@pytest.fixture(scope="module")
def report(scorecard: Scorecard) -> Report:
    """What a report on the scorecard tells: twelve of its panels, and two results."""
    whole = report_of(scorecard)
    panels = [one for one in whole.panels if one.number][:12]
    others = [one for one in whole.sections if not isinstance(one, Group)]
    results = (
        result(subject="Meters", amount="€1,420,000", number=Decimal(1_420_000)),
        result(subject="Billing", amount="€87,654.32", number=Decimal("87654.32")),
    )
    value = Results(title="What came of it", results=results)
    group = Group(title="What we measure", panels=tuple(panels))
    return replace(whole, sections=(*others, group, value))


@pytest.fixture(scope="module")
def told(report: Report) -> Told:
    return Told(numbered(report))


@pytest.mark.parametrize("medium", MEDIA)
def test_each_number_of_the_snapshot_stands_in_its_own_place(report, told, medium):
    numbers = numbers_of(told.report)
    assert len(set(numbers)) == len(numbers) == len(numbers_of(report)) > 12
    assert missing_in(getattr(told, medium), numbers) == []


def test_page_paper_and_slides_carry_identical_words(scorecard, report, told):
    page, paper = bare(scorecard.body), bare(told.paper.replace("\0", ""))
    slides = bare(
        " ".join(
            text
            for slide in told.deck.slides
            for text in (
                slide.part.blob.decode(),
                slide.notes_slide.notes_text_frame.text,
            )
        )
    )
    known = [panel for panel in report.panels if panel.number]
    assert len(known) > 2
    for panel in known:
        for said in (panel.number, panel.label, panel.compared, panel.data):
            assert bare(said) in page
            assert bare(said) in paper
            assert bare(said) in slides
    for panel in report.panels:
        for measure in panel.computation:
            if not measure.missing:
                assert bare(measure.value) in paper
                assert bare(measure.exact or measure.value) in slides
    assert report.digest[:12] in paper
    assert report.digest[:12] in slides


def test_the_stored_page_has_them_too(scorecard):
    page = html.fromstring(scorecard.body)
    assert missing_in(read(page), numbers_of(report_of(scorecard))) == []


def test_spreadsheets_hold_the_stored_value_of_each_measure(scorecard, report):
    readings = scorecard.snapshot.readings
    rows = {row["Measure"]: row for row in csv_rows(report) if row["Measure"]}
    sheet = load_workbook(BytesIO(xlsx_of(report)))["Measures"]
    head, *cells = sheet.iter_rows(values_only=True)
    measures = {row[1]: dict(zip(head, row, strict=True)) for row in cells}
    names = {one.name for panel in report.panels for one in panel.computation}
    assert set(measures) == names
    assert names <= set(rows)
    for name in names:
        value = readings[name].measure.value
        if value is None:
            assert rows[name]["Exact value"] == ""
            assert measures[name]["Exact value"] is None
        else:
            assert Decimal(rows[name]["Exact value"]) == Decimal(str(value))
            stored = Decimal(str(measures[name]["Exact value"]))
            assert stored == pytest.approx(Decimal(str(value)), rel=Decimal("1e-14"))
        assert rows[name]["As of"] == str(report.as_of)
        assert report.digest in rows[name]["Source"]


def test_the_workbook_behind_a_chart_holds_the_numbers_of_its_picture(report, told):
    drawn = [
        (panel, chart)
        for panel in report.panels
        if panel.picture
        and (chart := chart_of(panel.picture.figure, report.currency)) is not None
    ]
    assert drawn
    shapes = [
        shape for slide in told.deck.slides for shape in slide.shapes if shape.has_chart
    ]
    assert len(shapes) == len(drawn)
    for shape, (_panel, chart) in zip(shapes, drawn, strict=True):
        blob = shape.chart.part.chart_workbook.xlsx_part.blob
        sheet = load_workbook(BytesIO(blob)).active
        _names, *columns = sheet.iter_cols(min_row=2, values_only=True)
        assert columns == [one.values for one in chart.series]


def test_no_text_becomes_a_formula():
    from tests.scorecards.media import reports

    given = reports.hostile(*reports.HOSTILE.values())
    value = Results(
        title="=1+1", results=(result(sentence="=1+1", subject="@SUM(A1)"),)
    )
    given = replace(given, sections=(*given.sections, value))
    for row in csv_rows(given):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    book = load_workbook(BytesIO(xlsx_of(given)))
    for sheet in book:
        for line in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in line)
