"""What is asked of a reader of scorecards: answers for results, and reports to read."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from delivery.models import Portfolio
from pmo_value.prepared import PreparedQuery
from recognition.models import (
    ExecutiveReport,
    ReportCopy,
    ReportState,
    ValueItem,
)

MOST_REPORTS = 3


class Asked(NamedTuple):
    """One thing that waits for the reader, and where it is done."""

    text: str
    url: str


def _results(reader: int) -> QuerySet[Any, Any]:
    told = ValueItem.objects.of_sponsor(User(pk=reader)).live()
    waiting = told.filter(Q(answer="") | Q(is_stale=True))
    return waiting.order_by().values_list("pk")


def _reports(reader: int, today: str) -> QuerySet[Any, Any]:
    """The newest reports that were sent to the reader and not acknowledged."""
    user = User(pk=reader)
    unread = ReportCopy.objects.of_reader(user).filter(
        Q(expires_on=None) | Q(expires_on__gte=today),
        report__state=ReportState.PUBLISHED,
        report__portfolio__in=Portfolio.objects.with_figures_for(user),
        sent_at__isnull=False,
        acknowledged_at=None,
        questioned_at=None,
        revoked_at=None,
    )
    newest = unread.order_by("-sent_at", "-pk")
    return newest.values_list("report_id", "report__title")[:MOST_REPORTS]


# Asked on every page of a scorecard, which writing them anew would keep waiting.
RESULTS = PreparedQuery(_results, reader=-1)
REPORTS = PreparedQuery(_reports, reader=-1, today="0001-01-01")


def asked_of(user: User, today: date) -> list[Asked]:
    """Return what waits for somebody: two queries, whatever there is."""
    asked = []
    if number := len(RESULTS.rows(reader=user.pk)):
        text = ngettext(
            "%(number)s result waits for your answer",
            "%(number)s results wait for your answer",
            number,
        )
        where = reverse("recognition:value_mine")
        asked.append(Asked(text % {"number": number}, where))
    for pk, title in REPORTS.rows(reader=user.pk, today=today.isoformat()):
        text = _("Read and acknowledge “%(title)s”") % {"title": title}
        asked.append(Asked(text, ExecutiveReport(pk=pk).get_absolute_url()))
    return asked
