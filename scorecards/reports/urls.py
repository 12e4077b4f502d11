"""Addresses of reports, below those of the scorecards."""

from django.urls import path

from scorecards.reports.views import answering, difference, reading

urlpatterns = [
    path("", reading.report_list, name="report_list"),
    path("<int:pk>/", reading.report_detail, name="report_detail"),
    path("<int:pk>/answer/", answering.report_answer, name="report_answer"),
    path("<int:pk>/viewed/", answering.report_viewed, name="report_viewed"),
    path(
        "<int:pk>/difference/", difference.report_difference, name="report_difference"
    ),
]
