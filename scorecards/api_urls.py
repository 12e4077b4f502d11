"""Scorecards under /api/v1/scorecards/."""

from django.urls import path

from scorecards import api

urlpatterns = [
    path("scorecards/", api.ScorecardList.as_view(), name="scorecard_document_list"),
    path(
        "scorecards/<slug:slug>/",
        api.ScorecardDocument.as_view(),
        name="scorecard_document",
    ),
    # Scripts write it without the slash, and not all of them follow a redirection.
    path("scorecards/<slug:slug>", api.ScorecardDocument.as_view(schema=None)),
]
