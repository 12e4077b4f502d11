"""KPIs as they add up: what each brings to the panel."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from delivery.calculations import bands
from delivery.calculations.additive import Additive
from delivery.calculations.aggregation import Aggregation
from delivery.calculations.attainment import Direction, attainment, target_met
from delivery.calculations.kpi_values import Cadence, kpi_value, turns_counted
from delivery.calculations.measure import Unit, exact, settled
from delivery.calculations.periods import Period
from delivery.calculations.scores import (
    AMBER,
    GREEN,
    ScoreCurve,
    ScoreTotal,
    curve_of_limits,
    curve_of_range,
)
from delivery.calculations.share import Share
from scorecards.facts import KpiFacts, PortfolioFacts, TargetFacts
from scorecards.panels.history import LENGTH, last_periods
from scorecards.panels.kpi_behaviour import course_of
from scorecards.panels.parts import History, Keyed, Ranking, last_first
from scorecards.panels.rates import Counts
from scorecards.panels.verdicts import told

UNITS = {
    "ratio": Unit.RATIO,
    "money": Unit.MONEY,
    "days": Unit.DAYS,
    "points": Unit.POINTS,
}

NO_TARGET = TargetFacts(
    valid_from=date.min,
    target=None,
    green_limit=None,
    red_limit=None,
    worst=None,
    low=None,
    high=None,
    fail_distance=None,
    bands=(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a KPI came to in one period, and the target of as many turns."""

    value: Decimal | None
    target: TargetFacts
    turns: int
    met: bool | None
    score: Decimal | None


Course = list[Reached | None]

NOT_KEPT = Reached(value=None, target=NO_TARGET, turns=1, met=None, score=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRow:
    """A KPI with its value and what it is held against, in the KPI's own unit."""

    pk: int
    name: str
    group: str
    unit: Unit
    currency: str
    label: str
    is_critical: bool
    higher_is_better: bool
    value: Decimal | None
    target: Decimal | None
    low: Decimal | None
    high: Decimal | None
    green: Decimal | None
    red: Decimal | None
    ranges: tuple[Decimal, ...]
    met: bool | None
    score: Decimal | None
    attainment: Decimal | None
    told: str
    trend: tuple[Decimal | None, ...]

    @property
    def rank(self) -> tuple[Any, ...]:
        order = {False: 0, True: 1, None: 2}[self.met]
        return (
            order,
            last_first(self.score, worst_high=False),
            last_first(self.attainment, worst_high=False),
            self.name,
            self.pk,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpis(Additive):
    """KPIs by whether they met their target, and their scores by family."""

    count: int
    met: Share
    without_value: int
    without_target: int
    met_by_family: Keyed[Counts]
    past_met: History[Counts]
    past_scores: History[Keyed[ScoreTotal]]
    rows: Ranking[KpiRow]

    @property
    def scores(self) -> Keyed[ScoreTotal]:
        """The scores of the families in this period."""
        return self.past_scores.parts[-1]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Kpis:
    """Measure every KPI that is not retired, over the last periods."""
    kpis = [kpi for kpi in facts.kpis if kpi.is_kept(period.start, as_of)]
    courses = [_course(facts, kpi, period, as_of) for kpi in kpis]
    latest = [course[-1] or NOT_KEPT for course in courses]
    return Kpis(
        count=len(kpis),
        met=Share.total(Share.of(one.met) for one in latest),
        without_value=sum(one.value is None for one in latest),
        without_target=sum(not has_target(kpi, as_of) for kpi in kpis),
        met_by_family=Keyed.of(
            (kpi.family, Counts.of(Share.of(one.met)))
            for kpi, one in zip(kpis, latest, strict=True)
        ),
        past_met=History(
            tuple(
                Counts.of(Share.total(Share.of(one.met) for one in column if one))
                for column in _columns(courses)
            )
        ),
        past_scores=History(
            tuple(scores_of(kpis, column) for column in _columns(courses))
        ),
        rows=Ranking.of(
            _row(kpi, one, course, told(course_of(facts, kpi, as_of)).value)
            for kpi, one, course in zip(kpis, latest, courses, strict=True)
        ),
    )


def has_limits(kpi: KpiFacts, as_of: date) -> bool:
    """Whether the KPI can be scored once it has a value."""
    return _curve(kpi.direction, kpi.target(as_of) or NO_TARGET) is not None


def has_target(kpi: KpiFacts, as_of: date) -> bool:
    """Whether the KPI has something to be held against."""
    return kpi.target(as_of) is not None


def _course(
    facts: PortfolioFacts, kpi: KpiFacts, period: Period, as_of: date
) -> Course:
    """What the KPI came to in each of the last periods; None before it began."""
    days = [(past, min(past.end, as_of)) for past in last_periods(period)]
    return [
        reached(facts, kpi, past, day) if kpi.is_kept(past.start, day) else None
        for past, day in days
    ]


def _columns(courses: list[Course]) -> list[tuple[Reached | None, ...]]:
    """The same by period; every period has a place, with or without KPIs."""
    if not courses:
        return [()] * LENGTH
    return list(zip(*courses, strict=True))


def reached(
    facts: PortfolioFacts, kpi: KpiFacts, period: Period, as_of: date
) -> Reached:
    """What a KPI came to in a period, as far as it was known on the day."""
    name = ("reached", kpi.pk, period, as_of)
    return facts.once(name, lambda: _reached(kpi, period, as_of))


def _reached(kpi: KpiFacts, period: Period, as_of: date) -> Reached:
    measure = kpi_value(
        Aggregation(kpi.aggregation),
        Cadence(kpi.cadence),
        kpi.readings,
        period,
        as_of,
        UNITS.get(kpi.unit, Unit.NUMBER),
    )
    turns = turns_counted(Aggregation(kpi.aggregation), measure)
    target = _times(kpi.target(as_of) or NO_TARGET, turns)
    if measure.value is None:
        return Reached(value=None, target=target, turns=turns, met=None, score=None)
    value = settled(exact(measure.value))
    curve = _curve(kpi.direction, target)
    return Reached(
        value=value,
        target=target,
        turns=turns,
        met=target_met(
            Direction(kpi.direction),
            value,
            target=target.target,
            low=target.low,
            high=target.high,
        ),
        score=settled(curve.at(value)) if curve else None,
    )


def _times(target: TargetFacts, turns: int) -> TargetFacts:
    """The target of several turns; one turn's is the target itself."""
    if turns == 1:
        return target

    def times(limit: Decimal | None) -> Decimal | None:
        return None if limit is None else limit * turns

    return TargetFacts(
        valid_from=target.valid_from,
        target=times(target.target),
        green_limit=times(target.green_limit),
        red_limit=times(target.red_limit),
        worst=times(target.worst),
        low=times(target.low),
        high=times(target.high),
        fail_distance=times(target.fail_distance),
        bands=tuple(
            replace(band, begins_at=band.begins_at * turns) for band in target.bands
        ),
    )


def _curve(direction: str, target: TargetFacts) -> ScoreCurve | None:
    if direction == Direction.RANGE:
        return curve_of_range(*_range(target), target.fail_distance)
    if target.bands:
        fits = bands.rises(target.bands) is (direction == Direction.INCREASE)
        return bands.curve_of_bands(target.bands) if fits else None
    return curve_of_limits(
        worst=target.worst,
        amber=target.red_limit,
        green=target.green_limit,
        target=target.target,
    )


def colour_limits(target: TargetFacts) -> tuple[Decimal | None, Decimal | None]:
    """Where "on track" begins, and where "off track" ends."""
    if not target.bands:
        return target.green_limit, target.red_limit
    return (
        bands.reaching(target.bands, GREEN),
        bands.reaching(target.bands, AMBER),
    )


def _ranges(
    target: TargetFacts, low: Decimal | None, high: Decimal | None
) -> tuple[Decimal, ...]:
    """The limits between which a bar is shaded."""
    limits: tuple[Decimal | None, ...] = (target.red_limit, target.green_limit)
    if target.bands:
        limits = tuple(band.begins_at for band in target.bands[1:])
    elif low is not None or high is not None:
        limits = (low, high)
    return tuple(sorted({limit for limit in limits if limit is not None}))


def _range(target: TargetFacts) -> tuple[Decimal | None, Decimal | None]:
    """The ends of a range; a target alone is a range of one value."""
    if target.low is None and target.high is None:
        return target.target, target.target
    return target.low, target.high


def scores_of(
    kpis: Iterable[KpiFacts], column: Iterable[Reached | None]
) -> Keyed[ScoreTotal]:
    """The scores of some KPIs, added up by family."""
    return Keyed.of(
        (
            kpi.family,
            ScoreTotal.of(one.score, kpi.weight, is_critical=kpi.is_critical),
        )
        for kpi, one in zip(kpis, column, strict=True)
        if one is not None
    )


def unit_label(kpi: KpiFacts) -> str:
    """What names a KPI's unit where the unit itself does not."""
    return kpi.unit_label or (_("hours") if kpi.unit == "hours" else "")


def _row(kpi: KpiFacts, latest: Reached, course: Course, told: str) -> KpiRow:
    target = latest.target
    direction = Direction(kpi.direction)
    low, high = _range(target) if direction is Direction.RANGE else (None, None)
    green, red = colour_limits(target)
    covered = attainment(
        direction,
        latest.value,
        target=target.target,
        baseline=None if kpi.baseline is None else kpi.baseline * latest.turns,
        low=target.low,
        high=target.high,
        fail_distance=target.fail_distance,
    ).value
    return KpiRow(
        pk=kpi.pk,
        name=kpi.name,
        group=kpi.group,
        unit=UNITS.get(kpi.unit, Unit.NUMBER),
        currency=kpi.currency,
        label=unit_label(kpi),
        is_critical=kpi.is_critical,
        higher_is_better=direction is not Direction.DECREASE,
        value=latest.value,
        target=target.target if direction is not Direction.RANGE else None,
        low=low,
        high=high,
        green=green,
        red=red,
        ranges=_ranges(target, low, high),
        met=latest.met,
        score=latest.score,
        attainment=None if covered is None else settled(exact(covered)),
        told=told,
        trend=tuple(one.value if one else None for one in course),
    )
