"""What a reader hands over: text, or the typed value of a workbook or JSON file."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from delivery.imports.errors import CellError


class Defect(StrEnum):
    """Why a cell has no value that can be trusted."""

    ERROR = "error"
    NO_RESULT = "no result"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell whose value the file itself does not hold, such as #DIV/0!."""

    content: str
    defect: Defect = Defect.ERROR

    def __str__(self) -> str:
        return self.content


# A datetime is a date to Python; the parsers look for it first.
Cell = str | Decimal | bool | date | datetime | time | timedelta | BrokenCell | None


def is_blank(cell: Cell) -> bool:
    """Return whether nothing was written: no value, or only white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def broken(cell: BrokenCell) -> CellError:
    """Return the error of a cell that has no value to read."""
    match cell.defect:
        case Defect.NO_RESULT:
            return CellError(
                _("holds a formula without a saved result"),
                _("Open and save the file in Excel, then try again."),
            )
        case Defect.TOO_LONG:
            return CellError(
                _("has more digits than a workbook keeps"),
                _("Format the cell as text and write the number again."),
            )
        case Defect.ERROR:
            return CellError(
                _("is an error of the spreadsheet"), _("Correct the formula behind it.")
            )


def wrong_kind(cell: Cell, advice: str) -> CellError:
    """Return the error of a typed cell where another type belongs."""
    match cell:
        case BrokenCell():
            return broken(cell)
        case bool():
            found = _("is a yes or no")
        case Decimal():
            found = _("is a number")
        case datetime():
            found = _("is a date with a time")
        case date():
            found = _("is a date")
        case time() | timedelta():
            found = _("is a time")
        case _:
            found = _("is text")
    return CellError(found, advice)
