"""Exchange rates in the admin."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from delivery.admin.fact import FactAdmin
from delivery.models import ExchangeRate


@admin.register(ExchangeRate)
class ExchangeRateAdmin(FactAdmin):
    """Rates that were entered. None is ever changed, not even here."""

    list_display = ["pair", "kind", "valid_from", "rate", "portfolio", "recorded_by"]
    list_filter = ["kind"]
    list_select_related = ["portfolio", "recorded_by"]
    search_fields = ["from_currency", "to_currency"]
    autocomplete_fields = ["portfolio"]

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False
