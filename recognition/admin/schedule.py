"""Schedules of reports in the admin: to look at, and nothing to change."""

from django.contrib import admin

from recognition.admin.value import ReadOnlyAdmin
from recognition.models import ReportSchedule, ScheduleRun


@admin.register(ReportSchedule)
class ReportScheduleAdmin(ReadOnlyAdmin):
    """A schedule is set on its own page."""

    list_display = ["name", "portfolio", "cadence", "owner", "is_paused"]
    list_filter = ["cadence", "is_paused"]
    list_select_related = ["portfolio", "owner"]


@admin.register(ScheduleRun)
class ScheduleRunAdmin(ReadOnlyAdmin):
    """What became of each run."""

    list_display = ["schedule", "planned_on", "state", "attempts", "finished_at"]
    list_filter = ["state"]
    list_select_related = ["schedule"]
