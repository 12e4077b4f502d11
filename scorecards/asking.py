"""What is asked of a reader of scorecards: answers for results, and reports to read."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from delivery.models import Portfolio
from recognition.models import ReportCopy, ReportState, ValueItem

MOST_REPORTS = 3


class Asked(NamedTuple):
    """One thing that waits for the reader, and where it is done."""

    text: str
    url: str


def asked_of(user: User, today: date) -> list[Asked]:
    """Return what waits for somebody: two queries, whatever there is."""
    return [*_results(user), *_reports(user, today)]


def _results(user: User) -> list[Asked]:
    told = ValueItem.objects.of_sponsor(user).live()
    number = told.filter(Q(answer="") | Q(is_stale=True)).count()
    if not number:
        return []
    text = ngettext(
        "%(number)s result waits for your answer",
        "%(number)s results wait for your answer",
        number,
    )
    return [Asked(text % {"number": number}, reverse("recognition:value_mine"))]


def _reports(user: User, today: date) -> list[Asked]:
    """The newest reports that were sent to the reader and not acknowledged."""
    unread = (
        ReportCopy.objects.of_reader(user)
        .filter(
            Q(expires_on=None) | Q(expires_on__gte=today),
            report__state=ReportState.PUBLISHED,
            report__portfolio__in=Portfolio.objects.with_figures_for(user),
            sent_at__isnull=False,
            acknowledged_at=None,
            questioned_at=None,
            revoked_at=None,
        )
        .select_related("report")
        .order_by("-sent_at", "-pk")
    )
    return [
        Asked(
            _("Read and acknowledge “%(title)s”") % {"title": copy.report.title},
            copy.report.get_absolute_url(),
        )
        for copy in unread[:MOST_REPORTS]
    ]
