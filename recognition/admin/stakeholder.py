"""Stakeholders in the admin."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from recognition.models import Stakeholder


@admin.register(Stakeholder)
class StakeholderAdmin(FactAdmin):
    list_display = ["name", "email", "role", "portfolio", "left_on"]
    list_filter = ["role"]
    list_select_related = ["portfolio"]
    search_fields = ["name", "email"]
    autocomplete_fields = ["portfolio", "user"]
