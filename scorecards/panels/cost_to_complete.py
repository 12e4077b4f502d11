"""What will the work cost in the end? Four estimates, and what the rest must do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.earned_value import VARIANCE_THRESHOLDS
from delivery.calculations.earned_value_total import EarnedValueTotal, Evm
from delivery.calculations.measure import (
    Caveat,
    Measure,
    Rag,
    Unit,
    divide,
    exact,
    settled,
)
from delivery.calculations.periods import Period
from scorecards.facts import PortfolioFacts, ProjectFacts
from scorecards.figures import Variance, money, variance_figure
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
from scorecards.panels.earned_value import in_currency
from scorecards.panels.earned_value_facts import RUNNING, figures, figures_of
from scorecards.panels.links import performance_url
from scorecards.panels.parts import Ranking, last_first
from scorecards.panels.readings import Absence, plain, reading, told
from scorecards.panels.wording import Noun


@dataclass(frozen=True, slots=True)
class Estimate:
    """One way to estimate the cost in the end: its measures, and what it assumes."""

    eac: Evm
    etc: Evm
    name: str | Promise
    assumes: str | Promise


ESTIMATES: Final = (
    Estimate(
        Evm.EAC_CPI,
        Evm.ETC_CPI,
        gettext_lazy("By cost performance"),
        gettext_lazy("The cost performance so far continues."),
    ),
    Estimate(
        Evm.EAC_ATYPICAL,
        Evm.ETC_ATYPICAL,
        gettext_lazy("Rest as planned"),
        gettext_lazy("What went differently so far was a one-off."),
    ),
    Estimate(
        Evm.EAC_COMBINED,
        Evm.ETC_COMBINED,
        gettext_lazy("Cost and time pressure"),
        gettext_lazy("Cost and schedule performance both continue."),
    ),
    Estimate(
        Evm.EAC_BOTTOM_UP,
        Evm.ETC_BOTTOM_UP,
        gettext_lazy("Managers’ own"),
        gettext_lazy("The managers have counted the rest from the bottom up."),
    ),
)

# What is read here; what has come of the work so far is read by earned value.
AHEAD: Final = (
    *(estimate.eac for estimate in ESTIMATES),
    *(estimate.etc for estimate in ESTIMATES),
    Evm.VAC,
    Evm.VAC_PCT,
    Evm.TCPI_BAC,
    Evm.TCPI_EAC,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """A project by what it is estimated to cost against its budget.

    Units: money in the currency of the portfolio, unknown in any other.
    """

    pk: int
    name: str
    budget: Decimal | None
    eac: Decimal | None
    low: Decimal | None
    high: Decimal | None
    vac_pct: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.vac_pct, worst_high=False), self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The row in another currency; its share stays as it is."""

        def to(amount: Decimal | None) -> Decimal | None:
            return None if amount is None or rate is None else amount * rate

        return replace(
            self,
            budget=to(self.budget),
            eac=to(self.eac),
            low=to(self.low),
            high=to(self.high),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs(Additive):
    """The figures that estimates are made of, and the projects that overrun most."""

    figures: EarnedValueTotal
    rows: Ranking[CostRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Costs:
    """Add up the figures of every project that has begun."""
    return Costs(
        figures=figures(facts, as_of),
        rows=Ranking.of(
            row if project.currency == facts.currency else row.converted(None)
            for project in facts.projects
            if project.state(as_of) in RUNNING and (row := _row(project, as_of))
        ),
    )


def _row(project: ProjectFacts, day: date) -> CostRow | None:
    """A project with its estimate, as one that stands alone has it."""
    found = figures_of(project, day)
    alone = EarnedValueTotal.of([found])
    eac, span = alone.eac(), alone.eac_range()
    if eac.value is None or found.bac is None or span is None:
        return None
    low, high = span
    vac_pct = divide(found.bac - Decimal(eac.value), found.bac).value
    return CostRow(
        pk=project.pk,
        name=project.name,
        budget=settled(found.bac),
        eac=settled(exact(eac.value)),
        low=settled(low),
        high=settled(high),
        vac_pct=None if vac_pct is None else settled(exact(vac_pct)),
    )


def read(component: Costs, scene: Scene) -> Readings:
    """The estimates, what is still needed, and the efficiency it takes."""
    total = component.figures
    measures = {f"evm.{name}": total.measure(name) for name in AHEAD}
    measures["evm.eac"] = total.eac()
    measures["evm.eac_sum"] = total.sum_of_estimates()
    measures = in_currency(measures, scene)
    absent = _absent(component)
    said: dict[str, Callable[[], str]] = {
        "evm.eac": lambda: _eac_said(component, measures["evm.eac"], scene),
        "evm.etc_cpi": lambda: etc_said(measures["evm.etc_cpi"], scene.currency),
        "evm.vac": lambda: _vac_said(measures["evm.vac"], scene),
        "evm.tcpi_bac": lambda: tcpi_said(measures["evm.tcpi_bac"]),
    }
    readings = plain(measures, absent=absent, noun=Noun.PROJECTS)
    for name, says in said.items():
        readings[name] = reading(
            name, measures[name], says, absent=absent, noun=Noun.PROJECTS
        )
    return readings


def _absent(component: Costs) -> Absence:
    if not component.figures.count:
        return Absence(reason=_("no project has begun"))
    return Absence(
        reason=_("no project reports earned value"),
        advice=_("Record earned value and actual cost with status updates."),
    )


def _eac_said(component: Costs, eac: Measure, scene: Scene) -> str:
    bac = component.figures.figures("bac", "ev", "ac")
    if bac is None or bac.bac is None:
        return ""
    amounts = {
        "eac": wording.amount(eac.number, scene.currency),
        "bac": wording.amount(bac.bac, scene.currency),
    }
    if bac.is_complete:
        return _("The finished work cost %(eac)s against %(bac)s approved.") % amounts
    if eac.method == "atypical":
        text = _(
            "If the rest costs what was planned, the projects will cost %(eac)s "
            "against %(bac)s approved."
        )
    else:
        text = _(
            "If current cost performance continues, the projects will cost %(eac)s "
            "against %(bac)s approved."
        )
    return text % amounts


def etc_said(etc: Measure, currency: str) -> str:
    """What is still needed."""
    return _("%(amount)s is still needed to finish.") % {
        "amount": wording.amount(etc.number, currency)
    }


def _vac_said(variance: Measure, scene: Scene) -> str:
    number = exact(variance.number)
    if not number:
        return _("The projects are forecast to finish on budget.")
    text = (
        _("The projects are forecast to finish %(amount)s under budget.")
        if number > 0
        else _("The projects are forecast to finish %(amount)s over budget.")
    )
    return text % {"amount": wording.amount(abs(number), scene.currency)}


def tcpi_said(tcpi: Measure) -> str:
    """How much more efficient the rest must be for the budget to hold."""
    number = exact(tcpi.number)
    if number <= 1:
        return _(
            "The rest of the work may cost what was planned, and the budget holds."
        )
    return _(
        "To finish on budget, the remaining work must be done %(share)s more "
        "efficiently than planned."
    ) % {"share": wording.percent(number - 1)}


def present(component: Costs, readings: Readings, scene: Scene) -> Content | None:
    """Show each estimate beside the budget, and the projects that overrun most.

    Where no project can be estimated, earned value says already what is missing.
    """
    if not component.rows.count:
        return None
    eac = readings["evm.eac"]
    tcpi = readings["evm.tcpi_bac"]
    more = [tcpi] if eac.measure.is_ok and tcpi.measure.is_ok else []
    sentence = told(Noun.PROJECTS, eac, *more)
    return Content(
        sentence=sentence,
        table=_table(component, readings, scene),
        picture=_picture(component, readings, scene, sentence),
        notes=_notes(component, readings, scene),
        further=(_projects(component, scene),),
    )


def _over(component: Costs, readings: Readings, estimate: Estimate) -> Decimal | None:
    """By how much an estimate exceeds the budget of the projects it is of."""
    eac = readings[f"evm.{estimate.eac}"].measure
    bac = _budget(component, estimate)
    return None if eac.value is None or bac is None else exact(eac.value) - bac


def _budget(component: Costs, estimate: Estimate) -> Decimal | None:
    needs = {
        Evm.EAC_COMBINED: ("bac", "pv", "ev", "ac"),
        Evm.EAC_BOTTOM_UP: ("bac", "ac", "rest"),
    }
    bac = component.figures.figures(*needs.get(estimate.eac, ("bac", "ev", "ac")))
    return bac.bac if bac else None


def _picture(
    component: Costs, readings: Readings, scene: Scene, sentence: str
) -> Picture | None:
    variances = [
        Variance(
            str(estimate.name),
            _over(component, readings, estimate),
            readings[f"evm.{estimate.eac}"].missing,
        )
        for estimate in ESTIMATES
    ]
    if all(variance.value is None for variance in variances):
        return None
    return Picture(
        title=_("Estimates at completion against the budget"),
        description=sentence,
        figure=variance_figure(
            variances,
            unit=money(scene.currency),
            worse=_("over budget"),
            better=_("under budget"),
        ),
    )


def _table(component: Costs, readings: Readings, scene: Scene) -> Table:
    rows = []
    for estimate in ESTIMATES:
        eac, etc = (
            readings[f"evm.{name}"].measure for name in (estimate.eac, estimate.etc)
        )
        over = _over(component, readings, estimate)
        bac = _budget(component, estimate)
        share = None if over is None else divide(-over, bac).value
        rag = Rag.GREY if share is None else VARIANCE_THRESHOLDS.rate(exact(share))
        rows.append(
            Row(
                cells=(
                    str(estimate.name),
                    eac.value,
                    etc.value,
                    over,
                    share,
                    rag.value,
                    str(estimate.assumes)
                    if eac.is_ok
                    else readings[f"evm.{estimate.eac}"].missing,
                )
            )
        )
    currency = scene.currency
    return Table(
        title=_("Four estimates of the cost in the end"),
        columns=(
            Column(label=_("Estimate")),
            Column(label=_("At completion"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Still to spend"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Over budget"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Left of the budget"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
            Column(label=_("What it assumes")),
        ),
        rows=tuple(rows),
    )


def _notes(component: Costs, readings: Readings, scene: Scene) -> tuple[str, ...]:
    eac = readings["evm.eac"].measure
    notes = [*_range(component, scene)] if eac.is_ok else []
    if eac.is_ok and readings["evm.etc_cpi"].measure.is_ok:
        notes.append(readings["evm.etc_cpi"].sentence)
    if Caveat.MIX_EFFECT in eac.warnings:
        text = _("The projects’ own estimates add up to %(amount)s.")
        amount = readings["evm.eac_sum"].measure.number
        notes.append(text % {"amount": wording.amount(amount, scene.currency)})
    return (*notes, *wording.caveats(eac, readings["evm.tcpi_bac"].measure))


def _range(component: Costs, scene: Scene) -> list[str]:
    found = component.figures.eac_range()
    if found is None or found[0] == found[1]:
        return []
    text = _("The estimates at completion range from %(low)s to %(high)s.")
    return [
        text
        % {
            "low": wording.amount(found[0], scene.currency),
            "high": wording.amount(found[1], scene.currency),
        }
    ]


def _projects(component: Costs, scene: Scene) -> Table:
    currency = scene.currency
    return Table(
        title=_("Projects, the largest overrun first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Budget"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Estimate"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Lowest"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Highest"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Left of the budget"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.budget,
                    row.eac,
                    row.low,
                    row.high,
                    row.vac_pct,
                    VARIANCE_THRESHOLDS.rate(row.vac_pct).value,
                ),
                href=performance_url(row.pk),
            )
            for row in component.rows.rows
        ),
        left_out=component.rows.left_out,
        empty=_("No project reports earned value."),
    )


COST_TO_COMPLETE = Panel(
    key="cost-to-complete",
    question=gettext_lazy("What will the work cost in the end?"),
    outcome=Outcome.DELIVERY,
    lead="evm.eac",
    component=Costs,
    collect=collect,
    read=read,
    present=present,
)
