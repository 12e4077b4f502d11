"""A round as it is asked: one question of each kind, and somebody's own link."""

from typing import Any

from django.urls import reverse

from accounts.links import token_of
from recognition.models import Invitation, Mode, Question, Round
from tests.factories import (
    InvitationFactory,
    QuestionFactory,
    QuestionnaireFactory,
    RoundFactory,
)

Kind = Question.Kind
QUESTIONS = [
    (Kind.NPS, "How likely are you to recommend the PMO?", True),
    (Kind.CSAT, "How satisfied are you?", True),
    (Kind.EFFORT, "It was easy to get what I needed.", False),
    (Kind.TEXT, "What should we do differently?", False),
]


def asked(mode: str = Mode.CONFIDENTIAL, **changes: Any) -> Invitation:
    """Return an invitation to a round of four questions."""
    questionnaire = QuestionnaireFactory(name=f"Pulse, {mode}")
    for position, (kind, text, is_required) in enumerate(QUESTIONS):
        QuestionFactory(
            questionnaire=questionnaire,
            position=position,
            kind=kind,
            text=text,
            is_required=is_required,
            low_label="Not at all",
            high_label="Very much",
        )
    round_ = RoundFactory(
        portfolio=questionnaire.portfolio, questionnaire=questionnaire, mode=mode
    )
    return InvitationFactory(round=round_, **changes)


def page_of(invitation: Invitation, name: str = "feedback") -> str:
    """Return the address that the link of an invitation leads to."""
    return reverse(name, args=[token_of(invitation.nonce)])


def fields(round_: Round) -> dict[str, str]:
    """Return the name of the field in which each kind of question is answered."""
    questions = round_.questionnaire.questions.all()
    return {each.kind: f"question_{each.pk}" for each in questions}


def entries(round_: Round, **typed: str) -> dict[str, str]:
    """Return what a browser sends: answers by the kind of their question."""
    names = fields(round_)
    return {names[kind]: entry for kind, entry in typed.items()}


COMPLETE = {"nps": "9", "csat": "5", "effort": "na", "text": "Keep the monthly page."}
