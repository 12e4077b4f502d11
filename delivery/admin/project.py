"""Projects, plans and reports in the admin."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from delivery.admin.fact import FactAdmin
from delivery.models import (
    Baseline,
    Milestone,
    Project,
    ScopeItem,
    StatusUpdate,
    Task,
)


@admin.register(Project)
class ProjectAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "status"]
    list_filter = ["status"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio"]


@admin.register(Baseline)
class BaselineAdmin(FactAdmin):
    """Approved plans. None is ever changed, not even here."""

    list_display = ["project", "number", "approved_on", "finish", "budget"]
    list_select_related = ["project"]
    search_fields = ["project__code", "project__name"]
    autocomplete_fields = ["project"]

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False


@admin.register(StatusUpdate)
class StatusUpdateAdmin(FactAdmin):
    list_display = ["project", "status_date", "rating", "recorded_by"]
    list_select_related = ["project", "rating", "recorded_by"]
    search_fields = ["project__code", "project__name"]
    autocomplete_fields = ["project"]
    date_hierarchy = "status_date"


@admin.register(Milestone)
class MilestoneAdmin(FactAdmin):
    list_display = ["code", "name", "project", "baseline_on", "actual_on"]
    list_select_related = ["project"]
    search_fields = ["code", "name", "project__code"]
    autocomplete_fields = ["project"]


@admin.register(Task)
class TaskAdmin(FactAdmin):
    list_display = ["code", "name", "project", "baseline_finish", "actual_finish"]
    list_filter = ["progress_method"]
    list_select_related = ["project"]
    search_fields = ["code", "name", "project__code"]
    autocomplete_fields = ["project"]


@admin.register(ScopeItem)
class ScopeItemAdmin(FactAdmin):
    list_display = ["code", "name", "project", "state", "size", "is_approved"]
    list_filter = ["state", "is_approved"]
    list_select_related = ["project"]
    search_fields = ["code", "name", "project__code"]
    autocomplete_fields = ["project"]
