"""Do projects keep to this year's budget? Their own forecasts for the fiscal year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.change import Comparator, change
from delivery.calculations.delivery_rates import (
    RATE_THRESHOLDS,
    Delivery,
    in_year_cost_ratio,
    in_year_on_budget_rate,
)
from delivery.calculations.measure import exact
from delivery.calculations.periods import Period, PeriodKind
from delivery.calculations.share import Ratio, Share
from scorecards.facts import PortfolioFacts
from scorecards.panels import wording
from scorecards.panels.contract import Content, Outcome, Panel, Readings, Scene
from scorecards.panels.history import history
from scorecards.panels.on_budget import cost_table
from scorecards.panels.parts import History, Ranking
from scorecards.panels.rates import (
    Counts,
    ProjectRow,
    Standing,
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
class InYearCost(Additive):
    """Projects reported this fiscal year by what they expect to spend in it."""

    projects: Share
    money: Ratio
    past: History[Counts]
    rows: Ranking[ProjectRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> InYearCost:
    """Judge the latest forecasts for the fiscal year that the day falls in."""

    def on_budget(deliveries: Iterable[Delivery]) -> Share:
        return in_year_on_budget_rate(deliveries, facts.cost_tolerance)

    def counts(past: Period, day: date) -> Counts:
        reported = _reported_this_year(facts, past, day)
        return Counts.of(on_budget(one.delivery for one in reported))

    reported = _reported_this_year(facts, period, as_of)
    own = [one for one in reported if one.project.currency == facts.currency]
    return InYearCost(
        projects=counted(on_budget, reported, facts.currency),
        money=in_year_cost_ratio(one.delivery for one in own)
        + Ratio(expected=len(reported) - len(own)),
        past=history(facts, "in-year cost", period, as_of, counts),
        rows=Ranking.of(
            _row(one, on_budget([one.delivery]), facts) for one in reported
        ),
    )


def _reported_this_year(
    facts: PortfolioFacts, period: Period, as_of: date
) -> list[Standing]:
    year = Period.containing(period.end, PeriodKind.YEAR, period.fy_start_month)
    return [
        standing
        for standing in Standing.all(facts, as_of)
        if (update := standing.project.update(as_of))
        and update.status_date >= year.start
    ]


def _row(standing: Standing, share: Share, facts: PortfolioFacts) -> ProjectRow:
    project, delivery = standing.project, standing.delivery
    budget, forecast = delivery.in_year_budget, delivery.in_year_forecast
    overrun = change(forecast, budget, Comparator.BASELINE).relative.value
    is_own = project.currency == facts.currency
    return ProjectRow(
        pk=project.pk,
        name=project.name,
        passed=bool(share.ok) if share.known else None,
        budget=budget if is_own else None,
        cost=forecast if is_own else None,
        overrun=None if overrun is None else exact(overrun),
    )


def read(component: InYearCost, scene: Scene) -> Readings:
    """The rate by number and by budget, and the sums beside each other."""
    projects, money = component.projects, component.money
    absent = _absent(projects)
    return {
        "in_year_on_budget_rate": reading(
            "in_year_on_budget_rate",
            projects.measure(),
            lambda: _said(projects, scene),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=course(component.past),
        ),
        "in_year_on_budget_rate.weighted": reading(
            "in_year_on_budget_rate.weighted",
            projects.weighted(),
            lambda: (
                _("Counted by this year’s budget it is %(share)s.")
                % {"share": wording.percent(projects.weighted().number)}
            ),
            absent=absent,
            noun=Noun.PROJECTS,
        ),
        "in_year_on_budget_rate.ratio": reading(
            "in_year_on_budget_rate.ratio",
            money.measure(),
            lambda: _ratio_said(money, scene),
            absent=absent,
        ),
    }


def _absent(share: Share) -> Absence:
    if not share.expected:
        return Absence(reason=_("no project was reported in this fiscal year"))
    return Absence(
        reason=_("no project has both a budget and a forecast for this year"),
        advice=_("Record them with the next status update."),
    )


def _said(share: Share, scene: Scene) -> str:
    text = ngettext(
        "%(ok)s of %(known)s projects expects to stay within this year’s "
        "budget%(brackets)s.",
        "%(ok)s of %(known)s projects expect to stay within this year’s "
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


def _ratio_said(money: Ratio, scene: Scene) -> str:
    text = _("Together they expect to spend %(forecast)s of %(budget)s (%(share)s).")
    return text % {
        "forecast": wording.amount(money.numerator, scene.currency),
        "budget": wording.amount(money.denominator, scene.currency),
        "share": wording.percent(money.measure().number),
    }


def present(component: InYearCost, readings: Readings, scene: Scene) -> Content | None:
    """Show the shares as bars, and the largest overruns of the year first."""
    if not has_projects(scene):
        return None
    parts = (_("within budget"), _("over budget"))
    bars = share_bars(component.projects, _("Projects"), _("Their budgets of the year"))
    rate, ratio = (
        readings[name]
        for name in ("in_year_on_budget_rate", "in_year_on_budget_rate.ratio")
    )
    known = [ratio] if rate.measure.is_ok and ratio.measure.is_ok else []
    sentence = told(Noun.PROJECTS, rate, *known)
    return Content(
        sentence=sentence,
        table=share_table(
            parts, bars, scene, _("No project was reported in this fiscal year.")
        ),
        picture=share_picture(
            _("Projects within and over this year’s budget"), sentence, parts, bars
        )
        if component.projects.expected
        else None,
        notes=_notes(component.projects),
        further=(
            cost_table(
                component.rows,
                scene,
                title=_("Projects, the largest overrun of the year first"),
                cost=_("Forecast of the year"),
                empty=_("No project was reported in this fiscal year."),
            ),
        ),
    )


def _notes(share: Share) -> tuple[str, ...]:
    if not share.excluded:
        return ()
    text = ngettext(
        "%(count)s project has a budget of zero this year and cannot be judged.",
        "%(count)s projects have a budget of zero this year and cannot be judged.",
        share.excluded,
    )
    return (text % {"count": wording.count(share.excluded)},)


IN_YEAR_COST = Panel(
    key="in-year-cost",
    question=gettext_lazy("Do projects keep to this year’s budget?"),
    outcome=Outcome.DELIVERY,
    lead="in_year_on_budget_rate",
    component=InYearCost,
    collect=collect,
    read=read,
    present=present,
)
