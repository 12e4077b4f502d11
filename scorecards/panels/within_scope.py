"""Do projects deliver what was agreed? Scope, and time, cost and scope together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import (
    RATE_THRESHOLDS,
    TOLERANCE,
    TRIPLE_THRESHOLDS,
    Delivery,
    triple_constraint_rate,
    within_scope_rate,
)
from delivery.calculations.measure import Unit, divide
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
    Bar,
    Counts,
    ProjectRow,
    Standing,
    by_budget,
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
from scorecards.panels.readings import reading, told
from scorecards.panels.wording import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinScope(Additive):
    """Completed projects by whether they delivered their scope, and all three."""

    done: Share
    all_three: Share
    past: History[Counts]
    rows: Ranking[ProjectRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> WithinScope:
    """Judge what the projects completed in the period have delivered."""

    def counts(past: Period, day: date) -> Counts:
        deliveries = (one.delivery for one in completed(facts, past, day))
        return Counts.of(within_scope_rate(deliveries))

    def all_three(deliveries: Iterable[Delivery]) -> Share:
        return triple_constraint_rate(
            deliveries,
            time_tolerance=facts.time_tolerance,
            cost_tolerance=facts.cost_tolerance,
        )

    done = completed(facts, period, as_of)
    return WithinScope(
        done=counted(within_scope_rate, done, facts.currency),
        all_three=counted(all_three, done, facts.currency),
        past=history(facts, "within scope", period, as_of, counts),
        rows=Ranking.of(map(_row, done)),
    )


def _row(standing: Standing) -> ProjectRow:
    delivery, project = standing.delivery, standing.project
    share = within_scope_rate([delivery])
    ratio = divide(delivery.accepted_scope, delivery.approved_scope).value
    return ProjectRow(
        pk=project.pk,
        name=project.name,
        passed=bool(share.ok) if share.known else None,
        overrun=None if ratio is None else 1 - Decimal(ratio),
    )


def read(component: WithinScope, scene: Scene) -> Readings:
    """The rate by number and by budget, and time, cost and scope together."""
    done, all_three = component.done, component.all_three
    absent = nothing_judged(
        done,
        scene,
        lacking=_("no scope register"),
        advice=_("Record approved and accepted scope with the last status update."),
    )
    return {
        "within_scope_rate": reading(
            "within_scope_rate",
            done.measure(),
            lambda: _said(done),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=course(component.past),
        ),
        "within_scope_rate.weighted": reading(
            "within_scope_rate.weighted",
            done.weighted(),
            lambda: by_budget(done),
            absent=absent,
            noun=Noun.PROJECTS,
        ),
        "triple_constraint_rate": reading(
            "triple_constraint_rate",
            all_three.measure(),
            lambda: _all_three_said(all_three),
            absent=nothing_judged(
                all_three,
                scene,
                lacking=_("not all three of time, cost and scope on record"),
                advice="",
            ),
            noun=Noun.PROJECTS,
        ),
    }


def _said(share: Share) -> str:
    text = ngettext(
        "%(ok)s of %(known)s completed project delivered at least %(least)s of its "
        "approved scope%(brackets)s.",
        "%(ok)s of %(known)s completed projects delivered at least %(least)s of their "
        "approved scope%(brackets)s.",
        share.known,
    )
    return text % {
        "ok": wording.count(share.ok),
        "known": wording.count(share.known),
        "least": wording.tolerance(1 - TOLERANCE),
        "brackets": wording.in_brackets(
            share.ok, share.known, thresholds=RATE_THRESHOLDS
        ),
    }


def _all_three_said(share: Share) -> str:
    text = ngettext(
        "%(ok)s of %(known)s project met time, cost and scope together%(brackets)s.",
        "%(ok)s of %(known)s projects met time, cost and scope together%(brackets)s.",
        share.known,
    )
    return text % {
        "ok": wording.count(share.ok),
        "known": wording.count(share.known),
        "brackets": wording.in_brackets(
            share.ok, share.known, thresholds=TRIPLE_THRESHOLDS
        ),
    }


def present(component: WithinScope, readings: Readings, scene: Scene) -> Content | None:
    """Show the shares as bars, and the largest gaps in scope first."""
    if not has_projects(scene):
        return None
    parts = (_("met"), _("not met"))
    bars = [
        *share_bars(component.done, _("Scope, projects"), _("Scope, their budgets")),
        Bar(name=_("Time, cost and scope"), share=component.all_three),
    ]
    all_three = readings["triple_constraint_rate"]
    rate = readings["within_scope_rate"]
    known = [all_three] if all_three.measure.is_ok else []
    past, notes = past_beside(rate, component.past)
    sentence = wording.joined(told(Noun.PROJECTS, rate, *known), past)
    return Content(
        sentence=sentence,
        table=share_table(
            parts, bars, scene, _("No project was completed in this period.")
        ),
        picture=share_picture(
            _("Completed projects that met their scope"), sentence, parts, bars
        )
        if component.done.expected
        else None,
        notes=tuple(notes),
        further=(_rows(component),),
    )


def _rows(component: WithinScope) -> Table:
    return Table(
        title=_("Completed projects, the largest gap in scope first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Scope not delivered"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(cells=(row.name, row.overrun, row.status), href=row.href)
            for row in component.rows.rows
        ),
        left_out=component.rows.left_out,
        empty=_("No project was completed in this period."),
    )


WITHIN_SCOPE = Panel(
    key="within-scope",
    question=gettext_lazy("Do projects deliver what was agreed?"),
    outcome=Outcome.DELIVERY,
    lead="within_scope_rate",
    component=WithinScope,
    collect=collect,
    read=read,
    present=present,
)
