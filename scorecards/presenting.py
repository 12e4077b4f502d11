"""A stored snapshot in the reader's locale: what the components of a page take."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.measure import Caveat, Measure, Rag, Unit
from delivery.models import Portfolio
from pmo_value import formatting
from scorecards import figures, svg
from scorecards.models import Scorecard
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Outcome,
    Quantity,
    Reading,
    Readings,
    Row,
    Table,
)
from scorecards.panels.families import families_of
from scorecards.snapshots import PanelSnapshot, Snapshot, readings_from_json

Page = dict[str, Any]

SPARKLINE_WIDTH = 112
# The room that a picture has on the page of its panel.
WIDE = 1080
# The panel that families without one of their own speak through.
KPIS = "kpis"

STATUS = {
    Rag.GREEN: "good",
    Rag.AMBER: "attention",
    Rag.RED: "critical",
    Rag.GREY: "none",
}

# What stands in the head of a column of numbers.
UNIT_NAMES = {Unit.DAYS: gettext_lazy("days"), Unit.HOURS: gettext_lazy("hours")}

STEPS = [
    (
        gettext_lazy("Step 9: value delivery"),
        {
            Outcome.DELIVERY: gettext_lazy("Project performance"),
            Outcome.RESOURCES: gettext_lazy("Resources and priorities"),
            Outcome.RISK: gettext_lazy("Risk and rework"),
            Outcome.BENEFITS: gettext_lazy("Benefits"),
            Outcome.ALIGNMENT: gettext_lazy("Strategic alignment"),
        },
    ),
]

# What Step 10 is made of, by panel: each speaks for itself.
STEP_10 = gettext_lazy("Step 10: value recognition")
RECOGNISED = {
    "satisfaction": gettext_lazy("Satisfaction"),
    "trust": gettext_lazy("Trust"),
    "perception": gettext_lazy("Perceived value"),
    "feedback-coverage": gettext_lazy("Response rate"),
}
UNCERTAIN = gettext_lazy("uncertain")


def written(measure: Measure) -> str:
    """A measure's value as sentences have it; a dash when there is none."""
    if measure.value is None:
        return formatting.UNKNOWN
    return wording.value(measure.value, measure.unit, measure.currency)


def told(reading: Reading) -> str:
    """The number of a reading; where few answered, the range that it may be in."""
    if not reading.is_of_few or reading.interval is None:
        return written(reading.measure)
    return _("%(low)s to %(high)s") % {
        "low": wording.value(reading.interval.low, reading.measure.unit),
        "high": wording.value(reading.interval.high, reading.measure.unit),
    }


def change_in_words(reading: Reading) -> str:
    """How far a value moved since the period before, with its sign."""
    if reading.comparison is None:
        return ""
    if not reading.comparison.is_clear:
        return _("no detectable change")
    change, measure = reading.comparison.change, reading.measure
    match measure.unit:
        case Unit.RATIO:
            return formatting.percentage_points(change, 1)
        case Unit.MONEY:
            sign = "+" if change > 0 else ""
            return sign + formatting.compact_money(change, measure.currency)
        case Unit.INDEX:
            return formatting.signed(change, 2)
        case _:
            return formatting.signed(change)


def status_of(reading: Reading | None) -> str:
    """The status component's word for a reading; empty where nothing is judged."""
    if reading is None or not reading.measure.is_ok:
        return "none"
    if reading.rag is None:
        return ""
    return STATUS[reading.rag]


def word_of(reading: Reading | None, rag: Rag | None = None) -> str:
    """What is said of a value whose colour chance could have changed."""
    is_grey = reading is not None and (rag or reading.rag) is Rag.GREY
    return str(UNCERTAIN) if is_grey and reading and reading.measure.is_ok else ""


def sparkline(values: Sequence[Decimal | None]) -> SafeString | str:
    """The course of a value in a line of text; nothing for fewer than two values."""
    if sum(value is not None for value in values) < 2:
        return ""
    figure = figures.sparkline_figure(values)
    title = _("Trend")
    drawn = svg.render(figure, title=title, description=title, width=SPARKLINE_WIDTH)
    return mark_safe(drawn)  # noqa: S308 - drawn by us from numbers alone


def steps_of(snapshot: Snapshot) -> list[Page]:
    """The families of outcomes, each by the first of its panels that can speak."""
    steps = []
    colours = {
        one.family.value: one.rag
        for one in families_of(snapshot.readings)
        if one.judged
    }
    for title, families in STEPS:
        rows = [
            _family(name, speaker, snapshot.readings, colours.get(outcome))
            for outcome, name in families.items()
            if (speaker := _speaker(outcome, snapshot, colours.get(outcome)))
        ]
        if rows:
            steps.append({"title": title, "families": rows})
    if recognised := _recognised(snapshot):
        steps.append({"title": STEP_10, "families": recognised})
    return steps


def _recognised(snapshot: Snapshot) -> list[Page]:
    """The panels of Step 10, each with a row of its own."""
    return [
        _family(
            RECOGNISED.get(panel.key, panel.question),
            (panel.key, panel.lead),
            snapshot.readings,
            panel.rag,
        )
        for panel in snapshot.panels
        if panel.outcome == Outcome.RECOGNITION and panel.lead in snapshot.readings
    ]


def _speaker(
    outcome: Outcome, snapshot: Snapshot, colour: Rag | None
) -> tuple[str, str] | None:
    """The key of the panel and the name of the measure that speak for a family.

    The first that is of the family's colour, so that a row shows why it has it; else
    the first that is judged, that is known, or that there is. Families without a
    panel of their own speak through the score of their KPIs.
    """
    readings = snapshot.readings
    names = [
        (panel.key, panel.lead)
        for panel in snapshot.panels
        if panel.outcome == outcome and panel.lead in readings
    ]
    score = f"rollup.score.{outcome}"
    if score in readings:
        names.append((KPIS, score))
    known = [name for name in names if readings[name[1]].measure.is_ok]
    judged = [name for name in known if readings[name[1]].rag is not None]
    telling = [name for name in judged if readings[name[1]].rag is colour]
    return next(iter(telling or judged or known or names), None)


def _family(
    name: Any, speaker: tuple[str, str], readings: Readings, colour: Rag | None
) -> Page:
    key, measure = speaker
    reading = readings[measure]
    row = {
        "name": name,
        "url": f"#{key}",
        "status": STATUS[colour] if colour else status_of(reading),
        "status_word": word_of(reading, colour),
        "summary": _("KPI score out of 100") if key == KPIS else reading.label,
    }
    if not reading.measure.is_ok:
        return {**row, "missing": reading.missing}
    return {
        **row,
        "value": told(reading),
        "target": reading.target or formatting.UNKNOWN,
        "change": change_in_words(reading) or formatting.UNKNOWN,
        "trend": sparkline(reading.trend),
    }


def panel_of(panel: PanelSnapshot, snapshot: Snapshot, scorecard: Scorecard) -> Page:
    """One panel as its component takes it."""
    reading = snapshot.readings.get(panel.lead)
    address = [scorecard.portfolio.slug, panel.key]
    period = f"?period={scorecard.period_key}"
    shown: Page = {
        "key": panel.key,
        "title": panel.question,
        "status": STATUS[panel.rag] if panel.rag else status_of(reading),
        "status_word": word_of(reading, panel.rag),
        "is_judged": panel.rag is not None
        or reading is None
        or not reading.measure.is_ok
        or reading.rag is not None,
        "sentence": panel.sentence,
        "svg": panel.svg,
        "narrow_svg": panel.narrow_svg,
        "caption": panel.title,
        "data": data_line(reading, scorecard),
        "url": reverse("scorecards:panel_detail", args=address) + period,
        "csv_url": reverse("scorecards:panel_export", args=address) + period,
        "figure_url": (
            reverse("scorecards:panel_figure", args=address) + period
            if panel.svg
            else ""
        ),
    }
    if reading is not None and reading.measure.is_ok:
        shown |= {
            "number": told(reading),
            "number_note": reading.label,
            "exact": exactly(reading.measure),
            "compared": compared(reading),
        }
    elif reading is not None:
        shown |= {
            "missing": reading.missing,
            "sentence": panel.sentence.removeprefix(reading.sentence).strip(),
        }
    return shown


def exactly(measure: Measure) -> str:
    """The full amount behind a shortened one; nothing where nothing was shortened."""
    if measure.unit != Unit.MONEY or measure.value is None:
        return ""
    return formatting.money(measure.value, measure.currency)


def compared(reading: Reading) -> str:
    """Change and target in one line: "+4.0 pp on Q2 FY2026 · target ≥ 80 %"."""
    parts = []
    if reading.comparison is not None:
        change, label = change_in_words(reading), reading.comparison.label
        parts.append(
            _("%(change)s on %(period)s") % {"change": change, "period": label}
        )
    if reading.target:
        parts.append(_("target %(target)s") % {"target": reading.target})
    return " · ".join(parts)


def data_line(reading: Reading | None, scorecard: Scorecard) -> str:
    """How much of the data stands behind a number, and as of when."""
    parts = []
    measure = reading.measure if reading else None
    if measure and measure.n is not None and measure.n_expected:
        parts.append(
            _("Data: %(n)s of %(expected)s.")
            % {
                "n": formatting.number(measure.n),
                "expected": formatting.number(measure.n_expected),
            }
        )
    if measure and Caveat.PARTIAL_DATA in measure.warnings:
        parts.append(
            _("Partial data: %(share)s covered.")
            % {"share": formatting.percent(measure.completeness)}
        )
    if scorecard.as_of:
        parts.append(_("As of %(day)s.") % {"day": formatting.day(scorecard.as_of)})
    return " ".join(parts)


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


def computation_of(panel: PanelSnapshot, snapshot: Snapshot) -> list[Page]:
    """Every measure of a panel with what stands behind it."""
    return [
        {
            "name": name,
            "label": reading.label,
            "explanation": reading.explanation,
            "value": written(reading.measure),
            "exact": exactly(reading.measure),
            "missing": "" if reading.measure.is_ok else reading.missing,
            "status": status_of(reading),
            "status_word": word_of(reading),
            "is_judged": reading.rag is not None,
            "target": reading.target,
            "n": reading.measure.n,
            "n_expected": reading.measure.n_expected,
            "completeness": reading.measure.completeness,
            "before": reading.comparison,
            "change": change_in_words(reading),
            "sentence": capfirst(reading.sentence),
        }
        for name in panel.measures
        if (reading := snapshot.readings.get(name))
    ]


GROUPS = [
    (
        "outcomes",
        gettext_lazy("Do outcomes improve?"),
        (Outcome.ALL, Outcome.BENEFITS, Outcome.ALIGNMENT, Outcome.RECOGNITION),
    ),
    (
        "delivery",
        gettext_lazy("Do projects deliver?"),
        (Outcome.DELIVERY, Outcome.RESOURCES, Outcome.RISK),
    ),
    ("data", gettext_lazy("What the numbers stand on"), (Outcome.DATA,)),
]


# The numbers that a headline stands on, the most telling first.
TELLING = (
    "benefits.validated",
    "on_time_rate",
    "in_year_on_budget_rate",
    "evm.cpi",
    "kpis.met_rate",
    "projects.count",
)
MOST_FIGURES = 3
MOST_CHANGES = 4


def headline_of(head: PanelSnapshot, snapshot: Snapshot) -> Page:
    """The verdict, and the numbers it stands on: three at most."""
    known = [
        reading
        for name in TELLING
        if (reading := snapshot.readings.get(name)) and reading.measure.is_ok
    ]
    figures_shown: list[Page] = [
        {
            "label": reading.label,
            "number": written(reading.measure),
            "note": reading.target
            and _("target %(target)s") % {"target": reading.target},
            "picture": sparkline(reading.trend),
        }
        for reading in known[:MOST_FIGURES]
    ]
    changes = [
        f"{reading.label}: {change_in_words(reading)}"
        for reading in known
        if reading.comparison is not None
    ]
    if changes:
        before = next(row.comparison.label for row in known if row.comparison)
        figures_shown.append(
            {
                "label": _("Change on %(period)s") % {"period": before},
                "lines": changes[:MOST_CHANGES],
            }
        )
    return {
        "status": STATUS[head.rag] if head.rag else "none",
        "verdict": head.sentence,
        "support": head.support,
        "figures": figures_shown,
    }


def list_of(
    portfolios: Iterable[Portfolio], scorecards: Iterable[Scorecard]
) -> list[Page]:
    """The portfolios as a tree, each with what its latest scorecard says."""
    latest = {row.portfolio_id: row for row in scorecards}
    return [_listed(portfolio, latest.get(portfolio.pk)) for portfolio in portfolios]


def _listed(portfolio: Portfolio, scorecard: Scorecard | None) -> Page:
    row: Page = {
        "portfolio": portfolio,
        "url": reverse("scorecards:scorecard_detail", args=[portfolio.slug]),
    }
    if scorecard is None or not scorecard.is_built:
        return row
    headline = scorecard.headline
    readings = readings_from_json(headline["readings"])
    return {
        **row,
        "scorecard": scorecard,
        "sentence": headline["sentence"],
        "status": STATUS[Rag(headline["rag"])] if headline["rag"] else "none",
        "numbers": [
            {"label": reading.label, "value": written(reading.measure)}
            for name in TELLING
            if (reading := readings.get(name))
        ],
    }


def scorecard_page(scorecard: Scorecard) -> Page:
    """What the page of a built scorecard shows."""
    snapshot = scorecard.snapshot
    head, *others = snapshot.panels
    shown = [(panel, panel_of(panel, snapshot, scorecard)) for panel in others]
    return {
        "headline": headline_of(head, snapshot),
        "before": scorecard.period.previous().label,
        "steps": steps_of(snapshot),
        "groups": [
            {
                "key": key,
                "title": title,
                "panels": [page for panel, page in shown if panel.outcome in outcomes],
            }
            for key, title, outcomes in GROUPS
        ],
    }


def body_of(scorecard: Scorecard) -> SafeString:
    """The page of a built scorecard below its head, in the language in use."""
    page = {**scorecard_page(scorecard), "period": scorecard.period.label}
    return render_to_string("scorecards/_body.html", page)


def panel_page(
    panel: PanelSnapshot, figure: dict[str, Any] | None, scorecard: Scorecard
) -> Page:
    """What the page of one panel shows; its figure is drawn for the room it has."""
    snapshot = scorecard.snapshot
    tables = [panel.table, *panel.further]
    shown = panel_of(panel, snapshot, scorecard)
    if figure:
        shown["svg"] = svg.render(
            figure, title=panel.title, description=panel.description, width=WIDE
        )
    return {
        "panel": shown,
        "title": panel.question,
        "notes": panel.notes,
        "tables": [table_of(table) for table in tables if table.columns],
        "computation": computation_of(panel, snapshot),
    }


def freshness_of(scorecard: Scorecard, shown: str | None = None) -> Page:
    """Whether the page is the newest there is; `shown` is the digest on screen."""
    if not scorecard.is_current:
        refresh = scorecard.portfolio.refresh
        return {"state": "failed" if refresh.problem else "preparing"}
    is_older = shown is not None and shown != scorecard.digest
    return {"state": "ready" if is_older else "current"}
