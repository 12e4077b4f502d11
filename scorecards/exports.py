"""A scorecard as data: the document of the API, and rows for a spreadsheet."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from delivery.calculations.measure import Unit
from pmo_value.form_fields import plain
from scorecards.models import Scorecard
from scorecards.panels.contract import (
    Cell,
    Column,
    Comparison,
    Quantity,
    Reading,
    Row,
    Table,
)
from scorecards.snapshots import PanelSnapshot

Json = dict[str, Any]
Header = list[str]
Rows = Iterator[list[Any]]


def document(scorecard: Scorecard) -> Json:
    """Return the scorecard as people's scripts read it: see docs/api.md.

    Ratios are 0 to 1, money is a decimal string, what is unknown is null with the
    code of the reason.
    """
    snapshot = scorecard.snapshot
    return {
        "portfolio": scorecard.portfolio.slug,
        "period": scorecard.period_key,
        "as_of": scorecard.as_of,
        "built_at": scorecard.built_at,
        "digest": scorecard.digest,
        "is_current": scorecard.is_current,
        "currency": scorecard.currency,
        "measures": {
            name: _measure(reading) for name, reading in snapshot.readings.items()
        },
        "panels": [_panel(panel) for panel in snapshot.panels],
    }


def _measure(reading: Reading) -> Json:
    measure = reading.measure
    return {
        "label": reading.label,
        "status": measure.status.value,
        "value": _number(measure.value, measure.unit),
        "unit": measure.unit.value,
        "currency": measure.currency or None,
        "n": measure.n,
        "n_expected": measure.n_expected,
        "completeness": _number(measure.completeness, Unit.RATIO),
        "reason": measure.reason or None,
        "warnings": list(measure.warnings),
        "method": measure.method or None,
        "formula_version": measure.formula_version,
        "rag": reading.rag.value if reading.rag else None,
        "target": reading.target or None,
        "interval": _interval(reading),
        "comparison": _comparison(reading.comparison, measure.unit),
        "trend": [_number(value, measure.unit) for value in reading.trend],
        "sentence": reading.sentence,
    }


def _interval(reading: Reading) -> list[Any] | None:
    """The 95 % interval of what a survey says, low end first."""
    if reading.interval is None:
        return None
    ends = (reading.interval.low, reading.interval.high)
    return [_number(end, reading.measure.unit) for end in ends]


def _comparison(comparison: Comparison | None, unit: Unit) -> Json | None:
    if comparison is None:
        return None
    return {
        "period": comparison.period,
        "value": _number(comparison.value, unit),
        "change": _number(comparison.change, unit),
        "is_clear": comparison.is_clear,
    }


def _panel(panel: PanelSnapshot) -> Json:
    return {
        "key": panel.key,
        "title": panel.question,
        "measures": list(panel.measures),
        "sentence": panel.sentence,
        "notes": list(panel.notes),
        **_table(panel.table),
        "further": [{"title": table.title, **_table(table)} for table in panel.further],
    }


def _table(table: Table) -> Json:
    return {
        "columns": [column.label for column in table.columns],
        "rows": [
            [
                _cell(cell, column)
                for cell, column in zip(row.cells, table.columns, strict=True)
            ]
            for row in table.rows
        ],
    }


def _cell(cell: Cell, column: Column) -> Any:
    match cell:
        case Quantity(value=value, unit=unit):
            return _number(value, unit)
        case tuple():
            return [_number(value, column.unit) for value in cell]
        case date():
            return cell.isoformat()
        case Decimal():
            return _number(cell, column.unit)
    return cell


def _number(value: Decimal | float | None, unit: Unit | None) -> Any:
    """Money as a decimal string, every other number as JSON has it."""
    if unit is Unit.MONEY and isinstance(value, Decimal):
        return plain(value)
    return float(value) if isinstance(value, Decimal) else value


def measure_rows(scorecard: Scorecard) -> tuple[Header, Rows]:
    """Return every number of a scorecard, one to a row."""
    header = [
        _("Portfolio"),
        _("Period"),
        _("As of"),
        _("Measure"),
        _("Label"),
        _("Value"),
        _("Unit"),
        _("Currency"),
        _("Status"),
        _("Reason"),
        _("Rating"),
        _("Target"),
        _("Counted"),
        _("Expected"),
        _("Completeness"),
        _("Period before"),
        _("Value before"),
        _("Change"),
        _("Sentence"),
    ]
    where = [scorecard.portfolio.slug, scorecard.period_key, scorecard.as_of]
    readings = scorecard.snapshot.readings.items()
    return header, ([*where, name, *_measure_cells(one)] for name, one in readings)


def _measure_cells(reading: Reading) -> list[Any]:
    measure, comparison = reading.measure, reading.comparison
    return [
        reading.label,
        measure.value,
        measure.unit.value,
        measure.currency,
        measure.status.value,
        measure.reason,
        reading.rag.value if reading.rag else "",
        reading.target,
        measure.n,
        measure.n_expected,
        measure.completeness,
        comparison.period if comparison else "",
        comparison.value if comparison else None,
        comparison.change if comparison else None,
        reading.sentence,
    ]


def panel_rows(panel: PanelSnapshot) -> tuple[Header, Rows]:
    """Return the table behind a panel; a quantity takes a second column for its unit.

    A trend is left out: the periods it is made of have scorecards of their own.
    """
    columns = [column for column in panel.table.columns if not column.is_trend]
    header = []
    for column in columns:
        header += [column.label, _("Unit")] if column.is_quantity else [column.label]
    return header, (_flat(row, panel.table.columns) for row in panel.table.rows)


def _flat(row: Row, columns: tuple[Column, ...]) -> list[Any]:
    cells: list[Any] = []
    for cell, column in zip(row.cells, columns, strict=True):
        if column.is_quantity:
            cells += _value_and_unit(cell)
        elif not column.is_trend:
            cells.append(cell)
    return cells


def _value_and_unit(cell: Cell) -> list[Any]:
    if not isinstance(cell, Quantity):
        return [cell, ""]
    return [cell.value, cell.label or cell.currency or cell.unit.value]
