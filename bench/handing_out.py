"""A scorecard as paper, as slides and in a mail: how long each takes to be written."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from io import BytesIO
from itertools import cycle, islice
from time import perf_counter

from pptx import Presentation
from weasyprint import HTML

from bench.lines import Line
from delivery.models import Portfolio
from scorecards.media.mail import letter_of, pictures
from scorecards.media.pdf import pdf_of
from scorecards.media.report import Group, Panel, Report, report_of
from scorecards.media.slides import slides_of

TOP = "norwick"
PANELS = (12, 60)
# Whoever asks for twelve panels may wait for them; sixty are made in the background.
MOST_SECONDS = {12: 5.0, 60: None}


def handing_out() -> Iterator[Line]:
    """Write the demonstration's scorecard with so many of its panels."""
    portfolio = Portfolio.objects.get(slug=TOP)
    whole = report_of(portfolio.scorecards.of_latest_period().get())
    pdf_of(replace(whole, sections=whole.sections[:1]))  # the faces are cut once
    for count in PANELS:
        report = of_panels(whole, count)
        yield line(f"PDF, {count} panels", report, pdf_of, plain_paper, count)
        yield line(f"slides, {count} panels", report, slides_of, empty_slides, count)
        yield line(f"mail, {count} panels", report, letter_of, bare_pictures, count)


def of_panels(whole: Report, count: int) -> Report:
    """Return a report of so many panels, each beginning anew where they end."""
    drawn = cycle(panel for panel in whole.panels if panel.picture)
    panels = tuple(
        replace(panel, key=f"{panel.key}-{number}")
        for number, panel in enumerate(islice(drawn, count))
    )
    others = [one for one in whole.sections if not isinstance(one, Group)]
    return replace(whole, sections=(*others, Group(title="Panels", panels=panels)))


def line(
    what: str,
    report: Report,
    write: Callable[[Report], object],
    least: Callable[[Report], object],
    count: int,
) -> Line:
    """Compare writing a report with the least that its medium takes."""
    return Line(
        what=f"{what} / {LEAST[least]}",
        value=seconds(lambda: write(report)),
        unit="s",
        limit=seconds(lambda: least(report)),
        goal=MOST_SECONDS[count],
    )


def seconds(work: Callable[[], object]) -> float:
    """Return how long the better of two runs took."""
    taken = []
    for _run in range(2):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return min(taken)


def words(panel: Panel) -> str:
    """Return everything that stands in a panel and in its table."""
    rows = panel.table.rows if panel.table else ()
    cells = " ".join(cell.text for row in rows for cell in row)
    return f"{panel.question} {panel.number} {panel.sentence} {cells}"


def plain_paper(report: Report) -> bytes:
    """Set the same words, and nothing else, with the same library."""
    text = "".join(f"<p>{escape(words(panel))}</p>" for panel in report.panels)
    written: bytes = HTML(string=text).write_pdf()
    return written


def empty_slides(report: Report) -> bytes:
    """Write as many slides with nothing but a title."""
    deck = Presentation()
    for panel in report.panels:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = panel.question
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def bare_pictures(report: Report) -> list[bytes]:
    """Draw the pictures that a mail holds at the most."""
    drawn = [panel.picture for panel in report.panels[:12] if panel.picture]
    return [pictures.chart(one.figure) for one in drawn]


LEAST: dict[Callable[[Report], object], str] = {
    plain_paper: "its words alone",
    empty_slides: "titles alone",
    bare_pictures: "its pictures alone",
}
