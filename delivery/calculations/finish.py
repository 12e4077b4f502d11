"""How late or early a project finishes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .measure import Better, Caveat, Measure, Rag, Reason, Thresholds, Unit, divide
from .sample import Sample

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

    Roll-up: never a sum; pool the projects in `FinishVariances`.

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


@dataclass(frozen=True, slots=True)
class FinishVariances:
    """The finish variances of many projects, which are pooled with ``+``.

    Shape: `pairs` holds (days late, days planned) in ascending order: two whole
    numbers from which the ratio is made without a loss.

    Units: days; `missing` projects have no variance in relation to their plan.

    Source: docs/formulas.md, "Finish variance".
    """

    pairs: tuple[tuple[int, int], ...] = ()
    missing: int = 0

    @classmethod
    def of(
        cls, projects: Iterable[tuple[date | None, date | None, date | None]]
    ) -> "FinishVariances":
        """Return the pool of (baseline finish, finish, baseline start) triples."""
        given = list(projects)
        pairs = [
            ((finish - planned).days, (planned - start).days)
            for planned, finish, start in given
            if planned is not None
            and finish is not None
            and start is not None
            and start < planned
        ]
        return cls(tuple(sorted(pairs)), len(given) - len(pairs))

    def __add__(self, other: "FinishVariances") -> "FinishVariances":
        pairs = tuple(sorted(self.pairs + other.pairs))
        return FinishVariances(pairs, self.missing + other.missing)

    def days(self) -> Sample:
        """Return the days late of each project; negative is early."""
        return Sample.of([late for late, _ in self.pairs] + [None] * self.missing)

    def pct(self) -> Sample:
        """Return the same as a ratio of each planned duration."""
        return Sample.of(
            [Decimal(late) / planned for late, planned in self.pairs]
            + [None] * self.missing
        )

    def count(self, rag: Rag) -> int:
        """Return how many projects have a colour."""
        return sum(FINISH_THRESHOLDS.rate(value) is rag for value in self.pct().values)
