"""Addresses of the pages of Step 10, under /recognition/."""

from django.urls import path

from recognition.urls import (
    branding,
    comment,
    cycle,
    demand,
    feedback_round,
    report,
    report_copy,
    report_schedule,
    result,
    stakeholder,
    stories,
    testimonials,
    value,
    value_board,
    words,
)
from recognition.views import home

app_name = "recognition"

urlpatterns = [
    path("", home.home, name="home"),
    *stakeholder.urlpatterns,
    *feedback_round.urlpatterns,
    *stories.urlpatterns,
    *testimonials.urlpatterns,
    *result.urlpatterns,
    *comment.urlpatterns,
    *words.urlpatterns,
    *value.urlpatterns,
    *cycle.urlpatterns,
    *value_board.urlpatterns,
    *demand.urlpatterns,
    *report.urlpatterns,
    *report_copy.urlpatterns,
    *branding.urlpatterns,
    *report_schedule.urlpatterns,
]
