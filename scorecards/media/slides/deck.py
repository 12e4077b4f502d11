"""From a report to the bytes of a presentation."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pptx.util import Inches, Pt

from scorecards.figures.canvas import plain
from scorecards.media.report import (
    Cell,
    Column,
    Computed,
    Group,
    Headline,
    Panel,
    Report,
    Status,
    Step,
    Table,
)
from scorecards.media.slides.charts import chart_of
from scorecards.media.slides.parts import describe, put_chart, put_table, write
from scorecards.media.slides.sheet import Area, Deck, TemplateError, deck

__all__ = ["TemplateError", "slides_of"]

SENTENCE_END: Final = re.compile(r"(?<=[.?!…])\s+(?=[^\W\d_]|\d)")
# A title of so many letters is written so large, in points.
TITLE_SIZES: Final = ((70, 24), (130, 20), (190, 17), (280, 15))
SMALLEST_TITLE: Final = 12
TABLE_SIZE: Final = 11
MANY_COLUMNS: Final = 8
LONG_NUMBER: Final = 9


def slides_of(report: Report, template: Path | None = None) -> bytes:
    """Write a report as slides, in our own deck or in an organisation's template.

    Raises TemplateError when the template cannot be used.
    """
    writer = Writer(deck(template), report)
    writer.opening()
    for section in report.sections:
        match section:
            case Headline():
                writer.headline(section)
            case Step():
                writer.step(section)
            case Group():
                writer.group(section)
    return writer.saved()


def sentences(text: str) -> tuple[str, str]:
    """Return the first sentence, and the rest."""
    first, *rest = SENTENCE_END.split(plain(text), maxsplit=1)
    return first, rest[0] if rest else ""


class Writer:
    """Fills a deck with a report, one slide after the other."""

    def __init__(self, filled: Deck, report: Report) -> None:
        self.deck = filled
        self.report = report
        self.foot = f"{plain(report.title)} · {report.source}"

    def saved(self) -> bytes:
        properties = self.deck.presentation.core_properties
        properties.title = f"{plain(self.report.title)}, {self.report.period}"[:255]
        properties.subject = self.report.source
        properties.author = _("PMO Value")
        properties.keywords = self.report.digest
        properties.language = self.report.language
        file = BytesIO()
        self.deck.presentation.save(file)
        return file.getvalue()

    def opening(self) -> None:
        """The first slide: whose scorecard, and as of when."""
        slide = self._slide(self.report.title, is_opening=True)
        area = self.deck.area(slide)
        lines = [
            (_("Value scorecard"), self._size(20), "accent", True),
            (self.report.source, self._size(18), "ink-2", False),
        ]
        write(slide, area, lines)
        self._notes(slide, [self._origin()])

    def headline(self, section: Headline) -> None:
        """The verdict, and the numbers it stands on."""
        slide = self._slide(section.verdict)
        area = self._under(slide, section.support, section.status)
        if section.figures:
            width = area.width // len(section.figures)
            for index, figure in enumerate(section.figures):
                place = area.beside(width * index).column(int(width * 0.92))
                lines = [(figure.label, self._size(14), "ink", True)]
                if figure.number:
                    large = 40 if len(figure.number) < LONG_NUMBER else 30
                    lines.append((figure.number, self._size(large), "ink", True))
                if figure.unit:
                    lines.append((figure.unit, self._size(18), "ink", False))
                if figure.note:
                    lines.append((figure.note, self._size(14), "ink-2", False))
                lines += [
                    (line, self._size(14), "ink-2", False) for line in figure.lines
                ]
                write(slide, place.below(self._inches(0.3)), lines)
        if section.way:
            self._way(slide, area.below(self._inches(3.1)), section)
        self._notes(slide, [section.support, self._origin()])

    def _way(self, slide: Any, area: Area, section: Headline) -> None:
        """The value from delivered to acknowledged, stage by stage."""
        title = _("From delivered to acknowledged")
        table = Table(
            caption=title,
            columns=tuple(Column(stage.label) for stage in section.way),
            rows=(tuple(Cell(stage.amount) for stage in section.way),),
        )
        write(
            slide,
            area.strip(self._inches(0.4)),
            [(title, self._size(14), "ink", True)],
        )
        self._table(slide, area.below(self._inches(0.4)), table, 16)

    def step(self, section: Step) -> None:
        """One step as a table."""
        slide = self._slide(section.title)
        change = _("Change on %(before)s") % {"before": section.before}
        table = Table(
            caption=section.title,
            columns=(
                Column(_("Outcome")),
                Column(_("Measured by")),
                Column(_("Status")),
                Column(_("Value"), "", True),
                Column(_("Target"), "", True),
                Column(change, "", True),
            ),
            rows=tuple(
                (
                    Cell(family.name),
                    Cell(self._not_available(family.missing) or family.summary),
                    Cell(status=family.status) if family.status else Cell(),
                    Cell(family.value, True),
                    Cell(family.target, True),
                    Cell(family.change, True),
                )
                for family in section.families
            ),
        )
        self._table(slide, self.deck.area(slide), table, 16)
        self._notes(slide, [self._origin()])

    def group(self, section: Group) -> None:
        """A slide for each panel that has something to show, and one for the rest."""
        silent = []
        for panel in section.panels:
            if panel.number or panel.picture or (panel.table and panel.table.rows):
                self.panel(panel)
            else:
                silent.append(panel)
        if silent:
            self._silent(section, silent)

    def panel(self, panel: Panel) -> None:
        """The answer as the title, the number large, and a chart or a table."""
        first, rest = sentences(panel.sentence or self._not_available(panel.missing))
        slide = self._slide(first)
        area = self._under(slide, panel.question, panel.status)
        chart = (
            chart_of(panel.picture.figure, self.report.currency)
            if panel.picture
            else None
        )
        notes = self._panel_notes(panel)
        if chart is not None and panel.picture is not None:
            left = int(area.width * 0.3)
            self._measure(slide, area.column(left), panel, rest)
            room = area.beside(left + self._inches(0.4))
            shape = put_chart(slide, room, chart, self._size(12))
            describe(shape, panel.picture.title, panel.picture.alternative)
        elif panel.table is not None and panel.table.rows:
            strip = self._inches(1.25)
            self._measure(slide, area.strip(strip), panel, rest, is_wide=True)
            self._table(slide, area.below(strip), panel.table, TABLE_SIZE)
        else:
            self._measure(slide, area, panel, rest)
        self._notes(slide, notes)

    def _silent(self, section: Group, panels: list[Panel]) -> None:
        slide = self._slide(
            _("%(title)s What cannot be said yet, and why") % {"title": section.title}
        )
        table = Table(
            caption=_("Questions without an answer"),
            columns=(Column(_("Question")), Column(_("Why, and what to do"))),
            rows=tuple(
                (
                    Cell(panel.question),
                    Cell(
                        " ".join(
                            filter(
                                None,
                                (
                                    f"{self._not_available(panel.missing)}.",
                                    panel.sentence,
                                ),
                            )
                        )
                    ),
                )
                for panel in panels
            ),
        )
        self._table(slide, self.deck.area(slide), table, 12)
        self._notes(
            slide, [note for panel in panels for note in self._panel_notes(panel)]
        )

    # Pieces

    def _slide(self, title: str, *, is_opening: bool = False) -> Any:
        layout = self.deck.opening if is_opening else self.deck.content
        slide = self.deck.add(layout, plain(title), self.foot)
        written = slide.shapes.title.text_frame
        length = len(plain(title))
        sizes = [size for most, size in TITLE_SIZES if length <= most]
        size = sizes[0] if sizes else SMALLEST_TITLE
        if is_opening:
            size = size + 10
        for run in written.paragraphs[0].runs:
            run.font.size = Pt(self._size(size))
        for shape in slide.placeholders:
            if shape.placeholder_format.type not in (1, 3):
                for paragraph in shape.text_frame.paragraphs:
                    paragraph.font.size = Pt(self._size(10))
        return slide

    def _under(self, slide: Any, text: str, status: Status | None) -> Area:
        """Write a line under the title, the status before it; return what is left."""
        area = self.deck.area(slide)
        lines = []
        if status is not None:
            token = status.kind if status.kind not in ("none", "partial") else "ink-2"
            word = f"{status.shape} {status.word}"
            lines.append((word, self._size(14), token, True))
        if text:
            lines.append((text, self._size(14), "ink-2", False))
        height = self._inches(0.3 + 0.3 * len(lines))
        gap = self._inches(0.1)
        write(slide, area.below(gap).strip(height), lines)
        return area.below(height + gap)

    def _measure(
        self, slide: Any, area: Area, panel: Panel, rest: str, *, is_wide: bool = False
    ) -> None:
        lines = []
        if panel.number:
            is_long = len(panel.number) > LONG_NUMBER
            large = 28 if is_wide or is_long else 40
            lines.append((panel.number, self._size(large), "ink", True))
            said = " · ".join(filter(None, (panel.label, panel.compared)))
            if is_wide:
                lines.append((said, self._size(12), "ink-2", False))
            else:
                lines.append((panel.label, self._size(14), "ink", False))
                if panel.compared:
                    lines.append((panel.compared, self._size(12), "ink-2", False))
        elif panel.missing:
            missing = self._not_available(panel.missing)
            lines.append((missing, self._size(14), "ink-2", False))
        said = f"{rest} {panel.data}" if is_wide else rest
        if said.strip():
            lines.append((said.strip(), self._size(12), "ink-2", False))
        if panel.data and not is_wide:
            lines.append((panel.data, self._size(11), "ink-3", False))
        write(slide, area, lines)

    def _table(self, slide: Any, area: Area, table: Table, size: float) -> None:
        if len(table.columns) > MANY_COLUMNS:
            size -= 2
        note = self._inches(0.35)
        room = Area(area.left, area.top, area.width, area.height - note)
        hidden = put_table(slide, room, table, self._size(size)) + table.left_out
        describe(slide.shapes[-1], table.caption, table.caption)
        if hidden:
            text = ngettext(
                "%(count)s more row is shown on the page of the panel.",
                "%(count)s more rows are shown on the page of the panel.",
                hidden,
            ) % {"count": hidden}
            foot = Area(area.left, area.top + room.height, area.width, note)
            write(slide, foot, [(text, self._size(10), "ink-3", False)])

    def _notes(self, slide: Any, lines: list[str]) -> None:
        text = "\n".join(plain(line) for line in lines if line)
        slide.notes_slide.notes_text_frame.text = text

    def _panel_notes(self, panel: Panel) -> list[str]:
        """What a speaker is asked: how each number was computed, what it rests on."""
        return [
            panel.question,
            panel.sentence,
            *map(self._computed, panel.computation),
            *panel.notes,
            panel.data,
            self._origin(),
        ]

    def _computed(self, measure: Computed) -> str:
        if measure.missing:
            return f"{measure.label}: {measure.missing}"
        value = measure.exact or measure.value
        parts = [f"{measure.label}: {value}"]
        said = {
            _("change"): measure.change,
            _("target"): measure.target,
            _("rests on"): measure.rests_on,
        }
        parts += [f"{name} {text}" for name, text in said.items() if len(text) > 1]
        line = ", ".join(parts)
        return f"{line}. {measure.explanation}" if measure.explanation else line

    def _origin(self) -> str:
        return _(
            "Computed %(built)s from version %(version)s of the facts; "
            "snapshot %(digest)s."
        ) % {
            "built": self.report.built,
            "version": self.report.version,
            "digest": self.report.digest[:12],
        }

    def _not_available(self, reason: str) -> str:
        return _("not available: %(reason)s") % {"reason": reason} if reason else ""

    def _size(self, points: float) -> float:
        return round(points * self.deck.scale, 1)

    def _inches(self, inches: float) -> int:
        return int(Inches(inches) * self.deck.scale)
