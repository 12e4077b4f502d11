"""People, their hours, and the marks of projects in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from delivery.models import (
    Allocation,
    Capacity,
    PriorityCriterion,
    PriorityScore,
    Resource,
    ResourceHours,
)


@admin.register(Resource)
class ResourceAdmin(FactAdmin):
    list_display = ["code", "name", "kind", "role", "portfolio"]
    list_filter = ["kind"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name", "role"]
    autocomplete_fields = ["portfolio"]


@admin.register(Capacity)
class CapacityAdmin(FactAdmin):
    list_display = [
        "resource",
        "month",
        "contracted_hours",
        "leave_hours",
        "holiday_hours",
    ]
    list_select_related = ["resource"]
    search_fields = ["resource__code", "resource__name"]
    autocomplete_fields = ["resource"]
    date_hierarchy = "month"


@admin.register(Allocation)
class AllocationAdmin(FactAdmin):
    list_display = ["resource", "project", "month", "hours"]
    list_select_related = ["resource", "project"]
    search_fields = ["resource__code", "resource__name", "project__code"]
    autocomplete_fields = ["resource", "project"]
    date_hierarchy = "month"


@admin.register(ResourceHours)
class ResourceHoursAdmin(FactAdmin):
    list_display = ["resource", "project", "month", "task", "hours", "recorded_by"]
    list_select_related = ["resource", "project", "recorded_by"]
    search_fields = ["resource__code", "resource__name", "project__code", "task"]
    autocomplete_fields = ["resource", "project"]
    date_hierarchy = "month"


@admin.register(PriorityCriterion)
class PriorityCriterionAdmin(FactAdmin):
    list_display = ["name", "weight", "portfolio"]
    list_select_related = ["portfolio"]
    search_fields = ["name"]
    autocomplete_fields = ["portfolio"]


@admin.register(PriorityScore)
class PriorityScoreAdmin(FactAdmin):
    list_display = ["project", "criterion", "mark", "recorded_by"]
    list_select_related = ["project", "criterion", "recorded_by"]
    search_fields = ["project__code", "project__name", "criterion__name"]
    autocomplete_fields = ["project", "criterion"]
