"""Addresses of projects, their plans and what was reported about them."""

from django.urls import path

from delivery.views import milestone, project, status_update

urlpatterns = [
    path("projects/", project.project_list, name="project_list"),
    path("projects.<file:kind>", project.project_export, name="project_export"),
    path("projects/new/", project.project_create, name="project_create"),
    path("projects/<int:pk>/", project.project_detail, name="project_detail"),
    path("projects/<int:pk>/edit/", project.project_update, name="project_update"),
    path("projects/<int:pk>/delete/", project.project_delete, name="project_delete"),
    path("projects/<int:pk>/history/", project.project_history, name="project_history"),
    path(
        "projects/<int:project_id>/baselines/new/",
        project.baseline_create,
        name="baseline_create",
    ),
    path(
        "projects/<int:project_id>/status-updates/",
        status_update.status_update_list,
        name="status_update_list",
    ),
    path(
        "projects/<int:project_id>/status-updates/new/",
        status_update.status_update_create,
        name="status_update_create",
    ),
    path(
        "status-updates/<int:pk>/",
        status_update.status_update_update,
        name="status_update_update",
    ),
    path(
        "status-updates/<int:pk>/delete/",
        status_update.status_update_delete,
        name="status_update_delete",
    ),
    path(
        "projects/<int:project_id>/milestones/new/",
        milestone.milestone_create,
        name="milestone_create",
    ),
    path("milestones/<int:pk>/", milestone.milestone_update, name="milestone_update"),
    path(
        "milestones/<int:pk>/delete/",
        milestone.milestone_delete,
        name="milestone_delete",
    ),
]
