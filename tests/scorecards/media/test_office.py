"""Slides opened by the program of somebody who presents them."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pptx import Presentation
from pypdf import PdfReader

from scorecards.media.slides import slides_of
from tests.scorecards.media import reports
from tests.scorecards.media.test_pdf import bare
from tests.services import MissingError, leave_out
from tests.services.office import as_pdf, office_program

# Lines, columns, bars in three ways, and what no chart can hold.
ONE_OF_EACH_KIND = (
    *("trend", "ratings", "share", "variance", "waterfall"),
    *("small_multiples", "bullet"),
)


def test_an_office_program_shows_every_slide_with_its_title(tmp_path: Path):
    try:
        office_program()
    except MissingError as missing:
        leave_out(missing)
    pictures = reports.of_pictures(*ONE_OF_EACH_KIND)
    given = reports.with_words()
    given = replace(given, sections=(*given.sections, *pictures.sections[2:]))
    file = tmp_path / "report.pptx"
    file.write_bytes(slides_of(given))
    slides = Presentation(BytesIO(file.read_bytes())).slides
    pages = PdfReader(as_pdf(file)).pages
    assert len(pages) == len(slides) > 10
    for page, slide in zip(pages, slides, strict=True):
        assert bare(slide.shapes.title.text) in bare(page.extract_text())
