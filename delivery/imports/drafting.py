"""Rows of one file turned into drafts of facts, with everything that is wrong."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from delivery.imports.binding import Draft, Surroundings, bind
from delivery.imports.columns import Columns, listed
from delivery.imports.errors import RowError, shown
from delivery.imports.findings import Findings
from delivery.imports.mapping import ColumnName, Condition, Mapping
from delivery.imports.parsing import Cell, is_blank
from delivery.imports.parsing.words import folded
from delivery.imports.reading import DELIMITERS, Layout, Row

PORTFOLIO = ColumnName("portfolio")


@dataclass(frozen=True, slots=True)
class DraftedRow:
    """What one row states, and what is wrong with it."""

    row: Row
    drafts: list[Draft] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


class Drafter:
    """A mapping at work on one file.

    Raises UnreadableFileError when the header does not fit the mapping.
    """

    def __init__(
        self,
        mapping: Mapping,
        layout: Layout,
        surroundings: Surroundings,
        findings: Findings,
    ) -> None:
        self.layout = layout
        self.findings = findings
        self.blank_texts = mapping.blank_texts
        self.columns = Columns(layout.header, allow_doubles=mapping.allows_doubles)
        self.computed = self.columns.compute(mapping.computed, findings)
        self.skips = [self._skip(condition) for condition in mapping.skipped]
        # Lists exported here name the portfolio of each row.
        self.portfolio = surroundings.portfolio.slug
        self.portfolio_place = (
            None if mapping.allows_doubles else self.columns.find(PORTFOLIO)
        )
        self.facts = bind(mapping, self.columns, surroundings, findings)

    @property
    def kinds(self) -> set[str]:
        """The kinds of facts that the file has columns for."""
        return {fact.kind.name for fact in self.facts}

    def draft(self, row: Row) -> DraftedRow | None:
        """Return what a row states, None when the mapping passes it over."""
        drafted = DraftedRow(row)
        if self.layout.is_ragged and len(row.cells) != len(self.layout.header):
            drafted.errors.append(self._wrong_width(row))
            return drafted
        cells: list[Cell] = list(row.cells)
        if self.blank_texts:
            cells = [None if self._is_blank_text(cell) else cell for cell in cells]
        for compute in self.computed:
            cells.append(compute(cells))
        if any(folded(str(cells[place])) in texts for place, texts in self.skips):
            self.findings.report.skipped_rows += 1
            return None
        if self._is_elsewhere(cells):
            drafted.errors.append(self._wrong_portfolio(row, cells))
        for fact in self.facts:
            draft = fact.draft(row, cells, drafted.errors)
            if draft is not None:
                drafted.drafts.append(draft)
        return drafted

    def notes(self) -> list[str]:
        """Return what the file says that is not stored."""
        unused = self.columns.unused()
        if not unused:
            return []
        return [_("Columns that are not stored: %s.") % listed(unused)]

    def _is_blank_text(self, cell: Cell) -> bool:
        return isinstance(cell, str) and cell.strip().casefold() in self.blank_texts

    def _skip(self, condition: Condition) -> tuple[int, set[str]]:
        place = self.columns.find(condition.column)
        if place is None:
            raise self.columns.missing([condition.column])
        return place, {folded(text) for text in condition.texts}

    def _is_elsewhere(self, cells: list[Cell]) -> bool:
        place = self.portfolio_place
        if place is None or is_blank(cells[place]):
            return False
        return str(cells[place]) != self.portfolio

    def _wrong_portfolio(self, row: Row, cells: list[Cell]) -> RowError:
        return RowError(
            row=row.number,
            line=row.line,
            column=PORTFOLIO.name,
            value=shown(cells[self.portfolio_place or 0]),
            problem=_("is not the portfolio that is imported into"),
            advice=_("Import the rows of each portfolio on their own."),
        )

    def _wrong_width(self, row: Row) -> RowError:
        delimiter = self.layout.delimiter
        return RowError(
            row=row.number,
            line=row.line,
            column="",
            value="",
            problem=_("the row has %(cells)s cells, the header has %(header)s")
            % {"cells": len(row.cells), "header": len(self.layout.header)},
            advice=_("Is a %s inside a value that is not quoted?")
            % DELIMITERS.get(delimiter, delimiter),
        )
