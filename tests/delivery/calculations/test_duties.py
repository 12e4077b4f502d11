"""When something is due, and when somebody is reminded of it."""

from datetime import date, timedelta

import pytest

from delivery.calculations.cadence import Span, span_of
from delivery.calculations.duties import (
    complete_spans,
    due_on,
    is_reminded,
    missing_spans,
)
from delivery.calculations.kpi_values import Cadence

SEPTEMBER = Span(date(2026, 9, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("cadence", "day", "due"),
    [
        pytest.param(Cadence.WEEK, date(2026, 9, 30), date(2026, 10, 7), id="week"),
        pytest.param(Cadence.MONTH, date(2028, 2, 29), date(2028, 3, 7), id="leap day"),
        pytest.param(Cadence.QUARTER, date(2026, 9, 1), date(2026, 10, 10), id="third"),
        pytest.param(Cadence.YEAR, date(2026, 1, 1), date(2027, 1, 15), id="year"),
    ],
)
def test_facts_are_due_some_days_after_their_period(cadence, day, due):
    assert due_on(span_of(day, cadence), cadence) == due


def test_the_running_period_is_not_asked_for():
    assert complete_spans(date(2026, 9, 30), Cadence.MONTH)[0].end == date(2026, 8, 31)
    assert complete_spans(date(2026, 10, 1), Cadence.MONTH)[0] == SEPTEMBER


def test_a_fiscal_year_is_asked_for_when_it_is_over():
    assert complete_spans(date(2027, 3, 31), Cadence.YEAR, 4)[0].end.year == 2026
    assert complete_spans(date(2027, 4, 1), Cadence.YEAR, 4)[0].end == date(2027, 3, 31)


def test_no_period_before_something_began_is_missing():
    spans = complete_spans(date(2026, 10, 1), Cadence.MONTH)
    missing = missing_spans(spans, {date(2026, 8, 1)}, date(2026, 8, 15))
    assert missing == [SEPTEMBER]


@pytest.mark.parametrize(
    ("cadence", "before"),
    [
        (Cadence.WEEK, 2),
        (Cadence.MONTH, 5),
        (Cadence.QUARTER, 7),
        (Cadence.YEAR, 10),
    ],
)
def test_one_is_reminded_before_and_one_and_three_days_after(cadence, before):
    due = date(2026, 10, 7)
    days = [due + timedelta(days=offset) for offset in range(-12, 6)]
    reminded = [
        (day - due).days
        for day in days
        if is_reminded(due, cadence, looked_on=day - timedelta(days=1), today=day)
    ]
    assert reminded == [-before, 1, 3]


@pytest.mark.parametrize(
    ("looked_on", "expected"),
    [
        pytest.param(date(2026, 10, 1), True, id="a night was missed"),
        pytest.param(date(2026, 10, 2), False, id="looked on the very day"),
        pytest.param(None, False, id="never looked: nothing from before"),
        pytest.param(date(2026, 1, 1), True, id="long ago: a week is caught up"),
    ],
)
def test_a_day_that_was_missed_is_caught_up_once(looked_on, expected):
    due = date(2026, 10, 7)  # reminded on 2 October
    today = date(2026, 10, 4)
    found = is_reminded(due, Cadence.MONTH, looked_on=looked_on, today=today)
    assert found is expected


def test_what_is_more_than_a_week_old_is_left():
    due = date(2026, 10, 7)
    today = date(2026, 10, 20)
    found = is_reminded(due, Cadence.MONTH, looked_on=date(2026, 1, 1), today=today)
    assert not found
