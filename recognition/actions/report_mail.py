"""What is written to those who approve a report, and to those who wrote it."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import mailing
from accounts.models import User
from recognition.models import ExecutiveReport, ReportComment


def ask_for_approval(
    report: ExecutiveReport, people: Iterable[User], by: User, now: datetime
) -> None:
    """Tell those who may approve a report that it waits for them."""
    for person in people:
        _post("review", report, person, now, by=by)


def tell_of_decision(
    report: ExecutiveReport, said: ReportComment, now: datetime
) -> None:
    """Tell the writers of a report how it was decided on, and why."""
    for person in report.writers.all():
        _post(said.decision, report, person, now, by=said.by, text=said.text)


def _post(
    kind: str,
    report: ExecutiveReport,
    person: User,
    now: datetime,
    by: User | None,
    text: str = "",
) -> None:
    with timezone.override(person.time_zone), translation.override(person.language):
        words = {"title": report.title}
        subject = {
            "review": _("“%(title)s” waits for your approval"),
            "approved": _("“%(title)s” is approved"),
            "sent_back": _("“%(title)s” was sent back"),
        }[kind] % words
        address = reverse("scorecards:report_compose", args=[report.pk])
        context = {
            "kind": kind,
            "report": report,
            "by": by,
            "text": text,
            "url": settings.SITE_URL + address,
            "person": person,
        }
        mailing.post(
            f"report_{kind}:{report.pk}:{report.version}:{person.pk}",
            to=person,
            subject=subject,
            body=render_to_string("recognition/report_mail.txt", context),
            now=now,
        )
