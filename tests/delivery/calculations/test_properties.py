"""What holds for every portfolio, whatever its facts."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.calculations.aggregation import Aggregation, period_aggregate
from delivery.calculations.attainment import Direction, attainment
from delivery.calculations.benefits import Realization
from delivery.calculations.curve import Curve
from delivery.calculations.delivery_rates import (
    Delivery,
    DeliveryState,
    forecast_on_budget_rate,
    forecast_on_time_rate,
    in_year_on_budget_rate,
    on_budget_rate,
    on_time_rate,
    overdue_open,
    triple_constraint_rate,
    within_scope_rate,
)
from delivery.calculations.earned_schedule import PlanProgress
from delivery.calculations.earned_value import EarnedValue
from delivery.calculations.earned_value_total import EarnedValueTotal, Evm
from delivery.calculations.measure import Measure, Unit, divide
from delivery.calculations.periods import Period, PeriodKind
from delivery.calculations.sample import Sample, percentile
from delivery.calculations.scores import ScoreCurve, WeightedScore, score_rollup
from delivery.calculations.share import Share
from delivery.calculations.trend import theil_sen
from delivery.calculations.xmr import xmr

from .strategies import (
    amounts,
    curves,
    days,
    deliveries,
    earned_values,
    positive,
    progress,
    quickly,
    realizations,
    scaled,
    series,
    signed,
)

STATUS_DATE = date(2026, 6, 30)

RATES: list[Callable[[list[Delivery]], Share]] = [
    on_time_rate,
    on_budget_rate,
    within_scope_rate,
    triple_constraint_rate,
    forecast_on_time_rate,
    forecast_on_budget_rate,
    in_year_on_budget_rate,
    lambda projects: overdue_open(projects, STATUS_DATE),
]

BLANK = EarnedValue(None, None, None, None)
MONEY = {name for name in Evm if name not in {"spi", "cpi"} and "pct" not in name} - {
    Evm.TCPI_BAC,
    Evm.TCPI_EAC,
}


def close(first: Measure, second: Measure, factor: int = 1) -> bool:
    """Return whether two measures say the same, up to the 28th digit."""
    if first.value is None or second.value is None:
        return (first.value, first.reason) == (second.value, second.reason)
    expected, actual = Decimal(first.value) * factor, Decimal(second.value)
    return abs(expected - actual) <= abs(expected) * Decimal("1e-18") + Decimal("1e-9")


class TestARollUpEqualsThePoolOfItsRows:
    @quickly
    @given(st.lists(st.lists(deliveries, max_size=4), max_size=3))
    def test_delivery_rates(self, children: list[list[Delivery]]) -> None:
        pooled = [project for child in children for project in child]

        for rate in RATES:
            assert Share.total(map(rate, children)) == rate(pooled)

    @quickly
    @given(st.lists(st.lists(earned_values, max_size=4), max_size=3))
    def test_earned_value(self, children: list[list[EarnedValue]]) -> None:
        pooled = [project for child in children for project in child]

        rolled_up = EarnedValueTotal.total(map(EarnedValueTotal.of, children))

        for name in Evm:
            assert close(
                rolled_up.measure(name), EarnedValueTotal.of(pooled).measure(name)
            )
        assert rolled_up.count == len(pooled)

    @quickly
    @given(st.lists(earned_values, max_size=6))
    def test_earned_value_is_the_formula_on_the_rows_that_have_its_inputs(
        self, projects: list[EarnedValue]
    ) -> None:
        both = [
            (project.ev, project.ac)
            for project in projects
            if project.ev is not None and project.ac is not None
        ]

        cpi = EarnedValueTotal.of(projects).measure(Evm.CPI)

        if cpi.value is not None:
            earned, spent = (sum(column) for column in zip(*both, strict=True))
            assert close(cpi, divide(earned, spent))

    @quickly
    @given(st.lists(st.lists(progress, max_size=3), max_size=3))
    def test_earned_schedule(self, children: list[list[PlanProgress]]) -> None:
        pooled = [part for child in children for part in child]

        rolled_up = PlanProgress.total(map(PlanProgress.total, children))

        assert rolled_up == PlanProgress.total(pooled)

    @quickly
    @given(st.lists(st.lists(realizations, max_size=4), max_size=3))
    def test_benefits(self, children: list[list[Realization]]) -> None:
        pooled = [part for child in children for part in child]

        rolled_up = Realization.total(map(Realization.total, children))

        assert rolled_up == Realization.total(pooled)

    @quickly
    @given(st.lists(curves, max_size=4))
    def test_curves(self, children: list[Curve]) -> None:
        pooled = Curve.of(entry for child in children for entry in child.amounts)

        assert Curve.total(children) == pooled
        assert sum(children, Curve()) == pooled

    @quickly
    @given(st.lists(st.lists(st.none() | signed), max_size=3))
    def test_percentiles(self, children: list[list[Decimal | None]]) -> None:
        pooled = [value for child in children for value in child]

        rolled_up = Sample.total(map(Sample.of, children))

        assert rolled_up.median(Unit.NUMBER) == Sample.of(pooled).median(Unit.NUMBER)


class TestAChildWithoutFacts:
    """It never changes a value; it lowers completeness."""

    @quickly
    @given(st.lists(earned_values, max_size=5))
    def test_earned_value(self, projects: list[EarnedValue]) -> None:
        before = EarnedValueTotal.of(projects)
        after = before + EarnedValueTotal.of([BLANK])

        for name in Evm:
            assert unchanged(before.measure(name), after.measure(name))

    @quickly
    @given(st.lists(deliveries, max_size=5))
    def test_delivery_rates(self, projects: list[Delivery]) -> None:
        states = (DeliveryState.COMPLETE, DeliveryState.ACTIVE)
        blanks = [Delivery(state=state) for state in states]

        for rate in RATES:
            before, after = rate(projects), rate([*projects, *blanks])
            assert unchanged(before.measure(), after.measure())
            assert unchanged(before.weighted(), after.weighted())

    @quickly
    @given(st.lists(realizations, max_size=5))
    def test_benefits(self, parts: list[Realization]) -> None:
        before = Realization.total(parts)
        after = before + Realization.of(None, None)

        assert unchanged(before.gross(), after.gross())
        assert unchanged(before.net(), after.net())
        assert before.windfall == after.windfall

    @quickly
    @given(st.lists(progress, max_size=3))
    def test_earned_schedule(self, parts: list[PlanProgress]) -> None:
        before = PlanProgress.total(parts)
        after = before + PlanProgress.of(Curve(), None)

        assert unchanged(
            before.schedule(STATUS_DATE).spi_t, after.schedule(STATUS_DATE).spi_t
        )


def unchanged(before: Measure, after: Measure) -> bool:
    """Return whether a value stayed the same or gave way to lower coverage."""
    if before.value is not None and after.value is not None:
        return before.value == after.value and fell(before, after)
    return after.value is None


def fell(before: Measure, after: Measure) -> bool:
    return (after.completeness or 0) <= (before.completeness or 0)


class TestMoneyInAnotherUnit:
    """Sums follow the unit, ratios do not notice."""

    @quickly
    @given(st.lists(earned_values, max_size=5), st.sampled_from([2, 1000]))
    def test_earned_value(self, projects: list[EarnedValue], factor: int) -> None:
        before = EarnedValueTotal.of(projects)
        after = EarnedValueTotal.of(
            EarnedValue(
                scaled(project.bac, factor),
                scaled(project.pv, factor),
                scaled(project.ev, factor),
                scaled(project.ac, factor),
                scaled(project.rest, factor),
            )
            for project in projects
        )

        for name in Evm:
            times = factor if name in MONEY else 1
            assert close(before.measure(name), after.measure(name), times)

    @quickly
    @given(st.lists(deliveries, max_size=5), st.sampled_from([2, 1000]))
    def test_delivery_rates(self, projects: list[Delivery], factor: int) -> None:
        in_cents = [
            replace(
                project,
                budget=scaled(project.budget, factor),
                final_cost=scaled(project.final_cost, factor),
                forecast_cost=scaled(project.forecast_cost, factor),
                in_year_budget=scaled(project.in_year_budget, factor),
                in_year_forecast=scaled(project.in_year_forecast, factor),
            )
            for project in projects
        ]

        for rate in RATES:
            assert rate(projects).measure() == rate(in_cents).measure()
            assert close(rate(projects).weighted(), rate(in_cents).weighted())

    @quickly
    @given(amounts, amounts, st.sampled_from([2, 1000]))
    def test_benefits(self, planned: Decimal, found: Decimal, factor: int) -> None:
        before = Realization.of(planned, found)
        after = Realization.of(planned * factor, found * factor)

        assert close(before.gross(), after.gross())
        assert close(before.unplanned(), after.unplanned(), factor)


class TestUnknownIn:
    """Nothing known in, no number out."""

    @pytest.mark.parametrize("name", Evm)
    def test_earned_value(self, name: Evm) -> None:
        measure = EarnedValueTotal.of([BLANK, BLANK]).measure(name)

        assert measure.value is None
        assert measure.reason

    @pytest.mark.parametrize("direction", Direction)
    def test_attainment(self, direction: Direction) -> None:
        goals: dict[str, Any] = {"target": 1, "baseline": 2, "low": 0, "high": 3}

        assert attainment(direction, None, **goals).value is None

    @pytest.mark.parametrize("kind", Aggregation)
    def test_aggregation(self, kind: Aggregation) -> None:
        assert period_aggregate(kind, []).value is None

    def test_scores(self) -> None:
        assert score_rollup([WeightedScore(None, 1)]).value is None
        assert ScoreCurve.of([(0, 0), (1, 100)]).score(None).value is None


@quickly
@given(series, st.sampled_from(Direction))
def test_an_xmr_chart_never_breaks_and_marks_only_values(
    values: list[Decimal | None], direction: Direction
) -> None:
    chart = xmr(values)

    chart.verdict(direction)
    marked = {*chart.rule1, *chart.rule2, *chart.rule3, *chart.mr_rule}
    assert all(chart.values[position] is not None for position in marked)


@quickly
@given(signed, st.integers(2, 30))
def test_an_xmr_of_a_constant_series_is_silent(value: Decimal, length: int) -> None:
    chart = xmr([value] * length)

    assert chart.limits is not None
    assert chart.limits.mr_bar == 0
    assert {*chart.rule1, *chart.rule2, *chart.rule3, *chart.mr_rule} == set()


@quickly
@given(st.lists(signed, min_size=3, max_size=12), signed)
def test_a_trend_does_not_notice_a_shift(values: list[Decimal], by: Decimal) -> None:
    line = theil_sen(values)
    shifted = theil_sen([value + by for value in values])

    assert line is not None
    assert shifted is not None
    assert line.slope == shifted.slope
    assert line.low <= line.slope <= line.high


@quickly
@given(
    st.lists(amounts, min_size=4, max_size=4, unique=True), st.lists(signed, min_size=2)
)
def test_a_score_is_monotone_and_stays_within_its_bounds(
    limits: list[Decimal], values: list[Decimal]
) -> None:
    worst, amber, green, target = sorted(limits)
    rising = ScoreCurve.for_target(worst=worst, amber=amber, green=green, target=target)
    falling = ScoreCurve.for_target(
        worst=-worst, amber=-amber, green=-green, target=-target
    )

    found = [rising.score(value).number for value in sorted(values)]

    assert found == sorted(found)
    assert all(0 <= score <= 100 for score in found)
    assert found == [falling.score(-value).number for value in sorted(values)]


@quickly
@given(st.lists(signed, min_size=1), st.decimals(0, 1, places=3))
def test_a_percentile_lies_among_its_values(values: list[Decimal], p: Decimal) -> None:
    found = percentile(values, p)

    assert found is not None
    assert min(values) <= found <= max(values)
    assert found == percentile(reversed(values), p)


@quickly
@given(days, st.sampled_from(PeriodKind), st.integers(1, 12))
def test_a_key_always_leads_back_to_its_period(
    day: date, kind: PeriodKind, fy_start_month: int
) -> None:
    period = Period.containing(day, kind, fy_start_month)

    assert period.contains(day)
    assert Period.parse(period.key, fy_start_month) == period
    assert period.previous() < period < period.next()


@quickly
@given(positive, amounts, amounts, amounts)
def test_no_index_is_ever_infinite_or_negative(
    bac: Decimal, pv: Decimal, done: Decimal, ac: Decimal
) -> None:
    figures = EarnedValue(bac, pv, min(done, bac), ac)

    for index in (figures.cpi(), figures.spi(), figures.tcpi_bac(), figures.tcpi_eac()):
        assert index.value is None or index.value >= 0


@quickly
@given(
    st.lists(deliveries, max_size=3),
    st.lists(earned_values, max_size=3),
    st.lists(progress, max_size=3),
    st.lists(realizations, max_size=3),
)
def test_stored_parts_come_back_unchanged(
    projects: list[Delivery],
    figures: list[EarnedValue],
    plans: list[PlanProgress],
    parts: list[Realization],
) -> None:
    kept: list[Any] = [
        on_budget_rate(projects),
        EarnedValueTotal.of(figures),
        PlanProgress.total(plans),
        Realization.total(parts),
    ]

    for part in kept:
        stored = json.loads(json.dumps(part.as_json()))
        assert type(part).from_json(stored) == part
