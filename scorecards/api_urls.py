"""Scorecards under /api/v1/scorecards/."""

from django.urls import path

from scorecards import api, kpi_api, report_api

urlpatterns = [
    path("kpi-studies/", kpi_api.KpiStudyList.as_view(), name="kpi_study_list"),
    path(
        "kpi-studies/<int:kpi>/",
        kpi_api.KpiStudyDocument.as_view(),
        name="kpi_study_document",
    ),
    path("reports/", report_api.ReportList.as_view(), name="report_document_list"),
    path(
        "reports/<int:report>/",
        report_api.ReportDocument.as_view(),
        name="report_document",
    ),
    path("scorecards/", api.ScorecardList.as_view(), name="scorecard_document_list"),
    path(
        "scorecards/<slug:slug>/",
        api.ScorecardDocument.as_view(),
        name="scorecard_document",
    ),
    # Scripts write it without the slash, and not all of them follow a redirection.
    path("scorecards/<slug:slug>", api.ScorecardDocument.as_view(schema=None)),
]
