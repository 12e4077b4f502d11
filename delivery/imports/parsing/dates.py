"""Days and periods: ISO, or a format that the mapping names."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TypeGuard

from django.utils.translation import gettext as _

from delivery.calculations.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    PeriodKind,
)
from delivery.imports.errors import CellError
from delivery.imports.parsing.cells import Cell, is_blank, wrong_kind

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ISO_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
# What databases and spreadsheet programs write for a day without a time.
ISO_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(:00(\.0+)?)?", re.ASCII)
SLASHED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)

HOUR = re.compile("%-?[HI]")

MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class Day:
    """A day from 1900 to 2199, written 2026-03-31 or in one of `formats`.

    A format is one of strptime and must give back the text as it stands, so that
    "1/2/2026" does not pass as "%d/%m/%Y"; as "%-d/%-m/%Y" it does. A time of day is
    an error, except where a format names it: then the day counts as written, whatever
    the time zone.
    """

    formats: tuple[str, ...] = ()

    def __call__(self, cell: Cell) -> date | None:
        if is_blank(cell):
            return None
        day = self._day(cell)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise CellError(
                _("is not a plausible date"),
                _("The year must be from %(first)s to %(last)s.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR},
            )
        return day

    def _day(self, cell: Cell) -> date:
        match cell:
            case str():
                return self._from_text(cell.strip())
            case datetime():
                if cell.time() != MIDNIGHT and not self._takes_times:
                    raise CellError(_("has a time of day"), _("Write the date alone."))
                return cell.date()
            case date():
                return cell
        raise wrong_kind(cell, _("Write a date such as 2026-03-31."))

    @property
    def _takes_times(self) -> bool:
        return any(HOUR.search(form) for form in self.formats)

    def _from_text(self, text: str) -> date:
        for form in self.formats:
            if day := _written_as(text, form):
                return day
        if self.formats:
            today = [date(2026, 3, 31).strftime(form) for form in self.formats]
            raise CellError(
                _("is not a date as this column writes them"),
                _("Write it like %s.") % _(" or ").join(today),
            )
        return _from_iso(text)


@lru_cache(4096)
def _written_as(text: str, form: str) -> date | None:
    """Return the day that a text gives in a format; the days of a file come again."""
    try:
        # To read, a number with and without its zero are one.
        moment = datetime.strptime(text, form.replace("%-", "%"))  # noqa: DTZ007
    except ValueError:
        return None
    return moment.date() if moment.strftime(form) == text else None


def _from_iso(text: str) -> date:
    match = ISO_MIDNIGHT.fullmatch(text)
    day = match[1] if match else text
    if ISO_DAY.fullmatch(day):
        try:
            return date.fromisoformat(day)
        except ValueError:
            raise CellError(
                _("is not a day of the calendar"),
                _("Write a date such as 2026-03-31."),
            ) from None
    raise CellError(*_explain(text))


def _explain(text: str) -> tuple[str, str]:
    """Say why a text is no date and, where it can be told, how to write it."""
    match = SLASHED.fullmatch(text)
    if match is None:
        return _("is not a date"), _("Write a date such as 2026-03-31.")
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first <= 12 and second <= 12 and first != second:
        return (
            _("can be read in two ways"),
            _("Write %(a)s or %(b)s, whichever is meant.")
            % {
                "a": f"{year:04}-{second:02}-{first:02}",
                "b": f"{year:04}-{first:02}-{second:02}",
            },
        )
    day, month = (first, second) if second <= 12 else (second, first)
    return (
        _("is not a date as it is expected here"),
        _("Write %s.") % f"{year:04}-{month:02}-{day:02}",
    )


@dataclass(frozen=True, slots=True)
class Timespan:
    """A period such as 2026-03, 2026-Q1 or FY2026, in the portfolio's fiscal year."""

    fy_start_month: int = 1

    def __call__(self, cell: Cell) -> Period | None:
        if is_blank(cell):
            return None
        if is_first_of_month(cell):
            return Period.containing(cell, PeriodKind.MONTH, self.fy_start_month)
        try:
            return Period.parse(str(cell).strip(), self.fy_start_month)
        except ValueError:
            advice = _(
                "Write a month as 2026-03, a quarter as 2026-Q1, a year as FY2026."
            )
            if isinstance(cell, str):
                raise CellError(_("is not a period"), advice) from None
            raise wrong_kind(cell, advice) from None


def is_first_of_month(cell: Cell) -> TypeGuard[date]:
    """Return whether a spreadsheet program made a date of a month that was typed."""
    if isinstance(cell, datetime) and cell.time() != MIDNIGHT:
        return False
    return isinstance(cell, date) and cell.day == 1


@dataclass(frozen=True, slots=True)
class Month:
    """A month, written 2026-03 or as its first day; the first day is returned.

    With a format, that of the day: one who names it means the month it falls in.
    """

    formats: tuple[str, ...] = ()

    def __call__(self, cell: Cell) -> date | None:
        if isinstance(cell, str) and ISO_MONTH.fullmatch(cell.strip()):
            cell = f"{cell.strip()}-01"
        day = Day(self.formats)(cell)
        return day.replace(day=1) if day and self.formats else day
