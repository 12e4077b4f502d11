"""Benefits realized, leaked, overlapping and attributed."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.attribution import AttributedBenefit, overlap_adjusted
from delivery.calculations.benefits import (
    BenefitProfile,
    Realization,
    benefit_leakage,
)
from delivery.calculations.curve import Curve
from delivery.calculations.measure import Caveat

MONTHS = [date(2026, month, 1) for month in (1, 2, 3, 4)]


def realized(
    planned: int | None,
    validated: int | None,
    planned_dis: int | None = None,
    validated_dis: int | None = None,
) -> Realization:
    amounts = (planned, validated, planned_dis, validated_dis)
    return Realization.of(
        *(None if amount is None else Decimal(amount) for amount in amounts)
    )


def curve(*amounts: int) -> Curve:
    return Curve.of(zip(MONTHS, amounts, strict=False))


def test_an_unmeasured_benefit_leaves_both_sums() -> None:
    total = realized(100, 80, 10, 12) + realized(300, 330) + realized(100, None)

    assert total.gross().value == Decimal("1.025")
    assert total.net().value == Decimal(398) / 390
    assert total.gross().completeness == Decimal("0.8")
    assert (total.gross().n, total.gross().n_expected) == (2, 3)


def test_a_measured_zero_is_nothing_realized() -> None:
    assert realized(100, 0).gross().value == 0
    assert realized(100, None).gross().reason == "NO_DATA"


def test_a_windfall_stays_outside_the_rate() -> None:
    total = realized(0, 50) + realized(100, 90) + realized(0, None)

    assert total.gross().value == Decimal("0.9")
    assert total.unplanned().value == 50
    assert total.unplanned().n == 1
    assert realized(100, 90).unplanned().reason == "NO_DATA"


def test_a_benefit_without_a_plan_lowers_completeness_by_count() -> None:
    total = realized(900, 900) + realized(None, 50)

    assert total.gross().value == 1
    assert total.completeness == Decimal("0.5")


def test_dis_benefits_that_eat_the_plan_leave_no_net_rate() -> None:
    assert realized(100, 90, 100, 10).net().reason == "ZERO_DENOMINATOR"
    assert realized(100, 90, 150, 10).net().reason == "NEGATIVE_DENOMINATOR"


def test_dis_benefits_are_shown_against_what_was_gained() -> None:
    assert realized(100, 80, 0, 12).disbenefit_ratio().value == Decimal("0.15")
    assert realized(100, 0, 0, 12).disbenefit_ratio().reason == "ZERO_DENOMINATOR"
    assert realized(100, None).disbenefit_ratio().reason == "NO_DATA"


def test_far_more_than_planned_questions_the_plan() -> None:
    assert realized(100, 121).gross().warnings == (Caveat.PLAN_TOO_SOFT,)
    assert realized(100, 120).gross().warnings == ()


def test_the_whole_life_adds_what_is_still_forecast() -> None:
    part = realized(100, 80)

    assert part.whole_life(Decimal(400), Decimal(500)).value == Decimal("0.96")
    assert part.whole_life(None, Decimal(500)).reason == (
        "MISSING_INPUT:forecast_remaining"
    )
    assert part.whole_life(Decimal(1), None).reason == "MISSING_INPUT:planned_total"
    assert realized(100, None).whole_life(Decimal(1), Decimal(1)).reason == "NO_DATA"


def test_a_negative_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="enter a dis-benefit"):
        realized(-1, 5)


def test_a_realization_survives_storage_unchanged() -> None:
    total = realized(100, 80, 10, 12) + realized(0, 50) + realized(None, None)

    assert Realization.from_json(total.as_json()) == total


def test_the_line_of_validated_benefit_stops_today() -> None:
    profile = BenefitProfile(
        benefit_class="cashable",
        unit="EUR",
        planned=curve(10, 10, 10, 10),
        validated=Curve.of([(MONTHS[1], 8)]),
    )

    points = profile.points(MONTHS, date(2026, 3, 15))

    assert [point.planned for point in points] == [10, 20, 30, 40]
    assert [point.validated for point in points] == [None, 8, 8, None]
    assert [point.claimed for point in points] == [None] * 4


def test_benefits_of_different_kinds_are_never_added() -> None:
    cash = BenefitProfile(benefit_class="cashable", unit="EUR", planned=curve(10))
    hours = BenefitProfile(benefit_class="cashable", unit="hours", planned=curve(10))

    assert (cash + cash).planned.sum() == 20
    assert BenefitProfile.from_json(cash.as_json()) == cash
    with pytest.raises(ValueError, match="different classes or units"):
        _ = cash + hours


def test_what_is_no_longer_expected_has_leaked() -> None:
    amounts = Decimal(1000), Decimal(300), Decimal(500)

    assert benefit_leakage(*amounts).value == Decimal("0.2")
    assert benefit_leakage(Decimal(0), *amounts[1:]).reason == "ZERO_DENOMINATOR"


@pytest.mark.parametrize(
    ("position", "field"),
    [(0, "planned_total"), (1, "realized_to_date"), (2, "forecast_remaining")],
)
def test_leakage_names_the_input_that_is_missing(position: int, field: str) -> None:
    amounts = [Decimal(1000) if place != position else None for place in range(3)]

    assert benefit_leakage(*amounts).reason == f"MISSING_INPUT:{field}"


def test_claims_beyond_the_measured_total_are_scaled() -> None:
    claims = [Decimal(700), Decimal(600)]

    scaled = overlap_adjusted(Decimal(1000), claims)
    fitting = overlap_adjusted(Decimal(1300), claims)

    assert (scaled.counted.value, scaled.factor.value) == (1000, Decimal(1000) / 1300)
    assert scaled.counted.warnings == (Caveat.OVERLAP_SCALED,)
    assert (fitting.counted.value, fitting.factor.value) == (1300, 1)
    assert overlap_adjusted(None, claims).counted.reason == (
        "MISSING_INPUT:measured_total"
    )
    assert overlap_adjusted(Decimal(1), []).counted.reason == "NO_DATA"


def test_a_missing_share_is_excluded_and_neither_all_nor_an_equal_part() -> None:
    half = AttributedBenefit.of(Decimal(200), Decimal("0.5"), Decimal("0.7"))
    unknown = AttributedBenefit.of(Decimal(100), None, Decimal("0.8"))

    assert (half + unknown).measure().value == 70
    assert (half + unknown).completeness == Decimal(2) / 3
    assert unknown.measure().reason == "NO_DATA"
    assert (half + AttributedBenefit.of(None, None, None)).completeness == (
        Decimal("0.5")
    )
    with pytest.raises(ValueError, match="between 0 and 1"):
        AttributedBenefit.of(Decimal(1), Decimal(50), Decimal(1))
