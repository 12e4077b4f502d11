"""What is written to those who are asked: in their language, and by day where they are.

A letter names nobody but its reader. Their own link is put in as the mail goes out.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import CharField, F, QuerySet, Value
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import mailing
from accounts.models import Mail, User
from accounts.models.mail import LINK
from delivery.models import Membership, Portfolio, Role
from pmo_value import formatting
from recognition.models import FollowUp, Invitation, Mode, Stakeholder

# The page that the link in a letter leads to.
FORM_VIEW = "feedback"
FIRST_HOUR, LAST_HOUR = 8, 18
# What was done since the last rounds; a letter is no report.
TOLD_AT_MOST = 3
TOLD_FOR = timedelta(days=180)


class Letter(NamedTuple):
    """Subject and text of a mail."""

    subject: str
    body: str


def by_day(now: datetime, person: Stakeholder | User) -> datetime:
    """Return the next moment of the day where somebody is: now, or their morning."""
    here = now.astimezone(ZoneInfo(person.time_zone))
    morning = here.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    if here.hour >= LAST_HOUR:
        morning += timedelta(days=1)
    return now if FIRST_HOUR <= here.hour < LAST_HOUR else morning


def leads_of(portfolio: Portfolio) -> QuerySet[User]:
    """Return who leads a portfolio, there or above it."""
    here = Value(portfolio.path, output_field=CharField())
    roles = Membership.objects.annotate(here=here).filter(
        role=Role.LEAD, here__startswith=F("portfolio__path")
    )
    return User.objects.filter(pk__in=roles.values("user"))


def write(invitation: Invitation, now: datetime, *, is_reminder: bool) -> Letter:
    """Return what somebody is written, in their own language."""
    person, about = invitation.stakeholder, invitation.round
    with timezone.override(person.time_zone), translation.override(person.language):
        last_day = formatting.day(invitation.expires_on)
        subject = _("Your view of the work of the PMO, until %(day)s")
        if is_reminder:
            subject = _("Reminder: your view of the work of the PMO, until %(day)s")
        context = {
            "person": person,
            "round": about,
            "last_day": last_day,
            "is_reminder": is_reminder,
            "is_anonymous": about.mode == Mode.ANONYMOUS,
            "is_confidential": about.mode == Mode.CONFIDENTIAL,
            "told": [] if is_reminder else told_of(invitation, now),
            "link": LINK,
        }
        body = render_to_string("recognition/invitation.txt", context)
        return Letter(subject % {"day": last_day}, body)


def told_of(invitation: Invitation, now: datetime) -> list[FollowUp]:
    """Return what was done lately because of feedback, and may be told."""
    done = FollowUp.objects.filter(
        portfolio=invitation.round.portfolio_id,
        is_told=True,
        settled_at__gt=now - TOLD_FOR,
    )
    return list(done.order_by("-settled_at", "-pk")[:TOLD_AT_MOST])


def post(invitation: Invitation, now: datetime, *, is_reminder: bool) -> Mail | None:
    """Put the next letter of an invitation into the outbox, and note it there.

    Belongs into a transaction that holds the invitation. None without an address.
    """
    number = invitation.mail_count + 1
    letter = write(invitation, now, is_reminder=is_reminder)
    due_at = by_day(now, invitation.stakeholder)
    mail = mailing.post_to_address(
        f"invitation:{invitation.pk}:{number}",
        address=invitation.stakeholder.email,
        subject=letter.subject,
        body=letter.body,
        now=due_at,
        link_view=FORM_VIEW,
        link_nonce=invitation.nonce,
    )
    if mail is not None:
        invitation.mail = mail
        invitation.mail_count = number
        invitation.last_mail_at = due_at
    return mail
