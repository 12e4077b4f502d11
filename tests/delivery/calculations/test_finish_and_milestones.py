"""Days late, milestones met, and tasks done of those due."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.finish import finish_variance
from delivery.calculations.measure import Caveat, Unit
from delivery.calculations.milestones import (
    PlannedDate,
    baseline_execution_index,
    milestone_hit_rate,
)
from delivery.calculations.sample import Sample, percentile

JUNE_30 = date(2025, 6, 30)
JANUARY = date(2025, 1, 1), date(2025, 1, 31)


def test_late_is_positive() -> None:
    late = finish_variance(JUNE_30, date(2025, 7, 15), date(2025, 1, 1))

    assert late.days.value == 15
    assert late.pct.value == Decimal(15) / 180


def test_very_early_questions_the_baseline() -> None:
    early = finish_variance(JUNE_30, date(2025, 5, 1), date(2025, 1, 1))

    assert early.days.value == -60
    assert early.pct.warnings == (Caveat.CHECK_BASELINE,)


@pytest.mark.parametrize(
    ("baseline", "finish", "start", "days", "pct"),
    [
        (None, JUNE_30, None, "NO_BASELINE", "NO_BASELINE"),
        (JUNE_30, None, None, "MISSING_INPUT:finish", "MISSING_INPUT:finish"),
        (JUNE_30, JUNE_30, None, "", "MISSING_INPUT:baseline_start"),
        (JUNE_30, JUNE_30, JUNE_30, "", "ZERO_DENOMINATOR"),
    ],
)
def test_a_variance_without_its_dates_has_a_reason(
    baseline: date | None, finish: date | None, start: date | None, days: str, pct: str
) -> None:
    variance = finish_variance(baseline, finish, start)

    assert (variance.days.reason, variance.pct.reason) == (days, pct)


def test_a_portfolio_shows_median_and_80th_percentile_of_the_pool() -> None:
    pool = Sample.of([Decimal("0.1"), Decimal("0.3")]) + Sample.of(
        [Decimal("-0.1"), None]
    )

    assert pool.median(Unit.RATIO).value == Decimal("0.1")
    assert pool.percentile(Decimal("0.8"), Unit.RATIO).value == Decimal("0.22")
    assert pool.median(Unit.RATIO).completeness == Decimal("0.75")
    assert pool.median(Unit.RATIO, min_n=5).reason == "INSUFFICIENT_N:5"
    assert Sample().median(Unit.RATIO).reason == "NO_DATA"
    assert Sample.from_json(pool.as_json()) == pool


def test_a_percentile_lies_between_zero_and_one() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        percentile([1], 85)


def test_a_milestone_counts_in_the_period_in_which_it_was_due() -> None:
    milestones = [
        PlannedDate(date(2025, 1, 10), date(2025, 1, 10)),
        PlannedDate(date(2025, 1, 20), date(2025, 1, 25)),
        PlannedDate(date(2025, 1, 31)),
        PlannedDate(date(2025, 2, 10), date(2025, 1, 15)),
        PlannedDate(None, date(2025, 1, 5)),
    ]

    strict = milestone_hit_rate(milestones, *JANUARY)
    lenient = milestone_hit_rate(milestones, *JANUARY, tolerance_days=5)

    assert (strict.ok, strict.expected) == (1, 3)
    assert (lenient.ok, lenient.expected) == (2, 3)


def test_an_unfinished_period_says_so() -> None:
    due = [PlannedDate(date(2025, 1, 31))]

    open_period = milestone_hit_rate(due, *JANUARY, status_date=date(2025, 1, 30))
    over = milestone_hit_rate(due, *JANUARY, status_date=date(2025, 1, 31))

    assert open_period.measure().warnings == (Caveat.PERIOD_IN_PROGRESS,)
    assert over.measure().warnings == ()


def test_no_milestone_due_is_no_rate() -> None:
    assert milestone_hit_rate([], *JANUARY).measure().reason == "NO_DATA"


def test_work_done_ahead_counts_in_the_execution_index() -> None:
    tasks = [
        PlannedDate(date(2025, 1, 10), date(2025, 1, 12)),
        PlannedDate(date(2025, 1, 20)),
        PlannedDate(date(2025, 3, 1), date(2025, 1, 15)),
        PlannedDate(None, date(2025, 1, 15)),
    ]

    index = baseline_execution_index(tasks, date(2025, 1, 31))

    assert index.measure(Unit.INDEX).value == 1
    assert baseline_execution_index(tasks, date(2025, 1, 1)).measure().reason == (
        "ZERO_DENOMINATOR"
    )
