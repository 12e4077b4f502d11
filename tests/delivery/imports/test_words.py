"""Text and keys (guarantees I8, I9): kept exactly, or refused with the place."""

from decimal import Decimal

import pytest

from delivery.imports.errors import CellError, shown
from delivery.imports.parsing import Boolean, BrokenCell, Choice, Code, Defect, Text
from delivery.imports.parsing.words import folded

KEPT = [
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "'quoted", '"quoted"',
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{7*7}}", "{% if %}",
    "${7*7}", "%(name)s", "{0}", "%s", "&amp;", "]]>", "--", "'; DROP TABLE x; --",
    "nan", "NA", "N/A", "null", "None", "TRUE", "00123", "1e5", "12345678901234567890",
    " leading", "trailing ", "two  spaces", "a\u00a0b", "naïve", "Ünïcödé", "日本語",
    "עברית", "العربية", "a\u200fb", "👩\u200d👩\u200d👧", "e\u0301", "ﬁ",
    "Ａ", "a\u00adb", "\ufffd", "𝒳", "\U0001fae8", "O'Brien & Sons", "a;b,c|d",
    "C:\\x", "../../etc/passwd", "%00",
    "x" * 250,
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT, ids=[ascii(text)[:30] for text in KEPT])
def test_text_is_kept_exactly(text):
    assert Text(max_length=250)(text) == text


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\r\r\nb", "a\tb", "a\n\n- b"])
def test_line_breaks_are_kept_where_they_may_stand(text):
    assert Text(is_multiline=True)(text) == text


REFUSED = {
    "NUL": "a\x00b",
    "bell": "a\x07b",
    "escape": "a\x1b[31mb",
    "delete": "a\x7fb",
    "next line": "a\x85b",
    "C1": "a\x9fb",
    "vertical tab": "a\x0bb",
    "form feed": "a\x0cb",
    "override": "a\u202eb",
    "embedding": "a\u202ab",
    "isolate": "a\u2066b",
    "surrogate": "a\ud800b",
    "noncharacter": "a\uffffb",
    "noncharacter of a plane": "a\U0001fffeb",
    "noncharacter of the block": "a\ufdd0b",
    "line break": "a\nb",
    "too long": "x" * 251,
    "100,000 characters": "x" * 100_000,
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_text_that_cannot_be_kept_is_refused(text):
    with pytest.raises(CellError):
        Text(max_length=250)(text)


def reason(parse, cell):
    with pytest.raises(CellError) as caught:
        parse(cell)
    return f"{caught.value.problem}. {caught.value.advice}"


def test_the_reason_names_the_character_and_its_place():
    assert reason(Text(), "beep\x07") == (
        "has a control character (U+0007) at place 5. Remove it."
    )


def test_the_reason_says_how_much_too_long_a_text_is():
    assert reason(Text(max_length=3), "four") == (
        "has 4 characters. At most 3 are stored. Shorten it."
    )


def test_a_number_of_a_workbook_becomes_its_digits():
    assert Text()(Decimal(123)) == "123"
    assert Text()(Decimal("1E+3")) == "1000"
    assert Text()(Decimal("0.5")) == "0.5"


def test_a_cell_without_a_value_is_no_text():
    assert "is an error of the spreadsheet" in reason(Text(), BrokenCell("#REF!"))
    assert "more digits" in reason(Text(), BrokenCell("1E15", Defect.TOO_LONG))


@pytest.mark.parametrize("code", ["ALPHA-1", "00123", "a b", "MOD_0106_1617-Q1", "é"])
def test_a_code_is_kept_exactly(code):
    assert Code()(code) == code


@pytest.mark.parametrize(
    "code",
    [
        " A", "A ", "A\u200b", "\ufeffA", "A\u00a0B", "A\u00ad", "A\tB", "A\u2028B",
        "x" * 61, "Total", "TOTAL", "Grand total", "Sum", "Subtotal",
    ],
    ids=ascii,
)  # fmt: skip
def test_a_code_that_would_mislead_is_refused(code):
    with pytest.raises(CellError):
        Code()(code)


@pytest.mark.parametrize(
    ("one", "other"), [("ALPHA-1", "alpha-1"), ("A 1", "A1"), ("Ａ1", "A1")]
)
def test_codes_that_a_reader_takes_for_the_same_fold_together(one, other):
    assert folded(one) == folded(other)


def test_codes_that_differ_by_a_leading_zero_are_different():
    assert folded("00123") != folded("123")


def test_a_choice_is_found_in_any_case():
    parse = Choice.of(("red", "red"), ("on_hold", "on_hold"), ("Amber/red", "amber"))
    assert parse(" RED ") == "red"
    assert parse("Amber / Red") == "amber"
    assert parse("") is None
    assert "Write one of: red, on_hold, Amber/red." in reason(parse, "blue")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("yes", True),
        ("N", False),
        ("TRUE", True),
        ("0", False),
        (True, True),
        ("", None),
    ],
)
def test_yes_and_no_are_taken(cell, value):
    assert Boolean()(cell) is value


@pytest.mark.parametrize("text", ["maybe", "2", "ja", "✓"])
def test_what_is_neither_yes_nor_no_is_refused(text):
    assert "Write yes or no." in reason(Boolean(), text)


def test_a_message_shows_a_cell_shortened_and_without_hidden_characters():
    assert shown("a\x07\u202eb") == "a\\u0007\\u202eb"
    assert len(shown("x" * 500)) == 60
