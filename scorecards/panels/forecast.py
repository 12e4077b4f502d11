"""Will open projects finish on time and on budget? What their forecasts say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import (
    RATE_THRESHOLDS,
    Delivery,
    forecast_on_budget_rate,
    forecast_on_time_rate,
)
from delivery.calculations.finish import finish_variance
from delivery.calculations.measure import Unit
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
from scorecards.panels.on_budget import cost_row, cost_table
from scorecards.panels.parts import History, Ranking
from scorecards.panels.rates import (
    Counts,
    ProjectRow,
    Standing,
    by_budget,
    counted,
    course,
    has_projects,
    share_bars,
    share_picture,
    share_table,
)
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.wording import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast(Additive):
    """Projects at work by what is forecast of their finish and their cost."""

    time: Share
    cost: Share
    past_time: History[Counts]
    past_cost: History[Counts]
    late: Ranking[ProjectRow]
    costly: Ranking[ProjectRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Forecast:
    """Judge the newest forecasts of projects at work; stale ones do not count."""
    time = partial(forecast_on_time_rate, tolerance=facts.time_tolerance)
    cost = partial(forecast_on_budget_rate, tolerance=facts.cost_tolerance)

    def counts(
        rate: Callable[[Iterable[Delivery]], Share], past: Period, day: date
    ) -> Counts:
        return Counts.of(rate(one.delivery for one in at_work(facts, past, day)))

    standings = at_work(facts, period, as_of)
    return Forecast(
        time=counted(time, standings, facts.currency),
        cost=counted(cost, standings, facts.currency),
        past_time=history(facts, "forecast time", period, as_of, partial(counts, time)),
        past_cost=history(facts, "forecast cost", period, as_of, partial(counts, cost)),
        late=Ranking.of(_late_row(one, time([one.delivery])) for one in standings),
        costly=Ranking.of(
            cost_row(one, cost([one.delivery]), one.delivery.forecast_cost, facts)
            for one in standings
        ),
    )


def at_work(facts: PortfolioFacts, period: Period, as_of: date) -> list[Standing]:
    """The active projects; a forecast counts for two reporting periods."""
    standings = Standing.all(facts, as_of, stale_before=period.previous().start)
    return [standing for standing in standings if standing.delivery.is_active]


def _late_row(standing: Standing, share: Share) -> ProjectRow:
    delivery, project = standing.delivery, standing.project
    finish = None if delivery.forecast_is_stale else delivery.forecast_finish
    days = finish_variance(delivery.baseline_finish, finish).days.value
    return ProjectRow(
        pk=project.pk,
        name=project.name,
        passed=bool(share.ok) if share.known else None,
        planned=delivery.baseline_finish,
        finish=finish,
        days=None if days is None else int(days),
    )


def read(component: Forecast, scene: Scene) -> Readings:
    """Both rates, by number and by budget."""
    time, cost = component.time, component.cost
    no_time = _absent(time, _("a planned finish and a forecast finish"))
    no_cost = _absent(cost, _("a budget and a forecast cost"))
    return {
        "forecast_on_time_rate": reading(
            "forecast_on_time_rate",
            time.measure(),
            lambda: _on_time_said(time, scene),
            absent=no_time,
            noun=Noun.PROJECTS,
            trend=course(component.past_time),
        ),
        "forecast_on_time_rate.weighted": reading(
            "forecast_on_time_rate.weighted",
            time.weighted(),
            lambda: by_budget(time),
            absent=no_time,
            noun=Noun.PROJECTS,
        ),
        "forecast_on_budget_rate": reading(
            "forecast_on_budget_rate",
            cost.measure(),
            lambda: _on_budget_said(cost, scene),
            absent=no_cost,
            noun=Noun.PROJECTS,
            trend=course(component.past_cost),
        ),
        "forecast_on_budget_rate.weighted": reading(
            "forecast_on_budget_rate.weighted",
            cost.weighted(),
            lambda: by_budget(cost),
            absent=no_cost,
            noun=Noun.PROJECTS,
        ),
    }


def _absent(share: Share, needed: str) -> Absence:
    if not share.expected:
        return Absence(reason=_("no project is at work"))
    return Absence(
        reason=_("no open project has both %(needed)s of late") % {"needed": needed},
        advice=_("Record them with the next status update."),
    )


def _on_time_said(share: Share, scene: Scene) -> str:
    text = ngettext(
        "%(ok)s of %(known)s open projects is forecast to finish on time%(brackets)s.",
        "%(ok)s of %(known)s open projects are forecast to finish on time%(brackets)s.",
        share.ok,
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


def _on_budget_said(share: Share, scene: Scene) -> str:
    text = ngettext(
        "%(ok)s of %(known)s open projects is forecast to finish within "
        "budget%(brackets)s.",
        "%(ok)s of %(known)s open projects are forecast to finish within "
        "budget%(brackets)s.",
        share.ok,
    )
    remark = _("tolerance %(share)s") % {
        "share": wording.tolerance(scene.cost_tolerance)
    }
    return text % {
        "ok": wording.count(share.ok),
        "known": wording.count(share.known),
        "brackets": wording.in_brackets(
            share.ok, share.known, remark, thresholds=RATE_THRESHOLDS
        ),
    }


def present(component: Forecast, readings: Readings, scene: Scene) -> Content | None:
    """Show both rates as bars, and the projects furthest from their plans."""
    if not has_projects(scene):
        return None
    parts = (_("within plan"), _("beyond plan"))
    bars = [
        *share_bars(component.time, _("Time, projects"), _("Time, their budgets")),
        *share_bars(component.cost, _("Cost, projects"), _("Cost, their budgets")),
    ]
    time = readings["forecast_on_time_rate"]
    cost = readings["forecast_on_budget_rate"]
    known = [one for one in (time, cost) if one.measure.is_ok]
    sentence = told(Noun.PROJECTS, *(known or [time]))
    return Content(
        sentence=sentence,
        table=share_table(parts, bars, scene, _("No project is at work.")),
        picture=share_picture(
            _("Open projects, forecast within and beyond plan"), sentence, parts, bars
        )
        if component.time.expected
        else None,
        notes=wording.caveats(time.measure, cost.measure),
        further=(
            _late_table(component.late),
            cost_table(
                component.costly,
                scene,
                title=_("Open projects, the largest forecast overrun first"),
                cost=_("Forecast cost"),
                empty=_("No project is at work."),
            ),
        ),
    )


def _late_table(rows: Ranking[ProjectRow]) -> Table:
    return Table(
        title=_("Open projects, the latest forecast first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Planned finish"), is_date=True),
            Column(label=_("Forecast finish"), is_date=True),
            Column(label=_("Days late"), unit=Unit.DAYS),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(row.name, row.planned, row.finish, row.days, row.status),
                href=row.href,
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("No project is at work."),
    )


FORECAST = Panel(
    key="forecast",
    question=gettext_lazy("Will open projects finish on time and on budget?"),
    outcome=Outcome.DELIVERY,
    lead="forecast_on_time_rate",
    component=Forecast,
    collect=collect,
    read=read,
    present=present,
)
