"""Benefits in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from delivery.models import (
    Benefit,
    BenefitEntry,
)


@admin.register(Benefit)
class BenefitAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "benefit_class", "owner"]
    list_filter = ["benefit_class"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio", "project", "objective"]


@admin.register(BenefitEntry)
class BenefitEntryAdmin(FactAdmin):
    list_display = ["benefit", "month", "kind", "amount", "recorded_by"]
    list_filter = ["kind"]
    list_select_related = ["benefit", "recorded_by"]
    search_fields = ["benefit__code", "benefit__name"]
    autocomplete_fields = ["benefit"]
    date_hierarchy = "month"
