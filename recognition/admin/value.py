"""The ledger of value in the admin: to look at, and nothing to change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from recognition.models import LedgerEvent, ValueItem, ValueLetter


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that follow from the ledger, or are part of it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ValueItem)
class ValueItemAdmin(ReadOnlyAdmin):
    """An item is worded, told and answered on its own pages."""

    list_display = ["__str__", "portfolio", "amount", "currency", "answer"]
    list_filter = ["kind", "answer", "is_stale"]
    list_select_related = ["portfolio", "benefit", "kpi", "project"]


@admin.register(LedgerEvent)
class LedgerEventAdmin(ReadOnlyAdmin):
    """Events without the words that people wrote."""

    list_display = ["portfolio", "number", "kind", "at", "by", "amount", "currency"]
    list_filter = ["kind", "via"]
    list_select_related = ["portfolio", "by"]
    fields = [
        *("portfolio", "number", "item", "kind", "at", "by", "via"),
        *("amount", "currency", "previous_hash", "hash"),
    ]


@admin.register(ValueLetter)
class ValueLetterAdmin(ReadOnlyAdmin):
    """Letters without the random text that their links follow from."""

    list_display = ["sponsor", "portfolio", "sent_at", "expires_on", "revoked_at"]
    list_select_related = ["sponsor", "portfolio"]
    fields = ["sponsor", "portfolio", "sent_by", "sent_at", "expires_on", "revoked_at"]
