"""Questionnaires from tested questions, and questions put into another order."""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from delivery.models import Portfolio
from recognition.models import Question, Questionnaire

Kind = Question.Kind


class Tested(NamedTuple):
    """A question as it is asked elsewhere too, so that its answers can be compared."""

    kind: Kind
    text: str
    low: str = ""
    high: str = ""
    is_required: bool = False


DISAGREE, AGREE = "Strongly disagree", "Strongly agree"

SHORT = (
    Tested(
        Kind.NPS,
        "How likely are you to recommend working with the PMO to a colleague?",
        "Not at all likely",
        "Extremely likely",
        is_required=True,
    ),
    Tested(
        Kind.CSAT,
        "How satisfied are you with the work of the PMO in this time?",
        "Very dissatisfied",
        "Very satisfied",
    ),
    Tested(
        Kind.EFFORT,
        "The PMO made it easy for me to get what I needed.",
        DISAGREE,
        AGREE,
    ),
    Tested(
        Kind.VALUE,
        "How much value did the PMO deliver for you in this time?",
        "None",
        "Very much",
    ),
    Tested(Kind.TEXT, "What should the PMO keep doing, and what should it change?"),
)
FULL = (
    *SHORT[:-1],
    Tested(
        Kind.EXPECTATIONS,
        "The PMO did what it had led me to expect.",
        DISAGREE,
        AGREE,
    ),
    Tested(Kind.AGAIN, "I would sponsor work with this PMO again.", DISAGREE, AGREE),
    Tested(Kind.COMPETENCE, "The PMO delivers what it promises.", DISAGREE, AGREE),
    Tested(Kind.OPENNESS, "The PMO tells me bad news early.", DISAGREE, AGREE),
    Tested(Kind.ACCURACY, "I can rely on the PMO’s numbers.", DISAGREE, AGREE),
    Tested(
        Kind.BENEVOLENCE,
        "The PMO acts in the interest of my business.",
        DISAGREE,
        AGREE,
    ),
    SHORT[-1],
)
SETS = {
    "short": (_("Short: five questions, two minutes"), SHORT, 2),
    "full": (_("Full: eleven questions with trust, four minutes"), FULL, 4),
    "empty": (_("None: I write my own"), (), 3),
}


@transaction.atomic
def create_questionnaire(portfolio: Portfolio, name: str, chosen: str) -> Questionnaire:
    """Make a questionnaire of one of the tested sets."""
    _label, questions, minutes = SETS[chosen]
    made = Questionnaire.objects.create(portfolio=portfolio, name=name, minutes=minutes)
    for position, tested in enumerate(questions, start=1):
        Question.objects.create(
            questionnaire=made,
            position=position,
            kind=tested.kind,
            text=tested.text,
            low_label=tested.low,
            high_label=tested.high,
            is_required=tested.is_required,
        )
    return made


@transaction.atomic
def copy_questionnaire(source: Questionnaire, name: str) -> Questionnaire:
    """Make a questionnaire with the same questions, which can be changed again."""
    made = Questionnaire.objects.create(
        portfolio=source.portfolio, name=name, minutes=source.minutes
    )
    for question in source.questions.all():
        question.pk = None
        question._state.adding = True
        question.questionnaire = made
        question.save()
    return made


@transaction.atomic
def move_question(question: Question, step: int) -> None:
    """Let a question change places with the one before it (-1) or after it (1)."""
    questions = list(question.questionnaire.questions.select_for_update())
    place = questions.index(question)
    if not 0 <= place + step < len(questions):
        return
    other = questions[place + step]
    mine, theirs = questions[place].position, other.position
    # Both places are taken, so one of the two stands aside for a moment.
    questions[place].position = max(row.position for row in questions) + 1
    questions[place].save()
    other.position = mine
    other.save()
    questions[place].position = theirs
    questions[place].save()
