"""Who does not open a report that asks them becomes a follow-up in the ledger."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.distribution import SILENT_AFTER, owed_by
from recognition.models import ExecutiveReport, ReportCopy, ReportState, ValueItem

LONGEST_NOTE = 300


def follow_up_silent(now: datetime) -> int:
    """Let leads come back to what silent recipients answer for; return how many.

    A day that a lead has set is left alone.
    """
    due = (
        ReportCopy.objects.silent_since(now - SILENT_AFTER)
        .filter(
            silence_noted_at=None,
            report__state__in=[ReportState.PUBLISHED, ReportState.SUPERSEDED],
        )
        .order_by("pk")
    )
    return sum(_follow_up(pk, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _follow_up(pk: int, now: datetime) -> int:
    rows = ReportCopy.objects.select_for_update(of=("self",)).order_by()
    copy = rows.select_related("report", "stakeholder", "user").get(pk=pk)
    if copy.silence_noted_at is not None:
        return 0
    copy.silence_noted_at = now
    copy.save(update_fields=["silence_noted_at"])
    told = ExecutiveReport.objects.filter(pk=copy.report_id)
    waiting = ValueItem.objects.unacknowledged().filter(
        owed_by(copy), pk__in=told.values("sections__items"), follow_up_on=None
    )
    note = _("Has not opened the report “%(title)s”.") % {"title": copy.report.title}
    fields = {
        "follow_up_on": timezone.localdate(now),
        "follow_up_note": note[:LONGEST_NOTE],
    }
    return int(waiting.update(**fields))
