"""What the pages of risks and issues need: days, ages, and what a response changes."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from delivery.models import Issue, Risk
from pmo_value import formatting

register = template.Library()


@register.filter
def plain_days(value: Decimal | None) -> str:
    """Return a length of time that may have half days: "12 days", "2.5 days"."""
    if value is None:
        return formatting.UNKNOWN
    if value == 1:
        return _("1 day")
    return _("%(number)s days") % {"number": formatting.trimmed(value, 1)}


@register.filter
def after_response(risk: Risk, what: str) -> str:
    """Return what a number of a risk is after its response: "20 % after response".

    The risk came `with_latest_assessment`; what is not judged gives "".
    """
    judged = risk.judged
    texts = {
        "probability": _percent(judged.residual.probability),
        "money": _money(judged.residual.amount, risk.currency),
        "expected": _money(judged.residual.expected, risk.currency),
        "days": _days(judged.residual_delay.amount),
    }
    return _("%(value)s after response") % {"value": texts[what]} if texts[what] else ""


def _percent(value: Decimal | None) -> str:
    return "" if value is None else formatting.percent(value)


def _money(value: Decimal | None, currency: str) -> str:
    return "" if value is None else formatting.compact_money(value, currency)


def _days(value: Decimal | None) -> str:
    return "" if value is None else plain_days(value)


@register.filter
def age_on(issue: Issue, day: date) -> int:
    """Return how many days an issue was open by the day, or until it was resolved."""
    return issue.age_on(day)


@register.filter
def is_late_on(issue: Issue, day: date) -> bool | None:
    """Return whether an issue took longer than agreed; None where nothing was."""
    return issue.is_late_on(day)
