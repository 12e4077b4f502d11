"""Days as survey tools write them, with the time of day behind."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from delivery.imports.errors import CellError, UnreadableFileError
from delivery.imports.parsing import Cell

TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?)?"
SLASHED = re.compile(rf"(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}}){TIME}", re.ASCII)
ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){TIME}", re.ASCII)


def is_day_first(cells: Iterable[Cell]) -> bool:
    """Return whether a column of days writes 21/02/2018 and not 2/21/2018.

    Raises UnreadableFileError when every one of them can be read both ways.
    """
    found = [SLASHED.fullmatch(str(cell).strip()) for cell in cells if cell]
    pairs = {(int(one[1]), int(one[2])) for one in found if one}
    if any(first > 12 for first, _second in pairs):
        return True
    if any(second > 12 for _first, second in pairs):
        return False
    if all(first == second for first, second in pairs):
        return True
    raise UnreadableFileError(
        _("Nobody can tell whether 1/2/2018 is in January. Write days as 2018-02-01.")
    )


def day_of(cell: Cell, *, day_first: bool) -> date:
    """Return the day of a cell; raises CellError."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    advice = _("Write a date such as 2026-03-31.")
    try:
        if match := ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := SLASHED.fullmatch(text):
            first, second = int(match[1]), int(match[2])
            day, month = (first, second) if day_first else (second, first)
            return date(int(match[3]), month, day)
    except ValueError:
        raise CellError(_("is not a day of the calendar"), advice) from None
    raise CellError(_("is not a date"), advice)
