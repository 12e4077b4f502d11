"""Decisions on claims, overlaps and leaks in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from delivery.admin.fact import FactAdmin
from delivery.models import BenefitLeak, ClaimDecision, OverlapGroup


@admin.register(ClaimDecision)
class ClaimDecisionAdmin(admin.ModelAdmin):
    """Decisions on claims, to look at: none is ever changed, not even here."""

    list_display = ["benefit", "month", "number", "verdict", "amount", "decided_by"]
    list_filter = ["verdict"]
    list_select_related = ["benefit", "decided_by"]
    search_fields = ["benefit__code", "benefit__name"]
    date_hierarchy = "month"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(OverlapGroup)
class OverlapGroupAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "measured_total", "measured_on"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio"]


@admin.register(BenefitLeak)
class BenefitLeakAdmin(FactAdmin):
    list_display = ["benefit", "cause", "amount"]
    list_filter = ["cause"]
    list_select_related = ["benefit"]
    search_fields = ["benefit__code", "benefit__name"]
    autocomplete_fields = ["benefit"]
