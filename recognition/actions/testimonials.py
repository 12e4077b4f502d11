"""How a testimonial gets from one state to the next: by whom, and only so."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

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
    found: Testimonial = Testimonial.objects.select_for_update().get(pk=testimonial.pk)
    return found


def take_step(
    testimonial: Testimonial, after: str, actor: Actor, now: datetime, why: str = ""
) -> TestimonialStep:
    """Move a locked testimonial on and write down who did it.

    Raises StepRefusedError.
    """
    if after in Testimonial.ONLY_AUTHOR and not actor.is_author:
        raise StepRefusedError(_("Only the author can do this."))
    if not testimonial.may_become(after):
        now_in = testimonial.get_state_display().lower()
        raise StepRefusedError(_("This quote is %(state)s by now.") % {"state": now_in})
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
    return step


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
    _first_words(testimonial, text, now)
    TestimonialStep(
        testimonial=testimonial, after=State.RECEIVED, at=now, is_by_author=True
    ).save()
    return testimonial


def _first_words(testimonial: Testimonial, text: str, now: datetime) -> None:
    TestimonialText(
        testimonial=testimonial,
        number=TestimonialText.VERBATIM,
        text=text.strip(),
        written_at=now,
    ).save()
