"""Feedback rounds in the admin: their course, and no answer."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from delivery.admin.fact import FactAdmin
from recognition.models import Questionnaire, Round


@admin.register(Questionnaire)
class QuestionnaireAdmin(FactAdmin):
    list_display = ["name", "portfolio", "minutes"]
    list_select_related = ["portfolio"]
    search_fields = ["name"]
    autocomplete_fields = ["portfolio"]


@admin.register(Round)
class RoundAdmin(FactAdmin):
    """A round is opened, closed and taken back on its own page."""

    list_display = ["name", "portfolio", "mode", "state", "opens_on", "closes_on"]
    list_filter = ["state", "mode"]
    list_select_related = ["portfolio"]
    search_fields = ["name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
