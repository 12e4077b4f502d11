"""Text, codes, choices, and yes or no: kept exactly, or refused with the place."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.imports.errors import CellError
from delivery.imports.parsing.cells import Cell, is_blank, wrong_kind

LINE_CHARACTERS = "\t\n\r"
# They make a text look like another one: embedding, override and isolate.
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TRUE_WORDS = frozenset({"true", "yes", "y", "1"})
FALSE_WORDS = frozenset({"false", "no", "n", "0"})
TOTAL_WORDS = frozenset(
    {"total", "totals", "subtotal", "sub-total", "grand total", "sum", "average"}
)


def is_noncharacter(character: str) -> bool:
    """Return whether Unicode set the code point aside for ever; XML refuses it."""
    number = ord(character)
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it stands, spaces and all. Control characters are refused."""

    max_length: int | None = None
    is_multiline: bool = False

    def __call__(self, cell: Cell) -> str | None:
        if is_blank(cell):
            return None
        text = cell if isinstance(cell, str) else self._written(cell)
        if self.max_length is not None and len(text) > self.max_length:
            raise CellError(
                _("has %s characters") % len(text),
                _("At most %s are stored. Shorten it.") % self.max_length,
            )
        allowed = LINE_CHARACTERS if self.is_multiline else "\t"
        if not text.isprintable():
            self._check(text, allowed)
        return text

    def _written(self, cell: Cell) -> str:
        """Return a number of a workbook or JSON file as digits: 123, not 123.0."""
        if isinstance(cell, Decimal):
            whole = cell.to_integral_value()
            if whole == cell and cell.adjusted() < 18:
                return str(int(whole))
            return format(cell, "f") if abs(cell.adjusted()) < 40 else str(cell)
        raise wrong_kind(cell, _("Format the cell as text."))

    def _check(self, text: str, allowed: str) -> None:
        for place, character in enumerate(text, start=1):
            if character in allowed:
                continue
            where = {"code": f"U+{ord(character):04X}", "place": place}
            if character in LINE_CHARACTERS:
                raise CellError(_("has a line break at place %(place)s") % where)
            if unicodedata.category(character) in {"Cc", "Cs"} or is_noncharacter(
                character
            ):
                raise CellError(
                    _("has a control character (%(code)s) at place %(place)s") % where,
                    _("Remove it."),
                )
            if character in REORDERING:
                raise CellError(
                    _("has a mark that turns text around (%(code)s) at place %(place)s")
                    % where,
                    _("Remove it."),
                )


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
    """One of a list: `values` maps what may be written, in any case, to the value."""

    values: Mapping[str, str]

    def __call__(self, cell: Cell) -> str | None:
        if is_blank(cell):
            return None
        text = Text()(cell) or ""
        value = self.values.get(text.strip().casefold())
        if value is None:
            known = list(dict.fromkeys(self.values.values()))
            raise CellError(
                _("is not one of the values of this column"),
                _("Write one of: %s.") % ", ".join(known),
            )
        return value


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
