"""Addresses of readers without an account, under /shared/: the link is the key."""

from django.urls import path

from scorecards import shared_views

urlpatterns = [
    path("<str:token>/", shared_views.shared_report, name="shared_report"),
    path(
        "<str:token>/<medium:medium>/",
        shared_views.shared_report_file,
        name="shared_report_file",
    ),
    path(
        "<str:token>/viewed/",
        shared_views.shared_report_viewed,
        name="shared_report_viewed",
    ),
    path(
        "<str:token>/decline/",
        shared_views.shared_report_decline,
        name="shared_report_decline",
    ),
]
