"""What an uncertain case may turn out to be worth, and what that depends on."""

from dataclasses import replace
from decimal import Decimal
from time import process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.calculations.measure import Reason
from recognition.calculations.business_case import BusinessCase, Stream
from recognition.calculations.sensitivity import (
    Bar,
    Input,
    break_even,
    break_even_amount,
    tornado,
)
from recognition.calculations.simulation import simulate
from recognition.calculations.uncertainty import (
    Range,
    Shape,
    correlated,
    pert,
    shares_of,
    sum_moments,
    triangular_quantile,
)
from tests.delivery.calculations.strategies import quickly

MANY = 200_000


def stream(name: str, low: float, likely: float, high: float, **others: Any) -> Stream:
    return Stream(
        name=name,
        amount=Decimal(str(likely)),
        profile=(Decimal(1),),
        range=Range(low, likely, high),
        **others,
    )


def case(*streams: Stream, cost: float = 0, rate: str = "0.1") -> BusinessCase:
    return BusinessCase(
        streams=streams, costs=(Decimal(str(cost)),), rate=Decimal(rate)
    )


KNOWN = stream("known", 10, 10, 10)
THREE = case(
    stream("a", 80, 100, 150),
    stream("b", 20, 50, 60),
    stream("c", 0, 10, 30, probability=Decimal("0.7")),
    cost=120,
)


class TestDistributions:
    def test_three_tasks_that_move_together(self) -> None:
        """Means 10, 15, 20 and variances 4, 9, 16 add up to 45 and 49.4."""
        correlation = np.array([[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]])
        chance = np.random.Generator(np.random.PCG64(1))
        normal = correlated(chance.standard_normal((MANY, 3)), correlation)

        total = (normal * [2, 3, 4] + [10, 15, 20]).sum(axis=1)

        assert total.mean() == pytest.approx(45, abs=0.1)
        assert total.var() == pytest.approx(49.4, abs=1)
        assert sum_moments([10, 15, 20], [4, 9, 16], correlation.tolist()).variance == (
            pytest.approx(49.4)
        )

    def test_a_correlation_that_cannot_be_is_refused(self) -> None:
        with pytest.raises(ValueError, match="move together"):
            correlated(np.zeros((1, 2)), np.array([[1.0, 1.5], [1.5, 1.0]]))

    def test_the_share_below_a_normal_value(self) -> None:
        found = shares_of(np.array([[-1.959964, 0.0, 1.959964]]))

        assert found.tolist()[0] == pytest.approx([0.025, 0.5, 0.975], abs=1e-6)

    def test_a_most_likely_value_outside_the_bounds_is_refused(self) -> None:
        with pytest.raises(ValueError, match="between the two"):
            Range(5, 4, 6)

    @pytest.mark.parametrize("p", [0, 0.3, 1])
    def test_a_value_that_is_known_is_all_of_its_quantiles(self, p: float) -> None:
        assert triangular_quantile(Range(7, 7, 7), p) == 7

    def test_pert_draws_have_the_mean_of_the_formula(self) -> None:
        found = Range(1, 2, 9)
        shares = (np.arange(MANY) + 0.5) / MANY

        assert found.quantiles(shares, Shape.PERT).mean() == pytest.approx(
            pert(found).mean, abs=1e-3
        )


class TestSimulation:
    def test_the_same_seed_draws_the_same_whatever_the_order(self) -> None:
        backwards = replace(THREE, streams=THREE.streams[::-1])

        assert simulate(THREE, seed=7) == simulate(backwards, seed=7)
        assert simulate(THREE, seed=7).npv != simulate(THREE, seed=8).npv

    def test_a_triangle_has_its_known_percentile(self) -> None:
        """With two others so small that they do not count."""
        found = simulate(
            case(
                stream("a", 100, 100, 200),
                stream("b", 0, 0, 1e-6),
                stream("c", 0, 0, 1e-6),
            ),
            seed=1,
            draws=MANY,
        )

        assert float(found.npv.p90.number) == pytest.approx(168.38, abs=1.0)

    @quickly
    @given(
        st.lists(
            st.tuples(*[st.integers(0, 100)] * 3).map(sorted), min_size=3, max_size=5
        ),
        st.sampled_from(Shape),
        st.sampled_from([0.0, 0.4]),
    )
    def test_percentiles_are_in_order_and_inside_the_ends(
        self, ranges: list[list[int]], shape: Shape, correlation: float
    ) -> None:
        streams = [stream(str(name), *ends) for name, ends in enumerate(ranges)]
        found = simulate(
            case(*streams, cost=50),
            seed=3,
            draws=200,
            shape=shape,
            correlation=correlation,
        )

        if found.npv.p50.is_ok:
            order = [
                found.low.number,
                found.npv.p10.number,
                found.npv.p50.number,
                found.npv.p90.number,
                found.high.number,
            ]
            assert order == sorted(order)
            assert sum(swing.share for swing in found.swings) == pytest.approx(1)

    def test_a_known_benefit_adds_no_spread(self) -> None:
        with_known = replace(THREE, streams=(*THREE.streams, replace(KNOWN, name="z")))
        found = simulate(with_known, seed=5)

        swings = {swing.name: swing.share for swing in found.swings}
        assert swings["z"] == pytest.approx(0, abs=1e-12)

    def test_the_p90_of_a_sum_is_less_than_the_sum_of_p90s(self) -> None:
        ranges = [Range(0, 10, 40), Range(0, 20, 30), Range(5, 6, 50)]
        together = case(
            *(
                Stream(
                    name=str(name),
                    amount=Decimal(10),
                    profile=(Decimal(1),),
                    range=each,
                )
                for name, each in enumerate(ranges)
            )
        )

        p90 = float(simulate(together, seed=2).npv.p90.number)
        closer = float(simulate(together, seed=2, correlation=0.9).npv.p90.number)

        assert p90 < sum(triangular_quantile(each, 0.9) for each in ranges)
        assert p90 < closer

    def test_what_may_not_come_about_widens_the_spread(self) -> None:
        sure = replace(
            THREE,
            streams=tuple(
                replace(each, probability=Decimal(1)) for each in THREE.streams
            ),
        )
        doubtful = replace(
            THREE,
            streams=tuple(
                replace(each, probability=Decimal("0.5")) for each in THREE.streams
            ),
        )

        certain, unsure = simulate(sure, seed=1), simulate(doubtful, seed=1)

        assert unsure.npv.p10.number < certain.npv.p10.number
        assert (unsure.low.value, unsure.high.value) == (-120, certain.high.value)
        assert unsure.probability_positive.number < 1
        assert certain.probability_positive.number > Decimal("0.9")

    def test_two_ranges_have_ends_and_no_percentiles(self) -> None:
        fixed = Stream(name="fixed", amount=Decimal(5), profile=(Decimal(1),))
        found = simulate(case(*THREE.streams[:2], KNOWN, fixed, cost=100), seed=1)

        assert found.npv.p50.reason == "INSUFFICIENT_N:3"
        assert (found.low.value, found.high.value) == (15, 125)
        assert found.without_range == 1
        assert found.swings == ()

    @pytest.mark.parametrize(
        ("broken", "reason"),
        [
            (replace(THREE, rate=None), "MISSING_INPUT:rate"),
            (replace(THREE, costs=(None,)), "MISSING_INPUT:cost"),
            (
                replace(
                    THREE, streams=(*THREE.streams[:2], replace(KNOWN, amount=None))
                ),
                "MISSING_INPUT:amount",
            ),
            (BusinessCase(streams=(), costs=(), rate=Decimal(0)), Reason.NO_DATA),
        ],
    )
    def test_a_case_without_a_value_has_no_spread(
        self, broken: BusinessCase, reason: str
    ) -> None:
        found = simulate(broken, seed=1)

        for measure in (
            broken.npv(),
            found.npv.p50,
            found.roi.p90,
            found.low,
            found.high,
            found.probability_positive,
        ):
            assert (measure.value, measure.reason) == (None, reason)
        assert tornado(broken) == []
        assert break_even(broken).value is None

    def test_benefits_that_cost_nothing_have_no_return(self) -> None:
        found = simulate(replace(THREE, costs=(Decimal(0),)), seed=1)

        assert found.npv.p50.is_ok
        assert found.roi.p50.reason == Reason.ZERO_DENOMINATOR

    def test_thirty_benefits_take_less_than_a_second(self) -> None:
        streams = [stream(str(name), 1, 2, 5) for name in range(30)]
        begun = process_time()

        simulate(case(*streams, cost=50), seed=1, shape=Shape.PERT, correlation=0.3)

        assert process_time() - begun < 1


class TestSensitivity:
    CASE = BusinessCase(
        streams=(
            Stream(
                name="saving",
                amount=Decimal(100),
                profile=(Decimal(0), Decimal(1)),
                range=Range(50, 100, 120),
            ),
            Stream(name="fees", amount=Decimal(22), profile=(Decimal(0), Decimal(1))),
        ),
        costs=(Decimal(80), Decimal(0)),
        rate=Decimal("0.1"),
    )

    def test_each_input_moves_the_value_by_itself_the_largest_first(self) -> None:
        bars = tornado(
            self.CASE,
            rates=(Decimal(0), Decimal("0.22")),
            costs=(Decimal("0.9"), Decimal("1.2")),
        )

        assert [bar.input for bar in bars] == ["saving", Input.COSTS, Input.RATE]
        assert bars[1] == Bar(
            Input.COSTS,
            Decimal(self.CASE.npv().number) + 8,
            Decimal(self.CASE.npv().number) - 16,
        )
        assert round(bars[2].swing, 9) == 22

    def test_the_value_of_the_case(self) -> None:
        assert round(Decimal(self.CASE.benefits().number), 9) == round(
            Decimal(122) / Decimal("1.1"), 9
        )
        assert self.CASE.spent().value == 80
        assert round(Decimal(self.CASE.roi().number), 9) == round(
            Decimal(122) / Decimal("1.1") / 80 - 1, 9
        )

    def test_break_even(self) -> None:
        assert round(Decimal(break_even(self.CASE).number), 9) == round(
            80 * Decimal("1.1") / 122, 9
        )
        amount = Decimal(break_even_amount(self.CASE, "saving").number)
        at_it = self.CASE.with_amount("saving", amount).npv()
        assert round(amount, 9) == 66
        assert abs(Decimal(at_it.number)) < Decimal("1e-20")

    def test_a_benefit_that_changes_nothing_breaks_nothing_even(self) -> None:
        never = replace(KNOWN, name="never", probability=Decimal(0))

        assert break_even_amount(case(never), "never").reason == "ZERO_DENOMINATOR"
        assert break_even(case(never, cost=5)).reason == "ZERO_DENOMINATOR"

    def test_two_benefits_of_one_name_are_refused(self) -> None:
        with pytest.raises(ValueError, match="one name"):
            case(KNOWN, KNOWN)

    def test_a_benefit_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no benefit"):
            break_even_amount(self.CASE, "other")
