"""What the facts say of the numbers that stories and translations are bound to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from delivery.calculations.aggregation import Aggregation
from delivery.calculations.attainment import Direction
from delivery.calculations.course import course
from delivery.calculations.evidence import Evidence
from delivery.calculations.kpi_values import Cadence, kpi_value
from delivery.calculations.measure import exact
from delivery.calculations.periods import Period
from delivery.calculations.xmr import Verdict
from delivery.models import BenefitEntry, Kpi, KpiMeasurement, Project
from delivery.models.limit_decision import LimitDecision
from recognition.models import Assumption


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number that something is bound to.

    Without a period it is the newest of a KPI, and all that was validated.
    """

    source: str
    pk: int
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the facts say; None where nobody has said.

    `version` is the newest history record of the rows it rests on, `remark` why it is
    proved no better, without a full stop.
    """

    value: Decimal | date | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    evidence: Evidence = Evidence.OPINION
    version: int = 0
    remark: str = ""


NOTHING = Found()


def read(wanted: Iterable[Wanted], day: date) -> dict[Wanted, Found]:
    """Return what is known on a day of each number; in a fixed number of queries."""
    by_reader: dict[Callable[..., dict[Wanted, Found]], list[Wanted]] = defaultdict(
        list
    )
    for one in dict.fromkeys(wanted):
        by_reader[READERS[one.source]].append(one)
    found: dict[Wanted, Found] = {}
    for reader, group in by_reader.items():
        found |= reader(group, day)
    return found


def _assumptions(wanted: list[Wanted], day: date) -> dict[Wanted, Found]:
    rows = Assumption.objects.filter(pk__in=[one.pk for one in wanted]).with_version()
    by_pk = {row.pk: row for row in rows}
    return {
        one: Found(
            value=row.value,
            low=row.low,
            high=row.high,
            evidence=row.evidence(day),
            version=row.version,
        )
        for one in wanted
        if (row := by_pk.get(one.pk))
    }


def _benefits(wanted: list[Wanted], day: date) -> dict[Wanted, Found]:
    rows: dict[int, list[Any]] = defaultdict(list)
    entries = BenefitEntry.objects.filter(
        benefit__in=[one.pk for one in wanted], kind=BenefitEntry.Kind.VALIDATED
    )
    for entry in entries.with_version():
        rows[entry.benefit_id].append(entry)
    return {one: _validated(rows[one.pk], one.period) for one in wanted}


def _validated(entries: list[Any], period: Period | None) -> Found:
    counted = [
        entry for entry in entries if period is None or period.contains(entry.month)
    ]
    if not counted:
        return NOTHING
    return Found(
        value=sum((entry.amount for entry in counted), Decimal(0)),
        evidence=Evidence.VALIDATED,
        version=max(entry.version for entry in counted),
    )


def _kpis(wanted: list[Wanted], day: date) -> dict[Wanted, Found]:
    pks = {one.pk for one in wanted}
    kpis = Kpi.objects.in_bulk(pks)
    readings: dict[int, list[Any]] = defaultdict(list)
    counted = KpiMeasurement.objects.filter(kpi__in=pks).known_by(day).counted()
    for reading in counted.with_version().order_by("kpi", "period_start"):
        readings[reading.kpi_id].append(reading)
    decisions: dict[int, list[tuple[str, date]]] = defaultdict(list)
    if any(one.source == "kpi_change" for one in wanted):
        taken = LimitDecision.objects.filter(kpi__in=pks).order_by("pk")
        for kpi, step, start in taken.values_list("kpi", "step", "period_start"):
            decisions[kpi].append((step, start))
    return {
        one: _kpi(kpi, readings[one.pk], decisions[one.pk], one, day)
        for one in wanted
        if (kpi := kpis.get(one.pk))
    }


def _kpi(
    kpi: Kpi,
    readings: list[Any],
    decisions: list[tuple[str, date]],
    wanted: Wanted,
    day: date,
) -> Found:
    value = _value(kpi, readings, wanted.period, day)
    if value is None:
        return NOTHING
    version = max(reading.version for reading in readings)
    if wanted.source == "kpi_change":
        return _change(kpi, value, readings, decisions, version)
    if kpi.baseline is None:
        remark = _("the KPI has no baseline")
        return Found(value, evidence=Evidence.CLAIMED, version=version, remark=remark)
    return Found(value, evidence=Evidence.MEASURED, version=version)


def _value(
    kpi: Kpi, readings: list[Any], period: Period | None, day: date
) -> Decimal | None:
    if period is None:
        known = [row.value for row in readings if row.value is not None]
        return known[-1] if known else None
    measure = kpi_value(
        Aggregation(kpi.aggregation), Cadence(kpi.cadence), readings, period, day
    )
    if measure.value is None:
        return None
    return exact(measure.value).quantize(Decimal("0.000001"))


def _change(
    kpi: Kpi,
    value: Decimal,
    readings: list[Any],
    decisions: list[tuple[str, date]],
    version: int,
) -> Found:
    """Return how far a KPI is better than its baseline; below zero it is worse."""
    if kpi.baseline is None or kpi.direction == Direction.RANGE:
        return NOTHING
    rise = value - kpi.baseline
    found = course(
        readings,
        cadence=kpi.cadence,
        aggregation=kpi.aggregation,
        direction=kpi.direction,
        rules=kpi.signal_rules,
        decisions=decisions,
    ).behaviour
    has_improved = found is not None and found.verdict is Verdict.IMPROVED
    return Found(
        rise if kpi.direction == Direction.INCREASE else -rise,
        evidence=Evidence.MEASURED if has_improved else Evidence.CLAIMED,
        version=version,
        remark="" if has_improved else _("its course shows no signal of improvement"),
    )


def _projects(wanted: list[Wanted], day: date) -> dict[Wanted, Found]:
    projects = Project.objects.filter(pk__in=[one.pk for one in wanted])
    rows = {row.pk: row for row in projects.with_current_state().with_version()}
    return {
        one: Found(
            _of_project(row, one.source),
            evidence=Evidence.MEASURED,
            version=row.version,
        )
        for one in wanted
        if (row := rows.get(one.pk))
    }


def _of_project(project: Any, source: str) -> Decimal | date | None:
    match source:
        case "budget":
            budget: Decimal | None = project.budget
            return budget
        case "cost":
            cost: Decimal | None = project.final_cost
            return cost
        case "finish":
            finish: date | None = project.actual_finish
            return finish
    if project.planned_finish is None or project.actual_finish is None:
        return None
    return Decimal((project.planned_finish - project.actual_finish).days)


READERS: Mapping[str, Callable[[list[Wanted], date], dict[Wanted, Found]]] = {
    "assumption": _assumptions,
    "validated": _benefits,
    "kpi": _kpis,
    "kpi_change": _kpis,
    "budget": _projects,
    "cost": _projects,
    "finish": _projects,
    "early": _projects,
}
