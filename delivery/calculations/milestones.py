"""Milestones met, and tasks done of those that should be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .measure import Caveat, Thresholds
from .share import Ratio, Share

MILESTONE_THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("0.85"))
EXECUTION_THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("0.90"))


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """When a milestone or task was to be reached, and when it was; None if not."""

    baseline: date | None
    actual: date | None = None


def milestone_hit_rate(
    milestones: Iterable[PlannedDate],
    start: date,
    end: date,
    *,
    tolerance_days: int = 0,
    status_date: date | None = None,
) -> Share:
    """Return which milestones due from `start` to `end` were met on or before plan.

    A milestone counts in the period of its baseline date, whenever it was
    reached; one not yet reached is a miss. Milestones without a baseline date
    stay outside. None due: not available. With a `status_date` before `end`
    the caveat PERIOD_IN_PROGRESS says that some had no chance yet.

    Units: `tolerance_days` are calendar days.

    Source: docs/formulas.md, "Milestones met".
    """
    tolerance = timedelta(days=tolerance_days)
    in_progress = status_date is not None and status_date < end
    return Share.total(
        Share.of(
            milestone.actual is not None
            and milestone.actual <= milestone.baseline + tolerance,
            warnings=(Caveat.PERIOD_IN_PROGRESS,) if in_progress else (),
        )
        for milestone in milestones
        if milestone.baseline is not None and start <= milestone.baseline <= end
    )


def baseline_execution_index(tasks: Iterable[PlannedDate], status_date: date) -> Ratio:
    """Return tasks done, whenever planned, over tasks planned to be done by now.

    Units: the measure of the result is an index; above 1 more is done than due.
    Tasks without a baseline date stay outside. None due yet: not available.

    Source: docs/formulas.md, "Baseline execution index".
    """
    baselined = [task for task in tasks if task.baseline is not None]
    due = sum(
        task.baseline is not None and task.baseline <= status_date for task in baselined
    )
    done = sum(
        task.actual is not None and task.actual <= status_date for task in baselined
    )
    return Ratio(
        numerator=Decimal(done),
        denominator=Decimal(due),
        known=len(baselined),
        expected=len(baselined),
        with_denominator=len(baselined),
        denominator_expected=Decimal(due),
    )
