"""How fast work flows: cycle times, throughput, and whether they fit together."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from .measure import Caveat, Measure, Number, Unit, divide, exact
from .periods import Period
from .sample import Sample

MIN_ITEMS = 5
P85 = Decimal("0.85")
CONSISTENT = Decimal("0.20")


def throughput(finishes: Iterable[date | None], period: Period) -> int:
    """Return how many items were finished in the period; None is unfinished.

    Source: docs/formulas.md, "Throughput and cycle time".
    """
    return sum(day is not None and period.contains(day) for day in finishes)


def cycle_time(start: date, finish: date) -> int:
    """Return the calendar days an item took, both days included.

    Units: days; the same day is 1.

    Raises ValueError when the finish is before the start.

    Source: docs/formulas.md, "Throughput and cycle time".
    """
    if finish < start:
        raise ValueError(f"finished on {finish} before it was started on {start}")
    return (finish - start).days + 1


def cycle_times(items: Iterable[tuple[date | None, date | None]]) -> Sample:
    """Return the cycle times of finished items, to be pooled and never averaged.

    Shape: (start, finish) in any order; an item without a finish is work in
    progress and stays outside, a finished one without a start is missing.

    Read it as ``.median(Unit.DAYS, min_n=MIN_ITEMS)`` and the same at `P85`.

    Source: docs/formulas.md, "Throughput and cycle time".
    """
    return Sample.of(
        None if start is None else cycle_time(start, finish)
        for start, finish in items
        if finish is not None
    )


def pct_faster(old: Number | None, new: Number | None) -> Measure:
    """Return by which part a duration was cut: 40 to 30 days is 0.25.

    Units: two medians in one unit of time give a ratio, negative when slower.
    An old duration of zero or less: not available.

    Source: docs/formulas.md, "Percent faster".
    """
    if old is None or new is None:
        return divide(new, old, names=("new", "old"))
    return divide(exact(old) - exact(new), old, require_positive=True)


def flow_time(wip: Number | None, per_day: Number | None) -> Measure:
    """Return the flow time that Little's law expects: work in progress / throughput.

    Units: items and items a day give days. Nothing finished: not available.

    Source: docs/formulas.md, "Flow consistency".
    """
    return divide(
        wip,
        per_day,
        unit=Unit.DAYS,
        require_positive=True,
        names=("wip", "throughput"),
    )


def flow_check(expected: Measure, measured_mean: Number | None) -> Measure:
    """Return the expected flow time, with FLOW_INCONSISTENT when it is 20 % off.

    Units: both in days; the distance is relative to the measured mean.

    Source: docs/formulas.md, "Flow consistency".
    """
    if expected.value is None or not measured_mean:
        return expected
    mean = exact(measured_mean)
    off = abs(exact(expected.value) - mean) / mean
    return (
        expected.with_warnings(Caveat.FLOW_INCONSISTENT)
        if off > CONSISTENT
        else (expected)
    )
