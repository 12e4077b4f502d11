"""What somebody does with their invitation: fill in, send, ask for a call, be quoted.

In an anonymous round nothing that is stored here joins a person and an answer.
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.sealing import seal, unseal
from recognition.actions.testimonials import receive_testimonial
from recognition.calculations.nps import DETRACTORS_TO, PROMOTERS_FROM
from recognition.calculations.suppression import suppression
from recognition.models import (
    Answer,
    FollowUp,
    Invitation,
    Question,
    Response,
    Round,
    Testimonial,
)
from recognition.models.invitation import InvitationQuerySet

SATISFIED = 5
DISSATISFIED_TO = 2
ASKED_FOR_A_CALL = "Asked for a call."


class NotOpenError(Exception):
    """An invitation that takes no answer: answered, taken back, or past its time."""


class Standing(StrEnum):
    """How it is with an invitation."""

    OPEN = "open"
    ANSWERED = "answered"
    OVER = "over"


class Mood(StrEnum):
    """What the answers let one offer next; it is kept nowhere."""

    PROMOTER = "promoter"
    NEITHER = "neither"
    DETRACTOR = "detractor"


def standing_of(invitation: Invitation, now: datetime) -> Standing:
    """Return how it is with an invitation, by the day where the person lives."""
    today = now.astimezone(ZoneInfo(invitation.stakeholder.time_zone)).date()
    if invitation.is_answered:
        return Standing.ANSWERED
    is_void = invitation.revoked_at or invitation.stakeholder.erased_at
    is_late = today > invitation.expires_on
    takes_answers = invitation.round.takes_answers_on(today)
    return Standing.OVER if is_void or is_late or not takes_answers else Standing.OPEN


def still_open(invitation: Invitation) -> InvitationQuerySet:
    """Return the invitation, for a statement that must find it neither sent nor back.

    Only columns of its own are asked: of two statements at once the second then sees
    what the first has written.
    """
    found: InvitationQuerySet = Invitation.objects.filter(
        pk=invitation.pk, is_answered=False, revoked_at=None
    )
    return found


def keep_draft(invitation: Invitation, token: str, entries: dict[str, str]) -> None:
    """Keep what has been filled in, sealed.

    Raises NotOpenError once it was sent, or the invitation was taken back.
    """
    sealed = seal(token, json.dumps(entries)) if entries else ""
    if not still_open(invitation).update(draft=sealed):
        raise NotOpenError


def draft_of(invitation: Invitation, token: str) -> dict[str, str]:
    """Return what had been filled in when it was last kept."""
    opened = unseal(token, invitation.draft) if invitation.draft else None
    return json.loads(opened) if opened else {}


@transaction.atomic
def answer(invitation: Invitation, answers: Iterable[Answer], now: datetime) -> None:
    """Store the answers of an invitation, once.

    The one statement that marks it as answered decides which of two comes first.
    Raises NotOpenError for the second, and for one that was taken back meanwhile, or
    whose round was closed.
    """
    round_ = invitation.round
    is_anonymous = round_.is_anonymous
    time = None if is_anonymous else now
    # Whoever answers was reached, whatever came back of an earlier mail.
    reached = {"bounced_at": None, "bounce": ""}
    marked = {"is_answered": True, "answered_at": time, "draft": ""}
    if not still_open(invitation).update(**marked, **reached):
        raise NotOpenError
    response = Response(
        round=round_,
        is_anonymous=is_anonymous,
        stakeholder=None if is_anonymous else invitation.stakeholder,
        answered_at=time,
        language=language_to_keep(invitation),
        stage=round_.project.get_status_display() if round_.project else "",
    )
    response.save()
    # Saving waits for whoever closes the round just now; then it is too late.
    if not Round.objects.open().filter(pk=round_.pk).exists():
        raise NotOpenError
    for given in answers:
        given.response = response
    Answer.objects.bulk_create(answers)


def language_to_keep(invitation: Invitation) -> str:
    """Return the language of the answers; of few who speak it, it would tell who.

    So would no language at all, where only few are left without one.
    """
    language = invitation.stakeholder.language
    if not invitation.round.is_anonymous:
        return language
    asked = Invitation.objects.filter(round=invitation.round).order_by()
    speakers = Counter(asked.values_list("stakeholder__language", flat=True))
    return "" if language in suppression(speakers).hidden else language


def mood_of(answers: Iterable[Answer]) -> Mood:
    """Return whether somebody recommends the PMO or, not asked that, is satisfied."""
    scores: dict[str, int] = {}
    for given in answers:
        if given.score is not None:
            scores.setdefault(given.question.kind, given.score)
    recommends = scores.get(Question.Kind.NPS)
    if recommends is not None:
        return _mood(recommends, promoters=PROMOTERS_FROM, detractors=DETRACTORS_TO)
    satisfied = scores.get(Question.Kind.CSAT)
    if satisfied is not None:
        return _mood(satisfied, promoters=SATISFIED, detractors=DISSATISFIED_TO)
    return Mood.NEITHER


def _mood(score: int, *, promoters: int, detractors: int) -> Mood:
    if score >= promoters:
        return Mood.PROMOTER
    return Mood.DETRACTOR if score <= detractors else Mood.NEITHER


@transaction.atomic
def ask_for_call(invitation: Invitation) -> None:
    """Let the PMO lead know, once, that this person would like to talk.

    It names the person and leads to none of their answers.
    """
    held = hold(invitation)
    FollowUp.objects.get_or_create(
        is_call=True,
        stakeholder=held.stakeholder,
        round=held.round,
        defaults={"portfolio": held.round.portfolio, "said": ASKED_FOR_A_CALL},
    )


@transaction.atomic
def give_quote(invitation: Invitation, text: str, now: datetime) -> None:
    """Take the quote of a person, one a round."""
    held = hold(invitation)
    if not has_given_quote(held):
        receive_testimonial(held.stakeholder, text, held.round, now)


def hold(invitation: Invitation) -> Invitation:
    """Return an answered invitation for nobody else to act on meanwhile."""
    answered = Invitation.objects.filter(is_answered=True).order_by()
    held: Invitation = answered.select_for_update().get(pk=invitation.pk)
    return held


def has_asked_for_call(invitation: Invitation) -> bool:
    """Return whether this person has asked for a call in this round."""
    return FollowUp.objects.filter(
        is_call=True, stakeholder=invitation.stakeholder, round=invitation.round
    ).exists()


def has_given_quote(invitation: Invitation) -> bool:
    """Return whether this person has given a quote in this round."""
    return Testimonial.objects.filter(
        stakeholder=invitation.stakeholder, round=invitation.round
    ).exists()
