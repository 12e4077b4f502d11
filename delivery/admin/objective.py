"""Objectives and the links to them in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from delivery.models import Objective, ObjectiveLink


@admin.register(Objective)
class ObjectiveAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "weight", "target_share"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio"]


@admin.register(ObjectiveLink)
class ObjectiveLinkAdmin(FactAdmin):
    list_display = ["project", "objective", "strength", "spend_share"]
    list_select_related = ["project", "objective"]
    search_fields = ["project__code", "objective__code"]
    autocomplete_fields = ["project", "objective"]
