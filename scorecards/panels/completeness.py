"""How much of the data is there? What is missing, and what to do about it.

Source: docs/formulas.md, "Facts that are recorded".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.measure import (
    PARTIAL_FROM,
    SHOWN_FROM,
    Measure,
    Reason,
    Unit,
    coverage,
)
from delivery.calculations.periods import Period
from scorecards import figures
from scorecards.facts import PortfolioFacts, ProjectFacts
from scorecards.figures import completeness_figure
from scorecards.panels import wording
from scorecards.panels.benefit_facts import BenefitStanding
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
from scorecards.panels.kpi_facts import (
    has_limits,
    has_target,
    reached,
)
from scorecards.panels.parts import Keyed
from scorecards.panels.readings import Absence, reading
from scorecards.panels.terms import TERMS


@dataclass(frozen=True, slots=True)
class Input:
    """A kind of fact that the scorecard needs, and what to do where it is missing."""

    name: str | Promise
    advice: str | Promise


INPUTS: Final[dict[str, Input]] = {
    "project_plan": Input(
        gettext_lazy("Projects with a plan and a budget"),
        gettext_lazy("Record a baseline with start, finish and budget."),
    ),
    "project_report": Input(
        gettext_lazy("Open projects reported lately"),
        gettext_lazy("Ask for a status update."),
    ),
    "project_forecast": Input(
        gettext_lazy("Open projects with a forecast finish and cost"),
        gettext_lazy("Add the forecast to the next status update."),
    ),
    "project_result": Input(
        gettext_lazy("Completed projects with finish and cost"),
        gettext_lazy("Record the actual finish and the final cost."),
    ),
    "project_earned": Input(
        gettext_lazy("Projects with earned value"),
        gettext_lazy("Add planned value, earned value and actual cost."),
    ),
    "kpi_value": Input(
        gettext_lazy("KPIs measured in this period"),
        gettext_lazy("Enter the values that are due."),
    ),
    "kpi_target": Input(
        gettext_lazy("KPIs with a target"), gettext_lazy("Set a target.")
    ),
    "kpi_limits": Input(
        gettext_lazy("KPIs with limits to score them by"),
        gettext_lazy("Set worst, red and green limits beside the target."),
    ),
    "risk_judged": Input(
        gettext_lazy("Open risks with a probability and an impact"),
        gettext_lazy("Judge the open risks."),
    ),
    "benefit_plan": Input(
        gettext_lazy("Benefits with a plan"),
        gettext_lazy("Enter the planned amounts by month."),
    ),
    "benefit_owner": Input(
        gettext_lazy("Benefits with an owner"),
        gettext_lazy("Name the person in the business who answers for it."),
    ),
    "benefit_result": Input(
        gettext_lazy("Due benefits that are measured and validated"),
        gettext_lazy("Measure them, and have finance validate the amounts."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Additive):
    """How many of the facts of one kind are recorded."""

    known: int = 0
    expected: int = 0

    @classmethod
    def of(cls, facts: Iterable[bool]) -> Self:
        """Count what is there."""
        given = list(facts)
        return cls(known=sum(given), expected=len(given))

    def measure(self) -> Measure:
        """The share that is there, not available where nothing is expected."""
        share = coverage(self.known, self.expected)
        if share is None:
            return Measure.missing(Reason.NO_DATA, Unit.RATIO, n=0, n_expected=0)
        return Measure.of(share, Unit.RATIO, n=self.known, n_expected=self.expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness(Additive):
    """Facts that are there and that should be, by kind."""

    inputs: Keyed[Known]

    def needed(self) -> list[tuple[str, Known]]:
        """The kinds of which anything is expected.

        Earned value is missed only where somebody has begun to use it.
        """
        return [
            (key, part)
            for key, part in self.inputs.parts
            if part.expected and (part.known or key != "project_earned")
        ]

    def whole(self) -> Known:
        """All kinds together."""
        return Known.total(part for _key, part in self.needed())


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Completeness:
    """Count what the panels would have liked to know."""
    return Completeness(inputs=Keyed.of(_inputs(facts, period, as_of)))


def _inputs(
    facts: PortfolioFacts, period: Period, as_of: date
) -> Iterator[tuple[str, Known]]:
    yield from _of_projects(facts, period, as_of)
    kpis = [kpi for kpi in facts.kpis if kpi.is_kept(period.start, as_of)]
    yield (
        "kpi_value",
        Known.of(reached(facts, kpi, period, as_of).value is not None for kpi in kpis),
    )
    yield "kpi_target", Known.of(has_target(kpi, as_of) for kpi in kpis)
    yield "kpi_limits", Known.of(has_limits(kpi, as_of) for kpi in kpis)
    yield "risk_judged", Known.of(_risks_judged(facts, as_of))
    yield from _of_benefits(facts, as_of)


def _risks_judged(facts: PortfolioFacts, as_of: date) -> Iterator[bool]:
    for risk in facts.risks:
        if risk.is_open(as_of):
            judged = risk.judged(as_of)
            effects = (judged.inherent.expected, judged.inherent_delay.expected)
            yield any(effect is not None for effect in effects)


def _of_projects(
    facts: PortfolioFacts, period: Period, as_of: date
) -> Iterator[tuple[str, Known]]:
    states = {project.pk: project.state(as_of) for project in facts.projects}

    def in_state(*wanted: DeliveryState) -> list[ProjectFacts]:
        return [one for one in facts.projects if states[one.pk] in wanted]

    active = in_state(DeliveryState.ACTIVE)
    complete = in_state(DeliveryState.COMPLETE)
    recent = period.previous().start
    yield (
        "project_plan",
        Known.of(_has_plan(project, as_of) for project in (*active, *complete)),
    )
    yield (
        "project_report",
        Known.of(_is_reported(project, recent, as_of) for project in active),
    )
    yield (
        "project_forecast",
        Known.of(_is_forecast(project, recent, as_of) for project in active),
    )
    yield (
        "project_result",
        Known.of(
            project.actual_finish is not None and project.final_cost is not None
            for project in complete
        ),
    )
    yield (
        "project_earned",
        Known.of(_is_earned(project, as_of) for project in (*active, *complete)),
    )


def _has_plan(project: ProjectFacts, as_of: date) -> bool:
    plan = project.baseline(as_of)
    return (
        plan is not None
        and plan.start is not None
        and plan.finish is not None
        and plan.budget is not None
    )


def _is_reported(project: ProjectFacts, recent: date, as_of: date) -> bool:
    update = project.update(as_of)
    return update is not None and update.status_date >= recent


def _is_forecast(project: ProjectFacts, recent: date, as_of: date) -> bool:
    update = project.update(as_of)
    return (
        update is not None
        and update.status_date >= recent
        and update.forecast_finish is not None
        and update.forecast_cost is not None
    )


def _is_earned(project: ProjectFacts, as_of: date) -> bool:
    update = project.update(as_of)
    return (
        update is not None
        and update.planned_value is not None
        and update.earned_value is not None
        and update.actual_cost is not None
    )


def _of_benefits(facts: PortfolioFacts, as_of: date) -> Iterator[tuple[str, Known]]:
    standings = [
        BenefitStanding.of(facts, benefit, as_of) for benefit in facts.benefits
    ]
    countable = [one for one in standings if one.is_countable]
    yield "benefit_plan", Known.of(bool(one.curves["planned"]) for one in countable)
    yield "benefit_owner", Known.of(bool(one.benefit.owner) for one in standings)
    yield (
        "benefit_result",
        Known.of(one.validated is not None for one in countable if one.is_due),
    )


def read(component: Completeness, scene: Scene) -> Readings:
    """The share of all that is there."""
    whole = component.whole()
    return {
        "data.completeness": reading(
            "data.completeness",
            whole.measure(),
            lambda: _said(whole),
            absent=Absence(
                reason=_("nothing has been entered yet"),
                advice=_("Start with the projects, or import them from a file."),
            ),
        )
    }


def _said(whole: Known) -> str:
    text = _("%(share)s of the facts that this scorecard needs are recorded.")
    marks = (1, SHOWN_FROM, PARTIAL_FROM)
    return text % {"share": wording.percent(whole.measure().number, marks)}


def present(component: Completeness, readings: Readings, scene: Scene) -> Content:
    """Show each kind of fact as a bar, the emptiest first."""
    rows = _rows(component)
    found = readings["data.completeness"]
    sentence = wording.joined(found.sentence, _emptiest(rows))
    return Content(
        sentence=sentence,
        table=_table(rows),
        picture=Picture(
            title=_("Facts that are recorded, by kind"),
            description=sentence,
            figure=completeness_figure(
                [
                    figures.Completeness(
                        str(INPUTS[key].name), part.known, part.expected
                    )
                    for key, part in rows
                ]
            ),
        )
        if rows
        else None,
    )


def _rows(component: Completeness) -> list[tuple[str, Known]]:
    """The kinds of which anything is expected, the emptiest first."""
    order = list(INPUTS)
    return sorted(
        component.needed(),
        key=lambda row: (
            coverage(row[1].known, row[1].expected),
            order.index(row[0]),
        ),
    )


def _emptiest(rows: list[tuple[str, Known]]) -> str:
    if not rows or rows[0][1].known == rows[0][1].expected:
        return ""
    key, part = rows[0]
    text = _("The largest gap: %(name)s (%(known)s of %(expected)s). %(advice)s")
    return text % {
        "name": INPUTS[key].name,
        "known": wording.count(part.known),
        "expected": wording.count(part.expected),
        "advice": INPUTS[key].advice,
    }


def _table(rows: list[tuple[str, Known]]) -> Table:
    thresholds = TERMS["data.completeness"].thresholds
    return Table(
        columns=(
            Column(label=_("What is needed")),
            Column(label=_("Recorded"), unit=Unit.COUNT),
            Column(label=_("Needed"), unit=Unit.COUNT),
            Column(label=_("Share"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
            Column(label=_("What to do")),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(INPUTS[key].name),
                    part.known,
                    part.expected,
                    part.measure().value,
                    thresholds.rate(part.measure()).value if thresholds else None,
                    "" if part.known == part.expected else str(INPUTS[key].advice),
                )
            )
            for key, part in rows
        ),
        empty=_("Nothing has been entered yet."),
    )


COMPLETENESS = Panel(
    key="completeness",
    question=gettext_lazy("How much of the data is there?"),
    outcome=Outcome.DATA,
    lead="data.completeness",
    component=Completeness,
    collect=collect,
    read=read,
    present=present,
)
