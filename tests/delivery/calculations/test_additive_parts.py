"""Parts that add up: amounts, variances, scores, promises, in any currency."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.calculations.amount import Amount
from delivery.calculations.benefits import Promise, Realization
from delivery.calculations.curve import NO_CURVE, Curve
from delivery.calculations.earned_schedule import PlanProgress, time_phased_plan
from delivery.calculations.earned_value import EarnedValue
from delivery.calculations.earned_value_total import EarnedValueTotal, Evm
from delivery.calculations.finish import FinishVariances
from delivery.calculations.measure import Rag, Reason, Unit, settled
from delivery.calculations.scores import ScoreTotal, WeightedScore, score_rollup
from delivery.calculations.share import Ratio, Share

from .strategies import quickly

money = st.decimals(0, 1_000_000, places=4)
unknown_or_money = st.none() | money


def test_an_amount_counts_what_it_does_not_know():
    amount = Amount.of([Decimal(10), None, Decimal(0), Decimal(5), Decimal(1)])

    measure = amount.measure()

    assert measure.value == 16
    assert (measure.n, measure.n_expected, measure.completeness) == (
        4,
        5,
        Decimal("0.8"),
    )


def test_no_amount_is_not_zero():
    assert Amount.of([None, None]).measure().reason == Reason.NO_DATA
    assert Amount.of([]).measure().reason == Reason.NO_DATA


def test_a_sum_of_too_little_is_not_shown_but_what_is_on_record_is():
    amount = Amount.of([Decimal(7), None, None])

    assert amount.measure().reason == Reason.INSUFFICIENT_COVERAGE
    assert amount.recorded().value == 7


@quickly
@given(st.lists(unknown_or_money), st.lists(unknown_or_money))
def test_amounts_add_up_like_their_members(first, second):
    assert Amount.of(first) + Amount.of(second) == Amount.of(first + second)


def test_without_a_rate_money_is_unknown_and_counts_stay():
    share = Share.of(True, Decimal(100)) + Share.of(False, Decimal(50))
    converted = share.converted(None)

    assert converted.measure() == share.measure()
    assert converted.weighted().reason == Reason.NO_DATA
    assert Amount.of([Decimal(5)]).converted(None) == Amount(expected=1, unconverted=1)
    assert Ratio.of(Decimal(1), Decimal(2)).converted(None) == Ratio(expected=1)
    assert Curve.of([(date(2026, 1, 1), Decimal(5))]).converted(None) == NO_CURVE
    assert Promise.of(Decimal(3), Decimal(2), Decimal(1)).converted(None) == Promise(
        expected=1
    )
    assert Realization.of(Decimal(3), Decimal(2)).converted(None) == Realization(
        expected=1
    )
    plan = Curve.of([(date(2026, 1, 1), Decimal(5))])
    assert PlanProgress.of(plan, Decimal(3)).converted(None) == PlanProgress(expected=1)
    figures = EarnedValueTotal.of(
        [EarnedValue(Decimal(9), Decimal(5), Decimal(4), Decimal(4))]
    )
    assert figures.converted(None).measure(Evm.CPI).value is None
    assert figures.converted(None).count == 1


def test_a_rate_scales_money_and_leaves_ratios_alone():
    rate = Decimal("1.25")
    figures = EarnedValueTotal.of(
        [EarnedValue(Decimal(9), Decimal(5), Decimal(4), Decimal(4))]
    )
    share = Share.of(True, Decimal(100)) + Share.of(False, Decimal(50))

    assert figures.converted(rate).measure(Evm.BAC).value == Decimal("11.25")
    assert figures.converted(rate).measure(Evm.CPI) == figures.measure(Evm.CPI)
    assert share.converted(rate).weighted() == share.weighted()
    assert Realization.of(Decimal(4), Decimal(2)).converted(
        rate
    ).gross().value == Decimal("0.5")
    assert Promise.of(Decimal(4), Decimal(2), Decimal(1)).converted(
        rate
    ).leakage().value == Decimal("0.25")


def test_a_plan_rises_in_a_straight_line_between_its_reports():
    plan = time_phased_plan(
        [(date(2026, 2, 28), Decimal(100))],
        start=date(2025, 12, 31),
        finish=date(2026, 4, 28),
        budget=Decimal(218),
    )

    totals = dict(plan.cumulative())

    assert totals[date(2026, 1, 1)] == settled(Decimal(3100) / 59)
    assert totals[date(2026, 2, 1)] == 100
    assert totals[date(2026, 3, 1)] == 162
    assert totals[date(2026, 4, 1)] == 218


@pytest.mark.parametrize(
    "reports",
    [
        pytest.param([], id="nobody reported planned value"),
        pytest.param(
            [(date(2026, 1, 31), Decimal(5)), (date(2026, 2, 28), Decimal(4))],
            id="it goes back",
        ),
    ],
)
def test_a_plan_that_nobody_has_phased_is_unknown(reports):
    plan = time_phased_plan(
        reports, start=date(2026, 1, 1), finish=date(2026, 6, 30), budget=Decimal(10)
    )

    assert plan == NO_CURVE


def test_finish_variances_are_pooled_and_never_averaged():
    small = FinishVariances.of(
        [(date(2026, 1, 11), date(2026, 1, 21), date(2026, 1, 1))]
    )
    large = FinishVariances.of(
        [
            (date(2026, 4, 11), date(2026, 4, 11), date(2026, 1, 1)),
            (date(2026, 4, 11), date(2026, 4, 21), date(2026, 1, 1)),
        ]
    )

    pooled = small + large

    assert pooled.pct().median(Unit.RATIO).value == Decimal("0.1")
    assert pooled.days().median(Unit.DAYS).value == 10
    assert pooled.count(Rag.RED) == 1
    assert pooled.count(Rag.AMBER) == 1


@pytest.mark.parametrize(
    "triple",
    [
        pytest.param((None, date(2026, 1, 1), date(2025, 1, 1)), id="no baseline"),
        pytest.param((date(2026, 1, 1), None, date(2025, 1, 1)), id="no finish"),
        pytest.param((date(2026, 1, 1), date(2026, 1, 1), None), id="no start"),
        pytest.param(
            (date(2026, 1, 1), date(2026, 1, 5), date(2026, 1, 1)), id="no length"
        ),
    ],
)
def test_a_project_without_a_relative_variance_is_missing(triple):
    assert FinishVariances.of([triple]) == FinishVariances(missing=1)


scores = st.lists(
    st.builds(
        WeightedScore,
        score=st.none() | st.decimals(0, 100, places=3),
        weight=st.decimals("0.1", 10, places=1),
        is_critical=st.booleans(),
    ),
    max_size=8,
)


@quickly
@given(scores, scores)
def test_a_score_of_two_parts_is_the_score_of_all(first, second):
    def total(items: list[WeightedScore]) -> ScoreTotal:
        return ScoreTotal.total(
            ScoreTotal.of(item.score, item.weight or 0, is_critical=item.is_critical)
            for item in items
        )

    assert total(first) + total(second) == total(first + second)
    assert (total(first) + total(second)).measure() == score_rollup(first + second)


def test_a_promise_counts_only_benefits_that_are_known_in_full():
    promise = Promise.of(Decimal(100), Decimal(30), Decimal(60)) + Promise.of(
        Decimal(900), None, Decimal(1)
    )

    leakage = promise.leakage()

    assert leakage.value == Decimal("0.1")
    assert leakage.completeness == Decimal("0.5")


def test_a_loss_that_nobody_has_measured_is_in_neither_sum():
    benefit = Realization.of(Decimal(100), Decimal(90))

    assert (benefit + Realization.of_loss(Decimal(20), None)).net().value == Decimal(
        "0.9"
    )
    assert (benefit + Realization.of_loss(Decimal(20), Decimal(10))).net().value == 1
    assert (
        benefit + Realization.of_loss(None, Decimal(9))
    ).disbenefit_ratio().value == Decimal("0.1")
