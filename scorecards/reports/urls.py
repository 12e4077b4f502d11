"""Addresses of reports, below those of the scorecards."""

from django.urls import path

from scorecards.reports.views import reading

urlpatterns = [
    path("", reading.report_list, name="report_list"),
    path("<int:pk>/", reading.report_detail, name="report_detail"),
]
