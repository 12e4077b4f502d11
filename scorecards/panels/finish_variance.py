"""How late do projects finish? The middle of them, and the late end."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.finish import FinishVariances, finish_variance
from delivery.calculations.measure import Measure, Rag, Unit, exact, settled
from delivery.calculations.periods import Period
from pmo_value import formatting
from scorecards.facts import PortfolioFacts
from scorecards.figures import DAYS, Variance, variance_figure
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
from scorecards.panels.forecast import at_work
from scorecards.panels.history import history, trend
from scorecards.panels.links import project_url
from scorecards.panels.parts import History, Ranking, last_first
from scorecards.panels.rates import Standing, completed, has_projects
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.terms import TERMS
from scorecards.panels.wording import Noun

# Fewer projects are better told one by one.
FEW = 5
MEDIAN = Decimal("0.5")
LATE_END = Decimal("0.8")


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishRow:
    """A project with its planned finish and the one it had or is forecast to have."""

    pk: int
    name: str
    planned: date | None
    finish: date | None
    is_forecast: bool
    days: int | None
    pct: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.days), self.name, self.pk

    @property
    def status(self) -> str:
        """The colour of the row, for a status column."""
        thresholds = TERMS["finish_variance.pct"].thresholds
        rag = thresholds.rate(self.pct) if thresholds else Rag.GREY
        return rag.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish(Additive):
    """Projects at work and completed ones by how far their finish is from plan."""

    variances: FinishVariances
    past: History[FinishVariances]
    rows: Ranking[FinishRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Finish:
    """Pool what was completed in the period and what is forecast of the rest."""

    def pooled(past: Period, day: date) -> FinishVariances:
        return FinishVariances.of(
            (
                standing.delivery.baseline_finish,
                _finish(standing),
                standing.delivery.baseline_start,
            )
            for standing in _in_question(facts, past, day)
        )

    return Finish(
        variances=pooled(period, as_of),
        past=history(facts, "finish variance", period, as_of, pooled),
        rows=Ranking.of(map(_row, _in_question(facts, period, as_of))),
    )


def _in_question(facts: PortfolioFacts, period: Period, as_of: date) -> list[Standing]:
    return [*completed(facts, period, as_of), *at_work(facts, period, as_of)]


def _finish(standing: Standing) -> date | None:
    delivery = standing.delivery
    if delivery.is_complete:
        return delivery.actual_finish
    return None if delivery.forecast_is_stale else delivery.forecast_finish


def _row(standing: Standing) -> FinishRow:
    delivery, finish = standing.delivery, _finish(standing)
    variance = finish_variance(
        delivery.baseline_finish, finish, delivery.baseline_start
    )
    days, pct = variance.days.value, variance.pct.value
    return FinishRow(
        pk=standing.project.pk,
        name=standing.project.name,
        planned=delivery.baseline_finish,
        finish=finish,
        is_forecast=not delivery.is_complete,
        days=None if days is None else int(days),
        pct=None if pct is None else settled(exact(pct)),
    )


def read(component: Finish, scene: Scene) -> Readings:
    """The median and the 80th percentile of the pooled projects."""
    variances = component.variances
    absent = _absent(variances)
    median, late_end = (
        variances.pct().percentile(part, Unit.RATIO) for part in (MEDIAN, LATE_END)
    )
    days = variances.days().median(Unit.DAYS)
    return {
        "finish_variance.pct": reading(
            "finish_variance.pct",
            median,
            lambda: _median_said(median),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=trend(past.pct().median(Unit.RATIO) for past in component.past.parts),
        ),
        "finish_variance.pct_p80": reading(
            "finish_variance.pct_p80",
            late_end,
            lambda: _late_end_said(late_end),
            absent=absent,
        ),
        "finish_variance.days": reading(
            "finish_variance.days",
            days,
            lambda: _days_said(days),
            absent=absent,
        ),
    }


def _absent(variances: FinishVariances) -> Absence:
    if not variances.missing:
        return Absence(reason=_("no project is at work or was completed"))
    return Absence(
        reason=_("no project has a plan and a finish to hold against it"),
        advice=_("Record planned start and finish, and a forecast finish."),
    )


def _median_said(median: Measure) -> str:
    number = exact(median.number)
    if number > 0:
        text = _("Half of the projects are late by %(share)s of their plan or less.")
    elif number < 0:
        text = _("Half of the projects are early by %(share)s of their plan or more.")
    else:
        return _("Half of the projects are on plan or early.")
    return text % {"share": formatting.percent(abs(number), 1)}


def _late_end_said(late_end: Measure) -> str:
    number = exact(late_end.number)
    if number <= 0:
        return _("Four in five are on plan or early.")
    return _("One in five is late by more than %(share)s.") % {
        "share": wording.percent(number)
    }


def _days_said(days: Measure) -> str:
    number = exact(days.number)
    if number > 0:
        text = _("The project in the middle is late by %(days)s.")
    elif number < 0:
        text = _("The project in the middle is early by %(days)s.")
    else:
        return _("The project in the middle is on plan to the day.")
    return text % {"days": wording.days(abs(number))}


def present(component: Finish, readings: Readings, scene: Scene) -> Content | None:
    """Show the projects by how late they are, and say which is the latest."""
    if not has_projects(scene):
        return None
    median, late_end = (
        readings[name] for name in ("finish_variance.pct", "finish_variance.pct_p80")
    )
    sentence = median.sentence
    if median.measure.is_ok:
        spread = [median, late_end] if len(component.variances.pairs) >= FEW else []
        sentence = wording.joined(
            told(Noun.PROJECTS, *spread) if spread else "", _latest(component.rows)
        )
    return Content(
        sentence=sentence,
        table=_table(component),
        picture=_picture(component, sentence) if component.rows.rows else None,
        notes=_notes(component),
    )


def _latest(rows: Ranking[FinishRow]) -> str:
    row = rows.rows[0]
    if not row.days or row.days < 0:
        return _("No project is late.")
    if row.is_forecast:
        text = _("%(project)s is forecast to finish %(days)s late.")
    else:
        text = _("%(project)s finished %(days)s late.")
    return text % {"project": row.name, "days": wording.days(row.days)}


def _notes(component: Finish) -> tuple[str, ...]:
    red = component.variances.count(Rag.RED)
    if not red:
        return ()
    text = ngettext(
        "%(count)s project is late by more than 10 %% of its planned duration.",
        "%(count)s projects are late by more than 10 %% of their planned duration.",
        red,
    )
    return (text % {"count": wording.count(red)},)


def _table(component: Finish) -> Table:
    return Table(
        columns=(
            Column(label=_("Project")),
            Column(label=_("Planned finish"), is_date=True),
            Column(label=_("Finish"), is_date=True),
            Column(label=_("Days late"), unit=Unit.DAYS),
            Column(label=_("Of planned duration"), unit=Unit.RATIO),
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
                    row.pct,
                    row.status,
                    _in_words(row),
                ),
                href=project_url(row.pk),
            )
            for row in component.rows.rows
        ),
        left_out=component.rows.left_out,
        empty=_("No project is at work or was completed in this period."),
    )


def _in_words(row: FinishRow) -> str:
    if row.days is None:
        return _("not available: %(reason)s") % {"reason": _reason(row)}
    lateness = wording.lateness(row.days)
    if row.is_forecast:
        return _("forecast %(lateness)s") % {"lateness": lateness}
    return lateness


def _reason(row: FinishRow) -> str:
    if row.planned is None:
        return _("no planned finish")
    return _("no recent forecast") if row.is_forecast else _("no actual finish")


def _picture(component: Finish, sentence: str) -> Picture:
    figure = variance_figure(
        [
            Variance(row.name, row.days, "" if row.days is not None else _reason(row))
            for row in component.rows.rows
        ],
        unit=DAYS,
        worse=_("days late"),
        better=_("days early"),
    )
    return Picture(
        title=_("Days late or early, by project"), description=sentence, figure=figure
    )


FINISH_VARIANCE = Panel(
    key="finish-variance",
    question=gettext_lazy("How late do projects finish?"),
    outcome=Outcome.DELIVERY,
    lead="finish_variance.pct",
    component=Finish,
    collect=collect,
    read=read,
    present=present,
)
