"""What is written to the authors of quotes, and to the lead when one is taken back."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import mailing
from accounts.models import Mail
from accounts.models.mail import LINK
from pmo_value import formatting
from recognition.actions.letters import by_day, leads_of
from recognition.models import Testimonial, TestimonialUse

# The page that the author's own link leads to.
PAGE = "quote"


def ask(testimonial: Testimonial, now: datetime) -> Mail | None:
    """Ask somebody for a quote."""
    return _post(testimonial, "ask", "", now)


def send_wording(testimonial: Testimonial, number: int, now: datetime) -> Mail | None:
    """Ask the author to approve a wording; the text itself stands behind the link."""
    turn = testimonial.steps.count()
    return _post(testimonial, "review", f"{number}:{turn}", now)


def tell_published(testimonial: Testimonial, now: datetime) -> Mail | None:
    """Tell the author that the quote is out, and how to take it back."""
    turn = testimonial.steps.count()
    return _post(testimonial, "published", str(turn), now)


def ask_again(testimonial: Testimonial, now: datetime) -> Mail | None:
    """Ask the author whether the words still hold, as the consent has run out."""
    turn = testimonial.steps.count()
    return _post(testimonial, "confirm", str(turn), now)


def _post(testimonial: Testimonial, kind: str, turn: str, now: datetime) -> Mail | None:
    """Put a letter into the outbox, by day at its reader; None without address."""
    author = testimonial.stakeholder
    with timezone.override(author.time_zone), translation.override(author.language):
        subject = {
            "ask": _("A few words about the work of the PMO?"),
            "review": _("Please look at your quote before anybody reads it"),
            "published": _("Your quote is published, and how to take it back"),
            "confirm": _("Does your quote still hold?"),
        }[kind]
        context = {"testimonial": testimonial, "kind": kind, "link": LINK}
        body = render_to_string("recognition/quote_letter.txt", context)
    return mailing.post_to_address(
        f"quote:{testimonial.pk}:{kind}:{turn}",
        address=author.email,
        subject=subject,
        body=body,
        now=by_day(now, author),
        link_view=PAGE,
        link_nonce=testimonial.nonce,
    )


def tell_leads(testimonial: Testimonial, now: datetime) -> None:
    """Tell the leads that a quote was taken back, and where its words still stand.

    The letter holds neither the words nor the name.
    """
    uses = list(testimonial.uses.filter(settled_at=None))
    for lead in leads_of(testimonial.portfolio):
        with timezone.override(lead.time_zone), translation.override(lead.language):
            mailing.post(
                f"quote:{testimonial.pk}:withdrawn:{lead.pk}",
                to=lead,
                subject=_("A quote was taken back in %(portfolio)s")
                % {"portfolio": testimonial.portfolio.name},
                body=_told(testimonial, uses),
                now=now,
            )


def _told(testimonial: Testimonial, uses: list[TestimonialUse]) -> str:
    context = {
        "lines": [
            f"{use.get_kind_display()}: {use.place}, {formatting.day(use.used_on)}"
            for use in uses
        ],
        "url": settings.SITE_URL + testimonial.get_absolute_url(),
    }
    return render_to_string("recognition/quote_withdrawn.txt", context)


def forget(testimonial: Testimonial) -> None:
    """Delete what the outbox holds of the letters to an author."""
    Mail.objects.filter(link_nonce=testimonial.nonce).delete()
