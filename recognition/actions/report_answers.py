"""What recipients do with a report: opening, acknowledging and asking about it.

What they answer to a piece of value goes through the ledger, and not through here.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import mailing
from recognition.actions.letters import leads_of
from recognition.models import ReportCopy, ReportView

# Within so long, opening a page again is the same look.
ONE_LOOK: Final = timedelta(hours=1)
LONGEST_QUESTION: Final = 2000


class TooLongError(Exception):
    """The questions of one reader no longer fit; they should write a mail."""


@transaction.atomic
def note_view(copy: ReportCopy, now: datetime) -> bool:
    """Count one real look at a copy; return whether it was a new one."""
    held = _held(copy)
    newest = held.views.order_by("-at").values_list("at", flat=True).first()
    if newest is not None and newest > now - ONE_LOOK:
        return False
    ReportView.objects.create(copy=held, at=now)
    held.view_count += 1
    held.first_viewed_at = held.first_viewed_at or now
    held.save(update_fields=["view_count", "first_viewed_at"])
    return True


@transaction.atomic
def acknowledge(copy: ReportCopy, now: datetime) -> None:
    """Write down that somebody has read a report; once more changes nothing."""
    held = _held(copy)
    if held.acknowledged_at is None:
        held.acknowledged_at = now
        held.save(update_fields=["acknowledged_at"])


@transaction.atomic
def ask(copy: ReportCopy, text: str, now: datetime) -> None:
    """Keep a question about a report and tell its leads; the same again is none.

    A second question is kept below the first one.

    Raises TooLongError.
    """
    held = _held(copy)
    before = held.question
    if before == text or before.endswith(f"\n\n{text}"):
        return
    question = f"{before}\n\n{text}" if before else text
    if len(question) > LONGEST_QUESTION:
        raise TooLongError
    held.question, held.questioned_at = question, now
    held.save(update_fields=["question", "questioned_at"])
    _tell_leads(held, now)


@transaction.atomic
def decline(copy: ReportCopy, now: datetime) -> None:
    """Send this reader no more reports of the portfolio."""
    held = _held(copy)
    if held.declined_at is None:
        held.declined_at = now
        held.save(update_fields=["declined_at"])


def wish_again(copy: ReportCopy) -> None:
    """Send this reader reports of the portfolio again."""
    same = ReportCopy.objects.of_same_reader(copy)
    same.filter(report__portfolio=copy.report.portfolio_id).update(declined_at=None)


def _tell_leads(copy: ReportCopy, now: datetime) -> None:
    """Tell the leads of a question; the mail holds neither its words nor a name."""
    report = copy.report
    words = sha256(copy.question.encode()).hexdigest()[:16]
    for lead in leads_of(report.portfolio):
        with timezone.override(lead.time_zone), translation.override(lead.language):
            names = {"title": report.title}
            mailing.post(
                f"report_question:{copy.pk}:{words}:{lead.pk}",
                to=lead,
                subject=_("A question about the report “%(title)s”") % names,
                body=render_to_string(
                    "recognition/report_question.txt",
                    {
                        "report": report,
                        "url": settings.SITE_URL + copy.get_absolute_url(),
                    },
                ),
                now=now,
            )


def _held(copy: ReportCopy) -> ReportCopy:
    """Return a copy that nobody else changes until the transaction ends."""
    rows = ReportCopy.objects.select_for_update(of=("self",)).order_by()
    return rows.select_related("report__portfolio").get(pk=copy.pk)
