"""Do projects finish on time? What was completed, and what is open and overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import (
    RATE_THRESHOLDS,
    Delivery,
    DeliveryState,
    on_time_rate,
    overdue_open,
)
from delivery.calculations.finish import finish_variance
from delivery.calculations.measure import Rag, Unit
from delivery.calculations.periods import Period
from delivery.calculations.share import Share
from scorecards.facts import PortfolioFacts
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
from scorecards.panels.parts import History, Ranking
from scorecards.panels.rates import (
    Counts,
    ProjectRow,
    Standing,
    by_budget,
    by_original_plan,
    completed,
    counted,
    course,
    has_projects,
    nothing_judged,
    past_beside,
    share_bars,
    share_picture,
    share_table,
)
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.wording import Noun

# A new plan this young makes a green rate easier to reach.
RECENT = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTime(Additive):
    """Completed projects by whether they were on time, and open ones overdue."""

    done: Share
    done_by_original: Share
    overdue: Share
    cancelled: int
    replanned: int
    past: History[Counts]
    rows: Ranking[ProjectRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> OnTime:
    """Judge what was completed in the period by the plan that was current."""
    tolerance = facts.time_tolerance

    def on_time(deliveries: Iterable[Delivery]) -> Share:
        return on_time_rate(deliveries, tolerance)

    def overdue(deliveries: Iterable[Delivery]) -> Share:
        return overdue_open(deliveries, as_of, tolerance)

    def counts(past: Period, day: date) -> Counts:
        return Counts.of(on_time(one.delivery for one in completed(facts, past, day)))

    done = completed(facts, period, as_of)
    standings = Standing.all(facts, as_of)
    late = [standing for standing in standings if overdue([standing.delivery]).ok]
    return OnTime(
        done=counted(on_time, done, facts.currency),
        done_by_original=counted(on_time, map(by_original_plan, done), facts.currency),
        overdue=counted(overdue, standings, facts.currency),
        cancelled=sum(_was_cancelled(standing, period) for standing in standings),
        replanned=sum(_was_replanned(standing, as_of) for standing in done),
        past=history(facts, "on time", period, as_of, counts),
        rows=Ranking.of(
            [
                *(_done_row(one, on_time([one.delivery]), facts) for one in done),
                *(_overdue_row(one, as_of, facts) for one in late),
            ]
        ),
    )


def _was_cancelled(standing: Standing, period: Period) -> bool:
    finish = standing.project.actual_finish
    return (
        standing.delivery.state is DeliveryState.CANCELLED
        and finish is not None
        and period.contains(finish)
    )


def _was_replanned(standing: Standing, as_of: date) -> bool:
    plan = standing.project.baseline(as_of)
    return bool(
        plan
        and plan.number > 1
        and plan.approved_on
        and as_of - RECENT <= plan.approved_on
    )


def _done_row(standing: Standing, share: Share, facts: PortfolioFacts) -> ProjectRow:
    project, delivery = standing.project, standing.delivery
    return ProjectRow(
        pk=project.pk,
        name=project.name,
        passed=bool(share.ok) if share.known else None,
        planned=delivery.baseline_finish,
        finish=delivery.actual_finish,
        days=_days_late(delivery, delivery.actual_finish),
        budget=delivery.budget if project.currency == facts.currency else None,
    )


def _overdue_row(standing: Standing, as_of: date, facts: PortfolioFacts) -> ProjectRow:
    project, delivery = standing.project, standing.delivery
    return ProjectRow(
        pk=project.pk,
        name=project.name,
        passed=False,
        planned=delivery.baseline_finish,
        days=_days_late(delivery, as_of),
        budget=delivery.budget if project.currency == facts.currency else None,
    )


def _days_late(delivery: Delivery, finish: date | None) -> int | None:
    days = finish_variance(delivery.baseline_finish, finish).days.value
    return None if days is None else int(days)


def read(component: OnTime, scene: Scene) -> Readings:
    """The rate by number and by budget, by the original plan, and what is overdue."""
    absent = nothing_judged(
        component.done,
        scene,
        lacking=_("no planned or no actual finish"),
        advice=_("Record the planned and the actual finish of completed projects."),
    )
    done = component.done
    return {
        "on_time_rate": reading(
            "on_time_rate",
            done.measure(),
            lambda: _said(done, scene),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=course(component.past),
        ),
        "on_time_rate.weighted": reading(
            "on_time_rate.weighted",
            done.weighted(),
            lambda: by_budget(done),
            absent=absent,
            noun=Noun.PROJECTS,
        ),
        "on_time_rate.original": reading(
            "on_time_rate.original",
            component.done_by_original.measure(),
            lambda: _by_original(component.done_by_original),
            absent=absent,
            noun=Noun.PROJECTS,
        ),
        "overdue_open": reading(
            "overdue_open",
            component.overdue.count(),
            lambda: _overdue_said(component.overdue),
            absent=Absence(
                reason=(
                    _("no open project has a planned finish")
                    if component.overdue.expected
                    else _("no project is open")
                )
            ),
            noun=Noun.PROJECTS,
        ),
    }


def _said(share: Share, scene: Scene) -> str:
    text = ngettext(
        "%(ok)s of %(known)s project finished on time%(brackets)s.",
        "%(ok)s of %(known)s projects finished on time%(brackets)s.",
        share.known,
    )
    remark = _("tolerance %(share)s of planned duration") % {
        "share": wording.tolerance(scene.time_tolerance)
    }
    return text % {
        "ok": wording.count(share.ok),
        "known": wording.count(share.known),
        "brackets": wording.in_brackets(
            share.ok, share.known, remark, thresholds=RATE_THRESHOLDS
        ),
    }


def _by_original(share: Share) -> str:
    return _("Against the original plans it is %(ok)s of %(known)s.") % {
        "ok": wording.count(share.ok),
        "known": wording.count(share.known),
    }


def _overdue_said(share: Share) -> str:
    if not share.ok:
        return _("No open project is overdue.")
    return ngettext(
        "%(count)s open project is past its planned finish.",
        "%(count)s open projects are past their planned finish.",
        share.ok,
    ) % {"count": wording.count(share.ok)}


def present(component: OnTime, readings: Readings, scene: Scene) -> Content | None:
    """Show the shares as bars, and the latest projects first."""
    if not has_projects(scene):
        return None
    parts = (_("on time"), _("late"))
    bars = share_bars(component.done, _("Completed projects"), _("Their budgets"))
    overdue = readings["overdue_open"]
    known = [overdue] if overdue.measure.is_ok else []
    past, notes = past_beside(readings["on_time_rate"], component.past)
    sentence = wording.joined(
        told(Noun.PROJECTS, readings["on_time_rate"], *known), past
    )
    return Content(
        sentence=sentence,
        table=share_table(
            parts, bars, scene, _("No project was completed in this period.")
        ),
        picture=share_picture(
            _("Completed projects, on time and late"), sentence, parts, bars
        )
        if component.done.expected
        else None,
        notes=(*notes, *_notes(component, readings)),
        further=(_rows(component, scene),),
    )


def _notes(component: OnTime, readings: Readings) -> tuple[str, ...]:
    rate = readings["on_time_rate"]
    notes = []
    if component.replanned and rate.rag is Rag.GREEN:
        text = ngettext(
            "%(count)s of them was given a new plan in the last 90 days.",
            "%(count)s of them were given a new plan in the last 90 days.",
            component.replanned,
        )
        notes.append(text % {"count": wording.count(component.replanned)})
    if component.done_by_original.known:
        notes.append(readings["on_time_rate.original"].sentence)
    if component.cancelled:
        text = ngettext(
            "%(count)s project was cancelled and is not counted.",
            "%(count)s projects were cancelled and are not counted.",
            component.cancelled,
        )
        notes.append(text % {"count": wording.count(component.cancelled)})
    return (*notes, *wording.caveats(rate.measure))


def _rows(component: OnTime, scene: Scene) -> Table:
    return Table(
        title=_("Completed and overdue projects, the latest first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Planned finish"), is_date=True),
            Column(label=_("Finished"), is_date=True),
            Column(label=_("Days late"), unit=Unit.DAYS),
            Column(label=_("Budget"), unit=Unit.MONEY, currency=scene.currency),
            Column(label=_("Status"), is_status=True),
            Column(label=_("In words")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.planned,
                    row.finish,
                    row.days,
                    row.budget,
                    row.status,
                    _in_words(row),
                ),
                href=row.href,
            )
            for row in component.rows.rows
        ),
        left_out=component.rows.left_out,
        empty=_("No project was completed in this period, and none is overdue."),
    )


def _in_words(row: ProjectRow) -> str:
    if row.days is None:
        return _("not available: its plan or its finish is not recorded")
    if row.finish is None:
        return _("open, overdue by %(days)s") % {"days": wording.days(row.days)}
    return wording.lateness(row.days)


ON_TIME = Panel(
    key="on-time",
    question=gettext_lazy("Do projects finish on time?"),
    outcome=Outcome.DELIVERY,
    lead="on_time_rate",
    component=OnTime,
    collect=collect,
    read=read,
    present=present,
)
