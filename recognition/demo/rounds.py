"""What Norwick's sponsors are asked, and what they write."""

from typing import NamedTuple

from recognition.models import Question

Kind = Question.Kind


class QuestionStory(NamedTuple):
    """A question and the words at the ends of its scale."""

    kind: Question.Kind
    text: str
    low: str = ""
    high: str = ""
    is_required: bool = False


AGREE = ("Strongly disagree", "Strongly agree")

QUARTERLY = [
    QuestionStory(
        Kind.NPS,
        "How likely are you to recommend working with the PMO to a colleague?",
        "Not at all likely",
        "Extremely likely",
        is_required=True,
    ),
    QuestionStory(
        Kind.CSAT,
        "How satisfied are you with what the PMO did for you this quarter?",
        "Very dissatisfied",
        "Very satisfied",
        is_required=True,
    ),
    QuestionStory(
        Kind.EFFORT,
        "The PMO made it easy for me to get what I needed.",
        *AGREE,
    ),
    QuestionStory(
        Kind.VALUE,
        "How much value did the PMO deliver for you this quarter?",
        "None",
        "A great deal",
    ),
    QuestionStory(
        Kind.EXPECTATIONS,
        "The PMO told me early what to expect, and what not.",
        *AGREE,
    ),
    QuestionStory(
        Kind.AGAIN,
        "Would you sponsor a project with the PMO again?",
        "Certainly not",
        "Certainly",
    ),
    QuestionStory(Kind.COMPETENCE, "The PMO delivers what it promises.", *AGREE),
    QuestionStory(Kind.OPENNESS, "The PMO tells me bad news early.", *AGREE),
    QuestionStory(Kind.ACCURACY, "I can rely on the numbers of the PMO.", *AGREE),
    QuestionStory(
        Kind.BENEVOLENCE, "The PMO acts in the interest of my business.", *AGREE
    ),
    QuestionStory(Kind.TEXT, "What should we keep doing, or do differently?"),
]

# One question a service, asked of its customers once in a while.
SERVICE_VALUE = "How much value did “{service}” deliver for you?"
SERVICES_TEXT = "What would make our services more useful to you?"

COMMENTS = {
    "positive": [
        "The monthly report finally says the same as our own books. Thank you.",
        "The risk review found the ground water a year before it cost us money.",
        "Clear answers within a day. I know whom to call.",
        "The planner saved us two months; please keep her.",
        "I can show the board a number and somebody stands behind it.",
        "Very helpful coaching, friendly and well prepared.",
        "The benefits sheet is great: I understand what I signed up for.",
        "Good that bad news came early this time.",
        "I like that my numbers are asked for once and not three times.",
        "Excellent support when the supplier went quiet.",
    ],
    "neutral": [
        "Fewer templates would do.",
        "The report comes on the tenth. I need it on the fifth.",
        "Send the agenda with the paper, not after it.",
        "Two of the forms ask for the same forecast.",
        "We would use the planner more if we could book her ourselves.",
        "Please put the regulator's milestones beside ours.",
    ],
    "negative": [
        "Too many forms for a project of this size, and nobody could say why.",
        "I was told about the delay after the board was. That must not happen again.",
        "The status was green until the week it was red.",
        "We wait too long for an answer about the re-plan.",
        "The benefits were counted without asking us. We do not agree with them.",
        "Reporting feels like a burden and I see little in return.",
    ],
}

THEMES = ["Reporting", "Bad news early", "Forms", "Coaching", "Planning", "Benefits"]
# The theme that a word in a comment stands for.
THEME_OF = {
    "report": "Reporting",
    "status": "Bad news early",
    "delay": "Bad news early",
    "bad news": "Bad news early",
    "form": "Forms",
    "template": "Forms",
    "coaching": "Coaching",
    "plan": "Planning",
    "benefit": "Benefits",
}


class PromiseStory(NamedTuple):
    """What was said, what was done, and when: in days after the round closed."""

    said: str
    did: str
    rounds_ago: int
    due_after: int


PROMISES = [
    PromiseStory(
        "The same forecast is asked for in two forms.",
        "One form since March: the second one was withdrawn.",
        3,
        45,
    ),
    PromiseStory(
        "The board heard of a delay before the sponsor did.",
        "Whoever owns a red project is called the day it turns red.",
        2,
        30,
    ),
    PromiseStory(
        "The report comes too late for the executive meeting.",
        "It is out on the fifth working day.",
        1,
        60,
    ),
    PromiseStory("Benefits are counted without the sponsor.", "", 0, 40),
    PromiseStory("The planner cannot be booked directly.", "", 0, 25),
]
