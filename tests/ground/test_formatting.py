"""Numbers, money and dates read as each locale writes them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from pmo_value import formatting

N = "\N{NARROW NO-BREAK SPACE}"
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("en", lambda: formatting.number(-1234.5, 1), "−1,234.5"),
        ("de", lambda: formatting.number(-1234.5, 1), "−1.234,5"),
        ("en", lambda: formatting.number(Decimal("0.125"), 2), "0.12"),
        ("en", lambda: formatting.trimmed(Decimal("2.500000")), "2.5"),
        ("en", lambda: formatting.percent(Decimal("0.875"), 1), f"87.5{N}%"),
        ("en", lambda: formatting.percentage_points(0.04), f"+4{N}pp"),
        ("en", lambda: formatting.signed(0), "0"),
        ("en", lambda: formatting.money(Decimal("-12.5"), "GBP"), "−£12.50"),
        ("en", lambda: formatting.money(Decimal(1234567), "EUR", 0), "€1,234,567"),
        ("de", lambda: formatting.money(Decimal("1234.5"), "EUR"), f"1.234,50{NBSP}€"),
        ("en", lambda: formatting.compact_money(494_181_000_000, "GBP"), "£494.2B"),
        ("en", lambda: formatting.compact_money(-350_000, "USD"), "−$350K"),
        ("en", lambda: formatting.compact_money(9_876, "USD"), "$9,876"),
        ("de", lambda: formatting.compact_money(450_000, "EUR"), f"450.000{NBSP}€"),
        (
            "de",
            lambda: formatting.compact_money(2_400_000, "EUR"),
            f"2,4{NBSP}Mio.{NBSP}€",
        ),
        ("en", lambda: formatting.short_money(1_987_654, "USD", 1), "$2M"),
        ("en", lambda: formatting.short_money(1_987_654, "USD", 3), "$1.99M"),
        ("en", lambda: formatting.short_money(-42_150_000, "USD", 3), "−$42.2M"),
        ("en", lambda: formatting.with_code("−$2M", "USD"), f"−USD{NBSP}2M"),
        ("de", lambda: formatting.with_code("2 Mio. €", "EUR"), "2 Mio. EUR"),
        ("en", lambda: formatting.with_code("–", "USD"), "–"),
        ("en-gb", lambda: formatting.day(date(2026, 9, 30)), "30 Sept 2026"),
        ("en", lambda: formatting.month(date(2026, 9, 1)), "Sep 2026"),
        ("en", lambda: formatting.days(1), "1 day"),
        ("en", lambda: formatting.days(-12), "−12 days"),
    ],
)
def test_a_value_reads_as_its_locale_writes_it(language, written, expected):
    with translation.override(language):
        assert written() == expected


@pytest.mark.parametrize(
    "write",
    [
        formatting.number,
        formatting.percent,
        formatting.percentage_points,
        formatting.trimmed,
        formatting.signed,
        lambda value: formatting.money(value, "EUR"),
        lambda value: formatting.compact_money(value, "EUR"),
        lambda value: formatting.short_money(value, "EUR", 3),
        formatting.day,
        formatting.month,
        formatting.moment,
        formatting.days,
    ],
)
def test_what_is_unknown_is_a_dash_and_never_zero(write):
    assert write(None) == "–"


@pytest.mark.parametrize("change", [0.004, -0.004, 0, Decimal("-0.0049")])
def test_a_change_that_rounds_to_none_has_no_sign(change):
    assert formatting.signed(change, 2) == "0.00"


def test_a_change_that_does_not_round_to_none_keeps_its_sign():
    assert formatting.signed(Decimal("-0.006"), 2) == "−0.01"
    assert formatting.signed(Decimal("0.006"), 2) == "+0.01"
