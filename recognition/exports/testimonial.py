"""Quotes as a file: their course, and words only of those who allowed them outside."""

from collections.abc import Iterable
from datetime import date

from delivery.exports.rows import Rows
from recognition.models import Consent, Publication, Testimonial
from recognition.models.testimonial import day_of

TESTIMONIAL_COLUMNS = (
    "portfolio",
    "project",
    "state",
    "requested_on",
    "received_on",
    "approved_on",
    "published_on",
    "ended_on",
    "attribution",
    "shown_as",
    "uses_allowed",
    "consent_given_on",
    "consent_until",
    "consent_withdrawn_on",
    "reports_to_pmo",
    "words",
)
# A file leaves the pages, and nobody knows how far.
LEAVES_PAGES = {Publication.Channel.BOARD, Publication.Channel.EXTERNAL}


def testimonial_rows(testimonials: Iterable[Testimonial], today: date) -> Rows:
    """Yield quotes with their `consents` and `publications`, in that order.

    Name and words stand there only while a consent holds that covers a file.
    """
    for found in testimonials:
        consent = newest(found)
        is_free = consent is not None and leaves(found, consent, today)
        yield (
            found.portfolio.slug,
            found.project.code if found.project else "",
            found.state,
            day_of(found.requested_at),
            day_of(found.received_at),
            day_of(found.approved_at),
            day_of(found.published_at),
            day_of(found.ended_at),
            consent.attribution if consent else "",
            consent.shown_as if consent and is_free else "",
            " ".join(consent.channels) if consent else "",
            day_of(consent.given_at) if consent else None,
            consent.expires_on if consent else None,
            day_of(consent.withdrawn_at) if consent else None,
            found.stakeholder.reports_to_pmo,
            consent.text.text if consent and is_free else "",
        )


def newest(testimonial: Testimonial) -> Consent | None:
    """Return the last consent that was given, taken back or not."""
    consents: list[Consent] = list(testimonial.consents.all())
    return consents[-1] if consents else None


def leaves(testimonial: Testimonial, consent: Consent, today: date) -> bool:
    """Return whether the words may stand in a file."""
    left_on = testimonial.stakeholder.left_on
    return (
        testimonial.state == Testimonial.State.PUBLISHED
        and consent.holds_on(today)
        and (left_on is None or left_on > today)
        and any(
            publication.ended_at is None
            and publication.consent_id == consent.pk
            and publication.channel in LEAVES_PAGES
            for publication in testimonial.publications.all()
        )
    )
