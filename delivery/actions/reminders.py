"""Reminders of what is due: who wants them, and one mail a day at the most."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import mailing
from accounts.models import User
from delivery.calculations.duties import is_reminded
from delivery.duties import Duty, Owed, owed_by
from delivery.models import Kpi, Membership, Reminder, Unsubscription

# Nobody is woken: the mail of a day is made from this hour on, where the reader is.
FIRST_HOUR = 7
LINES_SHOWN = 20
KEPT_FOR = timedelta(days=90)
SALT = "delivery.reminders"


def people_to_look_after(now: datetime) -> list[int]:
    """Return the members for whom the look of their day is still to be taken."""
    members = Membership.objects.values("user")
    people = User.objects.filter(pk__in=members, is_active=True).exclude(email="")
    waiting = []
    for person in people.annotate(looked_on=Max("reminders__day")).order_by("pk"):
        here = now.astimezone(ZoneInfo(person.time_zone))
        is_new = person.looked_on is None or person.looked_on < here.date()
        if here.hour >= FIRST_HOUR and is_new:
            waiting.append(person.pk)
    return waiting


def remind(user_id: int, now: datetime) -> bool:
    """Take the look of the day at what a person owes; return whether mail is due.

    The look and the mail are one transaction, and the look is unique: a second worker
    finds that it was taken, and a crash leaves both or neither. Somebody who travels
    west does not get the mail of a day twice.
    """
    user = User.objects.get(pk=user_id)
    today = now.astimezone(ZoneInfo(user.time_zone)).date()
    last = user.reminders.order_by("-day").values_list("day", flat=True).first()
    if last is not None and last >= today:
        return False
    with timezone.override(user.time_zone), translation.override(user.language):
        owed = owed_by(user, today)
        off = set(user.unsubscriptions.values_list("cadence", flat=True))
        told = [
            duty
            for duty in owed.duties
            if duty.cadence not in off
            and is_reminded(duty.due_on, duty.cadence, looked_on=last, today=today)
        ]
        try:
            with transaction.atomic():
                Reminder.objects.create(user=user, day=today)
                user.reminders.filter(day__lt=today - KEPT_FOR).delete()
                if not told:
                    return False
                return mailing.post(
                    f"reminder:{user.pk}:{today}",
                    to=user,
                    subject=subject_of(told),
                    body=body_of(user, owed, told),
                    now=now,
                    unsubscribe_url=unsubscribe_url(user),
                )
        except IntegrityError:
            return False


def subject_of(told: list[Duty]) -> str:
    """Return the line that stands in the list of mails."""
    words = ngettext("%d thing is due", "%d things are due", len(told))
    return f"{_('PMO Value')}: {words % len(told)}"


def body_of(user: User, owed: Owed, told: list[Duty]) -> str:
    """Return the text of a reminder: what, by when, and where it is done."""
    return render_to_string(
        "delivery/reminder.txt",
        {
            "user": user,
            "owed": owed,
            "told": sorted(told, key=lambda duty: duty.due_on)[:LINES_SHOWN],
            "more": max(0, len(told) - LINES_SHOWN),
            "owed_url": settings.SITE_URL + reverse("delivery:owed"),
            "unsubscribe_url": unsubscribe_url(user),
        },
    )


def unsubscribe_url(user: User) -> str:
    """Return the address by which a person turns reminders off without signing in."""
    token = signing.Signer(salt=SALT).sign(str(user.pk))
    return settings.SITE_URL + reverse("delivery:reminder_unsubscribe", args=[token])


def person_of(token: str) -> User | None:
    """Return the person whom an address was made for, None for one we never made."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


@transaction.atomic
def choose_reminders(user: User, wanted: Iterable[str]) -> None:
    """Remind a person of these rhythms and of no others."""
    off = set(Kpi.Cadence.values) - set(wanted)
    user.unsubscriptions.exclude(cadence__in=off).delete()
    for cadence in sorted(off):
        Unsubscription.objects.get_or_create(user=user, cadence=cadence)
