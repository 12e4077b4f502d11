"""Progress measured in time: months earned, months gone, months to go."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.curve import Curve
from delivery.calculations.earned_schedule import (
    PlanProgress,
    earned_schedule,
    finish_after,
    months_elapsed,
    time_phased_plan,
)
from delivery.calculations.measure import Caveat, Measure

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))
END_OF_MARCH = date(2026, 3, 31)


def plan(*totals: int) -> list[Decimal | None]:
    return [Decimal(total) for total in totals]


def months(*amounts: int) -> Curve:
    return Curve.of(
        (date(2026, month, 1), amount) for month, amount in enumerate(amounts, start=1)
    )


def test_progress_between_two_months_is_interpolated() -> None:
    result = earned_schedule(plan(20, 50, 90, 140, 200), Decimal(70), Decimal(3))

    assert result.es.value == Decimal("2.5")
    assert result.sv_t.value == Decimal("-0.5")
    assert result.ieac_t_pf1.value == Decimal("5.5")


def test_nothing_is_earned_in_months_before_the_work_begins() -> None:
    result = earned_schedule(plan(0, 0, 100, 200), Decimal(0), Decimal(2))

    assert (result.es.value, result.pd.value, result.spi_t.value) == (0, 2, 0)
    assert result.ieac_t.reason == "NOT_STARTED"


def test_a_plateau_after_the_end_does_not_lengthen_the_plan() -> None:
    result = earned_schedule(plan(50, 100, 100, 100), Decimal(100), Decimal(4))

    assert (result.pd.value, result.es.value) == (2, 2)
    assert result.spi_t.value == Decimal("0.5")
    assert result.spi_t.warnings == ()


def test_a_standstill_inside_the_plan_counts_to_its_end_and_says_so() -> None:
    result = earned_schedule(plan(50, 50, 100), Decimal(50), Decimal(1))

    assert result.es.value == 2
    assert result.es.warnings == (Caveat.PLATEAU,)


@pytest.mark.parametrize(
    ("totals", "ev", "at", "reason"),
    [
        pytest.param([], 10, 1, "NO_BASELINE", id="no plan"),
        pytest.param([0, 0], 10, 1, "NO_BASELINE", id="nothing planned"),
        pytest.param([10, None], 10, 1, "MISSING_INPUT:pv", id="a gap in the plan"),
        pytest.param([10, 20], None, 1, "MISSING_INPUT:ev", id="nothing measured"),
        pytest.param([10, 20], 10, None, "MISSING_INPUT:at", id="no date"),
        pytest.param([10, 20], 10, 0, "ZERO_DENOMINATOR", id="nothing elapsed"),
    ],
)
def test_a_pace_that_cannot_be_has_its_reason(
    totals: list[int | None], ev: int | None, at: int | None, reason: str
) -> None:
    result = earned_schedule(
        [None if total is None else Decimal(total) for total in totals],
        None if ev is None else Decimal(ev),
        None if at is None else Decimal(at),
    )

    assert (result.spi_t.value, result.spi_t.reason) == (None, reason)
    assert result.ieac_t.reason == reason


def test_a_running_total_that_falls_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot decrease"):
        earned_schedule(plan(50, 40), Decimal(10), Decimal(1))
    with pytest.raises(ValueError, match="cannot be negative"):
        earned_schedule(plan(50, 60), Decimal(-1), Decimal(1))


def test_the_rest_can_be_forecast_at_any_pace() -> None:
    result = earned_schedule(plan(10, 20, 30, 40), Decimal(20), Decimal(4))

    assert result.forecast(Decimal(1)) == result.ieac_t_pf1
    assert result.forecast(Decimal("0.5")).value == result.ieac_t.value == 8
    assert result.forecast(Decimal(0)).reason == "ZERO_DENOMINATOR"
    unknown = earned_schedule([], Decimal(1), Decimal(1))
    assert unknown.forecast(Decimal(1)).reason == "NO_BASELINE"


@pytest.mark.parametrize(
    ("status_date", "expected"),
    [
        pytest.param(date(2025, 12, 31), "0", id="before the start"),
        pytest.param(date(2026, 1, 31), "1", id="one month"),
        pytest.param(date(2026, 2, 14), "1.5", id="a month and a half"),
        pytest.param(date(2027, 1, 31), "13", id="a year and a month"),
    ],
)
def test_elapsed_months_count_the_days_of_the_month_under_way(
    status_date: date, expected: str
) -> None:
    assert months_elapsed(date(2026, 1, 15), status_date) == Decimal(expected)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("0", JANUARY),
        ("1", date(2026, 1, 31)),
        ("1.5", date(2026, 2, 14)),
        ("14", date(2027, 2, 28)),
    ],
)
def test_a_number_of_months_ends_on_a_day(count: str, expected: date) -> None:
    assert finish_after(date(2026, 1, 15), Decimal(count)) == expected


def test_a_programme_is_read_as_one_plan() -> None:
    early = PlanProgress.of(months(100, 100, 0, 0), Decimal(200))
    late = PlanProgress.of(months(0, 0, 100, 100), Decimal(0))

    together = (early + late).schedule(END_OF_MARCH)

    assert together.es.value == 2
    assert together.pd.value == 4
    assert together.spi_t.value == Decimal(2) / 3
    assert together.spi_t.n == 2


def test_a_project_without_a_plan_lowers_completeness_only() -> None:
    known = PlanProgress.of(months(100, 100, 100), Decimal(200))
    unknown = PlanProgress.of(Curve(), Decimal(50))

    alone, together = (
        part.schedule(END_OF_MARCH).spi_t for part in (known, known + unknown)
    )

    assert together.value == alone.value
    assert alone.completeness == 1
    assert together.completeness == Decimal("0.5")
    assert PlanProgress.from_json((known + unknown).as_json()) == known + unknown


def test_unmeasured_work_is_weighed_by_its_plan() -> None:
    parts = [
        PlanProgress.of(months(900), Decimal(900)),
        PlanProgress.of(months(100), None),
    ]

    assert PlanProgress.total(parts).completeness == Decimal("0.9")


def test_no_plan_at_all_has_a_reason() -> None:
    def pace(progress: PlanProgress) -> Measure:
        return progress.schedule(END_OF_MARCH).spi_t

    assert pace(PlanProgress()).reason == "NO_DATA"
    assert pace(PlanProgress.of(Curve(), Decimal(5))).reason == "NO_BASELINE"


class TestCurve:
    def test_amounts_of_one_month_are_one_point(self) -> None:
        curve = Curve.of([(date(2026, 3, 9), 5), (JANUARY, 1), (date(2026, 3, 31), 2)])

        assert curve.amounts == ((JANUARY, Decimal(1)), (MARCH, Decimal(7)))
        assert [total for _, total in curve.cumulative()] == [1, 1, 8]
        assert (curve.first_month, curve.last_month) == (JANUARY, MARCH)

    def test_running_totals_give_the_same_curve(self) -> None:
        totals = [(END_OF_MARCH, 8), (date(2026, 1, 15), 1), (date(2026, 3, 2), 5)]

        assert Curve.from_cumulative(totals) == Curve.of([(JANUARY, 1), (MARCH, 7)])

    def test_an_empty_curve_is_unknown_and_not_zero(self) -> None:
        empty = Curve()

        assert not empty
        assert empty.sum() is None
        assert empty.through(MARCH) is None
        assert empty.at(MARCH) is None
        assert empty.between(JANUARY, MARCH) is None
        assert empty.cumulative() == []
        assert (empty.first_month, empty.last_month) == (None, None)

    def test_a_plan_grows_evenly_inside_a_month(self) -> None:
        curve = months(100, 28, 0, 50)

        assert curve.at(date(2026, 2, 14)) == 114
        assert curve.at(date(2026, 2, 28)) == 128
        assert curve.at(date(2025, 12, 31)) == 0
        assert curve.at(date(2027, 1, 1)) == 178

    def test_a_line_begins_with_its_first_amount(self) -> None:
        curve = Curve.of([(FEBRUARY, 10), (APRIL, -4)])

        assert curve.running_totals([JANUARY, FEBRUARY, MARCH, APRIL]) == [
            None,
            10,
            10,
            6,
        ]
        assert curve.running_totals([MARCH]) == [10]
        assert curve.through(JANUARY) is None
        assert curve.between(MARCH, APRIL) == -4
        assert curve.sum() == 6


def test_a_plan_ends_at_its_finish_though_the_next_report_came_later() -> None:
    reported = [(date(2026, 1, 31), Decimal(50)), (date(2026, 4, 30), Decimal(100))]

    plan = time_phased_plan(reported, date(2026, 1, 1), date(2026, 2, 28), Decimal(100))

    assert plan.cumulative()[1] == (date(2026, 2, 1), Decimal(100))
    progress = PlanProgress.of(plan, Decimal(100))
    assert progress.schedule(date(2026, 4, 30)).spi_t.value == Decimal("0.5")


@pytest.mark.parametrize(
    ("later", "why"),
    [
        pytest.param(Decimal(80), "the budget was cut", id="never reached"),
        pytest.param(Decimal(50), "nothing more was planned", id="stands still"),
    ],
)
def test_a_finish_that_does_not_fit_the_reports_changes_nothing(
    later: Decimal, why: str
) -> None:
    reported = [(date(2026, 1, 31), Decimal(50)), (date(2026, 4, 30), later)]

    with_finish = time_phased_plan(
        reported, date(2026, 1, 1), date(2026, 2, 28), Decimal(100)
    )

    assert with_finish == time_phased_plan(reported, date(2026, 1, 1)), why
