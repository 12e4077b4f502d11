"""What the templates of Step 10 need: how many have answered."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo_value import formatting
from recognition.calculations.responses import Responses

register = template.Library()


@register.filter
def day_of(moment: datetime | None) -> str:
    """Return the day of a moment where the reader is; a dash for none."""
    return formatting.day(timezone.localdate(moment) if moment else None)


@register.filter
def response(round_: Any) -> str:
    """Return how many of those asked have answered: "12 of 38, 32 %".

    The round is one `with_counts`.
    """
    answered, invited = round_.answered_count, round_.invited_count
    if answered > invited:  # a file that does not say how many were asked
        words = ngettext(
            "%(number)s answer; how many were asked is not known",
            "%(number)s answers; how many were asked is not known",
            answered,
        )
        return words % {"number": answered}
    rate = Responses(answered, invited).measure().value
    if rate is None:
        return _("nobody asked yet")
    words = _("%(answered)s of %(invited)s, %(rate)s")
    return words % {
        "answered": answered,
        "invited": invited,
        "rate": formatting.percent(rate),
    }
