"""Addresses of KPIs, their targets and what was measured."""

from django.urls import path

from delivery.views import (
    annotation,
    approval,
    kpi,
    kpi_measurement,
    kpi_target,
    limit_decision,
)

urlpatterns = [
    path("kpis/", kpi.kpi_list, name="kpi_list"),
    path("kpis.<file:kind>", kpi.kpi_export, name="kpi_export"),
    path("kpis/new/", kpi.kpi_create, name="kpi_create"),
    path("kpis/<int:pk>/", kpi.kpi_detail, name="kpi_detail"),
    path("kpis/<int:pk>/edit/", kpi.kpi_update, name="kpi_update"),
    path("kpis/<int:pk>/retire/", kpi.kpi_retire, name="kpi_retire"),
    path("kpis/<int:pk>/delete/", kpi.kpi_delete, name="kpi_delete"),
    path("kpis/<int:pk>/history/", kpi.kpi_history, name="kpi_history"),
    path(
        "kpis/<int:pk>/measurements.<file:kind>",
        kpi.kpi_measurement_export,
        name="kpi_measurement_export",
    ),
    path(
        "kpis/<int:kpi_id>/targets/new/",
        kpi_target.kpi_target_create,
        name="kpi_target_create",
    ),
    path("targets/<int:pk>/", kpi_target.kpi_target_update, name="kpi_target_update"),
    path(
        "targets/<int:pk>/delete/",
        kpi_target.kpi_target_delete,
        name="kpi_target_delete",
    ),
    path(
        "limit-decisions.<file:kind>",
        limit_decision.limit_decision_export,
        name="limit_decision_export",
    ),
    path(
        "annotations.<file:kind>",
        annotation.annotation_export,
        name="annotation_export",
    ),
    path(
        "kpis/<int:kpi_id>/limits/new/",
        limit_decision.limit_decision_create,
        name="limit_decision_create",
    ),
    path(
        "kpis/<int:kpi_id>/annotations/new/",
        annotation.annotation_create,
        name="annotation_create",
    ),
    path(
        "annotations/<int:pk>/",
        annotation.annotation_update,
        name="annotation_update",
    ),
    path(
        "annotations/<int:pk>/delete/",
        annotation.annotation_delete,
        name="annotation_delete",
    ),
    path(
        "kpis/<int:kpi_id>/measurements/new/",
        kpi_measurement.kpi_measurement_create,
        name="kpi_measurement_create",
    ),
    path(
        "measurements/<int:pk>/",
        kpi_measurement.kpi_measurement_update,
        name="kpi_measurement_update",
    ),
    path(
        "measurements/<int:pk>/delete/",
        kpi_measurement.kpi_measurement_delete,
        name="kpi_measurement_delete",
    ),
    path("approvals/", approval.approval_list, name="approval_list"),
    path("approvals/approve/", approval.approval_many, name="approval_many"),
    path(
        "measurements/<int:pk>/decide/",
        approval.kpi_measurement_decide,
        name="kpi_measurement_decide",
    ),
]
