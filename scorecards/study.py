"""How the values of one KPI are to be read: everything that its page tells.

A study is worked out from the KPI's facts when they change, and stored; page, file
and API read the same one.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import msgspec

from delivery.calculations.attainment import Direction, target_met
from delivery.calculations.behaviour import Behaviour
from delivery.calculations.course import Course
from delivery.calculations.kpi_values import Cadence
from delivery.calculations.measure import Unit
from delivery.calculations.periods import add_months
from delivery.calculations.series import Slot
from delivery.calculations.trend import Arrival, Trend, arrival, theil_sen
from delivery.calculations.xmr import Assurance
from scorecards.facts import KpiFacts, TargetFacts
from scorecards.panels import prospects, verdicts, wording
from scorecards.panels.contract import Quantity
from scorecards.panels.kpi_behaviour import course_by
from scorecards.panels.kpi_facts import UNITS, unit_label
from scorecards.panels.verdicts import Told, short


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period: its value or why there is none, and what rules find in it."""

    start: date
    end: date
    label: str
    value: Decimal | None
    missing: str = ""
    moving_range: Decimal | None = None
    signals: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The limits that hold from one place of the series to before another."""

    start: int
    end: int
    rests_on: int
    phase: str
    centre: Decimal
    low: Decimal
    high: Decimal
    mean_range: Decimal
    range_limit: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about limits, as it was recorded."""

    step: str
    period_start: date
    reason: str
    who: str
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody noted on a day."""

    on: date
    text: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A KPI's series with its limits, and what may be said of it.

    Units: values, limits and slope in the KPI's own unit; a slope by turn of the
    KPI. Sentences are in the language of the installation; one is "" where there is
    nothing to say.
    """

    name: str
    unit: Unit
    currency: str
    label: str
    formula: str
    told: str
    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    verdict: str
    trend: str
    prospect: str
    assurance: str
    why: str
    target: Decimal | None
    slope: Decimal | None
    slope_low: Decimal | None
    slope_high: Decimal | None
    expected_on: date | None
    decisions: tuple[Decision, ...]
    remarks: tuple[Remark, ...]

    def quantity(self, value: Decimal) -> Quantity:
        """A value of the KPI with its unit."""
        return Quantity(value, self.unit, self.currency, self.label)


def as_text(study: Study) -> str:
    """Return the text in which a study is stored."""
    return msgspec.json.encode(study, order="deterministic").decode()


def from_text(text: str) -> Study:
    """Return the study that `as_text` wrote."""
    return msgspec.json.decode(text, type=Study)


def study_of(kpi: KpiFacts) -> Study:
    """Return how a KPI is to be read, by all that is known of it."""
    found = course_by(kpi)
    unit, label = UNITS.get(kpi.unit, Unit.NUMBER), unit_label(kpi)

    def written(value: Decimal) -> str:
        return wording.quantity(Quantity(value, unit, kpi.currency, label))

    told = verdicts.told(found)
    why = (
        verdicts.reason(found.behaviour, found.slots, found.rules, written)
        if found.behaviour
        else ""
    )
    aim = _aim(kpi, found.slots)
    heading = _heading(kpi, found, aim)
    trend_written = partial(prospects.difference, unit=unit, written=written)
    target = "" if heading.target is None else written(heading.target)
    cadence = Cadence(kpi.cadence)
    return Study(
        name=kpi.name,
        unit=unit,
        currency=kpi.currency,
        label=label,
        formula=kpi.formula,
        told=told.value,
        points=tuple(_points(kpi, found)),
        stretches=tuple(_stretches(found.behaviour)) if found.behaviour else (),
        verdict=verdicts.sentence(kpi.name, told, why),
        why=why,
        trend=""
        if told is Told.NOT_CHARTED
        else prospects.trend_said(kpi.name, heading.trend, cadence, trend_written),
        prospect=_prospect(heading, target, found.slots, cadence),
        assurance=prospects.assurance_said(
            heading.assurance,
            target,
            is_shifted=bool(found.behaviour and found.behaviour.is_shifted),
        ),
        target=heading.target,
        slope=heading.trend.slope if heading.trend else None,
        slope_low=heading.trend.low if heading.trend else None,
        slope_high=heading.trend.high if heading.trend else None,
        expected_on=_expected_on(heading, found.slots, cadence),
        decisions=tuple(
            Decision(
                step=one.step,
                period_start=one.period_start,
                reason=one.reason,
                who=one.who,
                decided_on=one.decided_on,
            )
            for one in kpi.decisions
        ),
        remarks=tuple(
            Remark(on=one.on, text=one.text, author=one.author)
            for one in kpi.annotations
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """Where a KPI goes; all unknown for a running total or a range."""

    target: Decimal | None = None
    is_met: bool = False
    trend: Trend | None = None
    arrival: Arrival | None = None
    assurance: Assurance | None = None


def _aim(kpi: KpiFacts, slots: tuple[Slot, ...]) -> TargetFacts | None:
    """The target that holds for the newest period."""
    return kpi.target(slots[-1].end) if slots else None


def _heading(kpi: KpiFacts, found: Course, aim: TargetFacts | None) -> _Heading:
    direction = Direction(kpi.direction)
    values = [slot.value for slot in found.slots]
    known = [place for place, value in enumerate(values) if value is not None]
    if found.behaviour is None or not known:
        return _Heading()
    trend = theil_sen(values)
    target = aim.target if aim and direction is not Direction.RANGE else None
    if target is None:
        return _Heading(trend=trend)
    return _Heading(
        target=target,
        is_met=bool(target_met(direction, values[known[-1]], target=target)),
        trend=trend,
        arrival=arrival(trend, target, known[-1]),
        assurance=found.behaviour.assurance(target, direction),
    )


def _prospect(
    heading: _Heading, target: str, slots: tuple[Slot, ...], cadence: Cadence
) -> str:
    if heading.arrival is None:
        return ""

    def period_at(index: Decimal) -> str:
        return short(_slot_at(slots, cadence, index))

    return prospects.arrival_said(
        heading.arrival, target, is_met=heading.is_met, period_at=period_at
    )


def _expected_on(
    heading: _Heading, slots: tuple[Slot, ...], cadence: Cadence
) -> date | None:
    arrived = heading.arrival
    if arrived is None or heading.is_met or not arrived.expected.is_ok:
        return None
    return _slot_at(slots, cadence, Decimal(str(arrived.expected.number))).end


def _slot_at(slots: tuple[Slot, ...], cadence: Cadence, index: Decimal) -> Slot:
    """The period of an index of the series, which may lie beyond its end."""
    place = math.ceil(index)
    first = slots[0].start

    def start(at: int) -> date:
        if cadence is Cadence.WEEK:
            return first + timedelta(weeks=at)
        return add_months(first, at * cadence.month_count)

    return Slot(start(place), start(place + 1) - timedelta(days=1), None)


def _points(kpi: KpiFacts, found: Course) -> Iterator[Point]:
    reasons = {reading.period_start: reading.reason for reading in kpi.readings}
    behaviour = found.behaviour
    for place, slot in enumerate(found.slots):
        signals = behaviour.signals_at(place) if behaviour else ()
        yield Point(
            start=slot.start,
            end=slot.end,
            label=short(slot),
            value=slot.value,
            missing=""
            if slot.value is not None
            else verdicts.missing(reasons.get(slot.start)),
            moving_range=_moving_range(behaviour, place) if behaviour else None,
            signals=tuple(signal.value for signal in signals),
            rules=tuple(
                verdicts.rule_in_words(signal, found.rules) for signal in signals
            ),
        )


def _moving_range(behaviour: Behaviour, place: int) -> Decimal | None:
    for stretch in behaviour.stretches:
        if stretch.start <= place < stretch.end:
            return stretch.chart.moving_ranges[place - stretch.start]
    return None


def _stretches(behaviour: Behaviour) -> Iterator[Stretch]:
    for stretch in behaviour.stretches:
        limits = stretch.limits
        if limits is not None:
            yield Stretch(
                start=stretch.start,
                end=stretch.end,
                rests_on=stretch.baseline,
                phase=stretch.phase.value,
                centre=limits.centre,
                low=limits.lnpl,
                high=limits.unpl,
                mean_range=limits.mr_bar,
                range_limit=limits.url,
            )
