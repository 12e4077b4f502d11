"""KPIs with their targets and readings."""

from delivery.models import (
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Portfolio,
)
from scorecards import facts
from scorecards.loading.grouping import grouped


def load_kpis(portfolio: Portfolio) -> tuple[facts.KpiFacts, ...]:
    targets = grouped(
        KpiTarget.objects.filter(kpi__portfolio=portfolio)
        .order_by("kpi_id", "valid_from")
        .values_list(
            "kpi_id",
            "valid_from",
            "target",
            "green_limit",
            "red_limit",
            "worst",
            "low",
            "high",
            "fail_distance",
        ),
        facts.TargetFacts,
    )
    readings = grouped(
        KpiMeasurement.objects.filter(kpi__portfolio=portfolio)
        .counted()
        .order_by("kpi_id", "period_start")
        .values_list(
            "kpi_id", "period_start", "period_end", "value", "numerator", "denominator"
        ),
        facts.ReadingFacts,
    )
    return tuple(
        facts.KpiFacts(**row, targets=targets[row["pk"]], readings=readings[row["pk"]])
        for row in Kpi.objects.filter(portfolio=portfolio)
        .order_by("family", "code")
        .values(
            "pk",
            "code",
            "name",
            "group",
            "family",
            "unit",
            "unit_label",
            "currency",
            "direction",
            "aggregation",
            "cadence",
            "baseline",
            "weight",
            "is_critical",
            "retired_on",
        )
    )
