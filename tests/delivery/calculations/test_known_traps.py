"""Mistakes that published examples and other programs make, and this one does not."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.correlation import spearman
from delivery.calculations.earned_schedule import earned_schedule
from delivery.calculations.earned_value import EarnedValue
from delivery.calculations.milestones import PlannedDate, milestone_hit_rate
from delivery.calculations.resources import PersonPeriod, utilization
from delivery.calculations.xmr import xmr

WEEKS = [Decimal(pv) for pv in (5, 10, 25, 55, 85, 120, 130, 140, 150, 150, 150)]


def test_an_estimate_is_not_made_from_a_rounded_cpi() -> None:
    figures = EarnedValue(
        Decimal(500_000), Decimal(150_000), Decimal(150_000), Decimal(162_000)
    )

    estimate = Decimal(figures.eac().number)

    assert round(estimate, 6) == 540_000
    assert estimate != pytest.approx(538_344, abs=1000)


def test_utilization_is_what_the_figures_say_and_not_what_the_manual_prints() -> None:
    booked = utilization([PersonPeriod(Decimal(1056), Decimal(944))])

    assert float(booked.measure().number) == pytest.approx(1.119, abs=0.0005)


def test_spi_returns_to_one_at_the_end_of_a_late_project_and_spi_t_does_not() -> None:
    in_money = EarnedValue(Decimal(150), Decimal(150), Decimal(150), Decimal(160))
    in_time = earned_schedule(WEEKS, Decimal(150), Decimal(11))

    assert in_money.spi().value == 1
    assert "converges" in in_money.spi().warnings
    assert float(in_time.spi_t.number) == pytest.approx(9 / 11)


def test_a_plan_repeated_after_its_end_is_no_longer_and_a_lead_in_earns_nothing() -> (
    None
):
    zero = [Decimal(0)] * 3

    result = earned_schedule([*zero, *WEEKS], Decimal(5), Decimal(1))

    assert result.pd.value == 9
    assert result.es.value == 1


def test_only_the_rank_correlation_is_claimed_and_no_p_value() -> None:
    iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]

    result = spearman(iq, hours)

    assert float(result.rho.number) == pytest.approx(-29 / 165)
    assert not hasattr(result, "p")


def test_rule_three_can_fire() -> None:
    routine = [10, 12, 11, 9, 10, 12, 9, 11, 10, 12, 9, 11]

    assert xmr([*routine, 15, 15, 15, 10], baseline=12).rule3 == (12, 13, 14)


def test_outliers_stay_in_the_moving_range() -> None:
    values = [10, 11, 10, 11, 10, 11, 100, 11, 10, 11, 10, 11]

    limits = xmr(values).limits

    assert limits is not None
    assert limits.mr_bar == Decimal(9 * 1 + 2 * 89) / 11


def test_an_early_milestone_counts_when_it_was_due() -> None:
    february = PlannedDate(date(2025, 2, 10), date(2025, 1, 15))

    january = milestone_hit_rate([february], date(2025, 1, 1), date(2025, 1, 31))

    assert january.expected == 0
