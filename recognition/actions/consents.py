"""What authors decide about their words, and what the PMO may do because of it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import quote_letters
from recognition.actions.testimonials import (
    AUTHOR,
    CLOCK,
    Actor,
    StepRefusedError,
    locked,
    reject_testimonial,
    take_step,
)
from recognition.calculations.estimate import MIN_N
from recognition.models import (
    Consent,
    Publication,
    Stakeholder,
    Testimonial,
    TestimonialUse,
)

if TYPE_CHECKING:
    from accounts.models import User

State = Testimonial.State
Attribution = Consent.Attribution

# The wording of the choices on the author's page; a change of it gets a new name.
WORDING = "2026-11"
BY_LINK = "own link, button on the page"


class Choice(NamedTuple):
    """What an author chose: where their words may stand, and under which name."""

    channels: Sequence[str]
    attribution: str


def shown_as(author: Stakeholder, attribution: str) -> str:
    """Return the words under a quote that an attribution stands for."""
    role = author.job_title or author.get_role_display()
    match attribution:
        case Attribution.NAMED:
            return f"{author.name}, {role}"
        case Attribution.ROLE:
            return str(role)
    return _("Somebody whom the PMO works for")


def may_be_anonymous(author: Stakeholder) -> bool:
    """Return whether there are enough people for nobody to guess who it is."""
    others = Stakeholder.objects.present().filter(portfolio=author.portfolio_id)
    return others.count() >= MIN_N


def a_year_after(day: date) -> date:
    """Return the same day of the next year; of a leap day, the last of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


@transaction.atomic
def approve(
    testimonial: Testimonial, fingerprint: str, choice: Choice, now: datetime
) -> None:
    """Approve the wording that the author has read, for the uses that they chose.

    A consent replaces the one before. Raises StepRefusedError.
    """
    found = locked(testimonial)
    text = found.newest_text()
    if text is None or text.fingerprint != fingerprint:
        raise StepRefusedError(
            _("The text has been changed since you opened the page. Read it again.")
        )
    if not choice.channels:
        raise StepRefusedError(_("Choose at least one use."), "channels")
    is_hidden = choice.attribution == Attribution.ANONYMOUS
    if is_hidden and not may_be_anonymous(found.stakeholder):
        raise StepRefusedError(
            _("There are too few people: one could guess who it is."), "attribution"
        )
    found.approved_at = now
    found.ended_at = None
    take_step(found, State.APPROVED, AUTHOR, now)
    found.consents.filter(withdrawn_at=None).update(withdrawn_at=now)
    uses = {f"is_{channel}": True for channel in choice.channels}
    Consent.objects.create(
        testimonial=found,
        text=text,
        fingerprint=text.fingerprint,
        attribution=choice.attribution,
        shown_as=shown_as(found.stakeholder, choice.attribution),
        wording=WORDING,
        mechanism=BY_LINK,
        given_at=now,
        expires_on=a_year_after(timezone.localdate(now)),
        **uses,
    )


@transaction.atomic
def ask_for_change(testimonial: Testimonial, why: str, now: datetime) -> None:
    """Give the text back to the PMO with what should be different.

    Raises StepRefusedError.
    """
    take_step(locked(testimonial), State.IN_EDIT, AUTHOR, now, why)


@transaction.atomic
def take_back(testimonial: Testimonial, now: datetime) -> None:
    """Let the author end it at any time: by declining, refusing or withdrawing.

    What was published is gone at once, and the lead is told where the words went.
    Raises StepRefusedError.
    """
    found = locked(testimonial)
    if found.may_become(State.DECLINED):
        take_step(found, State.DECLINED, AUTHOR, now)
    elif found.may_become(State.REJECTED):
        reject_testimonial(found, AUTHOR, now)
    else:
        end_publications(found, now)
        take_step(found, State.WITHDRAWN, AUTHOR, now)
        quote_letters.tell_leads(found, now)
    found.consents.filter(withdrawn_at=None).update(withdrawn_at=now)


def end_publications(testimonial: Testimonial, now: datetime) -> None:
    """Take a locked testimonial from every page."""
    testimonial.publications.filter(ended_at=None).update(ended_at=now)
    testimonial.ended_at = now


@transaction.atomic
def publish(
    testimonial: Testimonial, channels: Collection[str], by: "User", now: datetime
) -> None:
    """Set a quote free for the channels that its consent covers.

    Raises StepRefusedError.
    """
    found = locked(testimonial)
    consent = usable_consent(found, timezone.localdate(now))
    if not channels or not set(channels) <= set(consent.channels):
        raise StepRefusedError(_("The author has not allowed this use."), "channels")
    out = found.publications.filter(ended_at=None)
    there = set(out.values_list("channel", flat=True))
    if found.state != State.PUBLISHED:
        found.published_at = now
        take_step(found, State.PUBLISHED, Actor(by), now)
        quote_letters.tell_published(found, now)
    Publication.objects.bulk_create(
        Publication(
            testimonial=found,
            consent=consent,
            channel=channel,
            published_at=now,
            published_by=by,
        )
        for channel in channels
        if channel not in there
    )
    found.save(update_fields=["published_at"])


def usable_consent(testimonial: Testimonial, day: date) -> Consent:
    """Return the consent under which a locked testimonial may be published.

    Raises StepRefusedError.
    """
    if testimonial.state not in {State.APPROVED, State.PUBLISHED}:
        raise StepRefusedError(_("The author has not approved this text."))
    author = testimonial.stakeholder
    if author.left_on is not None and author.left_on <= day:
        raise StepRefusedError(_("The author has left the role."))
    consent, text = testimonial.approved_consent(), testimonial.newest_text()
    if consent is None or text is None or consent.fingerprint != text.fingerprint:
        raise StepRefusedError(_("The author has not approved this text."))
    if not consent.holds_on(day):
        raise StepRefusedError(_("The consent has run out. Send it to the author."))
    is_hidden = consent.attribution == Attribution.ANONYMOUS
    if is_hidden and not may_be_anonymous(author):
        raise StepRefusedError(
            _("There are too few people by now: one could guess who it is.")
        )
    return consent


@transaction.atomic
def archive(testimonial: Testimonial, by: "User", now: datetime, why: str = "") -> None:
    """Take a quote from the pages for good. Raises StepRefusedError."""
    found = locked(testimonial)
    end_publications(found, now)
    take_step(found, State.ARCHIVED, Actor(by), now, why)


@transaction.atomic
def choose_highlight(testimonial: Testimonial, highlight: str) -> None:
    """Choose what stands out of a quote: a part of the approved text, word by word.

    Raises StepRefusedError.
    """
    found = locked(testimonial)
    consent = found.approved_consent()
    if consent is None or highlight not in consent.text.text:
        raise StepRefusedError(
            _("This is no part of the approved text, word by word."), "highlight"
        )
    found.highlight = highlight
    found.save(update_fields=["highlight"])


@transaction.atomic
def note_use(use: TestimonialUse, channel: str, by: "User | None") -> None:
    """Write down a place where a published quote went. Raises StepRefusedError."""
    found = locked(use.testimonial)
    free = found.publications.filter(ended_at=None, channel=channel).first()
    if found.state != State.PUBLISHED or free is None:
        raise StepRefusedError(_("It is not published there."), "channel")
    use.publication = free
    use.noted_by = by
    use.save()


def expire_testimonials(now: datetime) -> int:
    """Take away what may be shown no longer, and ask its author whether it holds.

    Whoever has left the role is not asked. Returns how many there were.
    """
    day = timezone.localdate(now)
    over = list(Testimonial.objects.outlived(day).values_list("pk", flat=True))
    for pk in over:
        with transaction.atomic():
            rows = Testimonial.objects.order_by().select_for_update()
            found = rows.filter(pk=pk, state=State.PUBLISHED).first()
            if found is None:
                continue
            left_on = found.stakeholder.left_on
            has_left = left_on is not None and left_on <= day
            why = _("The author has left the role.")
            if not has_left:
                why = _("The consent has run out.")
            end_publications(found, now)
            take_step(found, State.EXPIRED, CLOCK, now, why)
            if not has_left:
                quote_letters.ask_again(found, now)
    return len(over)


@transaction.atomic
def forget_author(stakeholder: Stakeholder, now: datetime) -> None:
    """Delete the words and the name of somebody who asked to be forgotten.

    What remains says that there was a quote, what became of it and when, and nothing
    that would lead to the words: their fingerprints have lost their salt.
    """
    theirs = Testimonial.objects.filter(stakeholder=stakeholder, erased_at=None)
    for found in theirs.order_by().select_for_update():
        if not found.is_over:
            take_back(found, now)
            found.refresh_from_db()
        found.texts.update(text="", erased_at=now)
        found.consents.update(shown_as="")
        found.steps.update(why="")
        found.highlight = found.question = found.salt = ""
        found.mail = None
        found.erased_at = now
        found.save()
        quote_letters.forget(found)
