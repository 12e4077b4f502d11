"""Slides of words, results, stories and quotes."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from recognition.report_text import Block, BlockKind, Run
from scorecards.media.report import Cell, Column, Table
from scorecards.media.slides.flow import pages, put_words
from scorecards.media.slides.writing import Slides
from scorecards.media.words import Narrative, Quotes, Results, Stories

WORDS_SIZE: Final = 18
QUOTES_SIZE: Final = 20
ROWS_SIZE: Final = 12


def narrative(slides: Slides, section: Narrative) -> None:
    """What somebody wrote, on as many slides as it needs."""
    words(slides, section.title, section.blocks, WORDS_SIZE)


def words(slides: Slides, title: str, blocks: Sequence[Block], size: float) -> None:
    """Words under one title, on as many slides as they need."""
    room = slides.deck.content_area()
    shown = pages(blocks, room, slides.points(size))
    for number, page in enumerate(shown, start=1):
        slide = slides.new_slide(_part(slides.title(title), number, len(shown)))
        put_words(slide, room, page, slides.points(size))
        slides.note(slide, [slides.report.origin])


def results(slides: Slides, section: Results) -> None:
    """What came of the work as tables, or why there is none."""
    if not section.results:
        runs = (Run(section.empty),)
        words(slides, section.title, [Block("paragraph", runs)], WORDS_SIZE)
        return
    columns = (
        Column(_("Result")),
        Column(_("About")),
        Column(_("Evidence")),
        Column(_("State")),
        Column(_("Amount"), "", True),
    )
    rows = [
        (
            Cell(result.sentence),
            Cell(" · ".join(filter(None, (result.subject, result.period)))),
            Cell(result.evidence),
            Cell(result.state),
            Cell(result.amount, True),
        )
        for result in section.results
    ]
    table = Table(caption=section.title, columns=columns, rows=tuple(rows))
    slides.tables(table, ROWS_SIZE, is_bold=False)


def stories(slides: Slides, section: Stories) -> None:
    """Each story by itself, its title the title."""
    for story in section.stories:
        parts = {
            _("How it was"): story.situation,
            _("What was done"): story.deed,
            _("What came of it"): story.outcome,
        }
        blocks = [
            block
            for name, text in parts.items()
            if text
            for block in (
                Block("heading", (Run(name),)),
                *_paragraphs("paragraph", text),
            )
        ]
        words(slides, story.title or section.title, blocks, WORDS_SIZE)


def quotes(slides: Slides, section: Quotes) -> None:
    """What people said, each with who it was."""
    blocks = [
        block
        for quote in section.quotes
        for block in (
            *_paragraphs("paragraph", quote.text),
            *_paragraphs("quote", quote.author),
        )
    ]
    words(slides, section.title, blocks, QUOTES_SIZE)


def _part(title: str, number: int, count: int) -> str:
    if count == 1:
        return title
    counted = {"title": title, "number": number, "count": count}
    return _("%(title)s (%(number)s of %(count)s)") % counted


def _paragraphs(kind: BlockKind, text: str) -> list[Block]:
    """Each line of a text that somebody typed as a paragraph."""
    return [Block(kind, (Run(line),)) for line in text.splitlines() if line.strip()]
