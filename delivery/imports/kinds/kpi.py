"""KPIs, what they promise and what was measured."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind, columns_named, days_of, first_day_of
from delivery.imports.mapping import FactRule, FieldRule
from delivery.models import (
    Annotation,
    Kpi,
    KpiMeasurement,
    KpiTarget,
)

KPI_KINDS = (
    Kind(
        name="kpis",
        label=_("KPIs"),
        model=Kpi,
        fields=(
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
        ),
        key=("code",),
        owns="kpi",
        links=("project", "service"),
        aliases={
            "code": ("kpi_code", "kpi"),
            "name": ("kpi_name",),
            "family": ("outcome",),
            "project": ("project_code",),
            "service": ("service_code",),
        },
    ),
    Kind(
        name="kpi-targets",
        label=_("KPI targets"),
        model=KpiTarget,
        fields=(
            "valid_from",
            "target",
            "green_limit",
            "red_limit",
            "worst",
            "low",
            "high",
            "fail_distance",
            "bands",
        ),
        key=("kpi", "valid_from"),
        parent="kpi",
        aliases={"kpi": ("kpi_code",), "valid_from": ("target_from",)},
        spread=first_day_of,
    ),
    Kind(
        name="measurements",
        label=_("KPI measurements"),
        model=KpiMeasurement,
        fields=(
            "period_start",
            "period_end",
            "value",
            "numerator",
            "denominator",
            "not_applicable",
            "note",
            "source",
            "evidence",
        ),
        key=("kpi", "period_start"),
        parent="kpi",
        aliases={"kpi": ("kpi_code",), "value": ("actual",)},
        spread=days_of,
    ),
    Kind(
        name="annotations",
        label=_("Annotations of KPIs"),
        model=Annotation,
        fields=("on", "text"),
        key=("kpi", "on", "text"),
        parent="kpi",
        aliases={"kpi": ("kpi_code",), "on": ("day",)},
    ),
)


def first_target() -> FactRule:
    """Return the rule for a list of KPIs with their targets beside them."""
    values = ("target", "green_limit", "red_limit", "worst", "low", "high", "bands")
    return FactRule(
        kind="kpi-targets",
        fields=(
            FieldRule("kpi", columns=KPI_KINDS[0].code_columns),
            FieldRule("valid_from", columns=columns_named("target_from", "valid_from")),
            *(FieldRule(name, columns=columns_named(name)) for name in values),
        ),
        needs_any=values,
        is_optional=True,
    )
