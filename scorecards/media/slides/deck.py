"""From a report to the bytes of a presentation."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from pptx.enum.text import MSO_ANCHOR

from scorecards.figures.canvas import plain
from scorecards.media.logo import logo_of
from scorecards.media.report import (
    Cell,
    Column,
    Computed,
    Group,
    Headline,
    Panel,
    Report,
    Step,
    Table,
)
from scorecards.media.slides import telling
from scorecards.media.slides.charts import chart_of
from scorecards.media.slides.parts import (
    describe,
    put_chart,
    put_logo,
    write,
)
from scorecards.media.slides.sheet import Area, TemplateError, deck
from scorecards.media.slides.writing import Slides, not_available
from scorecards.media.words import Narrative, Quotes, Results, Stories

__all__ = ["TemplateError", "slides_of"]

SENTENCE_END: Final = re.compile(r"(?<=[.?!…])\s+(?=[^\W\d_]|\d)")
TABLE_SIZE: Final = 11
STEP_SIZE: Final = 14
LONG_NUMBER: Final = 9


def slides_of(
    report: Report,
    template: Path | None = None,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> bytes:
    """Write a report as slides, in our own deck or in an organisation's template.

    `tell` hears how many of how many panels are written. Raises TemplateError when the
    template cannot be used.
    """
    writer = Writer(deck(template, report.brand), report)
    writer.opening(is_branded=template is None)
    done, panels = 0, len(report.panels)
    for section in report.sections:
        tell(done, panels)
        SETTERS[type(section)](writer, section)
        if isinstance(section, Group):
            done += len(section.panels)
    tell(panels, panels)
    return writer.saved()


def sentences(text: str) -> tuple[str, str]:
    """Return the first sentence, and the rest."""
    first, *rest = SENTENCE_END.split(plain(text), maxsplit=1)
    return first, rest[0] if rest else ""


class Writer(Slides):
    """Fills a deck with a report, one slide after the other."""

    def opening(self, *, is_branded: bool) -> None:
        """The first slide: whose scorecard, and as of when.

        The template of an organisation has its logo where it wants it.
        """
        slide = self.new_slide(self.report.title, is_opening=True)
        area = self.deck.area(slide)
        lines = [
            (self.report.kind, self.points(20), self.accent, True),
            (self.report.source, self.points(18), "ink-2", False),
        ]
        if self.report.standing:
            lines.insert(0, (self.report.standing, self.points(18), "attention", True))
        if self.report.banner:
            lines.append((self.report.banner, self.points(14), "attention", False))
        write(slide, area, lines)
        if is_branded:
            self._brand(slide)
        self.note(slide, [self.report.standing, self.report.banner, self.report.origin])

    def _brand(self, slide: Any) -> None:
        """Whose slides they are: logo and name, above the title."""
        brand = self.report.brand
        if brand is None:
            return
        title = slide.shapes.title
        height = self.inches(0.7)
        top = max(self.inches(0.3), title.top - height - self.inches(0.5))
        area = Area(title.left, top, title.width, height)
        logo = logo_of(brand)
        if logo is not None:
            shape = put_logo(slide, area, logo)
            describe(shape, brand.name, brand.name)
            area = area.beside(shape.width + self.inches(0.25))
        name = [(brand.name, self.points(18), self.accent, True)]
        write(slide, area, name).text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE

    def headline(self, section: Headline) -> None:
        """The verdict, and the numbers it stands on."""
        slide = self.new_slide(section.verdict)
        area = self.under(slide, section.support, section.status)
        if section.figures:
            width = area.width // len(section.figures)
            for index, figure in enumerate(section.figures):
                place = area.beside(width * index).column(int(width * 0.92))
                lines = [(figure.label, self.points(14), "ink", True)]
                if figure.number:
                    large = 40 if len(figure.number) < LONG_NUMBER else 30
                    lines.append((figure.number, self.points(large), "ink", True))
                if figure.unit:
                    lines.append((figure.unit, self.points(18), "ink", False))
                if figure.note:
                    lines.append((figure.note, self.points(14), "ink-2", False))
                lines += [
                    (line, self.points(14), "ink-2", False) for line in figure.lines
                ]
                write(slide, place.below(self.inches(0.3)), lines)
        if section.way:
            self._way(slide, area.below(self.inches(3.1)), section)
        self.note(slide, [section.support, self.report.origin])

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
            area.strip(self.inches(0.4)),
            [(title, self.points(14), "ink", True)],
        )
        self.fill_table(slide, area.below(self.inches(0.4)), table, 16)

    def step(self, section: Step) -> None:
        """One step as a table, on as many slides as its lines need."""
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
                    Cell(not_available(family.missing) or family.summary),
                    Cell(status=family.status) if family.status else Cell(),
                    Cell(family.value, True),
                    Cell(family.target, True),
                    Cell(family.change, True),
                )
                for family in section.families
            ),
        )
        self.tables(table, STEP_SIZE)

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
        first, rest = sentences(panel.sentence or not_available(panel.missing))
        slide = self.new_slide(first)
        area = self.under(slide, panel.question, panel.status)
        chart = (
            chart_of(panel.picture.figure, self.report.currency)
            if panel.picture
            else None
        )
        notes = self._panel_notes(panel)
        if chart is not None and panel.picture is not None:
            left = int(area.width * 0.3)
            self._measure(slide, area.column(left), panel, rest)
            room = area.beside(left + self.inches(0.4))
            shape = put_chart(slide, room, chart, self.points(12))
            describe(shape, panel.picture.title, panel.picture.alternative)
        elif panel.table is not None and panel.table.rows:
            strip = self.inches(1.25)
            self._measure(slide, area.strip(strip), panel, rest, is_wide=True)
            self.fill_table(slide, area.below(strip), panel.table, TABLE_SIZE)
        else:
            self._measure(slide, area, panel, rest)
        self.note(slide, notes)

    def _silent(self, section: Group, panels: list[Panel]) -> None:
        slide = self.new_slide(
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
                                    f"{not_available(panel.missing)}.",
                                    panel.sentence,
                                ),
                            )
                        )
                    ),
                )
                for panel in panels
            ),
        )
        self.fill_table(slide, self.deck.area(slide), table, 12)
        self.note(
            slide, [note for panel in panels for note in self._panel_notes(panel)]
        )

    def _measure(
        self, slide: Any, area: Area, panel: Panel, rest: str, *, is_wide: bool = False
    ) -> None:
        lines = []
        if panel.number:
            is_long = len(panel.number) > LONG_NUMBER
            large = 28 if is_wide or is_long else 40
            lines.append((panel.number, self.points(large), "ink", True))
            said = " · ".join(filter(None, (panel.label, panel.compared)))
            if is_wide:
                lines.append((said, self.points(12), "ink-2", False))
            else:
                lines.append((panel.label, self.points(14), "ink", False))
                if panel.compared:
                    lines.append((panel.compared, self.points(12), "ink-2", False))
        elif panel.missing:
            missing = not_available(panel.missing)
            lines.append((missing, self.points(14), "ink-2", False))
        said = f"{rest} {panel.data}" if is_wide else rest
        if said.strip():
            lines.append((said.strip(), self.points(12), "ink-2", False))
        if panel.data and not is_wide:
            lines.append((panel.data, self.points(11), "ink-3", False))
        write(slide, area, lines)

    def _panel_notes(self, panel: Panel) -> list[str]:
        """What a speaker is asked: how each number was computed, what it rests on."""
        return [
            panel.question,
            panel.sentence,
            *map(self._computed, panel.computation),
            *panel.notes,
            panel.data,
            self.report.origin,
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


SETTERS: Final[dict[type, Callable[[Writer, Any], None]]] = {
    Headline: Writer.headline,
    Step: Writer.step,
    Group: Writer.group,
    Narrative: telling.narrative,
    Results: telling.results,
    Stories: telling.stories,
    Quotes: telling.quotes,
}
