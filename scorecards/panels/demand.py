"""Are there enough people for the work? The hours of each role against its plans."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.demand import (
    DEMAND_THRESHOLDS,
    RoleHours,
    demand_ratio,
    shortage,
)
from delivery.calculations.measure import Unit
from delivery.calculations.periods import Period, add_months, months_between
from delivery.calculations.share import Ratio
from pmo_value import formatting
from scorecards.facts import PortfolioFacts
from scorecards.figures import HOURS, Variance, variance_figure
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
from scorecards.panels.parts import History, Keyed
from scorecards.panels.readings import Absence, reading
from scorecards.panels.resource_facts import person_months, role_name

# Months after the period in which a shortage can still be prevented.
AHEAD: Final = 6
SEPARATOR: Final = "\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Additive):
    """Hours asked of each role and those it has.

    `months` are keyed by portfolio, role and month, so that nothing is netted; they
    reach half a year beyond the period. `past` are keyed by portfolio and role.
    """

    people: int
    months: Keyed[RoleHours]
    past: History[Keyed[RoleHours]]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Demand:
    """Add up plans and capacity by role, in the period and the months that follow."""

    def by_role(past: Period, day: date) -> Keyed[RoleHours]:
        return Keyed.of(
            (SEPARATOR.join((facts.slug, role)), hours)
            for role, _month, hours in _role_months(facts, past.start, past.end)
        )

    end = add_months(period.end, AHEAD)
    return Demand(
        people=len(facts.resources),
        months=Keyed.of(
            (SEPARATOR.join((facts.slug, role, month.isoformat())), hours)
            for role, month, hours in _role_months(facts, period.start, end)
        ),
        past=history(facts, "demand", period, as_of, by_role),
    )


def _role_months(
    facts: PortfolioFacts, first: date, last: date
) -> Iterator[tuple[str, date, RoleHours]]:
    for month in person_months(facts, first, last):
        if month.available is not None or month.planned is not None:
            role = " ".join(month.resource.role.split())
            yield role, month.month, RoleHours.of(month.available, month.planned)


@dataclass(frozen=True, slots=True)
class RoleMonth:
    """A role of one portfolio in one month."""

    role: str
    month: date
    hours: RoleHours


def _split(months: Keyed[RoleHours]) -> list[RoleMonth]:
    found = []
    for key, hours in months.parts:
        _slug, role, month = key.split(SEPARATOR)
        found.append(RoleMonth(role, date.fromisoformat(month), hours))
    return found


def _of_period(component: Demand, scene: Scene) -> list[RoleMonth]:
    return [one for one in _split(component.months) if scene.period.contains(one.month)]


def read(component: Demand, scene: Scene) -> Readings:
    """What is asked over what there is, and the hours that are missing."""
    found = _of_period(component, scene)
    absent = _absent(component, scene)
    return {
        "capacity_demand.ratio": reading(
            "capacity_demand.ratio",
            _ratio(component.past.parts[-1]).measure(),
            lambda: _ratio_said(component),
            absent=absent,
            trend=trend(_ratio(part).measure() for part in component.past.parts),
        ),
        "capacity_demand.shortage": reading(
            "capacity_demand.shortage",
            shortage(one.hours for one in found),
            lambda: _shortage_said(found, scene),
            absent=absent,
        ),
    }


def _ratio(roles: Keyed[RoleHours]) -> Ratio:
    return demand_ratio(hours for _key, hours in roles.parts)


def _absent(component: Demand, scene: Scene) -> Absence:
    if not component.people:
        return Absence(
            reason=_("nobody’s hours are recorded"),
            advice=_("Add people or roles with their hours, or import them."),
        )
    return Absence(
        reason=_("no role has both capacity and plans in %(period)s")
        % {"period": scene.period.label},
        advice=_("Enter available hours, and the hours planned on projects."),
    )


def _ratio_said(component: Demand) -> str:
    text = _("Plans ask for %(share)s of the hours that there are.")
    limits = (1, DEMAND_THRESHOLDS.green, DEMAND_THRESHOLDS.amber)
    ratio = _ratio(component.past.parts[-1]).measure()
    return text % {"share": wording.percent(ratio.number, limits)}


def _shortage_said(found: Iterable[RoleMonth], scene: Scene) -> str:
    worst = _by_role(found)[0]
    if not worst.short:
        return _("No role is short of hours in %(period)s.") % {
            "period": scene.period.label
        }
    text = _("Demand exceeds capacity by %(hours)s, mostly in %(role)s.")
    total = sum((one.hours.shortage for one in found), ZERO)
    return text % {"hours": wording.hours(total), "role": worst.name}


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role over some months, in all portfolios. Units: hours.

    `short` adds up what is missing month by month and portfolio by portfolio.
    """

    name: str
    hours: RoleHours
    short: Decimal

    @property
    def missing(self) -> Decimal | None:
        """What is missing, below zero what is to spare; None where nobody knows."""
        if not self.hours.is_known:
            return None
        return self.short or -(self.hours.gap or ZERO)

    @property
    def status(self) -> str:
        """The colour of the row, for a status column."""
        return DEMAND_THRESHOLDS.rate(self.hours.ratio().measure()).value


def _by_role(found: Iterable[RoleMonth]) -> list[RoleRow]:
    """The roles, the one with most hours missing first."""
    months: defaultdict[str, list[RoleHours]] = defaultdict(list)
    for one in found:
        months[one.role].append(one.hours)
    rows = [
        RoleRow(
            role_name(role),
            RoleHours.total(hours),
            sum((one.shortage for one in hours), ZERO),
        )
        for role, hours in months.items()
    ]
    return sorted(rows, key=lambda row: (-row.short, row.name))


def present(component: Demand, readings: Readings, scene: Scene) -> Content | None:
    """Show by how much each role is short or free, and the months ahead."""
    if not component.people:
        return None
    rows = _by_role(_of_period(component, scene))
    ratio, short = (
        readings[name] for name in ("capacity_demand.ratio", "capacity_demand.shortage")
    )
    known = [short.sentence] if short.measure.is_ok else []
    sentence = wording.joined(ratio.sentence, *known)
    return Content(
        sentence=sentence,
        table=_table(rows, scene),
        picture=_picture(rows, sentence) if rows else None,
        notes=(*_ahead(component, scene), *_unknown(rows)),
        further=(_course(component, scene),),
    )


def _ahead(component: Demand, scene: Scene) -> list[str]:
    """What will be missing in the months after the period, while there is time."""
    later = [one for one in _split(component.months) if one.month > scene.period.end]
    missing = sum((one.hours.shortage for one in later), ZERO)
    if not missing:
        return []
    text = _(
        "In the %(months)s months that follow, %(hours)s are missing, mostly in "
        "%(role)s."
    )
    return [
        text
        % {
            "months": wording.count(AHEAD),
            "hours": wording.hours(missing),
            "role": _by_role(later)[0].name,
        }
    ]


def _unknown(rows: Iterable[RoleRow]) -> list[str]:
    names = [row.name for row in rows if not row.hours.capacities]
    if not names:
        return []
    text = ngettext(
        "%(roles)s has no capacity entered.",
        "%(roles)s have no capacity entered.",
        len(names),
    )
    return [text % {"roles": wording.listed(names)}]


def _table(rows: Iterable[RoleRow], scene: Scene) -> Table:
    return Table(
        columns=(
            Column(label=_("Role")),
            Column(label=_("Available"), unit=Unit.HOURS),
            Column(label=_("Planned"), unit=Unit.HOURS),
            Column(label=_("Of what is available"), unit=Unit.RATIO),
            Column(label=_("Missing"), unit=Unit.HOURS),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.hours.capacity if row.hours.capacities else None,
                    row.hours.demand if row.hours.demands else None,
                    row.hours.ratio().measure().value,
                    row.short if row.hours.is_known else None,
                    row.status,
                )
            )
            for row in rows
        ),
        empty=_("No role has hours in %(period)s.") % {"period": scene.period.label},
    )


def _picture(rows: Iterable[RoleRow], sentence: str) -> Picture:
    figure = variance_figure(
        [Variance(row.name, row.missing, _reason(row)) for row in rows],
        unit=HOURS,
        worse=_("hours missing"),
        better=_("hours to spare"),
    )
    return Picture(
        title=_("Hours missing or to spare, by role"),
        description=sentence,
        figure=figure,
    )


def _reason(row: RoleRow) -> str:
    if row.missing is not None:
        return ""
    return _("no capacity") if row.hours.demands else _("nothing planned")


def _course(component: Demand, scene: Scene) -> Table:
    """Each role month by month, the period and the half year after it."""
    months = months_between(scene.period.start, add_months(scene.period.end, AHEAD))
    gaps: defaultdict[str, dict[date, RoleHours]] = defaultdict(dict)
    short: defaultdict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for one in _split(component.months):
        name = role_name(one.role)
        known = gaps[name].get(one.month, RoleHours())
        gaps[name][one.month] = known + one.hours
        short[name, one.month] += one.hours.shortage

    def cell(name: str, month: date) -> Decimal | None:
        hours = gaps[name].get(month)
        if hours is None or hours.gap is None:
            return None
        return -short[name, month] if short[name, month] else hours.gap

    return Table(
        title=_("Hours to spare by month; below zero they are missing"),
        columns=(
            Column(label=_("Role")),
            *(
                Column(label=formatting.month(month), unit=Unit.HOURS)
                for month in months
            ),
        ),
        rows=tuple(
            Row(cells=(name, *(cell(name, month) for month in months)))
            for name in sorted(gaps)
        ),
        empty=_("No role has hours in %(period)s.") % {"period": scene.period.label},
    )


DEMAND = Panel(
    key="capacity",
    question=gettext_lazy("Are there enough people for the work?"),
    outcome=Outcome.RESOURCES,
    lead="capacity_demand.ratio",
    component=Demand,
    collect=collect,
    read=read,
    present=present,
)
