"""KPIs in the admin."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from accounts.models import User
from delivery.admin.fact import FactAdmin
from delivery.models import (
    Annotation,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
)


@admin.register(Kpi)
class KpiAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "family", "cadence", "retired_on"]
    list_filter = ["family", "cadence"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio", "project", "service", "owner"]


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


@admin.register(Annotation)
class AnnotationAdmin(FactAdmin):
    list_display = ["on", "kpi", "text", "author"]
    list_select_related = ["kpi", "author"]
    search_fields = ["kpi__code", "kpi__name", "text"]
    autocomplete_fields = ["kpi"]
    date_hierarchy = "on"


@admin.register(LimitDecision)
class LimitDecisionAdmin(FactAdmin):
    """What was decided about limits. It is never changed, not even here."""

    list_display = ["kpi", "step", "period_start", "decided_by", "decided_at"]
    list_filter = ["step"]
    list_select_related = ["kpi", "decided_by"]
    search_fields = ["kpi__code", "kpi__name", "reason"]
    autocomplete_fields = ["kpi"]

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False
