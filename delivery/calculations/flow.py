"""How fast work flows: cycle times, throughput, and whether they fit together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from .additive import Additive
from .measure import Caveat, Measure, Number, Reason, Unit, divide, exact
from .periods import Period
from .sample import Sample
from .trend import theil_sen
from .xmr import Phase, xmr

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


@dataclass(frozen=True, slots=True)
class Durations:
    """How long items took, in the order of their finishes; durations add up.

    Shape: (finish, days) of finished items alone; None days where the start is
    unknown.

    Source: docs/formulas.md, "Throughput and cycle time".
    """

    items: tuple[tuple[date, int | None], ...] = ()

    @classmethod
    def of(
        cls,
        items: Iterable[tuple[date | None, date | None]],
        since: date,
        until: date,
    ) -> Self:
        """Return those of some items (start, finish) that were finished in the days."""
        return cls._sorted(
            (finish, None if start is None else cycle_time(start, finish))
            for start, finish in items
            if finish is not None and since <= finish <= until
        )

    @classmethod
    def _sorted(cls, items: Iterable[tuple[date, int | None]]) -> Self:
        return cls(
            tuple(
                sorted(items, key=lambda item: (item[0], item[1] is None, item[1] or 0))
            )
        )

    def __add__(self, other: Self) -> Self:
        return self._sorted((*self.items, *other.items))

    def __len__(self) -> int:
        return len(self.items)

    def within(self, since: date, until: date) -> Self:
        """Return what was finished in some of the days."""
        return type(self)(
            tuple(item for item in self.items if since <= item[0] <= until)
        )

    @property
    def known(self) -> list[int]:
        """The durations in the order of the finishes, without the unknown ones."""
        return [days for _finish, days in self.items if days is not None]

    def sample(self) -> Sample:
        """Return the durations to be pooled; an unknown start is a missing value."""
        return Sample.of(days for _finish, days in self.items)


def pct_faster(old: Number | None, new: Number | None) -> Measure:
    """Return by which part a duration was cut: 40 to 30 days is 0.25.

    Units: two medians in one unit of time give a ratio, negative when slower.
    An old duration of zero or less: not available.

    Source: docs/formulas.md, "Percent faster".
    """
    if old is None or new is None:
        return divide(new, old, names=("new", "old"))
    return divide(exact(old) - exact(new), old, require_positive=True)


def pct_faster_measured(old: Durations, new: Durations) -> Measure:
    """Return by which part the median was cut, not available below five on a side.

    Source: docs/formulas.md, "Percent faster".
    """
    before, after = (
        one.sample().median(Unit.DAYS, min_n=MIN_ITEMS) for one in (old, new)
    )
    if before.value is None or after.value is None:
        lacking = after if after.value is None else before
        return Measure.missing(
            lacking.reason, Unit.RATIO, n=lacking.n, n_expected=lacking.n_expected
        )
    return pct_faster(before.value, after.value).with_count(len(new.known), len(new))


def is_real_change(old: Sequence[Number], new: Sequence[Number]) -> bool:
    """Return whether durations moved by more than they usually do.

    Either a value of the new ones is a signal on the process behaviour chart whose
    limits come from the old ones, or all of them together have a trend.

    Shape: durations in the order in which the items were finished.

    Source: docs/formulas.md, "Percent faster".
    """
    if min(len(old), len(new)) < MIN_ITEMS:
        return False
    chart = xmr([*old, *new], baseline=len(old))
    signals = {*chart.rule1, *chart.rule2, *chart.rule3}
    if chart.phase is not Phase.NONE and any(at >= len(old) for at in signals):
        return True
    trend = theil_sen([*old, *new])
    return trend is not None and trend.is_trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Additive):
    """Work that flowed in some days, by what Little's law needs; it adds up.

    Units: `wip_days` are days of items in progress, `cycle_days` the cycle times
    of the `finished` items, both in calendar days; `timed` items have one.

    Source: docs/formulas.md, "Flow consistency".
    """

    wip_days: int = 0
    finished: int = 0
    timed: int = 0
    cycle_days: int = 0

    @classmethod
    def of(
        cls, items: Iterable[tuple[date | None, date | None]], start: date, end: date
    ) -> Self:
        """Return the flow from `start` to `end` of items by start and finish."""
        total = cls()
        for began, finished in items:
            over = finished is not None and start <= finished <= end
            total += cls(
                wip_days=_days_within(began, finished, start, end),
                finished=int(over),
                timed=int(over and began is not None),
                cycle_days=cycle_time(began, finished)
                if over and began is not None and finished is not None
                else 0,
            )
        return total

    def expected(self, days: int) -> Measure:
        """Return the flow time that Little's law expects, checked by the measured one.

        Units: `days` is the length of the time looked at.
        """
        if not days or not self.timed:
            return Measure.missing(
                Reason.NO_DATA, Unit.DAYS, n=self.timed, n_expected=self.finished
            )
        expected = flow_time(
            Decimal(self.wip_days) / days, Decimal(self.finished) / days
        )
        return flow_check(expected, self.mean_cycle_time).with_count(
            self.timed, self.finished
        )

    @property
    def mean_cycle_time(self) -> Decimal | None:
        """The mean of the cycle times, which stands in this check alone."""
        return Decimal(self.cycle_days) / self.timed if self.timed else None


def _days_within(
    began: date | None, finished: date | None, start: date, end: date
) -> int:
    if began is None or began > end or (finished is not None and finished < start):
        return 0
    return (min(finished or end, end) - max(began, start)).days + 1


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
