"""What money of other years is worth, what it earns, and when it is back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Measure, Rag, Reason, Status, Unit
from recognition.calculations.discounting import (
    Prices,
    Timing,
    bcr_flows,
    npv,
    rate_for,
    real_rate,
    xnpv,
)
from recognition.calculations.payback import discounted_payback, payback
from recognition.calculations.pmo_return import (
    BCR_THRESHOLDS,
    ROI_THRESHOLDS,
    Line,
    PmoReturn,
    bcr,
    roi,
)
from recognition.calculations.rate_of_return import irr, mirr, xirr
from tests.delivery.calculations.strategies import quickly

TEN_PERCENT = Decimal("0.1")

cents = st.decimals(-1000, 1000, places=2)
flows_of_any_kind = st.lists(cents, min_size=2, max_size=12)


def flows(*amounts: float | None) -> list[Decimal | None]:
    return [None if amount is None else Decimal(str(amount)) for amount in amounts]


def years(count: int) -> list[date]:
    """Dates that are whole years of 365 days apart."""
    first = date(2020, 1, 1).toordinal()
    return [date.fromordinal(first + 365 * number) for number in range(count)]


@pytest.mark.parametrize(
    ("given_flows", "rate", "reason"),
    [
        pytest.param([], TEN_PERCENT, Reason.NO_DATA, id="no flows"),
        pytest.param(
            flows(-1, None, 2),
            TEN_PERCENT,
            "MISSING_INPUT:flow",
            id="a gap is not zero",
        ),
        pytest.param(
            flows(-1, 2), None, "MISSING_INPUT:rate", id="no rate is a default"
        ),
    ],
)
def test_what_is_unknown_has_no_value(
    given_flows: list[Decimal | None], rate: Decimal | None, reason: str
) -> None:
    dates = years(len(given_flows))

    assert npv(rate, given_flows).reason == reason
    assert xnpv(rate, dates, given_flows).reason == reason
    assert discounted_payback(rate, given_flows).reason == reason
    assert bcr_flows(rate, given_flows, given_flows).bcr.value is None
    if rate is not None:
        assert payback(given_flows).reason == reason
        assert irr(given_flows).rate.reason == reason
        assert xirr(dates, given_flows).rate.reason == reason
        assert mirr(given_flows, rate, rate).reason == reason


class TestPresentValue:
    def test_the_first_flow_is_not_discounted_as_spreadsheets_do(self) -> None:
        given_flows = flows(-40000, 5000, 8000, 12000, 30000)
        rate = Decimal("0.08")

        now, end = npv(rate, given_flows), npv(rate, given_flows, timing=Timing.END)

        assert round(Decimal(now.number), 2) == Decimal("3065.22")
        assert round(Decimal(end.number), 2) == Decimal("2838.17")

    def test_years_of_365_days_agree_with_periods(self) -> None:
        given_flows = flows(-100, 60, 70)

        by_date = Decimal(xnpv(TEN_PERCENT, years(3), given_flows).number)

        assert round(by_date, 20) == round(
            Decimal(npv(TEN_PERCENT, given_flows).number), 20
        )

    def test_a_rate_that_loses_everything_is_refused(self) -> None:
        with pytest.raises(ValueError, match="cannot be discounted"):
            npv(Decimal(-1), flows(1, 1))

    def test_benefits_and_costs_of_other_periods_are_refused(self) -> None:
        with pytest.raises(ValueError, match="same periods"):
            bcr_flows(TEN_PERCENT, flows(1, 2), flows(1))

    @pytest.mark.parametrize(
        ("prices", "of_rate", "inflation", "expected"),
        [
            (Prices.REAL, Prices.REAL, None, "0.05"),
            (Prices.NOMINAL, Prices.REAL, "0.02", "0.071"),
            (Prices.NOMINAL, Prices.REAL, None, None),
        ],
    )
    def test_prices_and_rate_are_of_one_kind(
        self,
        prices: Prices,
        of_rate: Prices,
        inflation: str | None,
        expected: str | None,
    ) -> None:
        found = rate_for(
            prices,
            Decimal("0.05"),
            of_rate,
            None if inflation is None else Decimal(inflation),
        )

        assert found.value == (None if expected is None else Decimal(expected))

    def test_the_real_rate_and_back(self) -> None:
        nominal, inflation = Decimal("0.07"), Decimal("0.02")
        real = rate_for(Prices.REAL, nominal, Prices.NOMINAL, inflation)

        assert real.value == real_rate(nominal, inflation)
        back = rate_for(Prices.NOMINAL, Decimal(real.number), Prices.REAL, inflation)
        assert round(Decimal(back.number), 20) == nominal

    @quickly
    @given(flows_of_any_kind, st.integers(2, 1000))
    def test_money_in_another_unit(self, given_flows: list[Decimal], k: int) -> None:
        once = Decimal(npv(TEN_PERCENT, given_flows).number)
        scaled = Decimal(npv(TEN_PERCENT, [flow * k for flow in given_flows]).number)

        assert abs(scaled - once * k) < Decimal("1e-18")


class TestRateOfReturn:
    @pytest.mark.parametrize(
        ("given_flows", "reason", "roots"),
        [
            pytest.param(
                (-100, 100, 0, -7),
                Reason.MULTIPLE_IRR,
                (-0.678894, -0.083300),
                id="two, of which others print one",
            ),
            pytest.param(
                (-5, 10.5, 1, -8, 1),
                Reason.MULTIPLE_IRR,
                (-0.870201, 0.088598, 0.709560),
                id="three, of which others print one",
            ),
            pytest.param(
                (-1000, 3600, -4310, 1716),
                Reason.MULTIPLE_IRR,
                (0.1, 0.2, 0.3),
                id="three by construction",
            ),
            pytest.param((1, -2, 1), "", (0.0,), id="one that only touches zero"),
            pytest.param((100, -200, 150), Reason.NO_REAL_ROOT, (), id="none"),
            pytest.param(
                (-1, 100), Reason.NO_REAL_ROOT, (), id="none up to a thousand per cent"
            ),
            pytest.param((5, 6), Reason.NO_SIGN_CHANGE, (), id="nothing was spent"),
            pytest.param((0, 0), Reason.NO_SIGN_CHANGE, (), id="nothing at all"),
            pytest.param((-100, 110), "", (0.1,), id="the simple case"),
        ],
    )
    def test_all_rates_that_fit_are_found(
        self, given_flows: tuple[float, ...], reason: str, roots: tuple[float, ...]
    ) -> None:
        for found in (
            irr(flows(*given_flows)),
            xirr(years(len(given_flows)), flows(*given_flows)),
        ):
            assert found.rate.reason == reason
            assert found.roots == pytest.approx(roots, abs=1e-6)

    @quickly
    @given(flows_of_any_kind)
    def test_at_the_rate_the_flows_are_worth_nothing(
        self, given_flows: list[Decimal]
    ) -> None:
        found = irr(given_flows)

        for root in found.roots:
            rate = Decimal(root)
            sizes = Decimal(npv(rate, [abs(flow) for flow in given_flows]).number)
            assert abs(Decimal(npv(rate, given_flows).number)) <= sizes / 10**8
        assert (found.rate.value is None) == (len(found.roots) != 1)

    @quickly
    @given(st.lists(st.integers(1, 900), min_size=1, max_size=10), st.integers(1, 3000))
    def test_one_change_of_sides_has_one_rate_unless_it_is_out_of_sight(
        self, gains: list[int], cost: int
    ) -> None:
        given_flows = flows(-cost, *gains)
        at_most = npv(Decimal(-9999) / 10000, given_flows)
        at_least = npv(Decimal(10), given_flows)
        fits = Decimal(at_least.number) <= 0 <= Decimal(at_most.number)

        assert irr(given_flows).rate.is_ok is fits

    def test_the_order_of_dates_does_not_matter(self) -> None:
        dates, given_flows = years(4), flows(-100, 39, 59, 55)

        backwards = xirr(dates[::-1], given_flows[::-1])

        assert backwards.rate.number == pytest.approx(
            float(xirr(dates, given_flows).rate.number)
        )

    def test_modified_rate_needs_both_sides(self) -> None:
        assert mirr(flows(1, 2), TEN_PERCENT, TEN_PERCENT).reason == "NO_SIGN_CHANGE"


class TestPayback:
    @pytest.mark.parametrize(
        ("given_flows", "periods"),
        [
            pytest.param((-100, 100), 1, id="at the end of the period"),
            pytest.param((-100, 0, 200), Decimal("1.5"), id="inside the second"),
            pytest.param(
                (-20000, 10000, 15000),
                Decimal(1) + Decimal(10000) / 15000,
                id="1.67 and not the 1.5 of an example",
            ),
        ],
    )
    def test_the_money_is_back(
        self, given_flows: tuple[float, ...], periods: Decimal
    ) -> None:
        assert payback(flows(*given_flows)).value == periods

    def test_nothing_spent_is_nothing_to_come_back(self) -> None:
        assert payback(flows(0, 5)).status is Status.NOT_APPLICABLE

    def test_money_that_goes_out_again_is_told(self) -> None:
        assert payback(flows(-100, 150, -80, 90)).warnings == ("turns_negative",)

    def test_todays_money_takes_longer(self) -> None:
        given_flows = flows(-100, 50, 60)

        assert discounted_payback(Decimal(0), given_flows) == payback(given_flows)
        assert discounted_payback(Decimal("0.2"), given_flows).reason == "NOT_RECOVERED"


class TestReturn:
    @pytest.mark.parametrize(
        ("benefit", "cost", "value", "reason"),
        [
            (60000, 20000, 2, ""),
            (0, 20000, -1, ""),
            (60000, 0, None, Reason.ZERO_DENOMINATOR),
            (60000, -1, None, Reason.NEGATIVE_DENOMINATOR),
            (None, 20000, None, "MISSING_INPUT:benefit"),
            (60000, None, None, "MISSING_INPUT:cost"),
        ],
    )
    def test_return_on_investment(
        self, benefit: int | None, cost: int | None, value: int | None, reason: str
    ) -> None:
        found = roi(benefit, cost)

        assert (found.value, found.reason) == (value, reason)
        assert bcr(benefit, cost).reason == reason

    def test_the_thresholds(self) -> None:
        assert ROI_THRESHOLDS.rate(roi(2, 1)) is Rag.GREEN
        assert ROI_THRESHOLDS.rate(roi(1, 1)) is Rag.AMBER
        assert BCR_THRESHOLDS.rate(bcr(1, 2)) is Rag.RED

    def test_each_line_counts_what_its_evidence_allows(self) -> None:
        cost = Measure.of(Decimal(100), Unit.MONEY)
        parts = [
            (400, Evidence.VALIDATED, True, True),
            (200, Evidence.ISOLATED, True, False),
            (300, Evidence.CLAIMED, True, True),
            (900, Evidence.OPINION, True, True),
            (900, Evidence.VALIDATED, False, False),
        ]
        found = PmoReturn.total(
            PmoReturn.of(
                Decimal(amount), evidence, is_financial=money, is_cashable=cash
            )
            for amount, evidence, money, cash in parts
        )

        assert [found.roi(line, cost).value for line in Line] == [3, 5, 8]
        assert [found.bcr(line, cost).value for line in Line] == [4, 6, 9]
        assert PmoReturn.from_json(found.as_json()) == found

    def test_a_return_needs_its_cost_and_its_benefit(self) -> None:
        cost = Measure.missing(Reason.MISSING_INPUT.of("staff"), Unit.MONEY)
        known = PmoReturn.of(
            Decimal(5), Evidence.VALIDATED, is_financial=True, is_cashable=True
        )

        assert known.roi(Line.VALIDATED, cost).reason == "MISSING_INPUT:staff"
        paid = Measure.of(Decimal(100), Unit.MONEY)
        assert PmoReturn().roi(Line.VALIDATED, paid).reason == Reason.NO_DATA
        lost = known.without_rate("USD/EUR").roi(Line.VALIDATED, paid)
        assert lost.reason == "NO_FX_RATE:USD/EUR"
