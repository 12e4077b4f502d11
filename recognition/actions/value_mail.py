"""What is written to sponsors about value, and to leads about their answers."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import mailing
from accounts.models import Mail
from accounts.models.mail import LINK
from pmo_value import formatting
from recognition.actions.letters import by_day, leads_of
from recognition.models import LedgerEvent, ValueItem, ValueLetter

# The page that the link in a letter leads to.
PAGE = "value_letter"
UNSENT = (Mail.State.DUE, Mail.State.FAILED)


def post_letter(letter: ValueLetter, count: int, now: datetime) -> Mail | None:
    """Put a letter into the outbox; the results themselves stand behind the link."""
    return _post(letter, f"value_letter:{letter.pk}", "new", count, now)


def post_reply(item: ValueItem, number: int, now: datetime) -> Mail | None:
    """Tell a sponsor that there is an answer, by the link of their newest letter."""
    letter = open_letters(item, timezone.localdate(now)).first()
    if letter is None:
        return None
    return _post(letter, f"value_reply:{item.pk}:{number}", "reply", 1, now)


def open_letters(item: ValueItem, day: date) -> QuerySet[ValueLetter]:
    """Return the letters whose links show an item to its sponsor on a day."""
    letters = ValueLetter.objects.filter(
        items__item=item,
        sponsor=item.sponsor_id,
        revoked_at=None,
        expires_on__gte=day,
    )
    return letters.select_related("sponsor", "portfolio", "sent_by")


def reachable(item: ValueItem, day: date) -> bool:
    """Whether the sponsor of an item has a way to read what is written to them."""
    has_account = item.sponsor is not None and item.sponsor.user_id is not None
    return has_account or open_letters(item, day).exists()


def _post(
    letter: ValueLetter, key: str, kind: str, count: int, now: datetime
) -> Mail | None:
    person = letter.sponsor
    with timezone.override(person.time_zone), translation.override(person.language):
        if kind == "reply":
            subject = _("An answer to what you asked about a result")
        else:
            subject = ngettext(
                "A result that you answer for",
                "%(number)s results that you answer for",
                count,
            ) % {"number": formatting.number(count)}
        context = {
            "letter": letter,
            "kind": kind,
            "count": count,
            "last_day": formatting.day(letter.expires_on),
            "link": LINK,
        }
        body = render_to_string("recognition/value_letter.txt", context)
    return mailing.post_to_address(
        key,
        address=person.email,
        subject=subject,
        body=body,
        now=by_day(now, person),
        link_view=PAGE,
        link_nonce=letter.nonce,
    )


def withdraw(letter: ValueLetter) -> None:
    """Take what has not gone out yet of a letter from the outbox."""
    Mail.objects.filter(link_nonce=letter.nonce, state__in=UNSENT).delete()


def tell_leads(item: ValueItem, event: LedgerEvent, now: datetime) -> None:
    """Tell the leads of a question or a dispute; the letter holds no words of it."""
    for lead in leads_of(item.portfolio):
        with timezone.override(lead.time_zone), translation.override(lead.language):
            names = {"portfolio": item.portfolio.name}
            if event.kind == LedgerEvent.Kind.DISPUTED:
                subject = _("A sponsor disputes a result of %(portfolio)s") % names
            else:
                subject = _("A sponsor asks about a result of %(portfolio)s") % names
            context = {
                "item": item,
                "url": settings.SITE_URL + item.get_absolute_url(),
                "is_dispute": event.kind == LedgerEvent.Kind.DISPUTED,
            }
            mailing.post(
                f"value_answer:{item.pk}:{event.number}:{lead.pk}",
                to=lead,
                subject=subject,
                body=render_to_string("recognition/value_answer.txt", context),
                now=now,
            )
