"""KPIs and what was measured, noted and decided about them, as files."""

from collections.abc import Iterable

from django.db.models import QuerySet

from delivery.exports.rows import Rows, moment, person, values
from delivery.models import Annotation, Kpi, KpiMeasurement, LimitDecision

KPI_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "project",
    "service",
    "description",
    "promise",
    "group",
    "family",
    "unit",
    "unit_label",
    "currency",
    "direction",
    "aggregation",
    "cadence",
    "formula",
    "signal_rules",
    "baseline",
    "baseline_on",
    "weight",
    "is_critical",
    "retired_on",
    "latest_value",
    "latest_period_end",
)

MEASUREMENT_COLUMNS = (
    "kpi",
    "period_start",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "not_applicable",
    "note",
    "source",
    "evidence",
)

ANNOTATION_COLUMNS = ("portfolio", "kpi", "on", "text", "author")

LIMIT_DECISION_COLUMNS = (
    "portfolio",
    "kpi",
    "step",
    "period_start",
    "reason",
    "decided_by",
    "decided_at",
)


def kpi_rows(kpis: Iterable[Kpi]) -> Rows:
    """Yield KPIs `with_latest_value`, in the order of KPI_COLUMNS."""
    for kpi in kpis:
        yield (
            kpi.portfolio.slug,
            kpi.code,
            kpi.name,
            kpi.project.code if kpi.project else "",
            kpi.service.code if kpi.service else "",
            *values(kpi, KPI_COLUMNS[5:]),
        )


def measurement_rows(measurements: QuerySet[KpiMeasurement]) -> Rows:
    """Yield measurements, in the order of MEASUREMENT_COLUMNS."""
    for measurement in measurements.select_related("kpi"):
        yield (
            measurement.kpi.code,
            *values(measurement, MEASUREMENT_COLUMNS[1:]),
        )


def annotation_rows(annotations: QuerySet[Annotation]) -> Rows:
    """Yield remarks on the courses of KPIs, in the order of ANNOTATION_COLUMNS."""
    for annotation in annotations.select_related("kpi__portfolio", "author"):
        yield (
            annotation.kpi.portfolio.slug,
            annotation.kpi.code,
            annotation.on,
            annotation.text,
            person(annotation.author),
        )


def limit_decision_rows(decisions: QuerySet[LimitDecision]) -> Rows:
    """Yield decisions about limits, in the order of LIMIT_DECISION_COLUMNS."""
    for decision in decisions.select_related("kpi__portfolio", "decided_by"):
        yield (
            decision.kpi.portfolio.slug,
            decision.kpi.code,
            *values(decision, LIMIT_DECISION_COLUMNS[2:-2]),
            person(decision.decided_by),
            moment(decision.decided_at),
        )
