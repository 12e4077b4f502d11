"""Do projects stay within their budget? What the completed ones cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.change import Comparator, change
from delivery.calculations.delivery_rates import (
    RATE_THRESHOLDS,
    Delivery,
    on_budget_rate,
)
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
from scorecards.panels.readings import reading
from scorecards.panels.wording import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBudget(Additive):
    """Completed projects by whether they stayed within their budget."""

    done: Share
    done_by_original: Share
    past: History[Counts]
    rows: Ranking[ProjectRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> OnBudget:
    """Judge what the projects completed in the period have cost."""

    def on_budget(deliveries: Iterable[Delivery]) -> Share:
        return on_budget_rate(deliveries, facts.cost_tolerance)

    def counts(past: Period, day: date) -> Counts:
        return Counts.of(on_budget(one.delivery for one in completed(facts, past, day)))

    done = completed(facts, period, as_of)
    return OnBudget(
        done=counted(on_budget, done, facts.currency),
        done_by_original=counted(
            on_budget, map(by_original_plan, done), facts.currency
        ),
        past=history(facts, "on budget", period, as_of, counts),
        rows=Ranking.of(
            cost_row(one, on_budget([one.delivery]), one.delivery.final_cost, facts)
            for one in done
        ),
    )


def cost_row(
    standing: Standing, share: Share, cost: Decimal | None, facts: PortfolioFacts
) -> ProjectRow:
    """A project with its budget, its cost and the overrun, a ratio in any currency."""
    project, delivery = standing.project, standing.delivery
    is_own = project.currency == facts.currency
    overrun = change(cost, delivery.budget, Comparator.BASELINE).relative
    return ProjectRow(
        pk=project.pk,
        name=project.name,
        passed=bool(share.ok) if share.known else None,
        budget=delivery.budget if is_own else None,
        cost=cost if is_own else None,
        overrun=None if overrun.value is None else Decimal(overrun.value),
    )


def read(component: OnBudget, scene: Scene) -> Readings:
    """The rate by number and by budget, and against the original budgets."""
    done, original = component.done, component.done_by_original
    absent = nothing_judged(
        done,
        scene,
        lacking=_("no budget or no final cost"),
        advice=_(
            "Record the approved budget and the final cost of completed projects."
        ),
    )
    return {
        "on_budget_rate": reading(
            "on_budget_rate",
            done.measure(),
            lambda: _said(done, scene),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=course(component.past),
        ),
        "on_budget_rate.weighted": reading(
            "on_budget_rate.weighted",
            done.weighted(),
            lambda: by_budget(done),
            absent=absent,
            noun=Noun.PROJECTS,
        ),
        "on_budget_rate.original": reading(
            "on_budget_rate.original",
            original.measure(),
            lambda: (
                _("Against the original budgets it is %(ok)s of %(known)s.")
                % {
                    "ok": wording.count(original.ok),
                    "known": wording.count(original.known),
                }
            ),
            absent=absent,
            noun=Noun.PROJECTS,
        ),
    }


def _said(share: Share, scene: Scene) -> str:
    text = ngettext(
        "%(ok)s of %(known)s completed project stayed within budget%(brackets)s.",
        "%(ok)s of %(known)s completed projects stayed within budget%(brackets)s.",
        share.known,
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


def present(component: OnBudget, readings: Readings, scene: Scene) -> Content | None:
    """Show the shares as bars, and the costliest overruns first."""
    if not has_projects(scene):
        return None
    parts = (_("within budget"), _("over budget"))
    bars = share_bars(component.done, _("Completed projects"), _("Their budgets"))
    rate = readings["on_budget_rate"]
    original = readings["on_budget_rate.original"]
    past, notes = past_beside(rate, component.past)
    sentence = wording.joined(rate.sentence, past)
    return Content(
        sentence=sentence,
        table=share_table(
            parts, bars, scene, _("No project was completed in this period.")
        ),
        picture=share_picture(
            _("Completed projects, within and over budget"), sentence, parts, bars
        )
        if component.done.expected
        else None,
        notes=(
            *notes,
            *((original.sentence,) if original.measure.is_ok else ()),
            *wording.caveats(rate.measure),
        ),
        further=(
            cost_table(
                component.rows,
                scene,
                title=_("Completed projects, the largest overrun first"),
                cost=_("Final cost"),
                empty=_("No project was completed in this period."),
            ),
        ),
    )


def cost_table(
    rows: Ranking[ProjectRow], scene: Scene, *, title: str, cost: str, empty: str
) -> Table:
    """Projects with their budgets and what they cost beyond them."""
    return Table(
        title=title,
        columns=(
            Column(label=_("Project")),
            Column(label=_("Budget"), unit=Unit.MONEY, currency=scene.currency),
            Column(label=cost, unit=Unit.MONEY, currency=scene.currency),
            Column(label=_("Over budget"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(row.name, row.budget, row.cost, row.overrun, row.status),
                href=row.href,
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=empty,
    )


ON_BUDGET = Panel(
    key="on-budget",
    question=gettext_lazy("Do projects stay within their budget?"),
    outcome=Outcome.DELIVERY,
    lead="on_budget_rate",
    component=OnBudget,
    collect=collect,
    read=read,
    present=present,
)
