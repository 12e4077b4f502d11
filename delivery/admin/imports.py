"""Saved mappings in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from delivery.models import ImportMapping


@admin.register(ImportMapping)
class ImportMappingAdmin(FactAdmin):
    list_display = ["name", "portfolio", "folder", "saved_by", "saved_at"]
    list_select_related = ["portfolio", "saved_by"]
    search_fields = ["name", "folder"]
    autocomplete_fields = ["portfolio"]
    readonly_fields = ["saved_by"]
