"""How much work is done again? Rework of all work, what caused it, and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.measure import Caveat, Measure, Unit, exact, settled
from delivery.calculations.periods import Period
from delivery.calculations.quality import REWORK_THRESHOLDS, rework_ratio
from delivery.calculations.share import Ratio
from delivery.models import ReworkEntry
from pmo_value import formatting
from scorecards.facts import PortfolioFacts, ReworkFacts
from scorecards.figures import PERCENT, Series, trend_figure
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
from scorecards.panels.history import history, last_periods, places, short_label, trend
from scorecards.panels.links import project_url
from scorecards.panels.parts import History, Keyed, Ranking, last_first
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.wording import Noun

MARKS: Final = (REWORK_THRESHOLDS.green, REWORK_THRESHOLDS.amber)
# Rework that nobody gave a cause.
NO_CAUSE: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReworkRow:
    """A project with its work of the period, and how much of it was rework."""

    pk: int
    name: str
    hours: Decimal | None
    rework: Decimal | None
    share: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.share), self.name, self.pk

    @property
    def status(self) -> str:
        """The colour of the row, for a status column."""
        return REWORK_THRESHOLDS.rate(self.share).value


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework(Additive):
    """Months of work by how much of it was done again, in hours and in cost."""

    hours: Ratio
    cost: Ratio
    causes: Keyed[Decimal]
    past: History[Ratio]
    projects: Ranking[ReworkRow]
    ever: int

    def converted(self, rate: Decimal | None) -> Self:
        """The same with its cost in another currency; hours have none."""
        return replace(self, cost=self.cost.converted(rate))


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Rework:
    """Add up the months of the period until the day."""

    def hours(past: Period, day: date) -> Ratio:
        return Ratio.total(
            rework_ratio(row.rework_hours, row.hours)
            for row in _months(facts, past, day)
            if row.hours is not None
        )

    months = list(_months(facts, period, as_of))
    return Rework(
        hours=hours(period, as_of),
        cost=Ratio.total(
            _cost(row, facts.currency) for row in months if row.cost is not None
        ),
        causes=Keyed.of(pair for row in months for pair in _causes(row)),
        past=history(facts, "rework", period, as_of, hours),
        projects=Ranking.of(_rows(months)),
        ever=sum(row.month <= as_of for row in facts.rework),
    )


def _months(facts: PortfolioFacts, period: Period, day: date) -> Iterator[ReworkFacts]:
    last = min(period.end, day)
    return (row for row in facts.rework if period.start <= row.month <= last)


def _cost(row: ReworkFacts, currency: str) -> Ratio:
    ratio = rework_ratio(row.rework_cost, row.cost)
    return ratio if row.currency == currency else ratio.converted(None)


def _causes(row: ReworkFacts) -> Iterator[tuple[str, Decimal]]:
    """The hours of rework by cause; what is left over was given none."""
    if not row.rework_hours:
        return
    left = row.rework_hours
    for name in ReworkEntry.CAUSES:
        if hours := getattr(row, name):
            left -= hours
            yield name, hours
    if left > 0:
        yield NO_CAUSE, left


def _rows(months: Iterable[ReworkFacts]) -> Iterator[ReworkRow]:
    ratios: dict[tuple[int, str], Ratio] = {}
    for row in months:
        if row.hours is not None:
            key = row.project, row.project_name
            found = rework_ratio(row.rework_hours, row.hours)
            ratios[key] = ratios.get(key, Ratio()) + found
    for (pk, name), ratio in ratios.items():
        share = ratio.measure().value
        yield ReworkRow(
            pk=pk,
            name=name,
            hours=ratio.denominator_expected,
            rework=ratio.numerator if ratio.known else None,
            share=None if share is None else settled(exact(share)),
        )


def read(component: Rework, scene: Scene) -> Readings:
    """The share of hours, and the share of cost beside it."""
    hours, cost = component.hours.measure(), component.cost.measure()
    absent = _absent(component, scene)
    if hours.is_ok and scene.as_of < scene.period.end:
        hours = hours.with_warnings(Caveat.PERIOD_IN_PROGRESS)
    return {
        "rework_ratio": reading(
            "rework_ratio",
            hours,
            lambda: _hours_said(component.hours, hours),
            absent=absent,
            noun=Noun.MONTHS,
            trend=trend(part.measure() for part in component.past.parts),
        ),
        "rework_ratio.cost": reading(
            "rework_ratio.cost",
            cost,
            lambda: _cost_said(component.cost, cost, scene),
            absent=Absence(
                reason=_("the cost of rework is not recorded for %(period)s")
                % {"period": scene.period.label}
            ),
            noun=Noun.MONTHS,
        ),
    }


def _absent(component: Rework, scene: Scene) -> Absence:
    if component.hours.expected:
        return Absence(
            reason=_(
                "the work of %(period)s is recorded, but not what of it was rework"
            )
            % {"period": scene.period.label},
            advice=_("Code rework when it is booked."),
        )
    return Absence(
        reason=_("no work is recorded for %(period)s") % {"period": scene.period.label},
        advice=_("Enter hours and rework of projects by month."),
    )


def _hours_said(ratio: Ratio, share: Measure) -> str:
    text = _("%(share)s of effort went into doing work again (%(hours)s h).")
    return text % {
        "share": wording.percent(share.number, MARKS),
        "hours": formatting.number(ratio.numerator),
    }


def _cost_said(ratio: Ratio, share: Measure, scene: Scene) -> str:
    text = _("In cost it is %(share)s (%(amount)s).")
    return text % {
        "share": wording.percent(share.number, MARKS),
        "amount": wording.amount(ratio.numerator, scene.currency),
    }


def _main_cause(component: Rework) -> str:
    """The cause of most of the rework, where anybody has said what it was."""
    total = sum((hours for _name, hours in component.causes.parts), ZERO)
    coded = [pair for pair in component.causes.parts if pair[0] != NO_CAUSE]
    if not coded:
        return ""
    name, hours = max(coded, key=lambda pair: (pair[1], pair[0]))
    text = _("The largest cause is “%(cause)s” with %(share)s of it.")
    return text % {
        "cause": ReworkEntry.CAUSES[name],
        "share": wording.percent(hours / total),
    }


def present(component: Rework, readings: Readings, scene: Scene) -> Content | None:
    """Show the course of the share, the causes, and the projects with most rework."""
    if not component.ever:
        return None
    hours, cost = readings["rework_ratio"], readings["rework_ratio.cost"]
    said = told(Noun.MONTHS, hours, *([cost] if cost.measure.is_ok else []))
    sentence = wording.joined(said, _main_cause(component))
    has_course = any(part.known for part in component.past.parts)
    return Content(
        sentence=sentence,
        table=_course_table(component, scene),
        picture=Picture(
            title=_("Rework as a share of all hours, by period"),
            description=sentence,
            figure=trend_figure(
                [
                    Series(
                        _("rework"),
                        [part.measure().value for part in component.past.parts],
                    )
                ],
                places(scene.period),
                unit=PERCENT,
                target=REWORK_THRESHOLDS.green,
            ),
        )
        if has_course
        else None,
        notes=wording.caveats(hours.measure),
        further=(_causes_table(component), _projects_table(component.projects)),
    )


def _course_table(component: Rework, scene: Scene) -> Table:
    return Table(
        columns=(
            Column(label=_("Period"), is_time=True),
            Column(label=_("All hours"), unit=Unit.NUMBER),
            Column(label=_("Rework hours"), unit=Unit.NUMBER),
            Column(label=_("Share"), unit=Unit.RATIO),
        ),
        rows=tuple(
            Row(
                cells=(
                    short_label(past),
                    part.denominator_expected,
                    part.numerator if part.known else None,
                    part.measure().value,
                )
            )
            for past, part in zip(
                last_periods(scene.period), component.past.parts, strict=True
            )
            if part.expected
        ),
        empty=_("No hours are recorded for the last periods."),
    )


def _causes_table(component: Rework) -> Table:
    total = sum((hours for _name, hours in component.causes.parts), ZERO)
    ordered = sorted(component.causes.parts, key=lambda pair: (-pair[1], pair[0]))
    return Table(
        title=_("What caused the rework of the period"),
        columns=(
            Column(label=_("Cause")),
            Column(label=_("Rework hours"), unit=Unit.NUMBER),
            Column(label=_("Share of rework"), unit=Unit.RATIO),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(ReworkEntry.CAUSES.get(name, _("no cause given"))),
                    hours,
                    hours / total,
                )
            )
            for name, hours in ordered
        ),
        empty=_("No rework is recorded for this period."),
    )


def _projects_table(rows: Ranking[ReworkRow]) -> Table:
    return Table(
        title=_("Projects, the largest share of rework first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("All hours"), unit=Unit.NUMBER),
            Column(label=_("Rework hours"), unit=Unit.NUMBER),
            Column(label=_("Share"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(row.name, row.hours, row.rework, row.share, row.status),
                href=project_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("No hours are recorded for this period."),
    )


REWORK = Panel(
    key="rework",
    question=gettext_lazy("How much work is done again?"),
    outcome=Outcome.RISK,
    lead="rework_ratio",
    component=Rework,
    collect=collect,
    read=read,
    present=present,
)
