"""What every slide has: its title, its foot, its notes, and what stands on it."""

from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pptx.util import Inches, Pt

from scorecards import theme
from scorecards.figures.canvas import plain
from scorecards.media.report import Report, Status, Table, without_number
from scorecards.media.slides.parts import describe, put_table, write
from scorecards.media.slides.sheet import Area, Deck

# A title of so many letters is written so large, in points.
TITLE_SIZES: Final = ((70, 24), (130, 20), (190, 17), (280, 15))
SMALLEST_TITLE: Final = 12
MANY_COLUMNS: Final = 8
LONGEST_BANNER: Final = 70


class Slides:
    """A deck that is being filled with a report."""

    def __init__(self, filled: Deck, report: Report) -> None:
        self.deck = filled
        self.report = report
        said = [plain(report.title), report.source, report.standing]
        if report.banner:
            said.append(Truncator(report.banner).chars(LONGEST_BANNER))
        self.accent = report.brand.accent if report.brand else theme.ACCENT
        self.foot = " · ".join(part for part in said if part)

    def saved(self) -> bytes:
        """The bytes of the file, which says of itself what it is."""
        properties = self.deck.presentation.core_properties
        properties.title = plain(self.report.name)[:255]
        properties.subject = self.report.source
        properties.author = _("PMO Value")
        properties.keywords = self.report.digest
        properties.language = self.report.language
        file = BytesIO()
        self.deck.presentation.save(file)
        return file.getvalue()

    def title(self, given: str) -> str:
        """A title for a slide: none is without."""
        return given or self.report.kind

    def new_slide(self, title: str, *, is_opening: bool = False) -> Any:
        """Add a slide; a long title is written smaller."""
        layout = self.deck.opening if is_opening else self.deck.content
        slide = self.deck.add(layout, plain(title), self.foot)
        written = slide.shapes.title.text_frame
        length = len(plain(title))
        sizes = [size for most, size in TITLE_SIZES if length <= most]
        size = sizes[0] if sizes else SMALLEST_TITLE
        if is_opening:
            size = size + 10
        for run in written.paragraphs[0].runs:
            run.font.size = Pt(self.points(size))
        for shape in slide.placeholders:
            if shape.placeholder_format.type not in (1, 3):
                for paragraph in shape.text_frame.paragraphs:
                    paragraph.font.size = Pt(self.points(10))
        return slide

    def under(self, slide: Any, text: str, status: Status | None) -> Area:
        """Write a line under the title, the status before it; return what is left."""
        area = self.deck.area(slide)
        lines = []
        if status is not None:
            token = status.kind if status.kind not in ("none", "partial") else "ink-2"
            word = f"{status.shape} {status.word}"
            lines.append((word, self.points(14), token, True))
        if text:
            lines.append((text, self.points(14), "ink-2", False))
        height = self.inches(0.3 + 0.3 * len(lines))
        gap = self.inches(0.1)
        write(slide, area.below(gap).strip(height), lines)
        return area.below(height + gap)

    def fill_table(self, slide: Any, area: Area, table: Table, size: float) -> None:
        """Set a table, and say how many rows had no room."""
        if len(table.columns) > MANY_COLUMNS:
            size -= 2
        note = self.inches(0.35)
        room = Area(area.left, area.top, area.width, area.height - note)
        hidden = put_table(slide, room, table, self.points(size)) + table.left_out
        describe(slide.shapes[-1], table.caption, table.caption)
        if hidden:
            text = ngettext(
                "%(count)s more row is shown on the page of the panel.",
                "%(count)s more rows are shown on the page of the panel.",
                hidden,
            ) % {"count": hidden}
            foot = Area(area.left, area.top + room.height, area.width, note)
            write(slide, foot, [(text, self.points(10), "ink-3", False)])

    def tables(self, table: Table, size: float, *, is_bold: bool = True) -> None:
        """Set a table by itself, on as many slides as its rows need."""
        rows = table.rows
        while rows:
            slide = self.new_slide(self.title(table.caption))
            rest = replace(table, rows=rows)
            area, points = self.deck.area(slide), self.points(size)
            hidden = put_table(slide, area, rest, points, is_bold=is_bold)
            describe(slide.shapes[-1], table.caption, table.caption)
            self.note(slide, [self.report.origin])
            rows = rows[len(rows) - hidden :]

    def note(self, slide: Any, lines: list[str]) -> None:
        """Write the notes of a speaker."""
        text = "\n".join(plain(line) for line in lines if line)
        slide.notes_slide.notes_text_frame.text = text

    def points(self, points: float) -> float:
        """A size of type in the size of this deck."""
        return round(points * self.deck.scale, 1)

    def inches(self, inches: float) -> int:
        """A length in the size of this deck."""
        return int(Inches(inches) * self.deck.scale)


def not_available(reason: str) -> str:
    """Say that something is not known, and why; nothing where it is."""
    return without_number(reason) if reason else ""
