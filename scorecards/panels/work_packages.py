"""Is the work done that should be done by now? Work packages against their plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.measure import Measure, Reason, Unit
from delivery.calculations.milestones import (
    EXECUTION_THRESHOLDS,
    PlannedDate,
    baseline_execution_index,
)
from delivery.calculations.periods import Period
from delivery.calculations.share import Ratio
from pmo_value import formatting
from scorecards.facts import PortfolioFacts, ProjectFacts, TaskFacts
from scorecards.figures import Series, index_figure
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
from scorecards.panels.readings import Absence, reading

INDEX = "baseline_execution_index"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTask:
    """A work package that should be finished and is not."""

    project: int
    project_name: str
    code: str
    name: str
    planned: date
    is_begun: bool
    days: int

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.days), self.project_name, self.project, self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPackages(Additive):
    """Work packages done, over those that should be done by now."""

    done: Ratio
    past: History[Ratio]
    late: Ranking[LateTask]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> WorkPackages:
    """Count what was done by the day; projects that were cancelled owe nothing."""

    def index(_past: Period, day: date) -> Ratio:
        return baseline_execution_index(
            (
                PlannedDate(task.baseline_finish, task.actual_finish)
                for project in _obliged(facts, day)
                for task in project.tasks
            ),
            day,
        )

    return WorkPackages(
        done=index(period, as_of),
        past=history(facts, "work packages", period, as_of, index),
        late=Ranking.of(
            _late(project, task, task.baseline_finish, as_of)
            for project in _obliged(facts, as_of)
            for task in project.tasks
            if task.baseline_finish is not None
            and task.baseline_finish < as_of
            and not (task.actual_finish and task.actual_finish <= as_of)
        ),
    )


def _obliged(facts: PortfolioFacts, as_of: date) -> list[ProjectFacts]:
    return [
        project
        for project in facts.projects
        if project.tasks and project.state(as_of) is not DeliveryState.CANCELLED
    ]


def _late(
    project: ProjectFacts, task: TaskFacts, planned: date, as_of: date
) -> LateTask:
    return LateTask(
        project=project.pk,
        project_name=project.name,
        code=task.code,
        name=task.name,
        planned=planned,
        is_begun=task.actual_start is not None and task.actual_start <= as_of,
        days=(as_of - planned).days,
    )


def read(component: WorkPackages, scene: Scene) -> Readings:
    """The index on the day, with its course."""
    done = component.done
    reason = (
        _("no work package is due yet")
        if done.known
        else _("no work package has a planned finish")
    )
    return {
        INDEX: reading(
            INDEX,
            _index(done),
            lambda: _said(done),
            absent=Absence(
                reason=reason,
                advice=""
                if done.known
                else _("Enter or import work packages with their planned finish."),
            ),
            trend=trend(_index(part) for part in component.past.parts),
        )
    }


def _index(done: Ratio) -> Measure:
    """The index; what is not due yet is no work that is missing."""
    if not done.denominator:
        return Measure.missing(
            Reason.NO_DATA, Unit.INDEX, n=done.known, n_expected=done.expected
        )
    return done.measure(Unit.INDEX)


def _said(done: Ratio) -> str:
    due = int(done.denominator)
    text = ngettext(
        "%(done)s work packages are done where %(due)s should be: for every one due, "
        "%(index)s are done.",
        "%(done)s work packages are done where %(due)s should be: for every one due, "
        "%(index)s are done.",
        due,
    )
    return text % {
        "done": wording.count(int(done.numerator)),
        "due": wording.count(due),
        "index": formatting.number(done.numerator / done.denominator, 2),
    }


def present(
    component: WorkPackages, readings: Readings, scene: Scene
) -> Content | None:
    """Show the index over the last periods, and what is overdue longest first.

    Where nobody keeps work packages there is nothing to ask.
    """
    if not component.done.expected:
        return None
    index = readings[INDEX]
    late = component.late.count
    overdue = ""
    if late:
        overdue = ngettext(
            "%(count)s work package is overdue.",
            "%(count)s work packages are overdue.",
            late,
        ) % {"count": wording.count(late)}
    sentence = wording.joined(index.sentence, overdue if index.measure.is_ok else "")
    return Content(
        sentence=sentence,
        table=_course(component, scene),
        picture=_picture(component, scene, sentence) if index.measure.is_ok else None,
        further=(_late_table(component.late),),
    )


def _picture(component: WorkPackages, scene: Scene, sentence: str) -> Picture:
    values = trend(_index(part) for part in component.past.parts)
    return Picture(
        title=_("Work packages done for each one due, over time"),
        description=sentence,
        figure=index_figure(
            [Series(_("BEI"), values)],
            places(scene.period),
            good_from=EXECUTION_THRESHOLDS.green,
            attention_from=EXECUTION_THRESHOLDS.amber,
        ),
    )


def _course(component: WorkPackages, scene: Scene) -> Table:
    return Table(
        title=_("Work packages done and due at the end of each period"),
        columns=(
            Column(label=_("Period"), is_time=True),
            Column(label=_("Done"), unit=Unit.COUNT),
            Column(label=_("Due"), unit=Unit.COUNT),
            Column(label=_("BEI"), unit=Unit.INDEX),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    short_label(past),
                    int(part.numerator),
                    int(part.denominator),
                    _index(part).value,
                    EXECUTION_THRESHOLDS.rate(_index(part)).value,
                )
            )
            for past, part in zip(
                last_periods(scene.period), component.past.parts, strict=True
            )
            if part.denominator
        ),
        empty=_("No work package was due yet."),
    )


def _late_table(late: Ranking[LateTask]) -> Table:
    return Table(
        title=_("Overdue work packages, the longest first"),
        columns=(
            Column(label=_("Work package")),
            Column(label=_("Project")),
            Column(label=_("Planned finish"), is_date=True),
            Column(label=_("Late"), unit=Unit.DAYS),
            Column(label=_("In words")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.project_name,
                    row.planned,
                    row.days,
                    _("at work") if row.is_begun else _("not begun"),
                ),
                href=project_url(row.project),
            )
            for row in late.rows
        ),
        left_out=late.left_out,
        empty=_("No work package is overdue."),
    )


WORK_PACKAGES = Panel(
    key="work-packages",
    question=gettext_lazy("Is the work done that should be done by now?"),
    outcome=Outcome.DELIVERY,
    lead=INDEX,
    component=WorkPackages,
    collect=collect,
    read=read,
    present=present,
)
