"""How late or early a project finishes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .measure import Better, Caveat, Measure, Reason, Thresholds, Unit, divide

FINISH_THRESHOLDS = Thresholds(Decimal("0.05"), Decimal("0.10"), Better.LOWER)
SUSPICIOUSLY_EARLY = Decimal("-0.10")


@dataclass(frozen=True, slots=True)
class FinishVariance:
    """Days late (positive) or early (negative), and the same of the plan's length."""

    days: Measure
    pct: Measure


def finish_variance(
    baseline_finish: date | None,
    finish: date | None,
    baseline_start: date | None = None,
) -> FinishVariance:
    """Return by how much a finish misses its baseline, positive is late.

    `finish` is the actual finish, or the forecast while the work goes on. More
    than 10 % early raises the caveat CHECK_BASELINE.

    Units: `days` are calendar days; `pct` is a ratio of the planned duration.
    Without a baseline or a finish neither is available; `pct` also needs a
    baseline start, and a planned duration of more than zero days.

    Roll-up: never a sum; pool the `pct` of the projects in a `Sample`.

    Source: docs/formulas.md, "Finish variance".
    """
    if baseline_finish is None:
        return FinishVariance(
            Measure.missing(Reason.NO_BASELINE, Unit.DAYS),
            Measure.missing(Reason.NO_BASELINE, Unit.RATIO),
        )
    if finish is None:
        reason = Reason.MISSING_INPUT.of("finish")
        return FinishVariance(
            Measure.missing(reason, Unit.DAYS), Measure.missing(reason, Unit.RATIO)
        )
    days = (finish - baseline_finish).days
    planned = (
        None if baseline_start is None else (baseline_finish - baseline_start).days
    )
    pct = divide(
        days, planned, require_positive=True, names=("finish", "baseline_start")
    )
    if pct.value is not None and pct.value < SUSPICIOUSLY_EARLY:
        pct = pct.with_warnings(Caveat.CHECK_BASELINE)
    return FinishVariance(Measure.of(days, Unit.DAYS), pct)
