"""Words on slides: paragraphs that go on where a slide is full."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from recognition.report_text import Block, Run
from scorecards import theme
from scorecards.figures.canvas import plain
from scorecards.media.slides.parts import rgb
from scorecards.media.slides.sheet import Area

LINE: Final = 1.2
# What stands after a paragraph, and how far a list is set in, in parts of the size.
AFTER: Final = 0.5
INDENT: Final = 1.4
# Letters may be a little wider than we reckon.
CARE: Final = 1.05
HEADING: Final = 1.1


def pages(blocks: Iterable[Block], area: Area, size: float) -> list[list[Block]]:
    """Return the blocks slide by slide; a heading stays with what it is about."""
    width, room = area.width / Pt(1), area.height / Pt(1)
    found: list[list[Block]] = [[]]
    left = room
    for block in _that_fit(blocks, width, room, size):
        height = _height(block, width, size)
        if height > left and found[-1]:
            is_alone = found[-1][-1].kind == "heading" and len(found[-1]) > 1
            found.append([found[-1].pop()] if is_alone else [])
            left = room - sum(_height(one, width, size) for one in found[-1])
        found[-1].append(block)
        left -= height
    return [page for page in found if page]


def put_words(slide: Any, area: Area, blocks: Sequence[Block], size: float) -> Any:
    """Write blocks as paragraphs; those of a list are marked as such."""
    box = slide.shapes.add_textbox(area.left, area.top, area.width, area.height)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    first = 0
    for index, block in enumerate(blocks):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * AFTER)
        is_first = index == 0 or blocks[index - 1].kind != block.kind
        first = block.number if is_first else first
        _mark(paragraph, block, size, first)
        for run in block.runs:
            _run(paragraph, run, block, size)
    return box


def _run(paragraph: Any, run: Run, block: Block, size: float) -> None:
    written = paragraph.add_run()
    # Spaces at its ends part it from its neighbours.
    written.text = plain(f"|{run.text}|")[1:-1]
    written.font.size = Pt(size * HEADING if block.kind == "heading" else size)
    written.font.bold = run.is_strong or block.kind == "heading"
    written.font.italic = run.is_emphasised
    written.font.color.rgb = rgb(
        theme.light("ink-2" if block.kind == "quote" else "ink")
    )


def _mark(paragraph: Any, block: Block, size: float, first: int) -> None:
    """Let a line of a list be one, not a letter that looks like it."""
    properties = paragraph._p.get_or_add_pPr()
    indent = int(Pt(size * INDENT))
    if block.kind in ("bullet", "numbered", "quote"):
        properties.set("marL", str(indent))
    if block.kind == "bullet":
        properties.set("indent", str(-indent))
        properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))
    elif block.kind == "numbered":
        properties.set("indent", str(-indent))
        given = {"type": "arabicPeriod", "startAt": str(max(first, 1))}
        properties.append(properties.makeelement(qn("a:buAutoNum"), given))


def _height(block: Block, width: float, size: float) -> float:
    size = size * HEADING if block.kind == "heading" else size
    if block.kind in ("bullet", "numbered", "quote"):
        width -= size * INDENT
    length = theme.text_width(plain(block.text), size) * CARE
    return (max(1, math.ceil(length / width)) * LINE + AFTER) * size


def _that_fit(
    blocks: Iterable[Block], width: float, room: float, size: float
) -> Iterable[Block]:
    """The blocks, those that are longer than a slide in pieces."""
    for block in blocks:
        rest = block
        while (height := _height(rest, width, size)) > room and len(rest.text) > 1:
            most = int(len(rest.text) * room / height * 0.9)
            start, rest = _cut(rest, max(1, most))
            yield start
        yield rest


def _cut(block: Block, most: int) -> tuple[Block, Block]:
    """A block in two, after the last word among the first letters."""
    text = block.text[:most]
    place = text.rfind(" ") + 1 or most
    before: list[Run] = []
    after: list[Run] = []
    for run in block.runs:
        taken = max(0, min(len(run.text), place))
        before.append(replace(run, text=run.text[:taken]))
        after.append(replace(run, text=run.text[taken:]))
        place -= len(run.text)
    return (
        replace(block, runs=tuple(run for run in before if run.text)),
        replace(block, runs=tuple(run for run in after if run.text)),
    )
