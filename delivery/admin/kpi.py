"""KPIs in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from delivery.models import (
    Kpi,
    KpiMeasurement,
    KpiTarget,
)


@admin.register(Kpi)
class KpiAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "family", "cadence", "retired_on"]
    list_filter = ["family", "cadence"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio", "project", "owner"]


@admin.register(KpiTarget)
class KpiTargetAdmin(FactAdmin):
    list_display = ["kpi", "valid_from", "target", "low", "high"]
    list_select_related = ["kpi"]
    search_fields = ["kpi__code", "kpi__name"]
    autocomplete_fields = ["kpi"]


@admin.register(KpiMeasurement)
class KpiMeasurementAdmin(FactAdmin):
    list_display = ["kpi", "period_start", "period_end", "value", "recorded_by"]
    list_select_related = ["kpi", "recorded_by"]
    search_fields = ["kpi__code", "kpi__name"]
    autocomplete_fields = ["kpi"]
    date_hierarchy = "period_start"
