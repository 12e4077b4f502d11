"""Full level and what is left of it, leaks by cause, and the cost of the PMO."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.amount import Amount
from delivery.calculations.curve import NO_CURVE, Curve
from delivery.calculations.leakage import Cause, delay_leakage, unexplained
from delivery.calculations.measure import Reason, Unit
from delivery.calculations.periods import add_months
from delivery.calculations.pmo_cost import PmoCost, cost_ratio
from delivery.calculations.ramp import months_to_full, persistence, ramp, steady_from

D = Decimal
START = date(2026, 1, 1)


def curve(*amounts: int | None) -> Curve:
    """Amounts of the months from January on; None leaves one out."""
    return Curve.of(
        (add_months(START, place), amount)
        for place, amount in enumerate(amounts)
        if amount is not None
    )


def test_the_ramp_is_the_share_of_the_full_amount_and_a_gap_stays_a_gap():
    assert ramp(curve(50, None, 100), D(100)) == (
        (date(2026, 1, 1), D("0.5")),
        (date(2026, 2, 1), None),
        (date(2026, 3, 1), D(1)),
    )
    assert ramp(curve(50), None) == ramp(curve(50), D(0)) == ramp(NO_CURVE, D(1)) == ()


@pytest.mark.parametrize(
    ("amounts", "reached"),
    [
        pytest.param((50, 95, 100, 96), date(2026, 2, 1), id="first of three in a row"),
        pytest.param((95, 94, 95, 95, 95), date(2026, 3, 1), id="begun anew"),
        pytest.param((95, 95, None, 95, 95), None, id="a gap breaks the row"),
        pytest.param((100, 100), None, id="two are not three"),
    ],
)
def test_full_level_takes_three_months_in_a_row(amounts, reached):
    assert steady_from(curve(*amounts), D(100)) == reached


def test_months_to_full_level_and_why_there_are_none():
    risen = curve(10, 50, 95, 95, 95)
    assert months_to_full(risen, D(100), date(2026, 1, 15)).value == 2
    assert months_to_full(curve(95, 95, 95), D(100), START).value == 0
    reasons = [
        months_to_full(risen, None, START).reason,
        months_to_full(risen, D(100), None).reason,
        months_to_full(curve(95, 95), D(100), START).reason,
        months_to_full(curve(1, 2, 3), D(100), START).reason,
    ]
    assert reasons == [
        "MISSING_INPUT:steady_amount",
        "MISSING_INPUT:starts_on",
        "INSUFFICIENT_N:3",
        Reason.NO_DATA,
    ]


def test_what_is_left_half_a_year_after_full_level():
    left = persistence(curve(100, 100, 100, 90, 80, 70, 60), D(100), 6)
    assert left.measure().value == D("0.7")
    assert persistence(curve(100, 100, 100, 90, 80, 70), D(100), 6).expected == 0


def test_a_month_nobody_validated_makes_its_window_unknown():
    left = persistence(curve(100, 100, 100, 90, 80, None, 60), D(100), 6)
    assert (left.known, left.expected) == (0, 1)
    assert left.measure().value is None


def test_persistence_of_two_benefits_is_a_ratio_of_sums():
    small = persistence(curve(*[100] * 7), D(100), 6)
    large = persistence(curve(*[900] * 4, *[450] * 3), D(900), 6)
    assert (small + large).measure().value == D("0.55")


def test_a_delay_costs_the_last_months_of_the_plan():
    assert delay_leakage(curve(10, 20, 30, 40), 2) == 70
    assert delay_leakage(curve(10, 20), 0) == 0
    assert delay_leakage(curve(10, 20), 9) == 30
    assert delay_leakage(NO_CURVE, 2) is None


def test_what_no_cause_explains_is_never_below_zero():
    causes = [Cause("delay", D(30)), Cause("erosion", D(20))]
    assert unexplained(D(80), causes) == 30
    assert unexplained(D(40), causes) == 0


MONTHS = (date(2026, 1, 1), date(2026, 2, 1))


def cost(**amounts: int) -> PmoCost:
    """The cost of one service in January, by category, of three categories."""
    entered = {(MONTHS[0], name): D(amount) for name, amount in amounts.items()}
    return PmoCost.of(entered, MONTHS[:1], {"staff", "tools", "training"})


def test_a_category_never_entered_is_not_zero():
    lacking = cost(staff=100, tools=20).measure()
    assert lacking.value is None
    assert lacking.reason == "MISSING_INPUT:training"
    assert cost(staff=100, tools=20, training=0).measure().value == 120


def test_one_service_that_lacks_a_category_keeps_the_sum_from_being_known():
    whole = cost(staff=100, tools=20, training=0)
    assert (whole + cost(staff=5)).measure().reason == "MISSING_INPUT:tools,training"
    assert (whole + whole).measure().value == 240


def test_a_month_that_lacks_amounts_lowers_completeness():
    entered = {(MONTHS[0], name): D(10) for name in ("staff", "tools")}
    found = PmoCost.of(entered, MONTHS, {"staff", "tools"}).measure()
    assert (found.value, found.completeness) == (20, D("0.5"))


def test_a_cost_without_a_rate_is_entered_and_not_known():
    entered = {(MONTHS[0], "staff"): None, (MONTHS[1], "staff"): D(5)}
    whole = PmoCost.of(entered, MONTHS, {"staff"}, frozenset({"GBP/EUR"}))
    assert (whole.measure().value, whole.measure().completeness) == (5, D("0.5"))
    assert (whole.missing, whole.unconverted) == (frozenset(), 1)
    unknown = PmoCost.of(entered, MONTHS[:1], {"staff"}, frozenset({"GBP/EUR"}))
    assert unknown.measure().reason == "NO_FX_RATE:GBP/EUR"
    assert cost(staff=1, tools=1, training=1).without_rate(
        "GBP/EUR"
    ).measure().reason == ("NO_FX_RATE:GBP/EUR")
    assert PmoCost.from_json(whole.as_json()) == whole


@pytest.mark.parametrize(
    ("found", "spend", "expected"),
    [
        pytest.param(cost(staff=1, tools=1, training=0), [D(100)], D("0.02"), id="2 %"),
        pytest.param(
            cost(staff=1), [D(100)], "MISSING_INPUT:tools,training", id="a category"
        ),
        pytest.param(PmoCost(), [D(100)], "NO_DATA", id="no service"),
        pytest.param(cost(staff=1, tools=1, training=0), [], "NO_DATA", id="no spend"),
        pytest.param(
            cost(staff=1, tools=1, training=0), [D(0)], "ZERO_DENOMINATOR", id="zero"
        ),
        pytest.param(
            cost(staff=1, tools=1, training=0),
            [D(-5)],
            "NEGATIVE_DENOMINATOR",
            id="corrected below zero",
        ),
        pytest.param(
            cost(staff=1, tools=1, training=0),
            [D(5), None, None],
            "INSUFFICIENT_COVERAGE",
            id="spend of one of three",
        ),
    ],
)
def test_the_cost_of_the_pmo_beside_the_spend_it_manages(found, spend, expected):
    measure = cost_ratio(found, Amount.of(spend))
    assert (measure.reason if measure.value is None else measure.value) == expected
    assert measure.unit is Unit.RATIO


def test_no_service_has_no_cost():
    assert PmoCost().measure().reason == Reason.NO_DATA
    assert PmoCost.of({}, (), {"staff"}) == PmoCost()
