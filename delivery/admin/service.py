"""PMO services in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from delivery.admin.fact import FactAdmin
from delivery.models import Attribution, Service, ServiceCost, ServiceUse


@admin.register(Service)
class ServiceAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "owner", "retired_on"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio"]


@admin.register(ServiceCost)
class ServiceCostAdmin(FactAdmin):
    list_display = ["service", "month", "category", "amount", "recorded_by"]
    list_filter = ["category"]
    list_select_related = ["service", "recorded_by"]
    search_fields = ["service__code", "service__name"]
    autocomplete_fields = ["service"]
    date_hierarchy = "month"


@admin.register(ServiceUse)
class ServiceUseAdmin(FactAdmin):
    list_display = ["project", "service"]
    list_select_related = ["project", "service"]
    search_fields = ["project__code", "service__code"]
    autocomplete_fields = ["project", "service"]


@admin.register(Attribution)
class AttributionAdmin(FactAdmin):
    """Shares in benefits. That they add up to 100 % at most is the page's deed."""

    list_display = ["benefit", "service", "share", "method", "confidence"]
    list_filter = ["method"]
    list_select_related = ["benefit", "service"]
    search_fields = ["benefit__code", "service__code"]
    autocomplete_fields = ["benefit", "service"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["benefit", "share"] if obj else []

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
