"""Addresses of PMO services and of what they helped."""

from django.urls import path

from delivery.views import service, service_use

urlpatterns = [
    path("services/", service.service_list, name="service_list"),
    path("services.<file:kind>", service.service_export, name="service_export"),
    path("services/new/", service.service_create, name="service_create"),
    path("services/<int:pk>/", service.service_detail, name="service_detail"),
    path("services/<int:pk>/edit/", service.service_update, name="service_update"),
    path("services/<int:pk>/delete/", service.service_delete, name="service_delete"),
    path("services/<int:pk>/history/", service.service_history, name="service_history"),
    path("services/<int:pk>/costs/", service.service_costs, name="service_costs"),
    path(
        "services/<int:pk>/costs.<file:kind>",
        service.service_cost_export,
        name="service_cost_export",
    ),
    path(
        "service-uses.<file:kind>",
        service_use.service_use_export,
        name="service_use_export",
    ),
    path(
        "attributions.<file:kind>",
        service_use.attribution_export,
        name="attribution_export",
    ),
    path(
        "projects/<int:project_id>/services/new/",
        service_use.service_use_create,
        name="service_use_create",
    ),
    path(
        "service-uses/<int:pk>/delete/",
        service_use.service_use_delete,
        name="service_use_delete",
    ),
    path(
        "benefits/<int:benefit_id>/attributions/new/",
        service_use.attribution_create,
        name="attribution_create",
    ),
    path(
        "attributions/<int:pk>/",
        service_use.attribution_update,
        name="attribution_update",
    ),
    path(
        "attributions/<int:pk>/delete/",
        service_use.attribution_delete,
        name="attribution_delete",
    ),
]
