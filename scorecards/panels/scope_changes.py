"""Does the scope hold still? What was added, deleted and modified in the period."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.measure import Measure, Unit, exact, settled
from delivery.calculations.periods import Period
from delivery.calculations.scope import (
    CREEP_THRESHOLDS,
    VOLATILITY_THRESHOLDS,
    ScopeChange,
)
from pmo_value import formatting
from scorecards.facts import PortfolioFacts, ProjectFacts
from scorecards.figures import PERCENT, Series, trend_figure
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
    history,
    last_periods,
    places,
    short_label,
    trend,
)
from scorecards.panels.links import project_url
from scorecards.panels.parts import History, Ranking, last_first
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.wording import Noun

VOLATILITY: Final = "scope_volatility.volatility"
GROWTH: Final = "scope_volatility.net_growth"
CREEP: Final = "scope_volatility.creep"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRow:
    """A project by how much its scope moved."""

    pk: int
    name: str
    baseline: Decimal
    added: Decimal
    unapproved: Decimal
    deleted: Decimal
    modified: Decimal
    volatility: Decimal | None
    creep: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.volatility), self.name, self.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeChanges(Additive):
    """What moved in the scope of the projects at work."""

    change: ScopeChange
    past: History[ScopeChange]
    rows: Ranking[ScopeRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> ScopeChanges:
    """Read the registers of the projects that were at work in the period."""

    def moved(past: Period, day: date) -> ScopeChange:
        return ScopeChange.total(
            _change(project, past, day) for project in _at_work(facts, past, day)
        )

    return ScopeChanges(
        change=moved(period, as_of),
        past=history(facts, "scope changes", period, as_of, moved),
        rows=Ranking.of(
            _row(project, change)
            for project in _at_work(facts, period, as_of)
            if (change := _change(project, period, as_of)).known
        ),
    )


def _at_work(facts: PortfolioFacts, period: Period, as_of: date) -> list[ProjectFacts]:
    """The projects under way on the day, or finished within the period."""
    return [
        project
        for project in facts.projects
        if project.state(as_of) is DeliveryState.ACTIVE
        or (
            project.state(as_of) is DeliveryState.COMPLETE
            and project.actual_finish is not None
            and project.actual_finish >= period.start
        )
    ]


def _change(project: ProjectFacts, period: Period, day: date) -> ScopeChange:
    plan = project.baseline(day)
    return ScopeChange.of_register(
        project.scope, period.start, day, plan.scope_size if plan else None
    )


def _row(project: ProjectFacts, change: ScopeChange) -> ScopeRow:
    return ScopeRow(
        pk=project.pk,
        name=project.name,
        baseline=change.baseline,
        added=change.added,
        unapproved=change.unapproved,
        deleted=change.deleted,
        modified=change.modified,
        volatility=_settled(change.volatility()),
        creep=_settled(change.creep()),
    )


def _settled(measure: Measure) -> Decimal | None:
    return None if measure.value is None else settled(exact(measure.value))


def read(component: ScopeChanges, scene: Scene) -> Readings:
    """Volatility, growth and creep, with the course of the first and the last."""
    change = component.change
    absent = Absence(
        reason=(
            _("no project keeps a register of its scope")
            if change.expected
            else _("no project is at work")
        ),
        advice=(
            _("Enter the agreed scope, and every change of it.")
            if change.expected
            else ""
        ),
    )
    return {
        VOLATILITY: reading(
            VOLATILITY,
            change.volatility(),
            lambda: _volatility_said(change, scene),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=trend(part.volatility() for part in component.past.parts),
        ),
        GROWTH: reading(
            GROWTH,
            change.net_growth(),
            lambda: _growth_said(change),
            absent=absent,
            noun=Noun.PROJECTS,
        ),
        CREEP: reading(
            CREEP,
            change.creep(),
            lambda: _creep_said(change),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=trend(part.creep() for part in component.past.parts),
        ),
    }


def _volatility_said(change: ScopeChange, scene: Scene) -> str:
    volatility = exact(change.volatility().number)
    if not volatility:
        return _("Scope did not change in %(period)s.") % {"period": scene.period.label}
    if not change.unapproved:
        text = _("Scope changed by %(share)s in %(period)s, all of it with approval.")
    else:
        text = _(
            "Scope changed by %(share)s in %(period)s; %(creep)s was added without "
            "approval."
        )
    return text % {
        "share": wording.percent(volatility, _marks(VOLATILITY_THRESHOLDS)),
        "period": scene.period.label,
        "creep": wording.percent(change.creep().number, _marks(CREEP_THRESHOLDS)),
    }


def _marks(thresholds: Any) -> tuple[Decimal, ...]:
    return thresholds.green, thresholds.amber


def _growth_said(change: ScopeChange) -> str:
    growth = exact(change.net_growth().number)
    if not growth:
        return _("In all the scope is as large as it was.")
    text = (
        _("In all the scope grew by %(share)s.")
        if growth > 0
        else _("In all the scope shrank by %(share)s.")
    )
    return text % {"share": wording.percent(abs(growth))}


def _creep_said(change: ScopeChange) -> str:
    if not change.unapproved:
        return _("Nothing was added without an approved change.")
    return _("%(share)s of the agreed scope was added without an approved change.") % {
        "share": formatting.percent(change.creep().number, 1)
    }


def present(
    component: ScopeChanges, readings: Readings, scene: Scene
) -> Content | None:
    """Show how much the scope moved by period, and in which projects most.

    Where nobody keeps a register there is nothing to ask.
    """
    if not any(part.known for part in (component.change, *component.past.parts)):
        return None
    volatility = readings[VOLATILITY]
    has_grown = volatility.measure.is_ok and component.change.net_growth().value
    more = [readings[GROWTH]] if has_grown else []
    sentence = told(Noun.PROJECTS, volatility, *more)
    return Content(
        sentence=sentence,
        table=_course(component, scene),
        picture=_picture(component, scene, sentence),
        further=(_projects(component),),
    )


LINES: Final[tuple[tuple[str | Promise, Any], ...]] = (
    (gettext_lazy("volatility"), ScopeChange.volatility),
    (gettext_lazy("creep"), ScopeChange.creep),
)


def _picture(component: ScopeChanges, scene: Scene, sentence: str) -> Picture:
    return Picture(
        title=_("Scope changed, as a share of the agreed scope"),
        description=sentence,
        figure=trend_figure(
            [
                Series(str(name), trend(map(measure, component.past.parts)))
                for name, measure in LINES
            ],
            places(scene.period),
            unit=PERCENT,
            target=VOLATILITY_THRESHOLDS.green,
        ),
    )


def _course(component: ScopeChanges, scene: Scene) -> Table:
    return Table(
        title=_("Changes of scope by period"),
        columns=(
            Column(label=_("Period"), is_time=True),
            Column(label=_("Agreed scope"), unit=Unit.NUMBER),
            Column(label=_("Added"), unit=Unit.NUMBER),
            Column(label=_("Without approval"), unit=Unit.NUMBER),
            Column(label=_("Deleted"), unit=Unit.NUMBER),
            Column(label=_("Modified"), unit=Unit.NUMBER),
            Column(label=_("Volatility"), unit=Unit.RATIO),
            Column(label=_("Creep"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    short_label(past),
                    part.baseline,
                    part.added,
                    part.unapproved,
                    part.deleted,
                    part.modified,
                    part.volatility().value,
                    part.creep().value,
                    VOLATILITY_THRESHOLDS.rate(part.volatility()).value,
                )
            )
            for past, part in zip(
                last_periods(scene.period), component.past.parts, strict=True
            )
            if part.known
        ),
        empty=_("No project kept a register of its scope."),
    )


def _projects(component: ScopeChanges) -> Table:
    return Table(
        title=_("Projects, the largest change first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Agreed scope"), unit=Unit.NUMBER),
            Column(label=_("Added"), unit=Unit.NUMBER),
            Column(label=_("Without approval"), unit=Unit.NUMBER),
            Column(label=_("Deleted"), unit=Unit.NUMBER),
            Column(label=_("Modified"), unit=Unit.NUMBER),
            Column(label=_("Volatility"), unit=Unit.RATIO),
            Column(label=_("Creep"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.baseline,
                    row.added,
                    row.unapproved,
                    row.deleted,
                    row.modified,
                    row.volatility,
                    row.creep,
                    VOLATILITY_THRESHOLDS.rate(row.volatility).value,
                ),
                href=project_url(row.pk),
            )
            for row in component.rows.rows
        ),
        left_out=component.rows.left_out,
        empty=_("No project that is at work keeps a register of its scope."),
    )


SCOPE_CHANGES = Panel(
    key="scope-changes",
    question=gettext_lazy("Does the scope hold still?"),
    outcome=Outcome.DELIVERY,
    lead=VOLATILITY,
    component=ScopeChanges,
    collect=collect,
    read=read,
    present=present,
)
