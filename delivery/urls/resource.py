"""Addresses of people, their hours, and the priorities of projects."""

from django.urls import path

from delivery.views import priority, resource, resource_hours

urlpatterns = [
    path("people/", resource.resource_list, name="resource_list"),
    path("people.<file:kind>", resource.resource_export, name="resource_export"),
    path("people/new/", resource.resource_create, name="resource_create"),
    path("people/<int:pk>/", resource.resource_detail, name="resource_detail"),
    path("people/<int:pk>/edit/", resource.resource_update, name="resource_update"),
    path("people/<int:pk>/delete/", resource.resource_delete, name="resource_delete"),
    path(
        "people/<int:pk>/history/", resource.resource_history, name="resource_history"
    ),
    path(
        "people/<int:pk>/months/",
        resource_hours.resource_months,
        name="resource_months",
    ),
    path(
        "people/<int:pk>/capacities.<file:kind>",
        resource_hours.capacity_export,
        name="capacity_export",
    ),
    path(
        "people/<int:pk>/allocations.<file:kind>",
        resource_hours.allocation_export,
        name="allocation_export",
    ),
    path(
        "people/<int:resource_id>/hours/new/",
        resource_hours.resource_hours_create,
        name="resource_hours_create",
    ),
    path("hours/", resource_hours.resource_hours_list, name="resource_hours_list"),
    path(
        "hours.<file:kind>",
        resource_hours.resource_hours_export,
        name="resource_hours_export",
    ),
    path(
        "hours/<int:pk>/",
        resource_hours.resource_hours_update,
        name="resource_hours_update",
    ),
    path(
        "hours/<int:pk>/delete/",
        resource_hours.resource_hours_delete,
        name="resource_hours_delete",
    ),
    path(
        "projects/<int:project_id>/hours/",
        resource_hours.project_hours,
        name="project_hours",
    ),
    path(
        "portfolios/<slug:slug>/priorities/",
        priority.priority_list,
        name="priority_list",
    ),
    path(
        "portfolios/<slug:slug>/priorities.<file:kind>",
        priority.priority_export,
        name="priority_export",
    ),
    path(
        "portfolios/<slug:slug>/priorities/marks/",
        priority.priority_marks,
        name="priority_marks",
    ),
    path(
        "portfolios/<slug:slug>/priorities/new/",
        priority.priority_criterion_create,
        name="priority_criterion_create",
    ),
    path(
        "priority-criteria/<int:pk>/",
        priority.priority_criterion_update,
        name="priority_criterion_update",
    ),
    path(
        "priority-criteria/<int:pk>/delete/",
        priority.priority_criterion_delete,
        name="priority_criterion_delete",
    ),
]
