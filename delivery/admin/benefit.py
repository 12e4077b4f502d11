"""Benefits in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

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
    autocomplete_fields = ["portfolio", "project", "objective", "overlap_group"]


@admin.register(BenefitEntry)
class BenefitEntryAdmin(FactAdmin):
    """Amounts by month. What finance validated is its decision, and not made here."""

    list_display = ["benefit", "month", "kind", "amount", "recorded_by"]
    list_filter = ["kind"]
    list_select_related = ["benefit", "recorded_by"]
    search_fields = ["benefit__code", "benefit__name"]
    autocomplete_fields = ["benefit"]
    date_hierarchy = "month"

    def formfield_for_choice_field(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "kind":
            kwargs["choices"] = [
                (kind.value, kind.label)
                for kind in BenefitEntry.Kind
                if kind != BenefitEntry.Kind.VALIDATED
            ]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_validated(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_validated(obj)


def is_validated(entry: BenefitEntry | None) -> bool:
    """Return whether an amount is one that finance let stand."""
    return entry is not None and entry.kind == BenefitEntry.Kind.VALIDATED
