"""What is wrong with a file, said so that a person can put it right."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

SHOWN_LENGTH = 60


class UnreadableFileError(Exception):
    """The file as a whole cannot be imported; the message says what to do."""


class CellError(ValueError):
    """A cell that does not say what its column asks for.

    `problem` continues the sentence "Row 7, column actual: '1,23' …"; `advice` is
    a sentence of its own. The same problem in many cells is one group.
    """

    def __init__(self, problem: str, advice: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice


@dataclass(frozen=True, slots=True)
class RowError:
    """One reason why a row of a file is refused.

    `row` counts as a spreadsheet program does. `line` is where the row starts in
    the text of the file: they differ once a quoted cell holds a line break.
    """

    row: int
    line: int
    column: str
    value: str
    problem: str
    advice: str = ""

    @property
    def place(self) -> str:
        """Say where to look, for example "Row 7, column actual"."""
        words = _("Row %(row)s") % {"row": self.row}
        if self.line != self.row:
            words += _(" (line %(line)s)") % {"line": self.line}
        if self.column:
            words += _(", column %(column)s") % {"column": self.column}
        return words

    @property
    def reason(self) -> str:
        """Say what is wrong and what was expected."""
        words = f"'{self.value}' {self.problem}" if self.value else self.problem
        return f"{words}. {self.advice}".rstrip() if self.advice else f"{words}."

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


def shown(cell: object) -> str:
    """Return a cell's text for a message: short, and without characters that hide."""
    text = str(cell)
    if len(text) > SHOWN_LENGTH:
        text = text[: SHOWN_LENGTH - 1] + "…"
    return "".join(
        f"\\u{ord(character):04x}"
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}
        else character
        for character in text
    )
