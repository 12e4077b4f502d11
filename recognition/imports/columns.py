"""What the columns of a survey file are: by their names, else by what they hold."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from delivery.imports.parsing import Cell
from recognition.models import Question

Kind = Question.Kind

# So many of the cells of a column must be answers for it to be a question.
MOSTLY = 0.8
MOST_WAVES = 12
LONGEST_QUESTION = 300
BRACKETED = re.compile(r"\[([^\[\]]+)\]\s*$")

SATISFACTION = {
    "very satisfied": 5,
    "satisfied": 4,
    "neutral": 3,
    "dissatisfied": 2,
    "very dissatisfied": 1,
}
OTHER_WORDS = (
    {
        "strongly agree": 5,
        "agree": 4,
        "neither agree nor disagree": 3,
        "disagree": 2,
        "strongly disagree": 1,
    },
    {"always": 5, "mostly": 4, "sometimes": 3, "rarely": 2, "never": 1},
)
DOES_NOT_APPLY = {"n/a do not use", "n/a", "na", "not applicable", "does not apply"}


class Part(Enum):
    """What a column is beside a question."""

    REFERENCE = "reference"
    DAY = "day"
    STAGE = "stage"
    ROUND = "round"
    LANGUAGE = "language"
    IGNORED = "ignored"


NAMES: dict[str, Part] = {
    "reference": Part.REFERENCE,
    "response_id": Part.REFERENCE,
    "answered_on": Part.DAY,
    "date": Part.DAY,
    "timestamp": Part.DAY,
    "customer_response_date": Part.DAY,
    "stage": Part.STAGE,
    "survey_sub_type": Part.STAGE,
    "round": Part.ROUND,
    "wave": Part.ROUND,
    "language": Part.LANGUAGE,
    "qtr": Part.IGNORED,
    "nps_rating": Part.IGNORED,
}
SCORES: dict[str, str] = {
    "nps_score": Kind.NPS,
    "ces": Kind.EFFORT,
    **{
        kind.value: kind
        for kind in Kind
        if kind not in {Kind.TEXT, Kind.OWN_10, Kind.OWN_7, Kind.OWN_5}
    },
}
COMMENTS = {"text", "comment", "comments"}
WORDING: dict[str, str] = {
    Kind.NPS: "How likely are you to recommend us?",
    Kind.TEXT: "Why?",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a column holds the answers to.

    `words` are the answers that stand for numbers, empty where numbers are given.
    """

    place: int
    kind: str
    text: str
    service: str = ""
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a file: its questions, and where the rest of a row stands."""

    questions: tuple[Asked, ...]
    places: dict[Part, int]
    ignored: tuple[str, ...] = ()


def folded(cell: Cell) -> str:
    """Return a cell's text as two that mean the same have it."""
    return " ".join(str(cell).split()).casefold() if cell is not None else ""


def sheet_of(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Sheet:
    """Return what each column of a survey file is."""
    questions: list[Asked] = []
    places: dict[Part, int] = {}
    ignored = []
    for place, title in enumerate(header):
        name = folded(title).replace(" ", "_")
        part = NAMES.get(name)
        known = {folded(row[place]) for row in rows if place < len(row)} - {""}
        if part is None and not name:
            is_wave = Part.ROUND not in places and 0 < len(known) <= MOST_WAVES
            part = Part.ROUND if is_wave else Part.IGNORED
        if part is not None:
            if part is Part.IGNORED:
                ignored.append(title)
            places.setdefault(part, place)
            continue
        cells = [folded(row[place]) for row in rows if place < len(row)]
        questions.append(_asked(place, title, name, [cell for cell in cells if cell]))
    return Sheet(tuple(questions), places, tuple(filter(None, ignored)))


def _asked(place: int, title: str, name: str, cells: Sequence[str]) -> Asked:
    text = title[:LONGEST_QUESTION]
    if name in SCORES:
        return Asked(place, SCORES[name], WORDING.get(SCORES[name], text))
    if name in COMMENTS:
        return Asked(place, Kind.TEXT, WORDING[Kind.TEXT])
    if _mostly(cells, SATISFACTION):
        bracket = BRACKETED.search(title)
        service = bracket[1].strip() if bracket else ""
        return Asked(place, Kind.CSAT, text, service, tuple(SATISFACTION.items()))
    for words in OTHER_WORDS:
        if _mostly(cells, words):
            return Asked(place, Kind.OWN_5, text, words=tuple(words.items()))
    if cells and all(cell.isdecimal() for cell in cells if cell not in DOES_NOT_APPLY):
        return Asked(place, _scale(cells), text)
    return Asked(place, Kind.TEXT, text)


def _mostly(cells: Sequence[str], words: Iterable[str]) -> bool:
    known = {*words, *DOES_NOT_APPLY}
    found = [cell for cell in cells if cell in known]
    is_answered = any(cell not in DOES_NOT_APPLY for cell in found)
    return is_answered and len(found) >= MOSTLY * len(cells)


def _scale(cells: Sequence[str]) -> str:
    """The smallest scale that all numbers fit on."""
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    if min(numbers, default=0) >= 1 and max(numbers) <= 5:
        return Kind.OWN_5
    if min(numbers, default=0) >= 1 and max(numbers) <= 7:
        return Kind.OWN_7
    return Kind.OWN_10
