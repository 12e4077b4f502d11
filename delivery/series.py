"""The values of one KPI in order of time, typed or following from other KPIs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from delivery.calculations.course import Course, course
from delivery.calculations.derived import derive, inputs_of
from delivery.calculations.kpi_values import Reported
from delivery.models import Kpi, KpiMeasurement


@dataclass(slots=True)
class _Source:
    """A KPI of the portfolio as formulas see it."""

    pk: int
    code: str
    aggregation: str
    cadence: str
    formula: str
    readings: Sequence[Reported] = field(default_factory=tuple)


def readings_of(kpi: Kpi) -> Sequence[Reported]:
    """Return all that is known of a KPI, in ascending order; in two queries."""
    if not kpi.formula:
        return list(kpi.measurements.order_by("period_start"))
    rows = Kpi.objects.of_portfolio(kpi.portfolio).values_list(
        "pk", "code", "aggregation", "cadence", "formula"
    )
    by_code = {source.code: source for source in (_Source(*row) for row in rows)}
    needed = _needed(kpi.code, by_code)
    measurements = KpiMeasurement.objects.filter(
        kpi__in=[source.pk for source in needed]
    ).order_by("kpi", "period_start")
    by_pk = {source.pk: source for source in needed}
    for pk, readings in groupby(measurements, key=lambda row: row.kpi_id):
        by_pk[pk].readings = list(readings)
    return derive(needed).get(kpi.code, ())


def _needed(code: str, by_code: dict[str, _Source]) -> list[_Source]:
    """Return a KPI and all that its formula leads to."""
    found: dict[str, _Source] = {}
    wanted = [code]
    while wanted:
        code = wanted.pop()
        if code in by_code and code not in found:
            found[code] = by_code[code]
            wanted += inputs_of(by_code[code].formula)
    return list(found.values())


def course_of(kpi: Kpi) -> Course:
    """Return the series of a KPI and how it behaves, by all that is known."""
    return course(
        readings_of(kpi),
        cadence=kpi.cadence,
        aggregation=kpi.aggregation,
        direction=kpi.direction,
        rules=kpi.signal_rules,
        decisions=kpi.limit_decisions.order_by("pk").values_list(
            "step", "period_start"
        ),
    )
