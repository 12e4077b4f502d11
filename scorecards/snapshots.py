"""What a scorecard says, as plain values, and as the JSON in which it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec

from delivery.calculations.measure import Rag
from scorecards.panels.contract import (
    Cell,
    Column,
    Outcome,
    Quantity,
    Reading,
    Row,
    Table,
)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSnapshot:
    """One panel as it is shown; its numbers are among the snapshot's readings.

    `measures` names the readings that are the panel's own; `lead` may be another
    panel's. `svg` is the picture and `narrow_svg` the same for phones, empty where the
    panel has none. The figure they were drawn from is stored apart: a page needs it
    only when a reader explores it.
    """

    key: str
    question: str
    outcome: Outcome
    lead: str
    measures: tuple[str, ...]
    sentence: str
    table: Table
    further: tuple[Table, ...] = ()
    support: str = ""
    rag: Rag | None = None
    notes: tuple[str, ...] = ()
    title: str = ""
    description: str = ""
    svg: str = ""
    narrow_svg: str = ""


PANEL_FIELDS = {field.name for field in fields(PanelSnapshot)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that one scorecard says, and the figures by panel."""

    readings: Mapping[str, Reading]
    panels: tuple[PanelSnapshot, ...]
    figures: Mapping[str, Json] = field(default_factory=dict)

    def headline(self) -> Json:
        """What a list of scorecards shows: the verdict, and each panel's number."""
        first = self.panels[0] if self.panels else None
        leads = {panel.lead for panel in self.panels}
        return {
            "sentence": first.sentence if first else "",
            "rag": first.rag.value if first and first.rag else None,
            "readings": readings_as_json(
                {name: self.readings[name] for name in self.readings if name in leads}
            ),
        }


def readings_as_json(readings: Mapping[str, Reading]) -> Json:
    """Return readings for a JSON column; a Decimal becomes a string, and exact."""
    stored: Json = msgspec.to_builtins(dict(readings))
    return stored


def readings_from_json(stored: Json) -> dict[str, Reading]:
    """Return the readings that `readings_as_json` wrote, equal to the originals."""
    return msgspec.convert(stored, dict[str, Reading])


def panels_as_json(panels: tuple[PanelSnapshot, ...]) -> list[Json]:
    """Return panels for a JSON column, in the order of the page."""
    return [
        {
            "key": panel.key,
            "question": panel.question,
            "outcome": panel.outcome.value,
            "lead": panel.lead,
            "measures": list(panel.measures),
            "sentence": panel.sentence,
            "table": _table_as_json(panel.table),
            "further": [_table_as_json(table) for table in panel.further],
            "support": panel.support,
            "rag": panel.rag.value if panel.rag else None,
            "notes": list(panel.notes),
            "title": panel.title,
            "description": panel.description,
            "svg": panel.svg,
            "narrow_svg": panel.narrow_svg,
        }
        for panel in panels
    ]


def panels_from_json(stored: list[Json]) -> tuple[PanelSnapshot, ...]:
    """Return the panels that `panels_as_json` wrote, equal to the originals.

    Rows live longer than one edition of the code: what a newer one added is left
    out, and what an older one did not have takes its default.
    """
    return tuple(
        PanelSnapshot(
            **{
                **{name: panel[name] for name in panel.keys() & PANEL_FIELDS},
                "outcome": Outcome(panel["outcome"]),
                "measures": tuple(panel["measures"]),
                "table": _table_from_json(panel["table"]),
                "further": tuple(map(_table_from_json, panel["further"])),
                "rag": Rag(panel["rag"]) if panel["rag"] else None,
                "notes": tuple(panel["notes"]),
            }
        )
        for panel in stored
    )


def _table_as_json(table: Table) -> Json:
    return {
        "columns": msgspec.to_builtins(table.columns),
        "rows": [
            {"cells": [_cell_as_json(cell) for cell in row.cells], "href": row.href}
            for row in table.rows
        ],
        "left_out": table.left_out,
        "empty": table.empty,
        "title": table.title,
    }


def _table_from_json(stored: Json) -> Table:
    return Table(
        columns=msgspec.convert(stored["columns"], tuple[Column, ...]),
        rows=tuple(
            Row(cells=tuple(map(_cell_from_json, row["cells"])), href=row["href"])
            for row in stored["rows"]
        ),
        left_out=stored["left_out"],
        empty=stored["empty"],
        title=stored["title"],
    )


# What JSON has no type for is stored with the name of its type.
CELLS: dict[str, Callable[[Any], Cell]] = {
    "decimal": Decimal,
    "date": date.fromisoformat,
    "quantity": partial(msgspec.convert, type=Quantity),
    "trend": partial(msgspec.convert, type=tuple[Decimal | None, ...]),
}


def _cell_as_json(cell: Cell) -> Any:
    match cell:
        case Decimal():
            return {"decimal": str(cell)}
        case date():
            return {"date": cell.isoformat()}
        case Quantity():
            return {"quantity": msgspec.to_builtins(cell)}
        case tuple():
            return {"trend": msgspec.to_builtins(cell)}
    return cell


def _cell_from_json(stored: Any) -> Cell:
    if not isinstance(stored, dict):
        plain: Cell = stored
        return plain
    ((name, value),) = stored.items()
    return CELLS[name](value)
