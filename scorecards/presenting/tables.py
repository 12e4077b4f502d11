"""The tables of panels, as their component takes them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from delivery.calculations.measure import Rag, Unit
from pmo_value import formatting
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Quantity,
    Row,
    Table,
)
from scorecards.presenting.values import STATUS, Page, sparkline

# What stands in the head of a column of numbers.
UNIT_NAMES = {Unit.DAYS: gettext_lazy("days"), Unit.HOURS: gettext_lazy("hours")}


def table_of(table: Table) -> Page:
    """A table as its component takes it."""
    return {
        "caption": table.title,
        "columns": [
            {
                "label": column.label,
                "unit": _unit_of(column),
                "is_numeric": column.is_number,
            }
            for column in table.columns
        ],
        "rows": [_row(row, table.columns) for row in table.rows],
        "empty": table.empty,
        "left_out": table.left_out,
    }


def _unit_of(column: Column) -> str:
    if column.unit == Unit.MONEY:
        return column.currency
    return str(UNIT_NAMES.get(column.unit, "")) if column.unit else ""


def _row(row: Row, columns: Iterable[Column]) -> list[Page]:
    cells = [
        _cell(cell, column) for cell, column in zip(row.cells, columns, strict=True)
    ]
    if row.href and cells:
        cells[0]["url"] = row.href
    return cells


def _cell(cell: Any, column: Column) -> Page:
    if column.is_status and cell:
        return {"status": STATUS[Rag(cell)]}
    if column.is_trend:
        return {"text": sparkline(cell or ())}
    return {"text": _cell_text(cell, column), "is_numeric": column.is_number}


def _cell_text(cell: Any, column: Column) -> str:
    match cell:
        case None:
            return formatting.UNKNOWN
        case Quantity():
            return wording.value(cell.value, cell.unit, cell.currency, cell.label)
        case date():
            return formatting.day(cell)
        case str():
            return cell
    match column.unit:
        case Unit.RATIO:
            return formatting.percent(cell, 1)
        case Unit.INDEX:
            return formatting.number(cell, 2)
        case Unit.NUMBER | Unit.PERIODS:
            return formatting.trimmed(cell, 2)
    return formatting.number(cell)
