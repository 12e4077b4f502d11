"""Cycles' lessons, promises and closings in the admin: to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from recognition.models import CycleClosing, CycleLesson, CyclePromise, StepLabel


class ReadOnlyAdmin(admin.ModelAdmin):
    """What is written and closed on its own page."""

    list_select_related = ["cycle__portfolio"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CycleLesson)
class CycleLessonAdmin(ReadOnlyAdmin):
    list_display = ["text", "cycle"]
    search_fields = ["text", "deed"]


@admin.register(CyclePromise)
class CyclePromiseAdmin(ReadOnlyAdmin):
    list_display = ["text", "cycle", "kpi", "due_on"]
    list_select_related = ["cycle__portfolio", "kpi"]
    search_fields = ["text", "name"]


@admin.register(CycleClosing)
class CycleClosingAdmin(ReadOnlyAdmin):
    list_display = ["cycle", "period_key", "closed_by", "closed_at", "reopened_at"]
    list_select_related = ["cycle__portfolio", "closed_by"]
    exclude = ["measures"]


@admin.register(StepLabel)
class StepLabelAdmin(ReadOnlyAdmin):
    list_display = ["step", "label", "portfolio"]
    list_select_related = ["portfolio"]
