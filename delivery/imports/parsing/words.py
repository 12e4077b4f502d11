"""Text, codes, choices, and yes or no: kept exactly, or refused with the place."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from delivery.imports.errors import CellError
from delivery.imports.parsing.cells import Cell, is_blank, wrong_kind

LINE_CHARACTERS = "\n\r"
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
# Code points that Unicode set aside for ever; XML refuses them.
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
# They make a text look like another one: embedding, override and isolate.
REORDERING = "\u202a-\u202e\u2066-\u2069"
UNWANTED = re.compile(f"[{CONTROL}{NONCHARACTERS}{REORDERING}]")
UNWANTED_IN_LINE = re.compile(
    f"[{LINE_CHARACTERS}{CONTROL}{NONCHARACTERS}{REORDERING}]"
)
QUOTED_FORMULA = re.compile("'+[=+\\-@\\t\\r]")
TURNS_TEXT = re.compile(f"[{REORDERING}]")
TRUE_WORDS = frozenset({"true", "yes", "y", "1"})
FALSE_WORDS = frozenset({"false", "no", "n", "0"})
TOTAL_WORDS = frozenset(
    {"total", "totals", "subtotal", "sub-total", "grand total", "sum", "average"}
)


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it stands, spaces and all. Control characters are refused.

    An apostrophe before what a spreadsheet program would run as a formula was put
    there by an export, to quote it; it is taken off again.
    """

    max_length: int | None = None
    is_multiline: bool = False

    def __call__(self, cell: Cell) -> str | None:
        if is_blank(cell):
            return None
        text = cell if isinstance(cell, str) else self._written(cell)
        if QUOTED_FORMULA.match(text):
            text = text[1:]
        if self.max_length is not None and len(text) > self.max_length:
            raise CellError(
                _("has %s characters") % len(text),
                _("At most %s are stored. Shorten it.") % self.max_length,
            )
        unwanted = UNWANTED if self.is_multiline else UNWANTED_IN_LINE
        if found := unwanted.search(text):
            raise _unwanted(found[0], found.start() + 1)
        return text

    def _written(self, cell: Cell) -> str:
        """Return a number of a workbook or JSON file as digits: 123, not 123.0."""
        if isinstance(cell, Decimal):
            whole = cell.to_integral_value()
            if whole == cell and cell.adjusted() < 18:
                return str(int(whole))
            return format(cell, "f") if abs(cell.adjusted()) < 40 else str(cell)
        raise wrong_kind(cell, _("Format the cell as text."))


def _unwanted(character: str, place: int) -> CellError:
    """Return the error of a character that cannot be kept."""
    where = {"code": f"U+{ord(character):04X}", "place": place}
    if character in LINE_CHARACTERS:
        problem = _("has a line break at place %(place)s")
    elif TURNS_TEXT.match(character):
        problem = _("has a mark that turns text around (%(code)s) at place %(place)s")
    else:
        problem = _("has a control character (%(code)s) at place %(place)s")
    return CellError(problem % where, _("Remove it."))


@dataclass(frozen=True, slots=True)
class Code:
    """What a row is known by: a short text without hidden or outer spaces."""

    max_length: int = 60

    def __call__(self, cell: Cell) -> str | None:
        code = Text(self.max_length)(cell)
        if code is None:
            return None
        if code != code.strip():
            raise CellError(_("starts or ends with a space"), _("Remove the space."))
        for place, character in enumerate(code, start=1):
            if character != " " and unicodedata.category(character) in {
                "Cf",
                "Zs",
                "Zl",
                "Zp",
                "Cc",
            }:
                raise CellError(
                    _("has a hidden character (%(code)s) at place %(place)s")
                    % {"code": f"U+{ord(character):04X}", "place": place},
                    _("Write the code again by hand."),
                )
        if code.casefold() in TOTAL_WORDS:
            raise CellError(
                _("looks like a line of totals"), _("Remove the line from the file.")
            )
        return code


def folded(code: str) -> str:
    """Return what two codes share that a reader would take for the same."""
    return "".join(unicodedata.normalize("NFKC", code).casefold().split())


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list: `values` maps what may be written, folded, to the value."""

    values: Mapping[str, Any]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, *choices: tuple[str, Any]) -> "Choice":
        """Return the choice between values, each with a label it is written by."""
        return cls(
            {folded(label): value for label, value in choices},
            tuple(dict.fromkeys(label for label, _value in choices)),
        )

    def __call__(self, cell: Cell) -> Any:
        if is_blank(cell):
            return None
        text = Text(is_multiline=True)(cell) or ""
        key = folded(text)
        if key not in self.values:
            raise CellError(
                _("is not one of the values of this column"),
                _("Write one of: %s.") % ", ".join(self.labels),
            )
        return self.values[key]


@dataclass(frozen=True, slots=True)
class Boolean:
    """Yes or no, in words, as 1 or 0, or as a cell of that type."""

    def __call__(self, cell: Cell) -> bool | None:
        if is_blank(cell):
            return None
        if isinstance(cell, bool):
            return cell
        word = (Text()(cell) or "").strip().casefold()
        if word in TRUE_WORDS:
            return True
        if word in FALSE_WORDS:
            return False
        raise CellError(_("is neither yes nor no"), _("Write yes or no."))


@dataclass(frozen=True, slots=True)
class Worded:
    """A number, or one of the words of a scale, folded, that stand for one."""

    words: Mapping[str, Any]
    number: Callable[[Cell], Any]

    def __call__(self, cell: Cell) -> Any:
        if isinstance(cell, str) and folded(cell) in self.words:
            return self.words[folded(cell)]
        return self.number(cell)
