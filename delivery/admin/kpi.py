"""KPIs in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.models import User
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
    """Readings; whatever is entered here waits for approval as on the pages."""

    list_display = ["kpi", "period_start", "period_end", "value", "recorded_by"]
    list_filter = ["approval"]
    list_select_related = ["kpi", "recorded_by"]
    search_fields = ["kpi__code", "kpi__name"]
    autocomplete_fields = ["kpi"]
    readonly_fields = ["approval", "decided_by", "decision_note"]
    date_hierarchy = "period_start"

    def save_model(
        self, request: HttpRequest, obj: KpiMeasurement, form: Any, change: bool
    ) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - the admin lets in no others
        obj.submit(request.user)
        super().save_model(request, obj, form, change)
