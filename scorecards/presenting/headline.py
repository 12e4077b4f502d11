"""The answer first, and the list of portfolios that gives it for each."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from delivery.calculations.measure import Rag, exact
from delivery.models import Portfolio
from scorecards.models import Scorecard
from scorecards.panels import wording
from scorecards.panels.contract import Reading, Readings
from scorecards.panels.recognition import STAGES
from scorecards.presenting.values import (
    STATUS,
    Page,
    change_in_words,
    has_moved,
    sparkline,
    written,
)
from scorecards.snapshots import PanelSnapshot, Snapshot, readings_from_json

# The numbers that a headline stands on, the most telling first.
TELLING = (
    "benefits.validated",
    "on_time_rate",
    "in_year_on_budget_rate",
    "evm.cpi",
    "kpis.met_rate",
    "projects.count",
)

TRUST = "trust_index.index"

MOST_FIGURES = 3
MOST_CHANGES = 4
MOST_OFF_TRACK = 5


def headline_of(head: PanelSnapshot, snapshot: Snapshot) -> Page:
    """The verdict, and the numbers it stands on: three at most."""
    names = [
        name
        for name in TELLING
        if (reading := snapshot.readings.get(name)) and reading.measure.is_ok
    ]
    known = [snapshot.readings[name] for name in names]
    figures_shown: list[Page] = [
        {
            "label": reading.label,
            "number": written(reading.measure),
            "note": _aim(name, snapshot.readings),
            "picture": sparkline(reading.trend),
            "measure": name,
        }
        for name, reading in list(zip(names, known, strict=True))[:MOST_FIGURES]
    ]
    if recognised := recognised_of(snapshot.readings):
        figures_shown = [figures_shown[0], recognised, *figures_shown[1:]]
        figures_shown = figures_shown[:MOST_FIGURES]
    changes = [
        f"{reading.label}: {change}"
        for reading in known
        if reading.comparison is not None
        and has_moved(change := change_in_words(reading))
    ]
    moved = [*filter(None, [from_to(snapshot.readings.get(TRUST))]), *changes[1:]]
    changes = [*changes[:1], *moved]
    off_track = off_track_of(snapshot)
    if changes:
        before = next(
            row.comparison.label
            for row in [*known, snapshot.readings.get(TRUST)]
            if row and row.comparison
        )
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
        "way": way_of(snapshot.readings),
        "off_track": off_track[:MOST_OFF_TRACK],
        "off_track_more": len(off_track[MOST_OFF_TRACK:]),
    }


def _aim(name: str, readings: Readings) -> str:
    """What a number is held against: its target, or the plan."""
    planned = readings.get("benefits.planned")
    if name == "benefits.validated" and planned and planned.measure.is_ok:
        return _("of %(amount)s planned") % {"amount": written(planned.measure)}
    target = readings[name].target
    return target and _("target %(target)s") % {"target": target}


def off_track_of(snapshot: Snapshot) -> list[Page]:
    """The panels whose number is off track, in their order; each leads to its panel."""
    leads = [(panel, snapshot.readings.get(panel.lead)) for panel in snapshot.panels]
    return [
        {
            "label": lead.label,
            "number": written(lead.measure),
            "target": lead.target,
            "url": f"#{panel.key}",
        }
        for panel, lead in leads
        if lead and lead.measure.is_ok and (panel.rag or lead.rag) is Rag.RED
        if lead.target
    ]


def recognised_of(readings: Readings) -> Page | None:
    """What sponsors have acknowledged, and what still waits; None without any value."""
    share = readings.get("recognition.acknowledged")
    if share is None or not share.measure.is_ok:
        return None
    lines = []
    left = readings["recognition.unacknowledged_value"]
    if left.measure.value:
        lines.append(_("%(amount)s not yet") % {"amount": written(left.measure)})
        oldest = readings["value_at_risk.oldest"]
        if oldest.measure.is_ok:
            text = _("oldest %(days)s")
            lines.append(text % {"days": written(oldest.measure)})
    return {
        "label": _("Recognised"),
        "url": "#recognition",
        "number": written(readings["recognition.acknowledged_value"].measure),
        "unit": written(share.measure),
        "note": " · ".join(lines) or _("all of it acknowledged"),
        "picture": sparkline(share.trend),
        "measure": "recognition.acknowledged_value",
    }


def from_to(reading: Reading | None) -> str:
    """Where a score was and where it is now: "Trust in the PMO: 71 → 74"."""
    if reading is None or reading.comparison is None or not reading.comparison.is_clear:
        return ""
    old = wording.value(reading.comparison.value, reading.measure.unit)
    return f"{reading.label}: {old} → {written(reading.measure)}"


def way_of(readings: Readings) -> list[Page]:
    """Value from what was delivered to what was acknowledged, stage by stage."""
    names = [
        name for name in STAGES if name in readings and readings[name].measure.is_ok
    ]
    acknowledged = readings.get("recognition.acknowledged")
    if acknowledged is None or not acknowledged.measure.is_ok:
        return []
    whole = max(exact(readings[name].measure.number) for name in names)
    return [
        {
            "label": one.label,
            "amount": written(one.measure),
            "width": f"{exact(one.measure.number) / whole * 100:.1f}",
            "measure": name,
        }
        for name in names
        for one in [readings[name]]
    ]


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
