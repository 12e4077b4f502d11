"""What the page of a report says of the reader's own copy, and of changes since."""

from typing import Any

from django import template

from accounts.requests import SignedInRequest
from recognition.models import ExecutiveReport, ReportState
from scorecards.actions.sending import items_of
from scorecards.reports.answering import copy_of
from scorecards.reports.difference import difference_of

register = template.Library()


@register.simple_tag
def my_copy(request: SignedInRequest, report: ExecutiveReport) -> dict[str, Any]:
    """Return the reader's copy of a report that is out, and how much waits for them."""
    if report.state != ReportState.PUBLISHED:
        return {}
    copy = copy_of(request.user, report)
    if copy is None:
        return {}
    waiting = [
        item
        for item in items_of(copy)
        if item.communicated_at
        and not item.is_withdrawn
        and (not item.answer or item.is_stale)
    ]
    return {"copy": copy, "waiting": len(waiting)}


@register.simple_tag
def restated(report: ExecutiveReport) -> int:
    """Return how many numbers of a published report are others by now."""
    if report.state != ReportState.PUBLISHED:
        return 0
    found = difference_of(report)
    return found.count if found else 0
