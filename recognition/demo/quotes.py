"""What Norwick's sponsors let others read, and two stories that are told."""

from typing import NamedTuple

from recognition.models import Consent

NAMED = Consent.Attribution.NAMED
ROLE = Consent.Attribution.ROLE


class QuoteStory(NamedTuple):
    """A quote, how its author lets it be shown, and how far it has come.

    `attribution` None: it was received, and nobody has worked on it yet.
    """

    author: str
    words: str
    attribution: Consent.Attribution | None = NAMED
    highlight: str = ""
    is_board: bool = True
    is_taken_back: bool = False


QUOTES = [
    QuoteStory(
        "Tomas Reid",
        "The planner looked at our night shifts for two weeks and found what we had "
        "looked for in a year. Losses fell in the week the new shifts began.",
        highlight="found what we had looked for in a year",
    ),
    QuoteStory(
        "Aisha Lindqvist",
        "I used to defend my numbers in every meeting. Now finance has seen them "
        "first, and we talk about what to do.",
        highlight="we talk about what to do",
    ),
    QuoteStory(
        "Ingrid Vale",
        "The review named the ground at Eastholm as a risk when there was still time. "
        "It cost us a survey in place of a summer.",
    ),
    QuoteStory(
        "Yolanda Reyes",
        "A benefit in the report is a benefit in the ledger. That took a while, and it "
        "was worth it.",
        ROLE,
    ),
    QuoteStory(
        "Fiona Leary",
        "One plan for both suppliers, and somebody who keeps it. That is all I asked "
        "for.",
        is_board=False,
    ),
    QuoteStory(
        "Martin Okoye",
        "The coaching on benefits was good. The project is not, and I would rather not "
        "be quoted while it is late.",
        is_taken_back=True,
    ),
    QuoteStory(
        "Ruth Calder",
        "They told me on a Friday that the date would not hold, and on Monday we had "
        "another plan.",
        None,
    ),
]


class TaleStory(NamedTuple):
    """A success story: which benefit it is about, and its three parts.

    The outcome names numbers in braces: `validated` is that of the benefit.
    """

    benefit: str
    title: str
    situation: str
    deed: str
    outcome: str
    author: str = ""
    is_published: bool = True


TALES = [
    TaleStory(
        "Water not bought from neighbours",
        "How a plan for the night shifts stopped the leaks",
        "Norwick bought water from its neighbours every summer, while a fifth of its "
        "own was lost under the streets. Crews searched by day, when traffic hides the "
        "sound of a leak.",
        "A planner of the PMO put the search into the night and the repair into the "
        "next morning, district by district, and followed both every week.",
        "{validated} less were paid for water from others, confirmed by finance. The "
        "losses fell in the week the new shifts began.",
        "Tomas Reid",
    ),
    TaleStory(
        "Emergency digs avoided",
        "Loggers that hear a leak before the street does",
        "A burst main at night means an emergency crew, a closed road and claims.",
        "The PMO compared crews with the plan against crews without, so that nobody "
        "had to guess what the loggers were worth.",
        "{validated} in emergency digs were avoided, confirmed by finance.",
        is_published=False,
    ),
]
