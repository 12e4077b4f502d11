"""Risks as they are judged, what responses take away, and rates of one product."""

from decimal import Decimal

import pytest

from delivery.calculations.amount import Amount
from delivery.calculations.measure import Reason, Unit
from delivery.calculations.quality import (
    change_fail_rate,
    deployment_rework_rate,
    within_one_product,
)
from delivery.calculations.risks import (
    Chance,
    DelayExposure,
    JudgedRisk,
    RiskExposure,
    expected_value,
    nearest_step,
    register_value,
    response_effect,
)

D = Decimal


def test_a_risk_that_nobody_answers_is_after_its_response_what_it_was_before():
    risk = JudgedRisk(probability=D("0.5"), money=D(100), has_response=False)
    assert risk.residual.expected == 50
    answered = JudgedRisk(probability=D("0.5"), money=D(100), has_response=True)
    assert answered.residual.expected is None


@pytest.mark.parametrize(
    ("risk", "in_money", "in_days"),
    [
        pytest.param(JudgedRisk(money=D(1)), True, False, id="money"),
        pytest.param(JudgedRisk(days=D(1)), False, True, id="days alone"),
        pytest.param(JudgedRisk(money=D(1), days=D(1)), True, True, id="both"),
        pytest.param(JudgedRisk(), True, False, id="neither is a gap in the money"),
    ],
)
def test_money_and_days_are_two_exposures(risk, in_money, in_days):
    assert (risk.is_in_money, risk.is_in_days) == (in_money, in_days)


def test_days_of_delay_know_no_exchange_rate_and_money_needs_one():
    chances = [Chance(D("0.5"), D(10))]
    assert DelayExposure.of(chances).converted(None).delay().value == 5
    assert RiskExposure.of(chances).converted(D(2)).measure().value == 10
    unknown = RiskExposure.of(chances).converted(None)
    assert (unknown.measure().value, unknown.expected) == (None, 1)


def test_a_response_is_worth_what_it_takes_away_and_its_cost_may_be_unknown():
    risk = JudgedRisk(
        probability=D("0.5"),
        money=D(100),
        residual_probability=D("0.1"),
        residual_money=D(100),
    )
    reduced, leverage = response_effect(risk, D(20))
    assert reduced.measure().value == D("0.8")
    assert leverage.measure(Unit.INDEX).value == 2
    assert response_effect(risk, None)[1].measure(Unit.INDEX).value is None
    left = JudgedRisk(probability=D(1), money=D(1), has_response=False)
    assert response_effect(left, None)[1].expected == 0


def test_leaving_and_answering_a_risk_are_two_options():
    threat = Chance(D("0.4"), D(1000))
    assert expected_value(threat).value == -400
    assert expected_value(threat, D(50)).value == -450
    assert expected_value(threat, is_threat=False).value == 400
    assert expected_value(Chance(None, D(5))).value is None


def test_a_register_is_worth_its_opportunities_less_threats_and_responses():
    threats = RiskExposure.of([Chance(D("0.5"), D(100))])
    chances = RiskExposure.of([Chance(D("0.5"), D(30))])
    worth = register_value(threats, chances, Amount.of([D(10), None]))
    assert worth.value == 15 - 50 - 10
    assert register_value(RiskExposure(), RiskExposure(), Amount()).value is None


@pytest.mark.parametrize(
    ("value", "step"),
    [(None, None), (D("0.05"), 1), (D("0.3"), 3), (D("0.29"), 1), (D(2), 5)],
)
def test_a_number_lies_at_the_nearest_step_and_halfway_at_the_higher(value, step):
    steps = [(1, D("0.1")), (3, D("0.5")), (5, D("0.9"))]
    assert nearest_step(value, steps) == step
    assert nearest_step(value, []) is None


def test_failed_changes_of_several_products_have_no_common_rate():
    rate = change_fail_rate(2, 10) + change_fail_rate(9, 10)
    assert within_one_product(rate, 1).value == D("0.55")
    assert within_one_product(rate, 2).reason == Reason.MIXED_UNITS
    assert deployment_rework_rate(1, 4).measure().value == D("0.25")
