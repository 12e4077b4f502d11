"""Addresses of reports, below those of the scorecards."""

from django.urls import path

from scorecards.file_views import report_file
from scorecards.reports.views import (
    answering,
    composing,
    difference,
    reading,
    reviewing,
)

urlpatterns = [
    path("", reading.report_list, name="report_list"),
    path("new/", composing.report_create, name="report_create"),
    path("<int:pk>/", reading.report_detail, name="report_detail"),
    path("<int:pk>/files/<medium:medium>/", report_file, name="report_file"),
    path("<int:pk>/answer/", answering.report_answer, name="report_answer"),
    path("<int:pk>/viewed/", answering.report_viewed, name="report_viewed"),
    path(
        "<int:pk>/difference/", difference.report_difference, name="report_difference"
    ),
    path("<int:pk>/compose/", composing.report_compose, name="report_compose"),
    path("<int:pk>/title/", composing.report_update, name="report_update"),
    path("<int:pk>/delete/", composing.report_delete, name="report_delete"),
    path("<int:pk>/go-on/", composing.report_go_on, name="report_go_on"),
    path(
        "<int:pk>/sections/new/",
        composing.report_section_create,
        name="report_section_create",
    ),
    path(
        "sections/<int:pk>/",
        composing.report_section_update,
        name="report_section_update",
    ),
    path(
        "sections/<int:pk>/move/",
        composing.report_section_move,
        name="report_section_move",
    ),
    path(
        "sections/<int:pk>/delete/",
        composing.report_section_delete,
        name="report_section_delete",
    ),
    path(
        "<int:pk>/sections/restore/",
        composing.report_section_restore,
        name="report_section_restore",
    ),
    path(
        "<int:pk>/comments/new/",
        reviewing.report_comment_create,
        name="report_comment_create",
    ),
    path(
        "comments/<int:pk>/settle/",
        reviewing.report_comment_settle,
        name="report_comment_settle",
    ),
    path("<int:pk>/review/", reviewing.report_review, name="report_review"),
    path("<int:pk>/decide/", reviewing.report_decide, name="report_decide"),
    path("<int:pk>/open/", reviewing.report_reopen, name="report_reopen"),
    path("<int:pk>/publish/", reviewing.report_publish, name="report_publish"),
    path("<int:pk>/withdraw/", reviewing.report_withdraw, name="report_withdraw"),
    path("<int:pk>/renew/", reviewing.report_renew, name="report_renew"),
    path("<int:pk>/history/", reviewing.report_history, name="report_history"),
]
