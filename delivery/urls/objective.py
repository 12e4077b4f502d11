"""Addresses of objectives and of what serves them."""

from django.urls import path

from delivery.views import objective, objective_links

urlpatterns = [
    path("objectives/", objective.objective_list, name="objective_list"),
    path("objectives.<file:kind>", objective.objective_export, name="objective_export"),
    path("objectives/new/", objective.objective_create, name="objective_create"),
    path("objectives/<int:pk>/", objective.objective_detail, name="objective_detail"),
    path(
        "objectives/<int:pk>/edit/", objective.objective_update, name="objective_update"
    ),
    path(
        "objectives/<int:pk>/delete/",
        objective.objective_delete,
        name="objective_delete",
    ),
    path(
        "objectives/<int:pk>/history/",
        objective.objective_history,
        name="objective_history",
    ),
    path(
        "objective-links.<file:kind>",
        objective_links.objective_link_export,
        name="objective_link_export",
    ),
    path(
        "projects/<int:project_id>/objectives/",
        objective_links.project_objectives,
        name="project_objectives",
    ),
    path(
        "portfolios/<slug:slug>/objectives/",
        objective_links.portfolio_objectives,
        name="portfolio_objectives",
    ),
]
