"""What the templates of Step 9 need: values with their units, and the ways around."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery import units
from delivery.calculations.claims import ClaimState
from delivery.calculations.evidence import Evidence
from delivery.models import BenefitEntry, Kpi, KpiMeasurement, Portfolio, RatingLevel
from delivery.models.objective import STRENGTHS
from pmo_value import formatting
from pmo_value.templatetags.sections import subject, url_of

register = template.Library()

register.filter("hours", formatting.hours)

register.filter("kpi_value", units.kpi_value)
register.filter("kpi_unit", units.kpi_unit)
register.filter("kpi_number", units.kpi_number)
register.filter("benefit_amount", units.benefit_amount)


@register.filter
def whole_money(value: Decimal | None, currency: str) -> str:
    """Return an amount without its cents, where many are compared."""
    return formatting.money(value, currency, 0)


@register.filter
def period_of(measurement: KpiMeasurement) -> str:
    """Return the period of a measurement: "Sep 2026"."""
    return units.period_label(measurement.period_start, measurement.period_end)


@register.filter
def month_name(number: int) -> str:
    """Return the name of a month of the year."""
    return str(MONTHS[number])


@register.filter
def cadence_name(cadence: str) -> str:
    """Return what a rhythm is called: "Monthly"."""
    return str(Kpi.Cadence(cadence).label)


@register.filter
def entry_kind(kind: str) -> str:
    """Return what a kind of amounts is called."""
    return str(BenefitEntry.Kind(kind).label)


@register.filter
def strength(value: Decimal) -> str:
    """Return how strongly something serves an objective, in words."""
    return str(STRENGTHS[value])


CLAIM_STATES = {
    ClaimState.DRAFT: gettext_lazy("draft"),
    ClaimState.CLAIMED: gettext_lazy("claimed"),
    ClaimState.MEASURED: gettext_lazy("measured"),
    ClaimState.VALIDATED: gettext_lazy("validated"),
    ClaimState.REJECTED: gettext_lazy("rejected"),
    ClaimState.WITHDRAWN: gettext_lazy("withdrawn"),
}

EVIDENCE_LEVELS = {
    Evidence.OPINION: gettext_lazy("E0: an opinion or a forecast"),
    Evidence.CLAIMED: gettext_lazy("E1: claimed, with a method"),
    Evidence.MEASURED: gettext_lazy("E2: measured against a baseline"),
    Evidence.VALIDATED: gettext_lazy("E3: validated by finance"),
    Evidence.ISOLATED: gettext_lazy("E4: validated, its cause set apart"),
}


@register.filter
def claim_state_word(state: ClaimState) -> str:
    """Return where a claim stands, in a word."""
    return str(CLAIM_STATES[state])


@register.filter
def evidence_word(level: Evidence) -> str:
    """Return what an evidence level says."""
    return str(EVIDENCE_LEVELS[level])


STATUS_OF_COLOUR = {
    RatingLevel.Colour.GREEN: "good",
    RatingLevel.Colour.AMBER: "attention",
    RatingLevel.Colour.RED: "critical",
}


@register.filter
def rating_status(colour: str | None) -> str:
    """Return the status by which a rating of this colour is drawn."""
    return (
        STATUS_OF_COLOUR.get(RatingLevel.Colour(colour), "none") if colour else "none"
    )


HERE = "delivery"


@register.simple_tag
def portfolio_pages(request: HttpRequest, portfolio: Portfolio) -> list[dict[str, Any]]:
    """Return the pages of a portfolio, for components/subnav.html.

    The portfolio carries the reader's rights; its counts are shown if it has them.
    """
    here = request.resolver_match.url_name if request.resolver_match else ""
    lists = [
        ("project_list", _("Projects"), "project_count"),
        ("kpi_list", _("KPIs"), "kpi_count"),
        ("benefit_list", _("Benefits"), "benefit_count"),
        ("resource_list", _("People"), "resource_count"),
        ("objective_list", _("Objectives"), "objective_count"),
        ("service_list", _("Services"), "service_count"),
        ("risk_list", _("Risks"), "risk_count"),
        ("issue_list", _("Issues"), "issue_count"),
    ]
    query = urlencode({"portfolio": portfolio.slug})
    facts = []
    if portfolio.is_read:  # type: ignore[attr-defined]
        facts = [
            {
                "label": label,
                "url": f"{url_of(HERE, name)}?{query}",
                "is_current": False,
                "count": getattr(portfolio, count, None),
            }
            for name, label, count in lists
        ]
        facts.append(
            {
                "label": _("Data quality"),
                "url": f"{url_of(HERE, 'data_quality')}?{query}",
                "is_current": False,
            }
        )
    own = [
        ("portfolio_detail", _("Summary")),
        ("cycle_list", _("Cycles")),
        ("portfolio_history", _("Changes")),
    ]
    if portfolio.is_read:  # type: ignore[attr-defined]
        own.insert(1, ("priority_list", _("Priorities")))
        own.append(("risk_level_list", _("Risk scale")))
    if portfolio.is_managed:  # type: ignore[attr-defined]
        own += [
            ("portfolio_members", _("Members")),
            ("portfolio_update", _("Settings")),
        ]
    pages = [(name, label, url_of(HERE, name, portfolio.slug)) for name, label in own]
    return [subject(_("Overview"), pages, here), *facts]
