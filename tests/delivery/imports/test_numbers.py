"""Numbers and money (guarantee I6): the one right value, or words for the reader."""

from decimal import Decimal

import pytest

from delivery.imports.errors import CellError
from delivery.imports.parsing import (
    BrokenCell,
    Defect,
    Integer,
    Number,
    NumberFormat,
)

D = Decimal

TAKEN = [
    ("0", "0"),
    ("-0", "0"),
    ("0.0", "0"),
    ("5", "5"),
    ("+5", "5"),
    ("-5", "-5"),
    ("−5", "-5"),
    ("007", "7"),
    (" 42 ", "42"),
    ("\u00a042\u00a0", "42"),
    ("1.5", "1.5"),
    (".5", "0.5"),
    ("-.5", "-0.5"),
    ("1234.56", "1234.56"),
    ("1,234.56", "1234.56"),
    ("-1,234.56", "-1234.56"),
    ("1,234,567", "1234567"),
    ("1,234,567.89", "1234567.89"),
    ("3e+05", "300000"),
    ("4.19e+08", "419000000"),
    ("5E-4", "0.0005"),
    ("1e3", "1000"),
    ("0.000001", "0.000001"),
    ("999999999999", "999999999999"),
    ("1.10000000", "1.1"),
]


@pytest.mark.parametrize(("text", "value"), TAKEN, ids=[text for text, _ in TAKEN])
def test_a_number_is_taken_with_its_one_right_value(text, value):
    assert Number()(text) == D(value)


def test_minus_zero_is_zero():
    assert str(Number()("-0")) == "0"


@pytest.mark.parametrize("blank", [None, "", " ", "\t", "\u00a0", " \n "])
def test_blank_is_unknown_and_never_zero(blank):
    assert Number()(blank) is None


REFUSED = [
    "NaN", "nan", "-nan", "sNaN", "NaN123", "inf", "Inf", "-Infinity", "∞",
    "1e308", "1E+9999999", "1e-9999999", "1e400", "9" * 5_000, "1" * 41,
    "1.234,56", "1,23", "1,2345", "1.234.567", "12,34,567", "1,,234", ",5", "5,",
    "5.", ".", "-", "+", "e5", "1e", "1e5.5", "--5", "+-5", "5-", "-+5",
    "(5)", "(1,234.56)", "50%", "50 %", "%", "£5", "5 €", "$1", "USD 5", "5m",
    "1 234", "1'234", "1_000", "0x10", "0b1", "1/2", "1:30", "1 2", "~5", "<5", "≈5",
    "１２３", "٣٤", "४२", "²", "Ⅷ", "½",
    "#DIV/0!", "#N/A", "#REF!", "=1+1", "NA", "N/A", "n/a", "-  ", "null", "None",
    "TRUE", "five", "1\u200b2", "1\u202e2", "1\x002", "12;13",
    "1234567890123", "0.0000001",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=[ascii(text)[:20] for text in REFUSED])
def test_what_is_not_one_number_is_refused(text):
    with pytest.raises(CellError):
        Number()(text)


def reason(parse, cell):
    with pytest.raises(CellError) as caught:
        parse(cell)
    return f"{caught.value.problem}. {caught.value.advice}"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1.234,56", "is not a number. Write 1234.56."),
        ("1,23", "is not a number. Write 1.23."),
        ("1,234", "can be read in two ways. Write 1234 or 1.234."),
        ("85%", "is a percentage. Write 0.85."),
        ("8,5 %", "is a percentage. Write 0.25 for 25 %."),
        ("five", "is not a number. Write 1234.56."),
        ("0.1234567", "has more than 6 decimal places. Round it."),
        (BrokenCell("#DIV/0!"), "is an error of the spreadsheet."),
        (BrokenCell("=…", Defect.NO_RESULT), "holds a formula without a saved result."),
        (True, "is a yes or no."),
    ],
    ids=str,
)
def test_the_reason_says_what_to_write(cell, words):
    assert reason(Number(), cell).startswith(words)


UK = NumberFormat(
    thousands=",", symbols=("£",), suffixes=("m",), scale=D(1_000_000), may_round=True
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("£1,139.18", "1139180000"),
        ("£278", "278000000"),
        ("£0.00", "0"),
        ("-£1,139.18", "-1139180000"),
        ("£-5", "-5000000"),
        ("£ 1,234m", "1234000000"),
        ("1,234", "1234000000"),
    ],
)
def test_money_is_read_as_the_mapping_states(text, value):
    assert Number(places=4, form=UK)(text) == D(value)


@pytest.mark.parametrize(
    "text",
    [
        "Exempt under Section 43 of the Freedom of Information Act 2000",
        "£", "m", "€5", "£1,13.18", "£11,39", "£1,139,18", "££5", "-£-5", "£1.2.3",
        "£5 (2019 prices)",
    ],
)  # fmt: skip
def test_money_that_is_not_written_as_stated_is_refused(text):
    with pytest.raises(CellError):
        Number(places=4, form=UK)(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,56", "1234.56"), ("1234,5", "1234.5"), ("1.234", "1234"), ("7", "7")],
)
def test_a_decimal_comma_is_read_where_it_is_stated(text, value):
    assert Number(form=NumberFormat(decimal=",", thousands="."))(text) == D(value)


@pytest.mark.parametrize("text", ["1,234.56", "1.5", "12.34,5", "1,2,3"])
def test_a_decimal_point_is_refused_where_a_comma_is_stated(text):
    with pytest.raises(CellError):
        Number(form=NumberFormat(decimal=",", thousands="."))(text)


@pytest.mark.parametrize(
    ("text", "value"), [("85%", "0.85"), ("112.5 %", "1.125"), ("0.85", "0.85")]
)
def test_a_percent_sign_counts_where_the_mapping_allows_it(text, value):
    assert Number(form=NumberFormat(percent=True))(text) == D(value)


def test_rounding_is_only_done_where_it_is_allowed():
    third = D("0.333333333333333")
    assert Number(form=NumberFormat(may_round=True))(third) == D("0.333333")
    assert reason(Number(), third).startswith("has more than 6 decimal places")


def test_more_than_eighteen_digits_do_not_fit():
    assert Number(places=4)("99999999999999.9999") == D("99999999999999.9999")
    assert "out of range" in reason(Number(places=4), "100000000000000")


def test_a_bound_is_kept():
    assert Number(minimum=D(0))("0") == 0
    assert "smallest value is 0" in reason(Number(minimum=D(0)), "-0.000001")


@pytest.mark.parametrize("text", ["1.5", "-1", "40000", "1e9", "x", "1,5"])
def test_a_whole_number_in_bounds_is_asked_for(text):
    with pytest.raises(CellError):
        Integer(minimum=0, maximum=32767)(text)


@pytest.mark.parametrize(
    ("cell", "value"), [("3", 3), ("3.0", 3), (D("3"), 3), ("", None)]
)
def test_a_whole_number_is_taken(cell, value):
    assert Integer()(cell) == value
