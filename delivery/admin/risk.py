"""Risks, what is set aside for them, and issues in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from delivery.models import (
    Contingency,
    Issue,
    Risk,
    RiskAssessment,
    RiskLevel,
)


@admin.register(Risk)
class RiskAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "kind", "status", "owner"]
    list_filter = ["kind", "status"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio", "project"]


@admin.register(RiskAssessment)
class RiskAssessmentAdmin(FactAdmin):
    list_display = ["risk", "assessed_on", "probability", "impact_money", "recorded_by"]
    list_select_related = ["risk", "recorded_by"]
    search_fields = ["risk__code", "risk__name"]
    autocomplete_fields = ["risk"]
    date_hierarchy = "assessed_on"


@admin.register(RiskLevel)
class RiskLevelAdmin(FactAdmin):
    list_display = ["portfolio", "position", "probability_label", "impact_label"]
    list_select_related = ["portfolio"]
    search_fields = ["portfolio__slug", "probability_label", "impact_label"]
    autocomplete_fields = ["portfolio"]


@admin.register(Contingency)
class ContingencyAdmin(FactAdmin):
    list_display = ["portfolio", "project", "valid_from", "reserve", "reserve_days"]
    list_select_related = ["portfolio", "project"]
    search_fields = ["portfolio__slug", "project__code", "project__name"]
    autocomplete_fields = ["portfolio", "project"]


@admin.register(Issue)
class IssueAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "severity", "opened_on", "resolved_on"]
    list_filter = ["severity"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio", "project", "risk"]
