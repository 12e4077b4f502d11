"""Values with their units, as pages show them."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.models import Benefit, Kpi
from delivery.units import benefit_amount, kpi_unit, kpi_value, period_label


@pytest.mark.parametrize(
    ("kpi", "value", "shown", "unit"),
    [
        (Kpi(unit="ratio"), "0.862500", "86.25 %", "%"),
        (Kpi(unit="money", currency="EUR"), "1200.5", "€1,200.50", "EUR"),
        (Kpi(unit="days"), "41.000000", "41 days", "days"),
        (Kpi(unit="number", unit_label="permits"), "-3", "−3 permits", "permits"),
        (Kpi(unit="number"), "3", "3", ""),
        (Kpi(unit="points", unit_label="NPS"), "42", "42 NPS", "NPS"),
    ],
)
def test_the_value_of_a_kpi_carries_its_unit(kpi, value, shown, unit):
    text = kpi_value(Decimal(value), kpi).replace("\u202f", " ")
    assert (text, kpi_unit(kpi)) == (shown, unit)


def test_what_is_unknown_is_a_dash_and_never_zero():
    assert kpi_value(None, Kpi(unit="ratio")) == "–"
    assert benefit_amount(None, Benefit(currency="EUR")) == "–"


def test_a_benefit_is_in_money_or_in_its_own_unit():
    assert benefit_amount(Decimal(5), Benefit(currency="GBP")) == "£5.00"
    assert benefit_amount(Decimal("2.5"), Benefit(unit_label="hours")) == "2.5 hours"


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), "Sep 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "Jul 1, 2026 to Sep 30, 2026"),
    ],
)
def test_a_month_has_its_name_and_other_periods_their_days(start, end, label):
    assert period_label(start, end) == label
    assert period_label(start, end, is_measured=True) == f"{label} (has a value)"
