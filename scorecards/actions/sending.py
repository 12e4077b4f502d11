"""Copies of a published report go out: each once, and by day where its reader is.

A copy that is due is the work order. Its delivery, its mail and what the ledger notes
are one transaction, so whatever is repeated, nobody gets a number of it twice.
"""

import logging
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import mailing
from accounts.enclosing import Part
from accounts.models import Mail, User
from accounts.models.mail import LINK
from delivery.models import Portfolio
from recognition.actions.ledger import Via, chain_of
from recognition.actions.letters import by_day
from recognition.actions.report_copies import wants_none
from recognition.actions.value import by_portfolio, held_together, note_told
from recognition.models import (
    ExecutiveReport,
    Publication,
    ReportCopy,
    ReportDelivery,
    ReportState,
    ValueItem,
)
from recognition.models.value import ValueItemQuerySet
from scorecards.actions import rendering
from scorecards.media.mail import Letter, letter_of
from scorecards.media.writing import TYPES
from scorecards.models import ReportSnapshot
from scorecards.reports import files
from scorecards.reports.composing import EVERYBODY, Reader
from scorecards.reports.reading import published_one

logger = logging.getLogger(__name__)

# The page that the link in a mail leads to.
PAGE = "shared_report"
# Where a reader says that they want no more reports, seen from that page.
DECLINE = "decline/"


def write_anew(now: datetime) -> int:
    """Take mails back that wait with a quote that was taken back; return how many.

    Each is written anew without it: its copy is due once more.
    """
    ended = Publication.objects.filter(ended_at__isnull=False)
    waiting = (
        ReportCopy.objects.filter(mail__state__in=[Mail.State.DUE, Mail.State.FAILED])
        .filter(report__sections__quotes__publications__in=ended.order_by())
        .filter(
            report__sections__quotes__publications__ended_at__gt=F("mail__created_at")
        )
    )
    keys = sorted(set(waiting.order_by().values_list("pk", flat=True)))
    return sum(_taken_back(pk, now) for pk in keys)


@transaction.atomic
def _taken_back(pk: int, now: datetime) -> bool:
    """Take back the newest mail of a copy, if it has not gone out yet."""
    rows = ReportCopy.objects.select_for_update(of=("self",)).order_by()
    copy = rows.get(pk=pk)
    unsent = Mail.objects.filter(
        pk=copy.mail_id, state__in=[Mail.State.DUE, Mail.State.FAILED]
    )
    copy.deliveries.filter(mail__in=unsent.values("pk")).delete()
    if not unsent.delete()[0]:
        return False
    copy.mail, copy.due_at = None, now
    copy.save(update_fields=["mail", "due_at"])
    return True


def due_reports(now: datetime) -> list[int]:
    """Return the reports that have copies to be sent."""
    due = ReportCopy.objects.due_on(now).order_by()
    return sorted(set(due.values_list("report", flat=True)))


def deliver(report_pk: int, now: datetime) -> int:
    """Send the copies of a report that are due; return how many mails were written.

    One that cannot be written leaves the others alone, and is tried again later.
    """
    due = ReportCopy.objects.due_on(now).filter(report=report_pk).order_by("pk")
    count = 0
    for pk in due.values_list("pk", flat=True):
        try:
            count += send_copy(pk, now)
        except Exception:
            logger.exception("Copy %s of report %s was not sent", pk, report_pk)
    return count


@transaction.atomic
def send_copy(pk: int, now: datetime) -> bool:
    """Write the next mail of a copy if it is due, and say whether it was written."""
    rows = ReportCopy.objects.select_for_update(of=("self",)).order_by()
    copy = rows.select_related("report__portfolio", "stakeholder", "user").get(pk=pk)
    if not _is_due(copy, now):
        return False
    if why := why_not(copy):
        copy.due_at, copy.problem = None, why
        copy.save(update_fields=["due_at", "problem"])
        return False
    try:
        attached = attachment_of(copy, now)
    except FileError as error:
        _hold_back(copy, error, now)
        return False
    number = copy.deliveries.count() + 1
    mail = _post(copy, number, now, attached)
    ReportDelivery.objects.create(
        copy=copy,
        number=number,
        attachment=copy.attachment if attached else "",
        mail=mail,
        address=mail.address,
        at=now,
        by=copy.due_by,
    )
    copy.mail, copy.sent_at = mail, mail.due_at
    copy.due_at, copy.problem, copy.bounced_at = None, "", None
    copy.save(
        update_fields=["mail", "sent_at", "due_at", "problem", "bounced_at"],
    )
    if number == 1:
        _note_told(copy, now)
    return True


class FileError(Exception):
    """The file that goes with a mail is not there; `is_final`: and will not be."""

    def __init__(self, problem: str, *, is_final: bool) -> None:
        super().__init__(problem)
        self.is_final = is_final


def attachment_of(copy: ReportCopy, now: datetime) -> tuple[Part, ...]:
    """Return the file that goes with a copy; whoever comes first has it made.

    What asks for a password goes without: a mail is read by whoever gets it.

    Raises FileError while it is not there.
    """
    if not copy.attachment or copy.password:
        return ()
    published, medium = published_of(copy), copy.attachment
    language = copy.reader.language
    file = files.found(published, copy.stakeholder, medium, language)
    # What could not be made is tried anew where somebody has pressed the button since.
    if file is None or (copy.due_at and copy.due_at > file.asked_at):
        file = rendering.ask_for_report(
            published,
            copy.stakeholder,
            medium,
            language=language,
            by=copy.due_by,
            now=now,
        )
        file.refresh_from_db()
    content = rendering.content_of(file)
    if content is None:
        raise FileError(file.problem, is_final=not file.is_waiting)
    return (Part(file.name, TYPES[file.medium], content),)


def _hold_back(copy: ReportCopy, error: FileError, now: datetime) -> None:
    """Let a copy wait for its file; where there will be none, its sender is told."""
    if not error.is_final:
        return
    words = {"why": str(error)}
    copy.due_at = None
    copy.problem = _("The file could not be made. %(why)s")[:300] % words
    copy.save(update_fields=["due_at", "problem"])
    report = copy.report
    sender = copy.due_by or report.published_by or report.portfolio.lead
    if sender is None:
        return
    with timezone.override(sender.time_zone), translation.override(sender.language):
        place = reverse("recognition:report_recipients", args=[report.pk])
        context = {
            "report": report,
            "why": str(error),
            "url": settings.SITE_URL + place,
        }
        mailing.post(
            f"report_file:{report.pk}:{copy.attachment}:{now:%Y%m%d}",
            to=sender,
            subject=_("Not sent: the file of “%(title)s”") % {"title": report.title},
            body=render_to_string("recognition/report_file_problem.txt", context),
            now=now,
        )


def _is_due(copy: ReportCopy, now: datetime) -> bool:
    is_due = copy.due_at is not None and copy.due_at <= now
    is_out = copy.report.state == ReportState.PUBLISHED
    return is_due and is_out and copy.revoked_at is None


def why_not(copy: ReportCopy) -> str:
    """Return why somebody gets nothing, "" where they do.

    Rights are those of this moment, and not those of when they were put on the list.
    """
    reader = copy.reader
    if isinstance(reader, User):
        if not reader.is_active:
            return _("The account is closed.")
        read = Portfolio.objects.with_figures_for(reader)
        if not read.filter(pk=copy.report.portfolio_id).exists():
            return _("May not read the figures of this portfolio any more.")
    elif reader.erased_at or reader.left_on:
        return _("Has left the role.")
    if not mailing.is_address(reader.email):
        return _("There is no e-mail address: enter it, then send the copy.")
    if wants_none(copy):
        return _("Wishes to get no more reports of this portfolio.")
    return ""


def _post(
    copy: ReportCopy, number: int, now: datetime, attached: tuple[Part, ...]
) -> Mail:
    """Put the mail of a copy into the outbox. Raises ValueError without an address."""
    reader = copy.reader
    with timezone.override(reader.time_zone), translation.override(reader.language):
        letter = letter_to(copy, now)
        mail = mailing.post_to_address(
            f"report_copy:{copy.pk}:{number}",
            address=reader.email,
            subject=letter.subject,
            body=letter.text,
            rich=replace(letter.rich, parts=(*letter.rich.parts, *attached)),
            now=by_day(now, reader),
            link_view=PAGE,
            link_nonce=copy.nonce,
            unsubscribe_url=LINK + DECLINE,
        )
    if mail is None:
        raise ValueError("no address")
    return mail


def letter_to(copy: ReportCopy, now: datetime) -> Letter:
    """Return the mail of a copy, in the language and the time zone in use.

    The report itself stands in it; where its link asks for a password, the mail holds
    neither a number nor a word of it.
    """
    results = _held_by(copy).count()
    greeting, closing = (
        _words(copy, place, results) for place in ("greeting", "closing")
    )
    if copy.password:
        text = "\n\n".join((*greeting, LINK, *closing))
        return Letter(copy.report.title, text, "", ())
    published = published_of(copy)
    reader = Reader(copy.stakeholder_id) if copy.stakeholder_id else EVERYBODY
    report = published_one(published, timezone.localdate(now), reader)
    return letter_of(report, link=LINK, greeting=greeting, closing=closing)


def published_of(copy: ReportCopy) -> ReportSnapshot:
    rows = ReportSnapshot.objects.select_related(
        "report__portfolio", "frozen__portfolio"
    )
    return rows.get(report=copy.report_id)


def _words(copy: ReportCopy, place: str, results: int) -> list[str]:
    """Return the paragraphs above or below a report that holds so many results."""
    report = copy.report
    context = {
        "copy": copy,
        "report": report,
        "is_member": copy.user_id is not None,
        "sender": report.published_by or report.portfolio.lead,
        "results": results,
    }
    text = render_to_string(f"reports/mail_{place}.txt", context)
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return [part for part in paragraphs if part]


def items_of(copy: ReportCopy) -> list[ValueItem]:
    """Return the value of a report that the reader of a copy answers for, as it is."""
    return list(_held_by(copy).for_page().order_by("-amount", "pk"))


def _held_by(copy: ReportCopy) -> ValueItemQuerySet:
    picked = ExecutiveReport.objects.filter(pk=copy.report_id).values("sections__items")
    rows = ValueItem.objects.filter(pk__in=picked)
    if copy.user_id:
        return rows.filter(sponsor__user=copy.user_id)
    return rows.filter(sponsor=copy.stakeholder_id)


def _note_told(copy: ReportCopy, now: datetime) -> None:
    """Write into the ledger that a sponsor was told of what the report holds."""
    for portfolio, group in by_portfolio(items_of(copy)):
        with chain_of(portfolio) as chain:
            for item in held_together(chain, [one.pk for one in group]):
                sponsor = item.sponsor
                if sponsor is not None and _is_news(item, copy):
                    note_told(chain, item, sponsor, copy.due_by, now, via=Via.REPORT)


def _is_news(item: ValueItem, copy: ReportCopy) -> bool:
    """Whether the sponsor is asked about an item: it stands, and is not settled."""
    if item.is_withdrawn or not item.sentence or item.is_out_of_date:
        return False
    is_theirs = (
        item.sponsor_id == copy.stakeholder_id
        if copy.stakeholder_id
        else item.sponsor is not None and item.sponsor.user_id == copy.user_id
    )
    return is_theirs and (not item.is_accepted or item.is_stale)
