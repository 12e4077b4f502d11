"""What was changed from one wording of a text to another, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORDS = re.compile(r"\s+|\S+")


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that share what became of them."""

    change: Change
    text: str


def word_changes(before: str, after: str) -> list[Piece]:
    """Return the pieces of two wordings in reading order.

    Shape: what was kept and removed makes up `before`, what was kept and added makes
    up `after`, to the last space. Equal texts give one piece, empty ones none.

    Source: docs/formulas.md, "Wordings compared".
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.KEPT, "".join(old[old_start:old_end])))
            continue
        if old_end > old_start:
            pieces.append(Piece(Change.REMOVED, "".join(old[old_start:old_end])))
        if new_end > new_start:
            pieces.append(Piece(Change.ADDED, "".join(new[new_start:new_end])))
    return pieces
