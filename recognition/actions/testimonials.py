"""How the PMO gets a quote and prepares it: asking, taking, editing, handing back."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo_value import formatting
from recognition.actions import quote_letters
from recognition.models import (
    Round,
    Stakeholder,
    Testimonial,
    TestimonialStep,
    TestimonialText,
)

if TYPE_CHECKING:
    from accounts.models import User

State = Testimonial.State

# Nobody is asked for a quote twice within this time.
ASKED_EVERY = timedelta(days=90)
# What nobody answered is waited for no longer.
WAITED_FOR = timedelta(days=90)


class StepRefusedError(Exception):
    """A step that must not be taken now; says why, and at which field of a form."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Actor:
    """Who takes a step: somebody of the PMO, the author, or the clock."""

    def __init__(self, user: "User | None" = None, *, is_author: bool = False) -> None:
        self.user = user
        self.is_author = is_author


AUTHOR = Actor(is_author=True)
CLOCK = Actor()


def locked(testimonial: Testimonial) -> Testimonial:
    """Return the testimonial as it is now, for nobody else to change meanwhile."""
    rows = Testimonial.objects.order_by().select_for_update()
    found: Testimonial = rows.get(pk=testimonial.pk)
    return found


def take_step(
    testimonial: Testimonial, after: str, actor: Actor, now: datetime, why: str = ""
) -> None:
    """Move a locked testimonial on and write down who did it.

    Raises StepRefusedError.
    """
    if after in Testimonial.ONLY_AUTHOR and not actor.is_author:
        raise StepRefusedError(_("Only the author can do this."))
    if not testimonial.may_become(after):
        raise StepRefusedError(
            _("This is no longer possible: the quote stands at “%(state)s”.")
            % {"state": testimonial.get_state_display()}
        )
    step = TestimonialStep(
        testimonial=testimonial,
        before=testimonial.state,
        after=after,
        at=now,
        by=actor.user,
        is_by_author=actor.is_author,
        why=why,
    )
    testimonial.state = after
    testimonial.save()
    step.save()


@transaction.atomic
def ask_for_testimonial(
    testimonial: Testimonial, by: "User", now: datetime
) -> Testimonial:
    """Ask somebody for a quote by mail: not twice in 90 days.

    Raises StepRefusedError.
    """
    # Two leads who ask at once wait for each other here.
    people = Stakeholder.objects.order_by().select_for_update()
    author = people.get(pk=testimonial.stakeholder_id)
    if author.left_on is not None or author.erased_at is not None:
        raise StepRefusedError(_("This person has left the role."), "stakeholder")
    if asked := last_asked(author, now):
        again = formatting.day(timezone.localdate(asked + ASKED_EVERY))
        raise StepRefusedError(
            _("This person was asked on %(day)s. Ask again from %(again)s on.")
            % {"day": formatting.day(timezone.localdate(asked)), "again": again},
            "stakeholder",
        )
    testimonial.portfolio = author.portfolio
    testimonial.state = State.REQUESTED
    testimonial.asked_by = by
    testimonial.requested_at = now
    testimonial.save()
    TestimonialStep(
        testimonial=testimonial, after=State.REQUESTED, at=now, by=by
    ).save()
    testimonial.mail = quote_letters.ask(testimonial, now)
    if testimonial.mail is None:
        raise StepRefusedError(
            _("This person has no e-mail address. Enter one first."), "stakeholder"
        )
    testimonial.save(update_fields=["mail"])
    return testimonial


def last_asked(author: Stakeholder, now: datetime) -> datetime | None:
    """Return when somebody was asked in the last 90 days, wherever they are known."""
    same = Testimonial.objects.filter(stakeholder=author)
    if author.email:
        same |= Testimonial.objects.filter(stakeholder__email__iexact=author.email)
    asked = same.filter(requested_at__gt=now - ASKED_EVERY).order_by("-requested_at")
    return asked.values_list("requested_at", flat=True).first()


@transaction.atomic
def receive_testimonial(
    stakeholder: Stakeholder,
    text: str,
    round: Round | None,  # noqa: A002 - the word of the domain
    now: datetime,
) -> Testimonial:
    """Take a quote that somebody gave of their own accord, after their answers.

    It is kept apart from the answers: nothing leads from one to the other. It bears the
    name of its author, also where the answers are anonymous; the page says so.
    """
    testimonial = Testimonial(
        portfolio=round.portfolio if round else stakeholder.portfolio,
        stakeholder=stakeholder,
        round=round,
        project=round.project if round else None,
        state=State.RECEIVED,
        received_at=now,
    )
    testimonial.save()
    add_text(testimonial, text, None, now)
    TestimonialStep(
        testimonial=testimonial, after=State.RECEIVED, at=now, is_by_author=True
    ).save()
    return testimonial


@transaction.atomic
def answer_request(testimonial: Testimonial, text: str, now: datetime) -> None:
    """Take the words of somebody who was asked. Raises StepRefusedError."""
    found = locked(testimonial)
    found.received_at = now
    take_step(found, State.RECEIVED, AUTHOR, now)
    add_text(found, text, None, now)


def add_text(
    testimonial: Testimonial, text: str, by: "User | None", now: datetime
) -> TestimonialText:
    """Store the next wording of a testimonial."""
    newest = testimonial.newest_text()
    written = TestimonialText(
        testimonial=testimonial,
        number=newest.number + 1 if newest else TestimonialText.VERBATIM,
        text=text.strip(),
        written_by=by,
        written_at=now,
    )
    written.save()
    return written


@transaction.atomic
def edit_testimonial(
    testimonial: Testimonial, text: str, seen: int, by: "User", now: datetime
) -> None:
    """Store an edited wording; whatever its author had approved, they decide anew.

    `seen` is the number of the wording that was edited. Raises StepRefusedError.
    """
    found = locked(testimonial)
    newest = found.newest_text()
    if newest is None or not is_editable(found):
        raise StepRefusedError(_("There is nothing to edit now."))
    if newest.number != seen:
        raise StepRefusedError(
            _("Somebody changed the text meanwhile. Look at it, then edit again."),
            "text",
        )
    if text.strip() == newest.text:
        raise StepRefusedError(_("The text is the same as before."), "text")
    found.highlight = ""
    found.approved_at = None
    if found.state == State.IN_EDIT:
        found.save(update_fields=["highlight", "approved_at"])
    else:
        take_step(found, State.IN_EDIT, Actor(by), now)
    add_text(found, text, by, now)


def is_editable(testimonial: Testimonial) -> bool:
    """Return whether the PMO may still change the text."""
    state = testimonial.state
    return state == State.IN_EDIT or testimonial.may_become(State.IN_EDIT)


@transaction.atomic
def send_to_author(testimonial: Testimonial, by: "User", now: datetime) -> None:
    """Hand the newest wording to its author, who alone decides on it.

    A text that was not edited is handed back as it came. Raises StepRefusedError.
    """
    found = locked(testimonial)
    if found.state == State.RECEIVED:
        take_step(found, State.IN_EDIT, Actor(by), now, _("Not edited."))
    take_step(found, State.AUTHOR_REVIEW, Actor(by), now)
    newest = found.newest_text()
    number = newest.number if newest else 0
    if quote_letters.send_wording(found, number, now) is None:
        raise StepRefusedError(_("This person has no e-mail address. Enter one first."))


@transaction.atomic
def reject_testimonial(
    testimonial: Testimonial, actor: Actor, now: datetime, why: str = ""
) -> None:
    """End it before it was published. Raises StepRefusedError."""
    found = locked(testimonial)
    take_step(found, State.REJECTED, actor, now, why)
    found.consents.filter(withdrawn_at=None).update(withdrawn_at=now)


def reject_unanswered(now: datetime) -> int:
    """End the requests that nobody answered in time; return how many there were."""
    waiting = Testimonial.objects.filter(
        state=State.REQUESTED, requested_at__lt=now - WAITED_FOR
    )
    why = _("Nobody answered in time.")
    for testimonial in list(waiting):
        reject_testimonial(testimonial, CLOCK, now, why)
    return len(waiting)
