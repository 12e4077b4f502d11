"""Whether a KPI really changed: its series in stretches, each with its own limits.

Limits come from the first values of a stretch and are locked once twelve are known,
or by somebody's recorded decision. A new stretch begins only by such a decision.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from .attainment import Direction
from .measure import Number
from .xmr import (
    EARLIEST,
    LOCKED_AT,
    WHEELER,
    Assurance,
    Limits,
    Phase,
    Rules,
    Verdict,
    XmrChart,
    xmr,
)


class Signal(StrEnum):
    """What picks a value out: the rules of the chart."""

    OUTSIDE = "outside"
    RUN = "run"
    CLOSE = "close"
    JUMP = "jump"
    TREND = "trend"


class Step(StrEnum):
    """What somebody may decide about limits."""

    LOCK = "lock"
    NEW_LIMITS = "new_limits"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, at the place in the series that it is about.

    LOCK: the place is the last of those the limits come from. NEW_LIMITS: it is the
    first of a new stretch.
    """

    step: Step
    place: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the series with limits of its own.

    Shape: it begins at `start` of the series and goes on for as many places as its
    chart has values; the first `baseline` of them give the limits, and `phase`
    says how firm those are.
    """

    start: int
    chart: XmrChart
    baseline: int
    phase: Phase

    @property
    def end(self) -> int:
        """The place after its last."""
        return self.start + len(self.chart.values)

    @property
    def limits(self) -> Limits | None:
        """Its limits; none while fewer than six values are known."""
        return None if self.phase is Phase.NONE else self.chart.limits

    def signals_at(self, place: int) -> tuple[Signal, ...]:
        """What picks out the value at a place of the series."""
        if self.phase is Phase.NONE:
            return ()
        chart, own = self.chart, place - self.start
        found = (
            (Signal.OUTSIDE, chart.rule1),
            (Signal.RUN, chart.rule2),
            (Signal.CLOSE, chart.rule3),
            (Signal.JUMP, chart.mr_rule),
            (Signal.TREND, chart.trend_rule),
        )
        return tuple(signal for signal, places in found if own in places)

    @property
    def run(self) -> range:
        """The newest shift: the places of the last run on one side of the centre."""
        places = self.chart.rule2 if self.phase is not Phase.NONE else ()
        if not places:
            return range(0)
        first = last = places[-1]
        while first - 1 in places and self._side(first - 1) == self._side(last):
            first -= 1
        return range(self.start + first, self.start + last + 1)

    def _side(self, own: int) -> bool:
        value, limits = self.chart.values[own], self.chart.limits
        return value is not None and limits is not None and value > limits.centre


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A series with its stretches in order of time, and what may be said of it."""

    stretches: tuple[Stretch, ...]
    verdict: Verdict

    @property
    def current(self) -> Stretch | None:
        """The stretch whose limits hold now."""
        return self.stretches[-1] if self.stretches else None

    @property
    def shift(self) -> tuple[Decimal, Decimal] | None:
        """The centre before and after new limits, while they show no signal.

        None without new limits, or once something has changed against them.
        """
        if len(self.stretches) < 2 or _own_signals(self.stretches[-1]):
            return None
        before, after = (stretch.chart.limits for stretch in self.stretches[-2:])
        return (before.centre, after.centre) if before and after else None

    @property
    def is_shifted(self) -> bool:
        """Whether the newest values lie in a run against the limits that hold."""
        current = self.current
        return current is not None and current.end - 1 in current.run

    def signals_at(self, place: int) -> tuple[Signal, ...]:
        """What picks out the value at a place of the series."""
        for stretch in self.stretches:
            if stretch.start <= place < stretch.end:
                return stretch.signals_at(place)
        return ()

    @property
    def changed_at(self) -> int | None:
        """The place where the change begins that the verdict tells of."""
        current = self.current
        found = _own_signals(current) if current else ()
        if current is None or not (found or self.shift):
            return None
        if not found:
            return current.start
        newest = current.start + max(found)
        return current.run.start if newest in current.run else newest

    def assurance(
        self, target: Number | None, direction: Direction
    ) -> Assurance | None:
        """Whether the process as it stands will meet a target; only locked limits say.

        Not even those, once the level has shifted against them.

        Source: docs/formulas.md, "Will it meet the target".
        """
        current = self.current
        if current is None or current.phase is not Phase.LOCKED or self.is_shifted:
            return None
        return current.chart.assurance(target, direction)


def behaviour(
    values: Sequence[Decimal | None],
    direction: Direction,
    decisions: Iterable[Decided] = (),
    rules: Rules = WHEELER,
) -> Behaviour:
    """Return the series cut into stretches, and its verdict.

    Shape: one value a period in order of time, None for a gap; decisions in the
    order in which they were taken. Those that fit nothing change nothing: a lock on
    fewer than six values, or new limits from the first place on.

    Fewer than six values: too early to say. After new limits the verdict is that of
    the shift they were made for, until there is a signal against them.

    Source: docs/formulas.md, "Signal or noise".
    """
    taken = list(decisions)
    starts = {0, *(one.place for one in taken if one.step is Step.NEW_LIMITS)}
    edges = [*sorted(start for start in starts if start < len(values)), len(values)]
    locks = {one.place for one in taken if one.step is Step.LOCK}
    stretches = tuple(
        _stretch(values[start:end], start, locks, rules)
        for start, end in pairwise(edges)
        if end > start
    )
    found = Behaviour(stretches, Verdict.TOO_EARLY)
    return replace(found, verdict=_verdict(found, direction))


def _stretch(
    values: Sequence[Decimal | None], start: int, locks: set[int], rules: Rules
) -> Stretch:
    decided = [
        place - start + 1
        for place in sorted(locks)
        if start <= place < start + len(values)
    ]
    length = next(
        (end for end in decided if EARLIEST <= _known(values[:end]) < LOCKED_AT), None
    )
    phase = Phase.LOCKED if length else None
    if length is None:
        length = _length_of(values, LOCKED_AT)
    chart = xmr(values, baseline=length, rules=rules)
    return Stretch(start, chart, length, phase or chart.phase)


def _known(values: Sequence[Decimal | None]) -> int:
    return sum(value is not None for value in values)


def _length_of(values: Sequence[Decimal | None], count: int) -> int:
    """How many places hold the first so many values; all, if there are fewer."""
    known = 0
    for place, value in enumerate(values):
        known += value is not None
        if known == count:
            return place + 1
    return len(values)


def _own_signals(stretch: Stretch) -> tuple[int, ...]:
    """The places within a stretch, counted from its start, that a rule picks out."""
    if stretch.limits is None:
        return ()
    chart = stretch.chart
    return (
        *chart.rule1,
        *chart.rule2,
        *chart.rule3,
        *chart.mr_rule,
        *chart.trend_rule,
    )


def _verdict(found: Behaviour, direction: Direction) -> Verdict:
    current = found.current
    if current is None:
        return Verdict.TOO_EARLY
    if found.shift is None:
        return current.chart.verdict(direction)
    before, after = found.shift
    if before == after:
        return Verdict.NO_CHANGE
    if direction not in {Direction.INCREASE, Direction.DECREASE}:
        return Verdict.CHANGED
    is_good = (after > before) is (direction is Direction.INCREASE)
    return Verdict.IMPROVED if is_good else Verdict.DETERIORATED
