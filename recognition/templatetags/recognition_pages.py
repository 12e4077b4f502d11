"""What the templates of Step 10 need: answers, assumptions and translations."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pmo_value import formatting
from recognition.arithmetic import Arithmetic, arithmetic_of
from recognition.calculations.responses import Responses
from recognition.models import Assumption, AssumptionState, ValueTranslation
from recognition.origins import assumed, assumed_range
from recognition.standing import Part, Standing

register = template.Library()

register.filter("assumed", assumed)
register.filter("assumed_range", assumed_range)

STATUS_OF = {
    AssumptionState.APPROVED: ("good", gettext_lazy("approved")),
    AssumptionState.EXPIRED: ("attention", gettext_lazy("expired")),
    AssumptionState.PROPOSED: ("none", gettext_lazy("waits for finance")),
    AssumptionState.RETIRED: ("none", gettext_lazy("retired")),
}


@register.simple_tag
def standing(assumption: Assumption) -> dict[str, Any]:
    """Return the status of an assumption today, and the word for it."""
    status, word = STATUS_OF[assumption.state(timezone.localdate())]
    return {"status": status, "word": str(word)}


@register.simple_tag
def worked_out(translations: Iterable[ValueTranslation]) -> list[Arithmetic]:
    """Return some translations with what they come to today."""
    return arithmetic_of(translations, timezone.localdate())


@register.filter
def worth(part: Part) -> str:
    """Return the most money of a part of value; without any, how many results."""
    return next(iter(part.amounts), formatting.number(part.items))


@register.filter
def acknowledged_of(standing: Standing) -> str:
    """Return of how much something is acknowledged: "71 % of €5M; 9 of 12 results"."""
    words = ngettext(
        "%(number)s of %(total)s result",
        "%(number)s of %(total)s results",
        standing.delivered.items,
    )
    results = words % {
        "number": formatting.number(standing.acknowledged.items),
        "total": formatting.number(standing.delivered.items),
    }
    return "; ".join(filter(None, [", ".join(standing.shares), results]))


@register.filter
def results_of(part: Part) -> str:
    """Return what else there is of it: "and $420K; 30 results"."""
    words = ngettext("%(number)s result", "%(number)s results", part.items)
    results = words % {"number": formatting.number(part.items)}
    if others := part.amounts[1:]:
        also = _("and %(amounts)s") % {"amounts": ", ".join(others)}
        return f"{also}; {results}"
    return results


@register.filter
def day_of(moment: datetime | None) -> str:
    """Return the day of a moment where the reader is; a dash for none."""
    return formatting.day(timezone.localdate(moment) if moment else None)


@register.filter
def is_before(day: date, other: date) -> bool:
    """Return whether a day lies before another one."""
    return day < other


@register.filter
def ago(day: date | None, today: date) -> str:
    """Return for how many days something has been so; a dash where no day is known."""
    if day is None:
        return formatting.UNKNOWN
    return formatting.days((today - day).days)


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
