"""Addresses of schedules of reports."""

from django.urls import path

from recognition.views import report_schedule as views

urlpatterns = [
    path("reports/schedules/", views.report_schedule_list, name="report_schedule_list"),
    path(
        "reports/<int:pk>/schedule/",
        views.report_schedule_create,
        name="report_schedule_create",
    ),
    path(
        "reports/schedules/preview/<slug:slug>/",
        views.report_schedule_preview,
        name="report_schedule_preview",
    ),
    path(
        "reports/schedules/<int:pk>/",
        views.report_schedule_detail,
        name="report_schedule_detail",
    ),
    path(
        "reports/schedules/<int:pk>/edit/",
        views.report_schedule_update,
        name="report_schedule_update",
    ),
    path(
        "reports/schedules/<int:pk>/pause/",
        views.report_schedule_pause,
        name="report_schedule_pause",
    ),
    path(
        "reports/schedules/<int:pk>/delete/",
        views.report_schedule_delete,
        name="report_schedule_delete",
    ),
    path(
        "reports/schedules/<int:pk>/history/",
        views.report_schedule_history,
        name="report_schedule_history",
    ),
    path(
        "reports/schedules/<int:pk>/runs.<file:kind>",
        views.schedule_run_export,
        name="schedule_run_export",
    ),
    path(
        "reports/runs/<int:pk>/again/",
        views.schedule_run_again,
        name="schedule_run_again",
    ),
]
