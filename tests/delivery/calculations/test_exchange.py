"""Which exchange rate an amount is converted at."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.amount import Amount
from delivery.calculations.exchange import Rate, Rates, fx_effect, month_around, pair
from delivery.calculations.measure import Reason
from delivery.calculations.share import Ratio, Share

D = Decimal


def rate(kind, start, value, *, end=None, source="GBP", target="EUR"):
    return Rate(source, target, kind, start, end, D(value))


RATES = Rates.of(
    [
        rate("plan", date(2027, 1, 1), "1.30"),
        rate("plan", date(2026, 1, 1), "1.20"),
        rate("average", date(2026, 1, 1), "1.15", end=date(2026, 12, 31)),
        rate("average", date(2026, 9, 1), "1.10", end=date(2026, 9, 30)),
        rate("closing", date(2026, 8, 31), "1.05"),
        rate("closing", date(2026, 9, 30), "1.00"),
    ]
)


@pytest.mark.parametrize(
    ("agreed_on", "expected"),
    [
        pytest.param(date(2026, 6, 1), D("1.20"), id="the one in force on the day"),
        pytest.param(date(2027, 1, 1), D("1.30"), id="a new one from its first day"),
        pytest.param(date(2025, 12, 31), None, id="none before the first"),
        pytest.param(None, D("1.20"), id="the first one without a day"),
    ],
)
def test_a_plan_keeps_the_rate_of_the_day_it_was_agreed(agreed_on, expected):
    assert RATES.plan("GBP", "EUR", agreed_on) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 9, 1), D("1.10"), id="its own month"),
        pytest.param(date(2026, 9, 30), D("1.10"), id="the last day of its month"),
        pytest.param(date(2026, 10, 1), D("1.15"), id="the year around it"),
        pytest.param(date(2027, 1, 1), None, id="no period around it"),
    ],
)
def test_a_flow_takes_the_average_of_the_shortest_period_around_it(day, expected):
    assert RATES.average("GBP", "EUR", day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 9, 30), D("1.00"), id="of the day"),
        pytest.param(date(2026, 9, 29), D("1.05"), id="the last one"),
        pytest.param(date(2026, 10, 31), D("1.00"), id="31 days old"),
        pytest.param(date(2026, 11, 1), None, id="older"),
        pytest.param(date(2026, 8, 30), None, id="none yet"),
    ],
)
def test_a_balance_takes_a_recent_closing_rate(day, expected):
    assert RATES.closing("GBP", "EUR", day) == expected


def test_a_rate_is_used_upside_down_and_to_twelve_places():
    assert RATES.plan("EUR", "GBP", date(2026, 1, 1)) == D("0.833333333333")


def test_two_rates_do_not_make_a_third():
    rates = Rates.of(
        [
            rate("plan", date(2026, 1, 1), "1.2"),
            rate("plan", date(2026, 1, 1), "0.9", source="USD"),
        ]
    )

    assert rates.plan("GBP", "USD", date(2026, 6, 1)) is None


def test_a_currency_is_worth_itself_without_any_rate():
    assert Rates().plan("EUR", "EUR", None) == 1
    assert Rates().average("EUR", "EUR", date(2026, 1, 1)) == 1
    assert Rates().closing("EUR", "EUR", date(2026, 1, 1)) == 1


def test_rates_are_the_same_in_whatever_order_they_were_entered():
    assert Rates.of(reversed(RATES.rates)) == RATES


def test_a_period_depends_on_the_rates_that_had_begun():
    known = RATES.known_by(date(2026, 9, 15))

    assert known.closing("GBP", "EUR", date(2026, 9, 15)) == D("1.05")
    assert len(known.rates) == len(RATES.rates) - 2


def test_the_fx_effect_is_what_the_rate_alone_adds():
    assert fx_effect(D(110), D(120)) == -10
    assert fx_effect(None, D(120)) is None
    assert fx_effect(D(110), None) is None


def test_a_month_and_a_pair_are_named():
    assert month_around(date(2026, 2, 11)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert pair("GBP", "EUR") == "GBP/EUR"


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(Amount.of([D(5)]).without_rate("GBP/EUR").measure(), id="sum"),
        pytest.param(
            Amount.of([D(5)]).without_rate("GBP/EUR").recorded(), id="recorded sum"
        ),
        pytest.param(
            Ratio.of(D(1), D(2)).without_rate("GBP/EUR").measure(), id="ratio"
        ),
        pytest.param(
            Share.of(True, D(5)).without_rate("GBP/EUR").weighted(), id="weighted share"
        ),
    ],
)
def test_what_has_no_rate_names_the_pair(measure):
    assert measure.value is None
    assert measure.reason == Reason.NO_FX_RATE.of("GBP/EUR")


def test_an_amount_that_nobody_knows_lacks_no_rate():
    unknown = Amount.of([None]).without_rate("GBP/EUR")

    assert unknown.measure().reason == Reason.NO_DATA


def test_recorded_amounts_without_a_rate_are_a_gap_in_their_sum():
    own, foreign = Amount.of([D(5)]), Amount.of([D(7)]).without_rate("GBP/EUR")
    few, many = own + own + own + own + foreign, own + foreign + foreign

    assert few.recorded().value == 20
    assert many.recorded().reason == Reason.NO_FX_RATE.of("GBP/EUR")
