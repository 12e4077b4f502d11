"""Addresses of the pages that executives read."""

from django.urls import include, path

from scorecards import (
    cycle_views,
    file_views,
    flywheel_views,
    kpi_views,
    return_views,
    sponsor_views,
    views,
)

app_name = "scorecards"

urlpatterns = [
    path("", views.portfolio_list, name="portfolio_list"),
    path("projects/<int:pk>/", views.project_performance, name="project_performance"),
    path(
        "projects/<int:pk>/<slug:name>/figure/",
        views.project_figure,
        name="project_figure",
    ),
    # A KPI is known by its number, which no panel has for a name.
    path("kpis/<int:pk>/", kpi_views.kpi_study, name="kpi_study"),
    path("kpis/<int:pk>/rows/", kpi_views.kpi_study_export, name="kpi_study_export"),
    path("kpis/<int:pk>/figure/", kpi_views.kpi_study_figure, name="kpi_study_figure"),
    # A file is known by its number as well.
    path("files/<int:pk>/", file_views.file_detail, name="file_detail"),
    path("files/<int:pk>/download/", file_views.file_download, name="file_download"),
    path("files/<int:pk>/stop/", file_views.file_stop, name="file_stop"),
    path("files/<int:pk>/again/", file_views.file_again, name="file_again"),
    path("<slug:slug>/files/", file_views.file_list, name="file_list"),
    # No portfolio is called so.
    path("reports/", include("scorecards.reports.urls")),
    path("<slug:slug>/", views.scorecard_detail, name="scorecard_detail"),
    path("<slug:slug>/export/", views.scorecard_export, name="scorecard_export"),
    path("<slug:slug>/refresh/", views.scorecard_refresh, name="scorecard_refresh"),
    path("<slug:slug>/flywheel/", flywheel_views.flywheel, name="flywheel"),
    path("<slug:slug>/flywheel/steps/", flywheel_views.step_labels, name="step_labels"),
    path("<slug:slug>/cycles/<int:pk>/", cycle_views.cycle_report, name="cycle_report"),
    path(
        "<slug:slug>/cycles/<int:pk>/close/",
        cycle_views.cycle_close,
        name="cycle_close",
    ),
    path(
        "<slug:slug>/cycles/<int:pk>/reopen/",
        cycle_views.cycle_reopen,
        name="cycle_reopen",
    ),
    path(
        "<slug:slug>/cycles/<int:pk>/promises.<file:kind>",
        cycle_views.cycle_export,
        name="cycle_export",
    ),
    path(
        "<slug:slug>/cycles/<int:pk>/carried.<file:kind>",
        cycle_views.carried_export,
        name="carried_export",
    ),
    path(
        "<slug:slug>/frozen/<int:pk>/",
        cycle_views.frozen_scorecard,
        name="frozen_scorecard",
    ),
    path(
        "<slug:slug>/frozen/<int:pk>/measures.<file:kind>",
        cycle_views.frozen_export,
        name="frozen_export",
    ),
    # No panel has this name, nor any of those above.
    path(
        "<slug:slug>/sponsors/",
        sponsor_views.sponsor_perception,
        name="sponsor_perception",
    ),
    path(
        "<slug:slug>/sponsors.<file:kind>",
        sponsor_views.sponsor_perception_export,
        name="sponsor_perception_export",
    ),
    path("<slug:slug>/return/", return_views.pmo_return, name="pmo_return"),
    path(
        "<slug:slug>/return.<file:kind>",
        return_views.pmo_return_export,
        name="pmo_return_export",
    ),
    path(
        "<slug:slug>/return/<slug:name>.json",
        return_views.pmo_return_figure,
        name="pmo_return_figure",
    ),
    path("<slug:slug>/<slug:panel>/", views.panel_detail, name="panel_detail"),
    path("<slug:slug>/<slug:panel>/rows/", views.panel_export, name="panel_export"),
    path("<slug:slug>/<slug:panel>/figure/", views.panel_figure, name="panel_figure"),
]
