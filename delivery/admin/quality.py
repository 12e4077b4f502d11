"""Rework, defects and changes in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from delivery.models import QualityCount, ReworkEntry


@admin.register(ReworkEntry)
class ReworkEntryAdmin(FactAdmin):
    list_display = ["project", "month", "hours", "rework_hours", "recorded_by"]
    list_select_related = ["project", "recorded_by"]
    search_fields = ["project__code", "project__name"]
    autocomplete_fields = ["project"]
    date_hierarchy = "month"


@admin.register(QualityCount)
class QualityCountAdmin(FactAdmin):
    list_display = ["project", "month", "defects_before", "defects_after"]
    list_select_related = ["project"]
    search_fields = ["project__code", "project__name"]
    autocomplete_fields = ["project"]
    date_hierarchy = "month"
