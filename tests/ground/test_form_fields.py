"""Fields that take one way of writing a value, and refuse every other in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from pmo_value.form_fields import (
    DayField,
    LinesField,
    MonthField,
    NumberField,
    PercentField,
    plain,
    validate_line,
    validate_printable,
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1234.56", "1234.56"),
        (" 1234.5 ", "1234.5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("0", "0"),
        ("-0", "0"),
        ("007", "7"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_a_number_is_taken_as_it_stands(typed, expected):
    assert NumberField().clean(typed) == Decimal(expected)


@pytest.mark.parametrize(
    "typed",
    [
        "1.234,56",
        "1,234.56",
        "1,23",
        "1 234",
        "1_000",
        "1e3",
        "1E+9999999",
        "NaN",
        "sNaN",
        "inf",
        "-Infinity",
        "(5)",
        "5 %",
        "€5",
        "1.2.3",
        ".",
        "-",
        ".5",
        "5.",
        "--5",
        "0x10",
        "١٢٣",
        "１２３",
        "12\u200b3",
        "#DIV/0!",
        "<b>1</b>",
        "9" * 5000,
    ],
)
def test_anything_else_is_not_a_number(typed):
    with pytest.raises(ValidationError) as refusal:
        NumberField().clean(typed)
    assert refusal.value.messages == ["Enter a number such as 1234.56."]


def test_nothing_is_not_zero():
    assert NumberField(required=False).clean("") is None


def test_a_number_is_written_alike_in_every_language():
    with translation.override("de"):
        assert NumberField().clean("1234.56") == Decimal("1234.56")
        assert NumberField().prepare_value(Decimal("1234.5600")) == "1234.56"


@pytest.mark.parametrize(
    ("value", "text"),
    [("100.0000", "100"), ("0.5000", "0.5"), ("1E+3", "1000"), ("-0.0001", "-0.0001")],
)
def test_a_stored_number_is_shown_as_it_was_typed(value, text):
    assert plain(Decimal(value)) == text


def test_a_percentage_is_stored_as_a_ratio_and_comes_back_the_same():
    field = PercentField()
    ratio = field.clean("86.25")
    assert ratio == Decimal("0.8625")
    assert field.prepare_value(ratio) == "86.25"
    assert not field.has_changed(ratio, "86.250")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2026-02-30", "Enter a date such as 2026-03-31."),
        ("03/04/2026", "Enter a date such as 2026-03-31."),
        ("20260331", "Enter a date such as 2026-03-31."),
        ("2026-3-1", "Enter a date such as 2026-03-31."),
        ("1", "Enter a date such as 2026-03-31."),
        ("Mar", "Enter a date such as 2026-03-31."),
        ("٢٠٢٦-٠٣-٣١", "Enter a date such as 2026-03-31."),
        ("2026-03-31T00:00", "Enter a date such as 2026-03-31."),
        ("0001-01-01", "Enter a year from 1900 to 2199."),
        ("9999-12-31", "Enter a year from 1900 to 2199."),
    ],
)
def test_a_date_that_could_be_read_in_two_ways_is_refused(typed, why):
    with pytest.raises(ValidationError) as refusal:
        DayField().clean(typed)
    assert refusal.value.messages == [why]


def test_a_month_is_kept_as_its_first_day():
    field = MonthField()
    assert field.clean("2026-09") == date(2026, 9, 1)
    assert not field.has_changed(date(2026, 9, 1), "2026-09")
    with pytest.raises(ValidationError, match="a month such as 2026-03"):
        field.clean("2026-09-02")


@pytest.mark.parametrize("stored", ["first\nsecond", "first\r\nsecond"])
def test_the_line_ends_of_a_browser_change_no_text(stored):
    field = LinesField()
    assert not field.has_changed(stored, "first\r\nsecond")
    assert field.has_changed(stored, "first\r\nthird")
    assert field.clean("first\r\nsecond") == "first\nsecond"


@pytest.mark.parametrize("text", ["\x07", "a\x1bb", "\x9f"])
def test_a_control_character_is_refused_and_named(text):
    with pytest.raises(ValidationError, match=r"control character \(U\+00"):
        validate_printable(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("Bcc\r\nTo: x", "a line break at place 4", id="line break"),
        pytest.param("two\u2028lines", "a line break at place 4", id="separator"),
        pytest.param("a\tb", "a tab at place 2", id="tab"),
        pytest.param("a\x07b", "a control character", id="bell"),
        pytest.param("a\u202eb", "turns text around", id="override"),
    ],
)
def test_a_text_of_one_line_has_no_line_break_and_no_control_character(text, message):
    with pytest.raises(ValidationError, match=message):
        validate_line(text)


def test_lines_and_letters_of_every_script_are_taken():
    validate_printable("Zażółć\nгęśлą\tجاذبية 𝛑")
    validate_line("Zażółć гęślą جاذبية 𝛑")
