"""On which days reports are due, and at which moment of a day somewhere."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.calculations.periods import PeriodKind
from recognition.calculations.schedules import Cadence, DayOff, Rhythm, dues, moment
from recognition.working_days import countries, name_of_day_off, works_in

EVERY_DAY = timedelta(days=1)


def weekdays(day: date) -> bool:
    return day.isoweekday() < 6


def always(day: date) -> bool:
    return True


def first(count: int, start: date, works=always, **rhythm):
    rhythm.setdefault("kind", PeriodKind.QUARTER)
    found = dues(Rhythm(**rhythm), start, works)
    return [(due.planned, due.on, str(due.period)) for due in islice(found, count)]


def test_a_weekly_report_is_about_the_latest_period():
    start = date(2026, 12, 3)
    assert first(2, start, cadence=Cadence.WEEKLY, weekday=1) == [
        (date(2026, 12, 7), date(2026, 12, 7), "None"),
        (date(2026, 12, 14), date(2026, 12, 14), "None"),
    ]
    assert first(1, start, cadence=Cadence.WEEKLY, weekday=4)[0][0] == start


def test_a_monthly_report_is_about_the_month_before_and_knows_short_months():
    found = first(4, date(2027, 12, 15), cadence=Cadence.MONTHLY, day=31)
    assert [(str(planned), period) for planned, _on, period in found] == [
        ("2027-12-31", "2027-11"),
        ("2028-01-31", "2027-12"),
        ("2028-02-29", "2028-01"),
        ("2028-03-31", "2028-02"),
    ]


def test_a_quarterly_report_waits_for_its_days():
    found = first(
        2,
        date(2026, 11, 30),
        cadence=Cadence.QUARTERLY,
        days_after=10,
        fy_start_month=4,
    )
    assert [(str(planned), period) for planned, _on, period in found] == [
        ("2027-01-10", "2027-Q3"),
        ("2027-04-10", "2027-Q4"),
    ]


def test_of_long_waits_no_period_is_left_out():
    rhythm = {"cadence": Cadence.AFTER_PERIOD, "kind": PeriodKind.MONTH}
    found = first(3, date(2026, 11, 30), days_after=75, **rhythm)
    assert [period for _planned, _on, period in found] == [
        "2026-09",
        "2026-10",
        "2026-11",
    ]


@pytest.mark.parametrize(
    ("day_off", "falls_on"),
    [
        (DayOff.NEXT, date(2027, 1, 11)),
        (DayOff.BEFORE, date(2027, 1, 8)),
        (DayOff.SKIP, None),
        (DayOff.NONE, date(2027, 1, 10)),
    ],
)
def test_a_sunday_is_moved_as_somebody_chose(day_off, falls_on):
    rhythm = {"cadence": Cadence.QUARTERLY, "days_after": 10, "day_off": day_off}
    [(planned, on, _period)] = first(1, date(2027, 1, 1), weekdays, **rhythm)
    assert (planned, on) == (date(2027, 1, 10), falls_on)


def test_holidays_are_those_of_the_country():
    works = works_in("GB")
    assert not works(date(2027, 3, 26))
    assert name_of_day_off(date(2027, 3, 26), "GB") == "Good Friday"
    assert works_in("")(date(2027, 3, 26))
    assert ("NO", "Norway") in countries()


# The nights on which clocks change in 2027, and the 29th of February.
NIGHTS = [date(2027, 3, 28), date(2027, 10, 31), date(2027, 3, 14), date(2028, 2, 29)]
ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Kiritimati"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize("hour", [time(0), time(2, 30), time(8)])
def test_each_day_has_its_moment_once_whatever_clocks_do(zone, night, hour):
    here = ZoneInfo(zone)
    days = [night + EVERY_DAY * count for count in range(-2, 3)]
    moments = [moment(day, hour, here) for day in days]
    assert moments == sorted(set(moments))
    for day, at in zip(days, moments, strict=True):
        assert at.tzinfo is UTC
        assert at.astimezone(here).date() == day
        gap = at.astimezone(here).replace(tzinfo=None) - datetime.combine(day, hour)
        assert gap in {timedelta(0), timedelta(hours=1)}


@given(
    start=st.dates(date(2020, 1, 1), date(2050, 1, 1)),
    cadence=st.sampled_from(Cadence),
    kind=st.sampled_from(PeriodKind),
    fy_start_month=st.integers(1, 12),
    weekday=st.integers(1, 7),
    day=st.integers(1, 31),
    days_after=st.integers(0, 90),
)
def test_every_period_is_due_once_and_in_order(start, **rhythm):
    found = list(islice(dues(Rhythm(**rhythm), start, weekdays), 12))
    planned = [due.planned for due in found]
    assert planned[0] >= start
    assert planned == sorted(set(planned))
    periods = [due.period for due in found if due.period]
    for before, after in pairwise(periods):
        assert before.next() == after
    for due in found:
        assert due.period is None or due.period.end <= due.planned
        assert due.on is None or weekdays(due.on)
