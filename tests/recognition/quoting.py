"""Quotes brought to a state by the steps that lead there."""

from datetime import UTC, datetime

from accounts.links import token_of
from accounts.models import User
from recognition.actions import consents, testimonials
from recognition.models import Stakeholder, Testimonial

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def with_author(author: Stakeholder, text: str, by: User) -> Testimonial:
    """Return a quote that its author is asked to approve."""
    found = testimonials.receive_testimonial(author, text, None, NOW)
    testimonials.send_to_author(found, by, NOW)
    found.refresh_from_db()
    return found


def approved(
    author: Stakeholder,
    text: str,
    by: User,
    channels: tuple[str, ...] = ("internal",),
    attribution: str = "named",
) -> Testimonial:
    """Return a quote that its author has approved."""
    found = with_author(author, text, by)
    read = found.newest_text()
    assert read is not None
    choice = consents.Choice(channels, attribution)
    consents.approve(found, read.fingerprint, choice, NOW)
    found.refresh_from_db()
    return found


def published(
    author: Stakeholder,
    text: str,
    by: User,
    channels: tuple[str, ...] = ("internal",),
    attribution: str = "named",
) -> Testimonial:
    """Return a quote that is published wherever its author allows it."""
    found = approved(author, text, by, channels, attribution)
    consents.publish(found, channels, by, NOW)
    found.refresh_from_db()
    return found


def address_of(testimonial: Testimonial) -> str:
    """Return the path of the author's own link."""
    return f"/quote/{token_of(testimonial.nonce)}/"
