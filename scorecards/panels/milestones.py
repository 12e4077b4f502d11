"""Are milestones met? Those that were due in the period."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.measure import Caveat, Rag, Unit
from delivery.calculations.milestones import (
    MILESTONE_THRESHOLDS,
    PlannedDate,
    milestone_hit_rate,
)
from delivery.calculations.periods import Period
from delivery.calculations.share import Share
from scorecards.facts import MilestoneFacts, PortfolioFacts, ProjectFacts
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import history
from scorecards.panels.links import project_url
from scorecards.panels.parts import History, Ranking, last_first
from scorecards.panels.rates import (
    Counts,
    course,
    has_projects,
    past_beside,
    share_bars,
    share_picture,
    share_table,
)
from scorecards.panels.readings import Absence, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedMilestone:
    """A milestone that was due and not met on or before its day.

    `expected` is the forecast of one that has not been reached.
    """

    project: int
    project_name: str
    code: str
    name: str
    planned: date
    reached: date | None
    expected: date | None
    days: int

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.days), self.project_name, self.project, self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones(Additive):
    """Milestones due in the period by whether they were met."""

    due: Share
    past: History[Counts]
    missed: Ranking[MissedMilestone]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Milestones:
    """Judge what was due by the day; projects that were cancelled owe nothing."""

    def due(past: Period, day: date) -> Share:
        planned = [
            PlannedDate(milestone.baseline_on, _reached(milestone, day))
            for project in _obliged(facts, day)
            for milestone in project.milestones
        ]
        return milestone_hit_rate(planned, past.start, min(past.end, day))

    def counts(past: Period, day: date) -> Counts:
        return Counts.of(due(past, day))

    return Milestones(
        due=due(period, as_of),
        past=history(
            facts,
            "milestones",
            period,
            as_of,
            lambda past, day: Counts.of(due(past, day)),
        ),
        missed=Ranking.of(
            _missed(project, milestone, milestone.baseline_on, as_of)
            for project in _obliged(facts, as_of)
            for milestone in project.milestones
            if milestone.baseline_on is not None
            and period.start <= milestone.baseline_on <= as_of
            and _is_missed(milestone, milestone.baseline_on, as_of)
        ),
    )


def _obliged(facts: PortfolioFacts, as_of: date) -> list[ProjectFacts]:
    return [
        project
        for project in facts.projects
        if project.milestones and project.state(as_of) is not DeliveryState.CANCELLED
    ]


def _reached(milestone: MilestoneFacts, as_of: date) -> date | None:
    """When it was reached, as far as that was known on the day."""
    actual = milestone.actual_on
    return actual if actual is not None and actual <= as_of else None


def _is_missed(milestone: MilestoneFacts, planned: date, as_of: date) -> bool:
    reached = _reached(milestone, as_of)
    return reached is None or reached > planned


def _missed(
    project: ProjectFacts, milestone: MilestoneFacts, planned: date, as_of: date
) -> MissedMilestone:
    reached = _reached(milestone, as_of)
    return MissedMilestone(
        project=project.pk,
        project_name=project.name,
        code=milestone.code,
        name=milestone.name,
        planned=planned,
        reached=reached,
        expected=None if reached else milestone.forecast_on,
        days=((reached or as_of) - planned).days,
    )


def read(component: Milestones, scene: Scene) -> Readings:
    """The rate of what was due; while the period goes on, of what was due so far."""
    due = component.due
    measure = due.measure()
    if measure.is_ok and scene.as_of < scene.period.end:
        measure = measure.with_warnings(Caveat.PERIOD_IN_PROGRESS)
    return {
        "milestone_hit_rate": reading(
            "milestone_hit_rate",
            measure,
            lambda: _said(due, scene),
            absent=Absence(
                reason=_("no milestone was due in %(period)s")
                % {"period": scene.period.label}
            ),
            trend=course(component.past),
        )
    }


def _said(due: Share, scene: Scene) -> str:
    text = ngettext(
        "%(ok)s of %(known)s milestones due in %(period)s was met on or before "
        "plan%(brackets)s.",
        "%(ok)s of %(known)s milestones due in %(period)s were met on or before "
        "plan%(brackets)s.",
        due.ok,
    )
    return text % {
        "ok": wording.count(due.ok),
        "known": wording.count(due.known),
        "period": scene.period.label,
        "brackets": wording.in_brackets(
            due.ok, due.known, thresholds=MILESTONE_THRESHOLDS
        ),
    }


def present(component: Milestones, readings: Readings, scene: Scene) -> Content | None:
    """Show the share as a bar, and the milestones missed by most days first."""
    if not has_projects(scene):
        return None
    parts = (_("met"), _("missed"))
    bars = share_bars(component.due, _("Milestones due"), "")
    rate = readings["milestone_hit_rate"]
    empty = _("No milestone was due in this period.")
    past, notes = past_beside(rate, component.past)
    sentence = wording.joined(rate.sentence, past)
    return Content(
        sentence=sentence,
        table=share_table(parts, bars, scene, empty),
        picture=share_picture(
            _("Milestones due, met and missed"), sentence, parts, bars
        )
        if component.due.expected
        else None,
        notes=(
            *notes,
            *wording.caveats(rate.measure),
        ),
        further=(_missed_table(component.missed),),
    )


def _missed_table(missed: Ranking[MissedMilestone]) -> Table:
    return Table(
        title=_("Missed milestones, by days late"),
        columns=(
            Column(label=_("Milestone")),
            Column(label=_("Project")),
            Column(label=_("Planned"), is_date=True),
            Column(label=_("Reached"), is_date=True),
            Column(label=_("Days late"), unit=Unit.DAYS),
            Column(label=_("Status"), is_status=True),
            Column(label=_("In words")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.project_name,
                    row.planned,
                    row.reached,
                    row.days,
                    (Rag.AMBER if row.reached else Rag.RED).value,
                    _in_words(row),
                ),
                href=project_url(row.project),
            )
            for row in missed.rows
        ),
        left_out=missed.left_out,
        empty=_("No milestone was missed."),
    )


def _in_words(row: MissedMilestone) -> str:
    if row.reached:
        return wording.lateness(row.days)
    if row.expected:
        return _("not reached, expected on %(day)s") % {
            "day": wording.day(row.expected)
        }
    return _("not reached")


MILESTONES = Panel(
    key="milestones",
    question=gettext_lazy("Are milestones met?"),
    outcome=Outcome.DELIVERY,
    lead="milestone_hit_rate",
    component=Milestones,
    collect=collect,
    read=read,
    present=present,
)
