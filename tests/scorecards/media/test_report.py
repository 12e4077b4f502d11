"""All media tell what the page of the scorecard tells."""

from io import BytesIO

import pytest
from django.template.loader import render_to_string
from pptx import Presentation

from delivery.models import Portfolio
from scorecards.media.report import STATUS_WORDS, Report, Status, report_of
from scorecards.media.slides import slides_of
from scorecards.models import Scorecard
from tests.scorecards.media.test_pdf import bare, opened, words
from tests.scorecards.reporting import drawn_quarter


@pytest.fixture
def report(portfolio: Portfolio) -> Report:
    drawn_quarter(portfolio)
    scorecards = Scorecard.objects.of_latest_period()
    return report_of(scorecards.get(portfolio=portfolio))


@pytest.mark.django_db
@pytest.mark.one_engine
def test_page_paper_and_slides_carry_identical_numbers_and_words(report):
    portfolio = Portfolio.objects.get(slug=report.slug)
    page = bare(portfolio.scorecards.of_latest_period().get().body)
    paper = words(opened(report))
    deck = Presentation(BytesIO(slides_of(report)))
    slides = bare(
        " ".join(
            text
            for slide in deck.slides
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


@pytest.mark.parametrize("kind", STATUS_WORDS)
def test_a_status_has_the_word_of_the_page(kind):
    shown = render_to_string("components/status.html", {"status": kind})
    assert Status(kind).word in shown
