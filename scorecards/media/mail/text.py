"""The same letter for whoever reads plain text: every number, and no picture."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition.report_text import Block
from scorecards.media.report import (
    Cell,
    Family,
    Figure,
    Group,
    Headline,
    Panel,
    Report,
    Section,
    Status,
    Step,
    Table,
    without_number,
)
from scorecards.media.words import Narrative, Quotes, Result, Results, Stories, Story
from scorecards.presenting.values import on

RULE: Final = "-"


def text_of(
    report: Report, *, link: str, greeting: Sequence[str], closing: Sequence[str]
) -> str:
    """Return the paragraphs of a letter, each after an empty line."""
    brand = report.brand.name if report.brand else ""
    head = [report.standing, report.kind, report.title, report.source]
    parts = [_lines(brand, *head), report.banner, *greeting]
    for section in report.sections:
        parts += _section(section)
    parts += [_lines(_("Read the report:"), link), *closing, report.origin]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _title(text: str) -> str:
    return _lines(text, RULE * len(text)) if text else ""


def _section(section: Section) -> Iterator[str]:
    if not isinstance(section, Headline):
        yield _title(section.title)
    yield from SETTERS[type(section)](section)


def _step(section: Step) -> Iterator[str]:
    return (_family(one, section.before) for one in section.families)


def _group(section: Group) -> Iterator[str]:
    return map(_panel, section.panels)


def _narrative(section: Narrative) -> Iterator[str]:
    return map(_block, section.blocks)


def _results(section: Results) -> Iterator[str]:
    yield from map(_result, section.results)
    if not section.results:
        yield section.empty


def _stories(section: Stories) -> Iterator[str]:
    return map(_story, section.stories)


def _quotes(section: Quotes) -> Iterator[str]:
    return (_lines(f"“{one.text}”", one.author) for one in section.quotes)


def _result(result: Result) -> str:
    about = " · ".join(filter(None, (result.subject, result.period)))
    so_far = " · ".join(filter(None, (result.evidence, result.state)))
    return _lines(f"{result.amount}: {result.sentence}", about, so_far)


def _story(story: Story) -> str:
    return _lines(story.title, story.situation, story.deed, story.outcome)


def _block(block: Block) -> str:
    match block.kind:
        case "bullet":
            return f"* {block.text}"
        case "numbered":
            return f"{block.number}. {block.text}"
        case "quote":
            return f"> {block.text}"
    return block.text


def _headline(section: Headline) -> Iterator[str]:
    yield _lines(_status(section.status), section.verdict, section.support)
    yield _lines(*map(_figure, section.figures))
    if section.way:
        stages = [f"{stage.label}: {stage.amount}" for stage in section.way]
        yield _lines(_("From delivered to acknowledged"), *stages)


def _figure(figure: Figure) -> str:
    number = " ".join(filter(None, (figure.number, figure.unit)))
    said = ", ".join(filter(None, (number, figure.note, *figure.lines)))
    return f"{figure.label}: {said}"


def _family(family: Family, before: str) -> str:
    if family.missing:
        said = without_number(family.missing)
    else:
        parts = [family.value]
        if family.target:
            parts.append(_("target %(target)s") % {"target": family.target})
        if family.change:
            parts.append(on(family.change, before))
        said = " · ".join(parts)
    name = f"{family.name} ({family.summary})" if family.summary else family.name
    return _lines(f"{name}: {said}", _status(family.status))


def _panel(panel: Panel) -> str:
    number = f"{panel.number} {panel.label}" if panel.number else ""
    if not number and panel.missing:
        number = without_number(panel.missing)
    return _lines(
        panel.question,
        _status(panel.status),
        number,
        panel.compared,
        panel.sentence,
        *(_rows(panel.table) if panel.table else ()),
        panel.data,
    )


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        name, *cells = map(_cell, row)
        said = [
            f"{column.label} {text} {column.unit}".strip()
            for column, text in zip(table.columns[1:], cells, strict=True)
        ]
        yield f"* {name}: {', '.join(said)}"
    if table.left_out:
        yield ngettext(
            "%(number)s more row is shown on the page.",
            "%(number)s more rows are shown on the page.",
            table.left_out,
        ) % {"number": table.left_out}


def _cell(cell: Cell) -> str:
    return _status(cell.status) if cell.status else cell.text


def _status(status: Status | None) -> str:
    return f"{status.shape} {status.word}" if status else ""


SETTERS: Final[dict[type, Callable[[Any], Iterator[str]]]] = {
    Headline: _headline,
    Step: _step,
    Group: _group,
    Narrative: _narrative,
    Results: _results,
    Stories: _stories,
    Quotes: _quotes,
}
