"""Addresses of the list of reports."""

from django.urls import path

from recognition.views import report

urlpatterns = [
    path("reports/", report.report_list, name="report_list"),
    path("reports.<file:kind>", report.report_export, name="report_export"),
]
