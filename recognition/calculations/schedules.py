"""When a report is due: the days of a rhythm, and the moment of a day somewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from delivery.calculations.periods import Period, PeriodKind, add_months, last_of_month

LAST_YEAR = 2199
LONGEST_WAIT = 14


class Cadence(StrEnum):
    """How often a report goes out."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    AFTER_PERIOD = "after_period"


class DayOff(StrEnum):
    """What becomes of a report that is due on a day on which nobody works."""

    NEXT = "next"
    BEFORE = "before"
    SKIP = "skip"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """On which days a report is due, and about which period it is.

    `weekday` is 1 (Monday) to 7, for weekly ones. `day` is that of the month, the last
    one where a month is shorter, for monthly ones. `days_after` counts from the end of
    a quarter, or of a period of `kind`, in calendar days.
    """

    cadence: Cadence
    kind: PeriodKind
    fy_start_month: int = 1
    weekday: int = 1
    day: int = 1
    days_after: int = 0
    day_off: DayOff = DayOff.NEXT


@dataclass(frozen=True, slots=True)
class Due:
    """One run of a rhythm: the day planned, the day it falls on, and its period.

    `on` is None where a day off lets it fall out. `period` is None where it is about
    the latest period that there is.
    """

    planned: date
    on: date | None
    period: Period | None


def dues(rhythm: Rhythm, start: date, works: Callable[[date], bool]) -> Iterator[Due]:
    """Return the runs that are planned for a day or later, in order and without end.

    `works` says whether a day is one on which people work.

    Source: docs/formulas.md, "Days of a schedule".
    """
    for planned, period in _planned(rhythm, start):
        yield Due(planned, _moved(planned, rhythm.day_off, works), period)


def _planned(rhythm: Rhythm, start: date) -> Iterator[tuple[date, Period | None]]:
    match rhythm.cadence:
        case Cadence.WEEKLY:
            return _weekly(rhythm, start)
        case Cadence.MONTHLY:
            return _monthly(rhythm, start)
        case Cadence.QUARTERLY:
            return _after(rhythm, PeriodKind.QUARTER, start)
    return _after(rhythm, rhythm.kind, start)


def _weekly(rhythm: Rhythm, start: date) -> Iterator[tuple[date, None]]:
    day = start + timedelta(days=(rhythm.weekday - start.isoweekday()) % 7)
    while day.year <= LAST_YEAR:
        yield day, None
        day += timedelta(days=7)


def _monthly(rhythm: Rhythm, start: date) -> Iterator[tuple[date, Period]]:
    first = start.replace(day=1)
    while first.year <= LAST_YEAR:
        day = first.replace(day=min(rhythm.day, last_of_month(first).day))
        month = Period.containing(first, PeriodKind.MONTH, rhythm.fy_start_month)
        if day >= start:
            yield day, month.previous()
        first = add_months(first, 1)


def _after(
    rhythm: Rhythm, kind: PeriodKind, start: date
) -> Iterator[tuple[date, Period]]:
    wait = timedelta(days=rhythm.days_after)
    period = Period.containing(start - wait, kind, rhythm.fy_start_month).previous()
    while period.start.year <= LAST_YEAR:
        if period.end + wait >= start:
            yield period.end + wait, period
        period = period.next()


def _moved(day: date, day_off: DayOff, works: Callable[[date], bool]) -> date | None:
    """Return the day on which a run falls; after two weeks of days off, as planned."""
    if day_off is DayOff.NONE or works(day):
        return day
    if day_off is DayOff.SKIP:
        return None
    step = timedelta(days=1 if day_off is DayOff.NEXT else -1)
    near = (day + step * count for count in range(1, LONGEST_WAIT + 1))
    return next(filter(works, near), day)


def moment(day: date, hour: time, zone: tzinfo) -> datetime:
    """Return when it is that hour of a day somewhere, in UTC.

    An hour that the clock leaves out is the one after it; of an hour that comes twice
    it is the first.
    """
    here = datetime.combine(day, hour, zone)
    return here.astimezone(UTC)
