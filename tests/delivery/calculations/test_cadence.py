"""The periods in which a KPI is measured."""

from datetime import date
from itertools import pairwise

import pytest

from delivery.calculations.cadence import Span, span_of, spans_until


@pytest.mark.parametrize(
    ("day", "cadence", "fy_start_month", "start", "end"),
    [
        (date(2026, 10, 15), "week", 1, date(2026, 10, 12), date(2026, 10, 18)),
        (date(2026, 10, 12), "week", 1, date(2026, 10, 12), date(2026, 10, 18)),
        (date(2027, 1, 1), "week", 1, date(2026, 12, 28), date(2027, 1, 3)),
        (date(2024, 2, 29), "month", 4, date(2024, 2, 1), date(2024, 2, 29)),
        (date(2026, 10, 15), "quarter", 1, date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 10, 15), "quarter", 2, date(2026, 8, 1), date(2026, 10, 31)),
        (date(2026, 3, 31), "year", 4, date(2025, 4, 1), date(2026, 3, 31)),
    ],
)
def test_a_day_lies_in_one_period(day, cadence, fy_start_month, start, end):
    assert span_of(day, cadence, fy_start_month) == Span(start, end)


def test_no_other_cadence_is_known():
    with pytest.raises(ValueError, match="fortnight"):
        span_of(date(2026, 10, 15), "fortnight")


@pytest.mark.parametrize("cadence", ["week", "month", "quarter", "year"])
def test_periods_follow_each_other_without_a_gap(cadence):
    spans = spans_until(date(2026, 10, 15), cadence, 4, count=30)
    assert len(spans) == 30
    assert spans[0].start <= date(2026, 10, 15) <= spans[0].end
    for later, earlier in pairwise(spans):
        assert (later.start - earlier.end).days == 1


def test_periods_end_where_the_calendar_begins():
    assert len(spans_until(date(1901, 6, 1), "year", count=30)) == 2
