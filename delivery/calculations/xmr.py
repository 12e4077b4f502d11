"""Signal or noise: the XmR process behaviour chart.

A KPI always moves. The natural process limits say how far it moves by routine;
only what a rule picks out is worth a question to anybody.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from itertools import pairwise

from .attainment import Direction
from .measure import Number, exact
from .sample import percentile

HALF = Decimal("0.5")
DIGITS = 60

EARLIEST = 6
LOCKED_AT = 12


class Average(StrEnum):
    """How the centre, or the usual moving range, is taken."""

    MEAN = "mean"
    MEDIAN = "median"


SCALES = {
    Average.MEAN: (Decimal("2.660"), Decimal("3.268")),
    Average.MEDIAN: (Decimal("3.145"), Decimal("3.865")),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Which patterns count as a signal.

    `run` successive values on one side of the centre; `close` of `window`
    successive values beyond the part `zone` of the way from centre to limit;
    `trend` successive rises or falls, where that rule is in use.
    """

    run: int = 8
    close: int = 3
    window: int = 4
    zone: Decimal = HALF
    trend: int | None = None


WHEELER = Rules()
NHS = Rules(run=7, close=2, window=3, zone=Decimal(2) / 3, trend=7)


@dataclass(frozen=True, slots=True)
class Limits:
    """The lines of the chart, in the unit of the values."""

    centre: Decimal
    mr_bar: Decimal
    unpl: Decimal
    lnpl: Decimal
    url: Decimal


class Verdict(StrEnum):
    """What may be said about a series."""

    IMPROVED = "improved"
    DETERIORATED = "deteriorated"
    CHANGED = "changed"
    NO_CHANGE = "no_change"
    TOO_EARLY = "too_early"


class Phase(StrEnum):
    """How firm the limits are: fewer than 12 values give trial limits."""

    NONE = "none"
    TRIAL = "trial"
    LOCKED = "locked"


class Assurance(StrEnum):
    """Whether a process as it stands will meet its target."""

    PASSES = "passes"
    FAILS = "fails"
    HIT_AND_MISS = "hit_and_miss"


@dataclass(frozen=True, slots=True)
class XmrChart:
    """A series with its limits and signals; without two values there are no limits.

    Shape: `values` and `moving_ranges` have one entry a period, None for a gap;
    the rules hold 0-based positions in ascending order.
    """

    values: tuple[Decimal | None, ...]
    moving_ranges: tuple[Decimal | None, ...]
    limits: Limits | None
    phase: Phase
    rule1: tuple[int, ...] = ()
    rule2: tuple[int, ...] = ()
    rule3: tuple[int, ...] = ()
    mr_rule: tuple[int, ...] = ()
    trend_rule: tuple[int, ...] = ()

    def verdict(self, direction: Direction) -> Verdict:
        """Return what the latest signal says, in the direction that is good.

        No signal is "no detectable change", which is an answer. Fewer than six
        values are too few to say. Without a good direction a signal is a change.
        """
        if self.phase is Phase.NONE or self.limits is None:
            return Verdict.TOO_EARLY
        signals = {*self.rule1, *self.rule2, *self.rule3, *self.mr_rule}
        signals.update(self.trend_rule)
        if not signals:
            return Verdict.NO_CHANGE
        if direction not in {Direction.INCREASE, Direction.DECREASE}:
            return Verdict.CHANGED
        value = self.values[max(signals)]
        rose = value is not None and value > self.limits.centre
        good = rose is (direction is Direction.INCREASE)
        return Verdict.IMPROVED if good else Verdict.DETERIORATED

    def assurance(
        self, target: Number | None, direction: Direction
    ) -> Assurance | None:
        """Return whether the process will meet a target, None without limits.

        Only where up or down is good. A target between the limits is sometimes
        met by chance and sometimes missed by chance.

        Source: docs/formulas.md, "Will it meet the target".
        """
        if (
            self.limits is None
            or target is None
            or direction not in {Direction.INCREASE, Direction.DECREASE}
        ):
            return None
        sign = 1 if direction is Direction.INCREASE else -1
        wanted = sign * exact(target)
        worst, best = sorted((sign * self.limits.lnpl, sign * self.limits.unpl))
        if wanted > best:
            return Assurance.FAILS
        return Assurance.PASSES if wanted < worst else Assurance.HIT_AND_MISS


def xmr(
    values: Sequence[Number | None],
    *,
    center: Average = Average.MEAN,
    mr: Average = Average.MEAN,
    baseline: int | None = None,
    rules: Rules = WHEELER,
) -> XmrChart:
    """Return the chart of a series: limits, moving ranges and signals.

    Limits are the centre +- 2.660 mean moving ranges (3.145 medians), and
    3.268 mean (3.865 median) for the moving range itself. Rule 1: a value
    outside the limits. Rule 2: eight in a row on one side of the centre. Rule
    3: three of four nearer to one limit than to the centre. mR: a jump beyond
    its limit. Values exactly on a line are no signal.

    Shape: values in order of time, one a period of equal length; None is a gap,
    which drops both moving ranges beside it and ends a run. `baseline` takes
    the limits from the first so many periods. Running totals (year to date)
    must not be charted: they can only rise.

    Source: docs/formulas.md, "Signal or noise".
    """
    with localcontext() as context:
        context.prec = DIGITS
        series = tuple(None if value is None else exact(value) for value in values)
        ranges = (None, *map(_moving_range, pairwise(series)))
        known = sum(value is not None for value in series[:baseline])
        limits = _limits(series[:baseline], ranges[:baseline], center, mr)
        if limits is None:
            return XmrChart(series, ranges[: len(series)], None, Phase.NONE)
        return XmrChart(
            series,
            ranges,
            limits,
            _phase(known),
            rule1=_positions(
                series, lambda value: not limits.lnpl <= value <= limits.unpl
            ),
            rule2=_runs(series, limits.centre, rules.run),
            rule3=_close(series, limits, rules),
            mr_rule=_positions(ranges, lambda moved: moved > limits.url),
            trend_rule=_trends(series, rules.trend),
        )


def _phase(known: int) -> Phase:
    if known < EARLIEST:
        return Phase.NONE
    return Phase.TRIAL if known < LOCKED_AT else Phase.LOCKED


def _moving_range(pair: tuple[Decimal | None, Decimal | None]) -> Decimal | None:
    before, after = pair
    return None if before is None or after is None else abs(after - before)


def _average(values: Iterable[Decimal | None], how: Average) -> Decimal | None:
    known = [value for value in values if value is not None]
    if how is Average.MEDIAN or not known:
        return percentile(known, HALF)
    return sum(known, Decimal(0)) / len(known)


def _limits(
    values: Sequence[Decimal | None],
    ranges: Sequence[Decimal | None],
    center: Average,
    mr: Average,
) -> Limits | None:
    centre, mr_bar = _average(values, center), _average(ranges, mr)
    if centre is None or mr_bar is None:
        return None
    scale, range_scale = SCALES[mr]
    return Limits(
        centre=centre,
        mr_bar=mr_bar,
        unpl=centre + scale * mr_bar,
        lnpl=centre - scale * mr_bar,
        url=range_scale * mr_bar,
    )


def _positions(
    values: Iterable[Decimal | None], is_signal: Callable[[Decimal], bool]
) -> tuple[int, ...]:
    return tuple(
        position
        for position, value in enumerate(values)
        if value is not None and is_signal(value)
    )


def _sides(values: Iterable[Decimal | None], line: Decimal) -> list[int]:
    return [0 if value is None else (value > line) - (value < line) for value in values]


def _streaks(sides: Sequence[int], length: int) -> tuple[int, ...]:
    found: list[int] = []
    start = 0
    for position in range(1, len(sides) + 1):
        if position < len(sides) and sides[position] == sides[start]:
            continue
        if sides[start] and position - start >= length:
            found.extend(range(start, position))
        start = position
    return tuple(found)


def _runs(
    values: Sequence[Decimal | None], centre: Decimal, length: int
) -> tuple[int, ...]:
    return _streaks(_sides(values, centre), length)


def _close(
    values: Sequence[Decimal | None], limits: Limits, rules: Rules
) -> tuple[int, ...]:
    reach = rules.zone * (limits.unpl - limits.centre)
    beyond = [
        0
        if value is None or abs(value - limits.centre) <= reach
        else (1 if value > limits.centre else -1)
        for value in values
    ]
    found: set[int] = set()
    for start in range(len(values) - rules.window + 1):
        window = range(start, start + rules.window)
        if any(values[position] is None for position in window):
            continue
        for side in (1, -1):
            near = [position for position in window if beyond[position] == side]
            if len(near) >= rules.close:
                found.update(near)
    return tuple(sorted(found))


def _trends(values: Sequence[Decimal | None], length: int | None) -> tuple[int, ...]:
    if length is None:
        return ()
    steps = [
        0 if before is None or after is None else (after > before) - (after < before)
        for before, after in pairwise(values)
    ]
    ends = _streaks(steps, length - 1)
    return tuple(sorted({*ends, *(position + 1 for position in ends)}))
