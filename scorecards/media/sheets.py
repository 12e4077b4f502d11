"""Every number of a report for a spreadsheet: as it is read, and as it is stored."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from pmo_value.exports import Sheet, csv_file, xlsx_file
from scorecards.media.exact import Exact
from scorecards.media.report import (
    Cell,
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
from scorecards.media.words import Result, Results
from scorecards.svg.markup import clean

UNKNOWN: Final = Exact()


class Line(NamedTuple):
    """One number: where it stands, what it is, how it is read, what it is exactly."""

    section: str
    label: str
    shown: str
    exact: Exact
    status: str = ""
    change: str = ""
    target: str = ""
    words: str = ""


def csv_of(report: Report) -> bytes:
    """Return every number of a report as CSV, one to a row."""
    header = [_("Section"), *_header(), _("Period"), _("As of"), _("Source")]
    source = [report.period, report.as_of, _source(report)]
    rows = ([line.section, *_row(line), *source] for line in _lines(report))
    return csv_file(header, map(_readable, rows))


def xlsx_of(report: Report) -> bytes:
    """Return the same as a workbook: summary, measures, tables, value, and origin."""
    lines = list(_lines(report))
    first = {one.title for one in report.sections if isinstance(one, Step)}
    summary = [one for one in lines if one.section in {_headline(), *first}]
    measures = [line for panel in report.panels for line in _measures(panel)]
    results = [
        (section, result)
        for section in report.sections
        if isinstance(section, Results)
        for result in section.results
    ]
    sheets = [
        Sheet(_("Summary"), *_sheet(summary)),
        Sheet(_("Measures"), *_sheet(measures)),
        Sheet(_("Tables"), [_("Question"), ""], _tables(report), (36, 24)),
        Sheet(
            _("Value"),
            [
                _("Section"),
                _("Result"),
                _("About"),
                _("Period"),
                _("Amount"),
                _("Exact value"),
                _("Currency"),
                _("Evidence"),
                _("State"),
            ],
            [[section.title, *_result(result)] for section, result in results],
            (24, 60, 24, 16, 16, 16, 10, 30, 24),
        ),
        Sheet(_("About"), [_("Report"), report.title], _about(report), (20, 70)),
    ]
    return xlsx_file(sheets)


def _headline() -> str:
    return _("Headline")


def _header() -> list[str]:
    return [
        _("Measure"),
        _("Label"),
        _("As shown"),
        _("Exact value"),
        _("Unit"),
        _("Status"),
        _("Change"),
        _("Target"),
        _("Counted"),
        _("Expected"),
        _("Completeness"),
        _("Words"),
    ]


def _row(line: Line) -> list[Any]:
    exact = line.exact
    return [
        exact.measure,
        line.label,
        line.shown,
        exact.number,
        exact.unit,
        line.status,
        line.change,
        line.target,
        exact.counted,
        exact.expected,
        exact.completeness,
        line.words,
    ]


def _sheet(lines: Sequence[Line]) -> tuple[list[str], list[list[Any]], Sequence[int]]:
    header = [_("Section"), *_header()]
    widths = (36, 28, 30, 16, 16, 10, 18, 16, 14, 10, 10, 14, 60)
    return header, [[line.section, *_row(line)] for line in lines], widths


def _lines(report: Report) -> Iterator[Line]:
    for section in report.sections:
        yield from _of(section)


def _of(section: Section) -> Iterator[Line]:
    match section:
        case Headline():
            yield from _answer(section)
        case Step():
            for family in section.families:
                yield Line(
                    section=section.title,
                    label=str(family.name),
                    shown=family.value or without_number(family.missing),
                    exact=family.exact or UNKNOWN,
                    status=_word(family.status),
                    change=family.change,
                    target=family.target,
                    words=family.summary,
                )
        case Group():
            for panel in section.panels:
                yield from _measures(panel)
                yield from _cells(panel)
        case Results():
            for one in section.results:
                exact = Exact(number=one.number, unit=one.currency)
                so_far = f"{one.evidence} · {one.state}".strip(" ·")
                yield Line(
                    section.title,
                    one.subject,
                    one.amount,
                    exact,
                    so_far,
                    words=one.sentence,
                )


def _answer(section: Headline) -> Iterator[Line]:
    title = _headline()
    for figure in section.figures:
        shown = " ".join(filter(None, (figure.number, figure.unit)))
        said = "; ".join(filter(None, (figure.note, *figure.lines)))
        exact = figure.exact or UNKNOWN
        # The verdict is about all of them together: none has its status.
        yield Line(title, figure.label, shown, exact, words=said)
    for stage in section.way:
        yield Line(title, stage.label, stage.amount, stage.exact or UNKNOWN)


def _measures(panel: Panel) -> Iterator[Line]:
    """The number that a panel leads with, as it leads with it; then its others."""
    lead = panel.lead or UNKNOWN
    names = {one.name for one in panel.computation}
    if panel.number and lead.measure not in names:
        yield Line(panel.question, panel.label, panel.number, lead, _word(panel.status))
    for one in panel.computation:
        is_lead = one.name == lead.measure and panel.number
        yield Line(
            section=panel.question,
            label=one.label,
            shown=panel.number if is_lead else one.missing or one.value,
            exact=one.number or Exact(measure=one.name),
            status=_word(panel.status) if is_lead else "",
            change=one.change,
            target=one.target,
            words=one.sentence,
        )


def _cells(panel: Panel) -> Iterator[Line]:
    """The numbers of the table of a panel, each by its row and its column."""
    if panel.table is None:
        return
    heads = [f"{one.label} {one.unit}".strip() for one in panel.table.columns]
    for name, *cells in panel.table.rows:
        for head, cell in zip(heads[1:], cells, strict=True):
            if cell.exact is not None:
                yield Line(
                    panel.question, f"{name.text}: {head}", cell.text, cell.exact
                )


def _tables(report: Report) -> Iterator[list[Any]]:
    """Each table below its question, an empty row after it."""
    for panel in report.panels:
        if panel.table is not None and panel.table.rows:
            yield [panel.question]
            yield from _grid(panel.table)
            yield []


def _grid(table: Table) -> Iterator[list[Any]]:
    kept = [index for index, one in enumerate(table.columns) if not one.is_trend]
    yield [_head(table, index) for index in kept]
    for row in table.rows:
        yield [_value(row[index]) for index in kept]


def _head(table: Table, index: int) -> str:
    """The head of a column, with the unit of the numbers that are stored below it."""
    cells = [row[index].exact for row in table.rows]
    units = {one.unit for one in cells if one is not None}
    label = table.columns[index].label
    return f"{label} ({units.pop()})" if len(units) == 1 and units != {""} else label


def _value(cell: Cell) -> Any:
    if cell.exact is not None:
        return cell.exact.number
    return _word(cell.status) if cell.status else cell.text


def _result(one: Result) -> list[Any]:
    return [
        one.sentence,
        one.subject,
        one.period,
        one.amount,
        one.number,
        one.currency,
        one.evidence,
        one.state,
    ]


def _about(report: Report) -> Iterator[list[Any]]:
    yield [_("Kind"), report.kind]
    yield [_("Period"), report.period]
    yield [_("As of"), report.as_of]
    yield [_("Standing"), report.standing]
    yield [_("To be known"), report.banner]
    yield [_("Computed"), report.built]
    yield [_("Version of the facts"), report.version]
    yield [_("Snapshot"), report.digest]
    yield [_("Words"), report.words_sha256]
    yield [_("Currency"), report.currency]


def _source(report: Report) -> str:
    return f"{report.slug} {report.period_key} {report.digest}"


def _word(status: Status | None) -> str:
    return status.word if status else ""


def _readable(row: list[Any]) -> list[Any]:
    """Return cells with a sign in place of each character that no file can hold."""
    return [clean(cell) if isinstance(cell, str) else cell for cell in row]
