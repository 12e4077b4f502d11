"""The rows of the first screen: the families of outcomes, and what Step 10 is of."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.measure import Rag
from pmo_value import formatting
from scorecards.panels.contract import (
    Outcome,
    Readings,
)
from scorecards.panels.families import families_of
from scorecards.presenting.values import (
    STATUS,
    Page,
    change_in_words,
    sparkline,
    status_of,
    told,
    word_of,
)
from scorecards.snapshots import Snapshot

# The panel that families without one of their own speak through.
KPIS = "kpis"

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
    "recognition": gettext_lazy("Acknowledged value"),
    "value-at-risk": gettext_lazy("Unacknowledged value"),
    "pmo-return": gettext_lazy("Return on the PMO"),
    "satisfaction": gettext_lazy("Satisfaction"),
    "trust": gettext_lazy("Trust"),
    "perception": gettext_lazy("Perceived value"),
    "feedback-coverage": gettext_lazy("Response rate"),
    "service-demand": gettext_lazy("Demand for services"),
}


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
    summary = _("KPI score out of 100") if key == KPIS else reading.label
    row = {
        "name": name,
        "url": f"#{key}",
        "status": STATUS[colour] if colour else status_of(reading),
        "status_word": word_of(reading, colour),
        "summary": "" if summary == name else summary,
        "measure": measure,
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
