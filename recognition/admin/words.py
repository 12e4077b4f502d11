"""Assumptions and translations in the admin: their course, and no number."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from delivery.admin.fact import FactAdmin
from recognition.models import Assumption, ValueTranslation


class ReadOnlyAdmin(FactAdmin):
    """What is entered, approved and put forward on its own page only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Assumption)
class AssumptionAdmin(ReadOnlyAdmin):
    list_display = ["name", "portfolio", "value", "owner", "approved_at", "expires_on"]
    list_filter = ["unit"]
    list_select_related = ["portfolio"]
    search_fields = ["name", "owner", "source"]


@admin.register(ValueTranslation)
class TranslationAdmin(ReadOnlyAdmin):
    list_display = ["name", "portfolio", "formula", "period", "claimed_amount"]
    list_filter = ["formula"]
    list_select_related = ["portfolio"]
    search_fields = ["name"]
