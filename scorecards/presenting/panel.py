"""One panel: on the scorecard, and on a page of its own."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delivery.calculations.measure import Caveat
from pmo_value import formatting
from scorecards import svg
from scorecards.models import Scorecard
from scorecards.panels.contract import (
    Reading,
)
from scorecards.presenting.tables import table_of
from scorecards.presenting.values import (
    STATUS,
    Page,
    change_in_words,
    exactly,
    on,
    status_of,
    told,
    word_of,
    written,
)
from scorecards.snapshots import PanelSnapshot, Snapshot

# The room that a picture has on the page of its panel.
WIDE = 1080


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


def compared(reading: Reading) -> str:
    """Change and target in one line: "+4.0 pp on Q2 FY2026 · target ≥ 80 %"."""
    parts = []
    if reading.comparison is not None:
        parts.append(on(change_in_words(reading), reading.comparison.label))
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
