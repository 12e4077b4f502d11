"""How numbers are said."""

from decimal import Decimal

import pytest

from delivery.calculations.measure import (
    Better,
    Caveat,
    Measure,
    Reason,
    Thresholds,
    Unit,
)
from scorecards.panels import wording
from scorecards.panels.contract import Quantity
from scorecards.panels.wording import Noun
from tests.scorecards.panels.building import plain


@pytest.mark.parametrize(
    ("ratio", "landmarks", "text"),
    [
        pytest.param("0.876", (1,), "88 %", id="from ten per cent on an integer"),
        pytest.param("0.0412", (1,), "4.1 %", id="below ten one decimal"),
        pytest.param("0.004", (1,), "less than 1 %", id="below one in words"),
        pytest.param("0", (1,), "0 %", id="a measured zero is zero"),
        pytest.param("-0.004", (1,), "−0.4 %", id="a small loss is not hidden"),
        pytest.param("0.996", (1,), "99.6 %", id="not quite all is not all"),
        pytest.param("1", (1,), "100 %", id="all is all"),
        pytest.param("0.7996", (1, "0.8"), "79.96 %", id="short of a target"),
        pytest.param("0.8", (1, "0.8"), "80 %", id="on the target"),
        pytest.param("1.004", (1,), "100.4 %", id="a little more than all"),
    ],
)
def test_percentages_are_as_fine_as_they_need_to_be(ratio, landmarks, text):
    marks = [Decimal(mark) for mark in landmarks]

    assert plain(wording.percent(Decimal(ratio), marks)) == text


@pytest.mark.parametrize(
    ("amount", "digits", "text"),
    [
        ("1987654", 3, "€1.99M"),
        ("1987654", 2, "€2M"),
        ("1987654", 1, "€2M"),
        ("42150000", 3, "€42.2M"),
        ("421500000", 3, "€422M"),
        ("-4230000", 3, "−€4.23M"),
        ("999600", 3, "€1M"),
        ("9876", 3, "€9,876"),
        ("0", 3, "€0"),
    ],
)
def test_amounts_have_three_digits(amount, digits, text):
    assert plain(wording.amount(Decimal(amount), "EUR", digits)) == text


def test_an_unvalidated_amount_is_about_so_much():
    assert wording.about(Decimal(1987654), "USD") == "about $2M"


@pytest.mark.parametrize(
    ("late", "text"),
    [
        (12, "late by 12 days"),
        (1, "late by 1 day"),
        (-3, "early by 3 days"),
        (0, "on plan"),
    ],
)
def test_lateness_is_never_a_negative_number(late, text):
    assert wording.lateness(late) == text


@pytest.mark.parametrize(
    ("thresholds", "unit", "text"),
    [
        (Thresholds(Decimal("0.80"), Decimal("0.60")), Unit.RATIO, "≥ 80 %"),
        (Thresholds(Decimal("-0.05"), Decimal("-0.10")), Unit.RATIO, "≥ −5 %"),
        (
            Thresholds(Decimal("1.00"), Decimal("1.10"), Better.LOWER),
            Unit.INDEX,
            "≤ 1.00",
        ),
        (Thresholds(Decimal(80), Decimal(50)), Unit.SCORE, "≥ 80"),
    ],
)
def test_a_target_is_said_with_its_sign(thresholds, unit, text):
    assert plain(wording.target(thresholds, unit)) == text


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason.needs_detail])
def test_reasons_with_a_detail_are_said(reason):
    measure = Measure.missing(reason.of("5"), Unit.RATIO)

    assert wording.because(measure)


@pytest.mark.parametrize(
    "reason", [reason for reason in Reason if not reason.needs_detail]
)
def test_every_reason_has_words_without_a_full_stop(reason):
    words = wording.because(Measure.missing(reason.value, Unit.RATIO))

    assert words
    assert not words.endswith(".")
    assert words[0].islower()


def test_too_little_coverage_counts_what_is_known():
    measure = Measure.of(Decimal(1), Unit.RATIO, n=3, n_expected=12).with_coverage(
        Decimal("0.25")
    )

    assert wording.because(measure) == "only 3 of 12 are known"


def test_how_much_a_value_rests_on_is_said_only_where_some_is_missing():
    some = Measure.of(1, Unit.COUNT, n=28, n_expected=30)

    assert wording.based_on(some, Noun.PROJECTS) == "Based on 28 of 30 projects."
    assert wording.based_on(some.with_count(30, 30), Noun.PROJECTS) == ""


def test_a_caveat_is_said_once():
    measure = Measure.of(1, Unit.COUNT, warnings=[Caveat.PLAN_TOO_SOFT])

    assert wording.caveats(measure, measure) == (
        "More than 120 % of the plan was realized: was the plan too soft?",
    )


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(Decimal("0.0412"), Unit.RATIO), "4.1 %"),
        (Quantity(Decimal("1234.5"), Unit.NUMBER, label="permits"), "1,234.5 permits"),
        (Quantity(Decimal(44), Unit.DAYS), "44 days"),
        (Quantity(Decimal("12.5"), Unit.DAYS), "12.5 days"),
        (Quantity(Decimal("0.956"), Unit.INDEX), "0.96"),
        (Quantity(Decimal(1234567), Unit.MONEY, "GBP"), "£1.23M"),
    ],
)
def test_a_quantity_brings_its_unit(quantity, text):
    assert plain(wording.quantity(quantity)) == text


def test_lists_read_like_lists():
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
