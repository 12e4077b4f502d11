"""The page of a scorecard, and how fresh it is."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from scorecards.models import Scorecard
from scorecards.panels.contract import (
    Outcome,
)
from scorecards.presenting.families import steps_of
from scorecards.presenting.headline import headline_of
from scorecards.presenting.panel import panel_of
from scorecards.presenting.values import Page

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


def freshness_of(scorecard: Scorecard, shown: str | None = None) -> Page:
    """Whether the page is the newest there is; `shown` is the digest on screen."""
    if not scorecard.is_current:
        refresh = scorecard.portfolio.refresh
        return {"state": "failed" if refresh.problem else "preparing"}
    is_older = shown is not None and shown != scorecard.digest
    return {"state": "ready" if is_older else "current"}
