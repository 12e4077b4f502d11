"""Dates and periods (guarantee I7): no guess, and no slide by a day."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from delivery.imports.errors import CellError
from delivery.imports.parsing import BrokenCell, Day, Timespan


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        (" 2026-03-31 ", date(2026, 3, 31)),
        ("2028-02-29", date(2028, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
        ("2026-03-31 00:00:00", date(2026, 3, 31)),
        ("2026-03-31T00:00:00.000", date(2026, 3, 31)),
        ("2026-03-31T00:00", date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (datetime.fromisoformat("2026-03-31"), date(2026, 3, 31)),
        ("", None),
        (None, None),
        ("  ", None),
    ],
    ids=str,
)
def test_an_iso_day_is_taken(cell, day):
    assert Day()(cell) == day


REFUSED = [
    "2026-02-30", "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
    "0000-01-01", "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "10000-01-01",
    "2569-03-31", "03/04/2026", "3/4/2026", "31/03/2026", "03/31/2026", "31.03.2026",
    "31-03-2026", "2026/03/31", "2026.03.31", "2026-3-31", "2026-03-1", "26-03-31",
    "31-03-26", "20260331", "2026-W13-2", "2026-090", "2026-03", "2026", "1", "31",
    "Mar", "March 2026", "31 March 2026", "Mar 31, 2026", "today", "now", "tomorrow",
    "46112", "46112.5", "2026-03-31 12:30", "2026-03-31T23:30:00",
    "2026-03-31T00:00:00Z", "2026-03-31T00:00:00+02:00", "2026-03-31T23:59:59-11:00",
    "2026-03-31 x", "x2026-03-31", "-2026-03-31", "２０２６-03-31", "٢٠٢٦-٠٣-٣١",
    "2026–03–31", "2026-03-31\x00", "2026-03-3\u200b1", "令和8年3月31日", "#N/A", "NA",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=[ascii(text) for text in REFUSED])
def test_what_is_not_one_day_is_refused(text):
    with pytest.raises(CellError):
        Day()(text)


@pytest.mark.parametrize(
    "cell",
    [
        Decimal(46112),
        True,
        time(12),
        datetime.fromisoformat("2026-03-31T17:00"),
        BrokenCell("#VALUE!"),
        date(1899, 12, 31),
    ],
    ids=str,
)
def test_a_typed_cell_that_is_not_a_day_is_refused(cell):
    with pytest.raises(CellError):
        Day()(cell)


def reason(parse, cell):
    with pytest.raises(CellError) as caught:
        parse(cell)
    return f"{caught.value.problem}. {caught.value.advice}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("03/04/2026", "can be read in two ways. Write 2026-04-03 or 2026-03-04"),
        ("25/12/2026", "is not a date as it is expected here. Write 2026-12-25."),
        ("12/25/2026", "is not a date as it is expected here. Write 2026-12-25."),
        ("2026-02-30", "is not a day of the calendar."),
        ("9999-01-01", "is not a plausible date. The year must be from 1900 to 2199."),
        ("Mar", "is not a date. Write a date such as 2026-03-31."),
    ],
)
def test_the_reason_says_what_to_write(text, words):
    assert reason(Day(), text).startswith(words)


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("%d/%m/%Y", "03/04/2026", date(2026, 4, 3)),
        ("%m/%d/%Y", "03/04/2026", date(2026, 3, 4)),
        ("%d-%b-%y", "02-Nov-04", date(2004, 11, 2)),
        ("%Y-%m-%d %H:%M", "2011-05-24 17:00", date(2011, 5, 24)),
        ("%Y-%m-%d %H:%M", "2011-05-24 23:59", date(2011, 5, 24)),
    ],
)
def test_a_format_counts_where_the_mapping_names_it(form, text, day):
    assert Day(formats=(form,))(text) == day


@pytest.mark.parametrize(
    "text", ["3/4/2026", "2026-04-03", "31/02/2026", "03/04/26", "03/04/2026 "]
)
def test_a_text_must_match_its_format_as_it_stands(text):
    parse = Day(formats=("%d/%m/%Y",))
    if text == "03/04/2026 ":
        assert parse(text) == date(2026, 4, 3)
    else:
        assert "Write it like 31/03/2026." in reason(parse, text)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-Q1", date(2025, 4, 1), date(2025, 6, 30)),
        ("FY2026", date(2025, 4, 1), date(2026, 3, 31)),
        (date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 31)),
        (
            datetime.combine(date(2026, 3, 1), time()),
            date(2026, 3, 1),
            date(2026, 3, 31),
        ),
    ],
)
def test_a_period_is_read_in_the_portfolios_fiscal_year(key, start, end):
    period = Timespan(fy_start_month=4)(key)
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026", "2026-13", "Q1", "FY26", "2026-Q5", "March", "fy 2026"),
        *(Decimal(2026), date(2026, 3, 2), datetime.combine(date(2026, 3, 1), time(8))),
    ],
    ids=str,
)
def test_what_is_not_a_period_is_refused(cell):
    assert "FY2026" in reason(Timespan(), cell)
