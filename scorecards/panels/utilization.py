"""How much of their time do people put into projects? And who is overbooked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.measure import Caveat, Rag, Unit
from delivery.calculations.periods import Period
from delivery.calculations.resources import (
    UTILIZATION_THRESHOLDS,
    Overallocation,
    utilization,
)
from delivery.calculations.share import Ratio
from scorecards import figures
from scorecards.facts import PortfolioFacts, ResourceFacts
from scorecards.figures import Bullet, bullet_figure
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
from scorecards.panels.history import history, trend
from scorecards.panels.links import resource_url
from scorecards.panels.parts import MOST_ROWS, History, Keyed, Ranking, last_first
from scorecards.panels.readings import Absence, reading
from scorecards.panels.resource_facts import (
    PersonMonth,
    months_over,
    person_months,
    role_name,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person or role in the period. Units: hours; `excess` is planned too much."""

    pk: int
    name: str
    role: str
    available: Decimal | None
    planned: Decimal | None
    booked: Decimal | None
    excess: Decimal
    used: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return -self.excess, last_first(self.used), self.name, self.pk

    @property
    def status(self) -> str:
        """The colour of the row, for a status column."""
        if self.excess:
            return Rag.RED.value
        return UTILIZATION_THRESHOLDS.rate(self.used).value


@dataclass(frozen=True, slots=True, kw_only=True)
class Utilization(Additive):
    """The hours of all people: those they have, are planned for, and have booked."""

    people: int
    overbooked: int
    booked: Ratio
    planned: Overallocation
    roles: Keyed[Ratio]
    past: History[Ratio]
    rows: Ranking[PersonRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Utilization:
    """Add up bookings of the months that are over, and plans of the whole period."""

    def used(past: Period, day: date) -> Ratio:
        return utilization(month.bookings for month in _over(facts, past, day))

    plans = list(person_months(facts, period.start, period.end))
    over = _over(facts, period, as_of)
    # What is booked in a month to come is not known yet.
    known = [month for month in plans if month.is_planned]
    rows = [_row(resource, plans, over) for resource in _in([*known, *over])]
    return Utilization(
        people=len(facts.resources),
        overbooked=sum(bool(row.excess) for row in rows),
        booked=used(period, as_of),
        planned=Overallocation.of(month.plan for month in plans),
        roles=Keyed.of(
            (month.resource.role, utilization([month.bookings])) for month in over
        ),
        past=history(facts, "utilization", period, as_of, used),
        rows=Ranking.of(rows),
    )


def _over(facts: PortfolioFacts, period: Period, as_of: date) -> list[PersonMonth]:
    span = months_over(period.start, period.end, as_of)
    return list(person_months(facts, *span)) if span else []


def _in(months: Iterable[PersonMonth]) -> list[ResourceFacts]:
    return list({month.resource.pk: month.resource for month in months}.values())


def _row(
    resource: ResourceFacts, plans: list[PersonMonth], over: list[PersonMonth]
) -> PersonRow:
    planned = [month for month in plans if month.resource.pk == resource.pk]
    booked = [month for month in over if month.resource.pk == resource.pk]
    used = utilization(month.bookings for month in booked).measure().value
    return PersonRow(
        pk=resource.pk,
        name=resource.name,
        role=resource.role,
        available=_sum(month.available for month in planned),
        planned=_sum(month.planned for month in planned),
        booked=_sum(month.booked for month in booked),
        excess=sum((month.plan.excess or ZERO for month in planned), ZERO),
        used=None if used is None else Decimal(used),
    )


def _sum(hours: Iterable[Decimal | None]) -> Decimal | None:
    known = [one for one in hours if one is not None]
    return sum(known, ZERO) if known else None


def read(component: Utilization, scene: Scene) -> Readings:
    """The share of the hours that was booked, and what is planned beyond them."""
    used = component.booked.measure()
    if used.is_ok and scene.as_of < scene.period.end:
        used = used.with_warnings(Caveat.PERIOD_IN_PROGRESS)
    planned = component.planned
    return {
        "utilization": reading(
            "utilization",
            used,
            lambda: _used_said(component.booked),
            absent=_absent(component, scene),
            trend=trend(part.measure() for part in component.past.parts),
        ),
        "overallocation.rate": reading(
            "overallocation.rate",
            planned.rate(),
            lambda: _over_said(component),
            absent=_absent(component, scene),
        ),
        "overallocation.excess_hours": reading(
            "overallocation.excess_hours",
            planned.excess_hours(),
            lambda: _over_said(component),
            absent=_absent(component, scene),
        ),
    }


def _absent(component: Utilization, scene: Scene) -> Absence:
    if not component.people:
        return Absence(
            reason=_("nobody’s hours are recorded"),
            advice=_("Add people or roles with their hours, or import them."),
        )
    return Absence(
        reason=_("no month of %(period)s has both hours and capacity")
        % {"period": scene.period.label},
        advice=_("Enter contracted hours, leave and holidays, and what was booked."),
    )


def _used_said(booked: Ratio) -> str:
    text = _("Teams used %(share)s of their available capacity.")
    limits = (*UTILIZATION_THRESHOLDS.green, *UTILIZATION_THRESHOLDS.amber)
    return text % {"share": wording.percent(booked.measure().number, limits)}


def _over_said(component: Utilization) -> str:
    if not component.planned.over:
        return _("Nobody is booked beyond capacity.")
    text = ngettext(
        "%(count)s person or team is booked beyond capacity (%(hours)s).",
        "%(count)s people or teams are booked beyond capacity (%(hours)s).",
        component.overbooked,
    )
    return text % {
        "count": wording.count(component.overbooked),
        "hours": wording.hours(component.planned.excess),
    }


def present(component: Utilization, readings: Readings, scene: Scene) -> Content | None:
    """Show each role on the range that is good, and who is overbooked the most."""
    if not component.people:
        return None
    used, over = readings["utilization"], readings["overallocation.rate"]
    known = [over.sentence] if over.measure.is_ok else []
    sentence = wording.joined(used.sentence, *known)
    roles = [(role_name(role), ratio) for role, ratio in component.roles.parts]
    return Content(
        sentence=sentence,
        table=_by_role(roles),
        picture=_picture(roles, sentence) if roles else None,
        notes=(*_notes(component), *wording.caveats(used.measure)),
        further=(_people(component.rows),),
    )


def _notes(component: Utilization) -> tuple[str, ...]:
    notes = []
    booked, errors = component.booked, component.planned.errors
    missing = booked.expected - booked.known
    if missing:
        text = ngettext(
            "For %(count)s month of a person nothing is booked; it is not taken for 0.",
            "For %(count)s months of people nothing is booked; none is taken for 0.",
            missing,
        )
        notes.append(text % {"count": wording.count(missing)})
    if errors:
        text = ngettext(
            "In %(count)s month hours are planned for somebody without capacity.",
            "In %(count)s months hours are planned for somebody without capacity.",
            errors,
        )
        notes.append(text % {"count": wording.count(errors)})
    return tuple(notes)


def _by_role(roles: list[tuple[str, Ratio]]) -> Table:
    return Table(
        title=_("Booked and available hours by role"),
        columns=(
            Column(label=_("Role")),
            Column(label=_("Booked"), unit=Unit.HOURS),
            Column(label=_("Available"), unit=Unit.HOURS),
            Column(label=_("Utilization"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    name,
                    ratio.numerator if ratio.known else None,
                    ratio.denominator_expected if ratio.with_denominator else None,
                    (used := ratio.measure()).value,
                    UTILIZATION_THRESHOLDS.rate(used).value,
                )
            )
            for name, ratio in roles
        ),
        empty=_("No month of this period is over for anybody."),
    )


def _picture(roles: list[tuple[str, Ratio]], sentence: str) -> Picture:
    low, high = UTILIZATION_THRESHOLDS.green
    figure = bullet_figure(
        [
            Bullet(
                name,
                ratio.measure().value,
                ranges=(low, high, UTILIZATION_THRESHOLDS.amber[1]),
                unit=figures.PERCENT,
                higher_is_better=False,
            )
            for name, ratio in roles[:MOST_ROWS]
        ]
    )
    return Picture(
        title=_("Booked share of the available hours, by role"),
        description=sentence,
        figure=figure,
    )


def _people(rows: Ranking[PersonRow]) -> Table:
    return Table(
        title=_("People and teams, those planned beyond capacity first"),
        columns=(
            Column(label=_("Name")),
            Column(label=_("Role")),
            Column(label=_("Available"), unit=Unit.HOURS),
            Column(label=_("Planned"), unit=Unit.HOURS),
            Column(label=_("Beyond capacity"), unit=Unit.HOURS),
            Column(label=_("Booked"), unit=Unit.HOURS),
            Column(label=_("Utilization"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    role_name(row.role),
                    row.available,
                    row.planned,
                    row.excess,
                    row.booked,
                    row.used,
                    row.status,
                ),
                href=resource_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("Nothing is entered for anybody in this period."),
    )


UTILIZATION = Panel(
    key="utilization",
    question=gettext_lazy("Is everybody’s time used, and nobody’s twice?"),
    outcome=Outcome.RESOURCES,
    lead="utilization",
    component=Utilization,
    collect=collect,
    read=read,
    present=present,
)
