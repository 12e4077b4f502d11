"""How fast does work get through? Throughput, cycle times, and time to market."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.flow import (
    MIN_ITEMS,
    P85,
    Durations,
    Flow,
    is_real_change,
    pct_faster_measured,
)
from delivery.calculations.measure import Caveat, Measure, Unit, exact
from delivery.calculations.periods import Period
from pmo_value import formatting
from scorecards.facts import PortfolioFacts, ProjectFacts
from scorecards.figures import DAYS, NUMBER, Series, trend_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import (
    LENGTH,
    last_periods,
    places,
    short_label,
    trend,
)
from scorecards.panels.links import project_url
from scorecards.panels.parts import Ranking, last_first
from scorecards.panels.readings import Absence, reading

YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToMarket:
    """A project on its way from an approved business case to its first use."""

    pk: int
    name: str
    approved: date
    used: date | None
    days: int

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.days), self.name, self.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowOfWork(Additive):
    """What was finished over the last periods, and how long each item took."""

    projects: Durations
    tasks: Durations
    to_market: Durations
    flow: Flow
    ways: Ranking[WayToMarket]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> FlowOfWork:
    """Pool what was finished over the last periods, and over two years at least."""
    since = min(last_periods(period)[0].start, as_of - 2 * YEAR)
    tasks = [
        (task.actual_start, task.actual_finish)
        for project in facts.projects
        if project.state(as_of) is not DeliveryState.CANCELLED
        for task in project.tasks
    ]
    return FlowOfWork(
        projects=Durations.of(
            (
                (project.actual_start, project.actual_finish)
                for project in facts.projects
                if project.status == "completed"
            ),
            since,
            as_of,
        ),
        tasks=Durations.of(tasks, since, as_of),
        to_market=Durations.of(
            (
                (project.business_case_on, project.first_use_on)
                for project in facts.projects
                if project.business_case_on is not None
            ),
            since,
            as_of,
        ),
        flow=Flow.of(tasks, period.start, as_of),
        ways=Ranking.of(_ways(facts.projects, as_of)),
    )


def _ways(projects: Iterable[ProjectFacts], as_of: date) -> Iterable[WayToMarket]:
    """Those launched in the last two years, and those still on their way."""
    for project in projects:
        approved, used = project.business_case_on, project.first_use_on
        if approved is None or approved > as_of:
            continue
        launched = used if used is not None and used <= as_of else None
        is_over = project.state(as_of) is DeliveryState.CANCELLED
        if (launched is None and is_over) or (launched and launched < as_of - 2 * YEAR):
            continue
        yield WayToMarket(
            pk=project.pk,
            name=project.name,
            approved=approved,
            used=launched,
            days=((launched or as_of) - approved).days + 1,
        )


@dataclass(frozen=True, slots=True)
class _Pace:
    """The medians of the last year and of the one before."""

    new: Durations
    old: Durations

    @classmethod
    def of(cls, durations: Durations, as_of: date) -> "_Pace":
        turn = as_of - YEAR
        day = timedelta(days=1)
        return cls(
            durations.within(turn + day, as_of),
            durations.within(turn - YEAR + day, turn),
        )

    @property
    def is_real(self) -> bool:
        return is_real_change(self.old.known, self.new.known)


def read(component: FlowOfWork, scene: Scene) -> Readings:
    """What was finished in the period, and how long it took."""
    start, day = scene.period.start, scene.as_of
    tasks = component.tasks.within(start, day)
    pace = _Pace.of(component.to_market, day)
    finished = {
        "throughput": component.projects,
        "throughput.work_packages": component.tasks,
    }
    measures = {
        name: _counted(len(durations.within(start, day)), scene)
        for name, durations in finished.items()
    } | {
        "cycle_time.p50": _median(tasks),
        "cycle_time.p85": _late_end(tasks),
        "cycle_time.projects_p50": _median(_Pace.of(component.projects, day).new),
        "time_to_market.p50": _median(pace.new),
        "time_to_market.p85": _late_end(pace.new),
        "pct_faster": pct_faster_measured(pace.old, pace.new),
        "littles_law.flow_time": component.flow.expected((day - start).days + 1),
    }
    said = _sentences(component, measures, pace, scene)
    trends = _trends(component, scene)
    return {
        name: reading(
            name,
            measure,
            said[name],
            absent=Absence(reason=str(ABSENT[name.split(".")[0]])),
            trend=trends.get(name, ()),
        )
        for name, measure in measures.items()
    }


ABSENT: Final = {
    "throughput": gettext_lazy("nothing was finished"),
    "cycle_time": gettext_lazy("nothing with a known start was finished"),
    "time_to_market": gettext_lazy(
        "no approved business case has come to its first use"
    ),
    "pct_faster": gettext_lazy("no approved business case has come to its first use"),
    "littles_law": gettext_lazy("no work package was finished"),
}


def _counted(number: int, scene: Scene) -> Measure:
    """A number of finished items; of a running period it is one to date."""
    counted = Measure.of(number, Unit.COUNT)
    return (
        counted.with_warnings(Caveat.PERIOD_IN_PROGRESS)
        if scene.as_of < scene.period.end
        else counted
    )


def _median(durations: Durations) -> Measure:
    return durations.sample().median(Unit.DAYS, min_n=MIN_ITEMS)


def _late_end(durations: Durations) -> Measure:
    return durations.sample().percentile(P85, Unit.DAYS, min_n=MIN_ITEMS)


def _trends(
    component: FlowOfWork, scene: Scene
) -> dict[str, tuple[Decimal | None, ...]]:
    """The course of whole periods; one that is running would look like a fall."""
    if scene.as_of < scene.period.end:
        return {}
    return {
        "throughput": _numbers(component.projects, scene),
        "throughput.work_packages": _numbers(component.tasks, scene),
        "cycle_time.p50": trend(map(_median, _by_period(component.tasks, scene))),
        "cycle_time.p85": trend(map(_late_end, _by_period(component.tasks, scene))),
    }


def _by_period(durations: Durations, scene: Scene) -> list[Durations]:
    return [
        durations.within(past.start, min(past.end, scene.as_of))
        for past in last_periods(scene.period)
    ]


def _numbers(durations: Durations, scene: Scene) -> tuple[Decimal, ...]:
    return tuple(Decimal(len(one)) for one in _by_period(durations, scene))


def _sentences(
    component: FlowOfWork, measures: dict[str, Measure], pace: _Pace, scene: Scene
) -> dict[str, Any]:
    return {
        "throughput": lambda: _throughput_said(measures["throughput"], scene),
        "throughput.work_packages": lambda: _tasks_said(
            measures["throughput.work_packages"], scene
        ),
        "cycle_time.p50": lambda: _cycle_said(measures),
        "cycle_time.p85": lambda: (
            _("85 %% take %(days)s or less.")
            % {"days": wording.days(measures["cycle_time.p85"].number)}
        ),
        "cycle_time.projects_p50": lambda: (
            _(
                "Half of the projects completed in the last year took %(days)s or less "
                "(n = %(n)s)."
            )
            % _days_of(measures["cycle_time.projects_p50"])
        ),
        "time_to_market.p50": lambda: (
            _(
                "Half of the launches of the last year came within %(days)s of their "
                "business case (n = %(n)s)."
            )
            % _days_of(measures["time_to_market.p50"])
        ),
        "time_to_market.p85": lambda: (
            _("85 %% came within %(days)s.") % _days_of(measures["time_to_market.p85"])
        ),
        "pct_faster": lambda: _faster_said(measures["pct_faster"], pace),
        "littles_law.flow_time": lambda: _little_said(
            component.flow, measures["littles_law.flow_time"]
        ),
    }


def _days_of(measure: Measure) -> dict[str, str]:
    return {
        "days": wording.days(measure.number),
        "n": wording.count(measure.n or 0),
    }


def _throughput_said(measure: Measure, scene: Scene) -> str:
    number = int(measure.number)
    if not number:
        return _("No project was completed in %(period)s.") % {
            "period": scene.period.label
        }
    return ngettext(
        "%(number)s project was completed in %(period)s.",
        "%(number)s projects were completed in %(period)s.",
        number,
    ) % {"number": wording.count(number), "period": scene.period.label}


def _tasks_said(measure: Measure, scene: Scene) -> str:
    number = int(measure.number)
    if not number:
        return _("No work package was finished in %(period)s.") % {
            "period": scene.period.label
        }
    return ngettext(
        "%(number)s work package was finished in %(period)s.",
        "%(number)s work packages were finished in %(period)s.",
        number,
    ) % {"number": wording.count(number), "period": scene.period.label}


def _cycle_said(measures: dict[str, Measure]) -> str:
    text = _(
        "Half of all work packages took %(days)s or less; 85 %% took %(late)s or less "
        "(n = %(n)s)."
    )
    return text % {
        **_days_of(measures["cycle_time.p50"]),
        "late": wording.days(measures["cycle_time.p85"].number),
    }


def _faster_said(faster: Measure, pace: _Pace) -> str:
    numbers = {
        "share": wording.percent(abs(exact(faster.number))),
        "old": formatting.number(_median(pace.old).number),
        "new": wording.days(_median(pace.new).number),
        "n": f"{len(pace.old.known)}/{len(pace.new.known)}",
    }
    if not pace.is_real or not faster.value:
        text = _(
            "No detectable change in time to market (median %(old)s against %(new)s, "
            "n = %(n)s; within routine variation)."
        )
    elif exact(faster.number) > 0:
        text = _(
            "Time to market is %(share)s shorter than in the year before (median "
            "%(old)s to %(new)s, n = %(n)s)."
        )
    else:
        text = _(
            "Time to market is %(share)s longer than in the year before (median "
            "%(old)s to %(new)s, n = %(n)s)."
        )
    return text % numbers


def _little_said(flow: Flow, expected: Measure) -> str:
    measured = flow.mean_cycle_time or Decimal(0)
    days = {
        "expected": wording.days(round(exact(expected.number), 1)),
        "measured": wording.days(round(measured, 1)),
    }
    if Caveat.FLOW_INCONSISTENT in expected.warnings:
        text = _(
            "Work in progress and throughput make one expect %(expected)s for a work "
            "package, and those finished took %(measured)s: work piles up, or days "
            "are missing."
        )
    else:
        text = _(
            "Work in progress, throughput and cycle time fit together: %(expected)s "
            "expected, %(measured)s measured."
        )
    return text % days


def present(component: FlowOfWork, readings: Readings, scene: Scene) -> Content | None:
    """Show the cycle times by period, and the projects on their way to market.

    Where nothing was finished and nothing is on its way there is nothing to ask.
    """
    if not (component.projects or component.tasks or component.ways.count):
        return None
    names = ("throughput", "cycle_time.p50", "pct_faster")
    sentence = wording.joined(
        *(
            readings[name].sentence
            for name in names
            if name == "throughput" or readings[name].measure.is_ok
        )
    )
    notes = (
        "throughput.work_packages",
        "cycle_time.projects_p50",
        "time_to_market.p50",
        "littles_law.flow_time",
    )
    return Content(
        sentence=sentence,
        table=_course(component, scene),
        picture=_picture(component, scene, sentence),
        notes=(
            *(
                readings[name].sentence
                for name in notes
                if readings[name].measure.value
            ),
            *wording.caveats(readings["throughput"].measure),
        ),
        further=(_ways_table(component.ways),),
    )


def _picture(component: FlowOfWork, scene: Scene, sentence: str) -> Picture | None:
    """The cycle times of work packages, or else the number of projects completed."""
    tasks = _by_period(component.tasks, scene)
    medians, late_ends = (trend(map(of, tasks)) for of in (_median, _late_end))
    if any(value is not None for value in medians):
        return Picture(
            title=_("Days that a work package takes, by period"),
            description=sentence,
            figure=trend_figure(
                [Series(_("half"), medians), Series(_("85 %"), late_ends)],
                places(scene.period),
                unit=DAYS,
            ),
        )
    numbers = _numbers(component.projects, scene)
    if not any(numbers):
        return None
    return Picture(
        title=_("Projects completed, by period"),
        description=sentence,
        figure=trend_figure(
            [Series(_("projects"), numbers)], places(scene.period), unit=NUMBER
        ),
    )


def _course(component: FlowOfWork, scene: Scene) -> Table:
    projects, tasks = (
        _by_period(one, scene) for one in (component.projects, component.tasks)
    )
    return Table(
        title=_("What was finished, and the days that a work package took"),
        columns=(
            Column(label=_("Period"), is_time=True),
            Column(label=_("Projects completed"), unit=Unit.COUNT),
            Column(label=_("Work packages finished"), unit=Unit.COUNT),
            Column(label=_("Half within"), unit=Unit.DAYS),
            Column(label=_("85 % within"), unit=Unit.DAYS),
        ),
        rows=tuple(
            Row(
                cells=(
                    short_label(past),
                    len(projects[place]),
                    len(tasks[place]),
                    _median(tasks[place]).value,
                    _late_end(tasks[place]).value,
                )
            )
            for place, past in enumerate(last_periods(scene.period))
            if projects[place] or tasks[place]
        ),
        empty=_("Nothing was finished in the last %(number)s periods.")
        % {"number": LENGTH},
    )


def _ways_table(ways: Ranking[WayToMarket]) -> Table:
    return Table(
        title=_("From business case to first use, the longest first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Business case approved"), is_date=True),
            Column(label=_("First use"), is_date=True),
            Column(label=_("Time"), unit=Unit.DAYS),
            Column(label=_("In words")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.approved,
                    row.used,
                    row.days,
                    _("in use") if row.used else _("on its way"),
                ),
                href=project_url(row.pk),
            )
            for row in ways.rows
        ),
        left_out=ways.left_out,
        empty=_("No project has an approved business case with its day."),
    )


FLOW = Panel(
    key="flow",
    question=gettext_lazy("How fast does work get through?"),
    outcome=Outcome.DELIVERY,
    lead="cycle_time.p50",
    component=FlowOfWork,
    collect=collect,
    read=read,
    present=present,
)
