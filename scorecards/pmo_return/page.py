"""The page of a return: the period's lines, the case of the years, and their rows."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from delivery.calculations.measure import Measure, Unit
from pmo_value import formatting
from scorecards.models import Scorecard
from scorecards.panels import wording
from scorecards.panels.contract import Cell, Column, Quantity, Reading, Row, Table
from scorecards.panels.perception import PERCEPTION
from scorecards.panels.pmo_return import PMO_RETURN
from scorecards.panels.pmo_services import PMO_SERVICES
from scorecards.pmo_return import tables, words
from scorecards.pmo_return.case import Case
from scorecards.pmo_return.pictures import drawn
from scorecards.presenting import STATUS, Page, table_of
from scorecards.presenting.values import told
from scorecards.snapshots import PanelSnapshot

LINES: Final = (
    "roi.validated",
    "roi.conservative",
    "roi.acknowledged",
    "roi.claimed",
    "bcr.validated",
)
CASE: Final = ("npv", "bcr", "irr", "mirr", "payback", "discounted_payback")
SPREAD: Final = ("break_even", "roi")

COLUMNS: Final = ("table", "row", "item", "column", "value", "unit")


def panels_of(scorecard: Scorecard) -> dict[str, PanelSnapshot]:
    """The stored panels that the page takes its period from, by key."""
    return {panel.key: panel for panel in scorecard.snapshot.panels}


def period_page(scorecard: Scorecard) -> Page:
    """The lines of the period, each service, and every row behind them."""
    panels = panels_of(scorecard)
    readings = scorecard.snapshot.readings
    found = panels.get(PMO_RETURN.key)
    if found is None:
        return {}
    services, gains, costs, months = found.further
    return {
        "sentence": found.sentence,
        "notes": found.notes,
        "stats": [_line(name, readings[name]) for name in LINES if name in readings],
        "lines": table_of(found.table),
        "services": table_of(_services(services, panels)),
        "gains": table_of(gains),
        "costs": table_of(costs),
        "months": table_of(months),
    }


def _line(name: str, reading: Reading) -> Page:
    """One line of the return; what nobody has proved is grey."""
    page: Page = {
        "id": f"term-{name.replace('.', '-')}",
        "label": reading.label,
        "explanation": reading.explanation,
        "missing": reading.missing,
        "url": "#lines",
    }
    if reading.measure.is_ok:
        page["number"] = told(reading)
        page["status"] = STATUS[reading.rag] if reading.rag else ""
        if name == "roi.claimed":
            page["note"] = _("not proved yet")
    return page


def _services(services: Table, panels: dict[str, PanelSnapshot]) -> Table:
    """Each service with what it cost and brought, and how its sponsors rate it.

    Rows of other panels belong to the same service where they lead to the same page.
    """
    helped = _by_href(panels.get(PMO_SERVICES.key), further=0)
    rated = _by_href(panels.get(PERCEPTION.key))
    return Table(
        title=services.title,
        columns=(
            *services.columns,
            Column(label=_("Projects helped"), unit=Unit.COUNT),
            Column(label=_("Delivered"), unit=Unit.SCORE),
            Column(label=_("Sponsors feel"), unit=Unit.SCORE),
            Column(label=_("In words")),
            Column(label=_("What to do next")),
        ),
        rows=tuple(
            Row(
                cells=(
                    *row.cells,
                    helped[row.href][-1] if row.href in helped else None,
                    *_rated(rated.get(row.href)),
                ),
                href=row.href,
            )
            for row in services.rows
        ),
        empty=services.empty,
    )


def _rated(cells: tuple[Cell, ...] | None) -> tuple[Cell, ...]:
    if cells is None:
        return None, None, _("nobody rated it"), _("Ask those who use it.")
    return cells[1], cells[2], cells[-2], cells[-1]


def _by_href(
    panel: PanelSnapshot | None, further: int | None = None
) -> dict[str, tuple[Cell, ...]]:
    if panel is None:
        return {}
    table = panel.table if further is None else panel.further[further]
    return {row.href: row.cells for row in table.rows if row.href}


def case_page(case: Case, slug: str) -> Page:
    """The case of the years: its worth, how sure that is, and every row behind it."""
    page: Page = {
        "lacks": case.lacks,
        "why": words.because(case, case.measures["npv"]) if case.lacks else "",
        "stats": [_measure(name, case) for name in CASE],
        "sentences": [] if case.lacks else words.sentences(case),
        "terms": words.terms_said(case),
        "as_of": case.as_of,
        "notes": list(_notes(case)),
        "years": table_of(tables.years(case)),
        "gains": table_of(tables.gains(case)),
        "costs": table_of(tables.costs(case)),
    }
    if case.lacks:
        return page
    return page | {
        "spread_said": words.spread_said(case),
        "break_even_said": words.break_even_said(case),
        "spread": [*_spread(case), *(_measure(name, case) for name in SPREAD)],
        "percentiles": table_of(tables.percentiles(case)),
        "bars": table_of(tables.bars(case)),
        "pictures": {
            name.replace("-", "_"): drawn(
                name, case, reverse("scorecards:pmo_return_figure", args=[slug, name])
            )
            for name in ("cash-flow", "distribution", "tornado")
        },
    }


def _measure(name: str, case: Case) -> Page:
    term, measure = words.TERMS[name], case.measures[name]
    page: Page = {
        "id": f"term-case-{name.replace('_', '-')}",
        "label": str(term.label),
        "explanation": str(term.explanation),
        "url": "#years",
    }
    if not measure.is_ok:
        return page | {"missing": words.because(case, measure)}
    page["number"] = words.written(name, measure, case)
    if term.thresholds:
        page["status"] = STATUS[term.thresholds.rate(measure)]
    if name == "irr":
        page |= _against_hurdle(case, measure)
    return page


def _against_hurdle(case: Case, rate: Measure) -> Page:
    hurdle = case.terms.hurdle if case.terms else None
    if hurdle is None:
        return {"note": _("no hurdle is set")}
    return {
        "note": _("hurdle %(rate)s") % {"rate": formatting.percent(hurdle, 1)},
        "status": "good" if rate.number >= hurdle else "critical",
    }


def _spread(case: Case) -> Iterator[Page]:
    """The percentiles of the value, and how likely it is above zero."""
    found = case.spread
    if found is None:
        return
    labels = (
        (_("P10, careful"), found.npv.p10),
        (_("P50, middle"), found.npv.p50),
        (_("P90, hopeful"), found.npv.p90),
        (_("Chance of a value above zero"), found.positive),
    )
    for label, measure in labels:
        page: Page = {"label": label, "url": "#percentiles"}
        if measure.is_ok:
            page["number"] = wording.value(measure.number, measure.unit, case.currency)
        else:
            page["missing"] = words.because(case, measure)
        yield page


def _notes(case: Case) -> Iterator[str]:
    """What the case rests on, and what is left out of it."""
    if case.as_of is not None:
        yield _(
            "Months up to %(day)s count with what finance has validated, later ones "
            "with what is forecast, or planned where nothing is forecast. A benefit "
            "that comes back every month goes on with the amount of its last month, "
            "and never with more than its full amount in the register."
        ) % {"day": formatting.day(case.as_of)}
    if any(one.ahead for one in case.costs):
        yield _(
            "After the last month that is entered, a service is reckoned to cost what "
            "its last twelve months cost on average."
        )
    if case.unshared:
        yield _(
            "Benefits that name no PMO service count as nothing: %(count)s of them."
        ) % {"count": wording.count(case.unshared)}
    if case.other_prices:
        yield _(
            "Benefits at the prices of one year are not added: %(count)s of them."
        ) % {"count": wording.count(case.other_prices)}


def all_tables(scorecard: Scorecard, case: Case | None) -> list[Table]:
    """Every table of the page, in its order."""
    found: list[Table] = []
    panels = panels_of(scorecard) if scorecard.is_built else {}
    if (panel := panels.get(PMO_RETURN.key)) is not None:
        services, *others = panel.further
        found += [panel.table, _services(services, panels)]
        if case is not None:
            found += case_tables(case)
        return [*found, *others]
    return case_tables(case) if case is not None else []


def case_tables(case: Case) -> list[Table]:
    """The tables of the years, in the order of the page."""
    return [
        measures_table(case),
        tables.years(case),
        tables.percentiles(case),
        tables.bars(case),
        tables.gains(case),
        tables.costs(case),
    ]


def measures_table(case: Case) -> Table:
    """The measures of the case, each with its value or why there is none."""
    return Table(
        title=_("What the case is worth"),
        columns=(
            Column(label=_("Measure")),
            Column(label=_("Value"), is_quantity=True),
            Column(label=_("Why not")),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(term.label),
                    Quantity(measure.number, measure.unit, case.currency)  # type: ignore[arg-type]
                    if (measure := case.measures[name]).is_ok
                    else None,
                    "" if measure.is_ok else words.because(case, measure),
                )
            )
            for name, term in words.TERMS.items()
        ),
    )


def file_rows(found: Sequence[Table]) -> Iterator[tuple[Any, ...]]:
    """Yield each cell of the tables as a row of COLUMNS; the unknown stays empty."""
    for table in found:
        for number, row in enumerate(table.rows, start=1):
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield (
                    table.title,
                    number,
                    row.cells[0],
                    column.label,
                    cell.value if isinstance(cell, Quantity) else cell,
                    _unit(column, cell),
                )


def _unit(column: Column, cell: Cell) -> str:
    if isinstance(cell, Quantity):
        return cell.currency if cell.unit is Unit.MONEY else cell.unit.value
    if column.unit is None:
        return ""
    return column.currency or column.unit.value
