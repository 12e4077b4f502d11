"""What a letter leaves to the page, so that no mail program cuts it off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from django.utils.text import Truncator

from pmo_value import formatting
from recognition.report_text import Block, Run
from scorecards import theme
from scorecards.media.report import Cell, Group, Panel, Report, Section, Step, Table
from scorecards.media.words import Narrative, Quote, Quotes, Results, Stories, Story

T = TypeVar("T")
Told = TypeVar("Told", Story, Quote)

# The room of a table, the most of one column, and what stands between two, in px.
ROOM: Final = 536
WIDEST: Final = 190
GAP: Final = 12
SIZE: Final = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that a letter holds: so many panels, rows of a table, lines, letters."""

    panels: int
    rows: int
    lines: int
    letters: int


# From what is pleasant to read to what is never too long.
LIMITS: Final = (
    Limits(panels=12, rows=6, lines=40, letters=12_000),
    Limits(panels=8, rows=4, lines=25, letters=8_000),
    Limits(panels=6, rows=0, lines=15, letters=5_000),
    Limits(panels=3, rows=0, lines=8, letters=2_000),
    Limits(panels=0, rows=0, lines=3, letters=500),
)


def trimmed(report: Report, limits: Limits) -> tuple[Report, bool]:
    """Return what a letter has room for, and whether something was left out."""
    scissors = _Scissors(limits)
    sections = tuple(map(scissors.section, report.sections))
    shown = tuple(one for one in sections if not _is_empty(one))
    return replace(report, sections=shown), scissors.has_cut


def _is_empty(section: Section) -> bool:
    match section:
        case Group():
            return not section.panels
        case Narrative():
            return not section.blocks
        case Stories():
            return not section.stories
        case Quotes():
            return not section.quotes
    return False


class _Scissors:
    """Goes through the sections in their order, until there is no room any more."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.panels = limits.panels
        self.letters = limits.letters
        self.has_cut = False

    def section(self, section: Section) -> Section:
        """Return what there is still room for."""
        match section:
            case Step():
                families = self._first(section.families, self.limits.lines)
                return replace(section, families=families)
            case Results():
                results = self._first(section.results, self.limits.lines)
                return replace(section, results=results)
            case Group():
                panels = self._first(section.panels, self.panels)
                self.panels -= len(panels)
                return replace(section, panels=tuple(map(self._panel, panels)))
            case Narrative():
                return replace(section, blocks=self._blocks(section.blocks))
            case Stories():
                return replace(section, stories=self._told(section.stories))
            case Quotes():
                return replace(section, quotes=self._told(section.quotes))
        return section

    def _first(self, items: Sequence[T], most: int) -> tuple[T, ...]:
        self.has_cut |= len(items) > most
        return tuple(items[:most])

    def _panel(self, panel: Panel) -> Panel:
        return replace(panel, table=self._table(panel.table) if panel.table else None)

    def _table(self, table: Table) -> Table | None:
        """The rows that say most, and as many columns as stand beside each other."""
        if not table.rows or not self.limits.rows:
            self.has_cut |= bool(table.rows)
            return None
        rows = _telling(table, self.limits.rows)
        filled = [
            index
            for index, column in enumerate(table.columns)
            if not column.is_trend and any(_words(row[index]) for row in rows)
        ]
        kept: list[int] = []
        room = float(ROOM)
        for index in filled:
            label = table.columns[index].label.split()
            texts = [*label, *(_words(row[index]) for row in rows)]
            wanted = max((theme.text_width(text, SIZE) for text in texts), default=0.0)
            room -= min(wanted, WIDEST) + GAP
            if room < 0 and kept:
                self.has_cut = True
                break
            kept.append(index)
        return replace(
            table,
            columns=tuple(table.columns[index] for index in kept),
            rows=tuple(tuple(row[index] for index in kept) for row in rows),
            left_out=table.left_out + len(table.rows) - len(rows),
        )

    def _blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        kept: list[Block] = []
        for block in blocks:
            if len(block.text) > self.letters:
                self.has_cut = True
                if self.letters and block.kind == "paragraph":
                    words = Truncator(block.text).chars(self.letters)
                    kept.append(replace(block, runs=(Run(words),)))
                self.letters = 0
                break
            kept.append(block)
            self.letters -= len(block.text)
        return tuple(kept)

    def _told(self, told: Sequence[Told]) -> tuple[Told, ...]:
        """What people say, whole or not at all."""
        kept: list[Told] = []
        for one in told:
            length = sum(len(getattr(one, name)) for name in one.__slots__)
            if length > self.letters:
                self.has_cut = True
                break
            kept.append(one)
            self.letters -= length
        return tuple(kept)


def _telling(table: Table, most: int) -> Sequence[Sequence[Cell]]:
    """The first rows, or the latest of which most is known, where they run in time.

    A plan goes on beyond today, so its last months are not those that say most.
    """
    if not any(column.is_time for column in table.columns):
        return table.rows[:most]
    known = [
        sum(_words(cell) not in ("", formatting.UNKNOWN) for cell in row)
        for row in table.rows
    ]
    end = len(known) - known[::-1].index(max(known))
    start = max(0, end - most)
    return table.rows[start : start + most]


def _words(cell: Cell) -> str:
    return f"{cell.status.shape} {cell.status.word}" if cell.status else cell.text
