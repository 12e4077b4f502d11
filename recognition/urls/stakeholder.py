"""Addresses of the people whom the PMO works for."""

from django.urls import path

from recognition.views import stakeholder

urlpatterns = [
    path("stakeholders/", stakeholder.stakeholder_list, name="stakeholder_list"),
    path(
        "stakeholders.<file:kind>",
        stakeholder.stakeholder_export,
        name="stakeholder_export",
    ),
    path(
        "stakeholders/new/", stakeholder.stakeholder_create, name="stakeholder_create"
    ),
    path(
        "stakeholders/paste/", stakeholder.stakeholder_paste, name="stakeholder_paste"
    ),
    path(
        "stakeholders/<int:pk>/",
        stakeholder.stakeholder_detail,
        name="stakeholder_detail",
    ),
    path(
        "stakeholders/<int:pk>/edit/",
        stakeholder.stakeholder_update,
        name="stakeholder_update",
    ),
    path(
        "stakeholders/<int:pk>/merge/",
        stakeholder.stakeholder_merge,
        name="stakeholder_merge",
    ),
    path(
        "stakeholders/<int:pk>/forget/",
        stakeholder.stakeholder_erase,
        name="stakeholder_erase",
    ),
    path(
        "stakeholders/<int:pk>/history/",
        stakeholder.stakeholder_history,
        name="stakeholder_history",
    ),
    path(
        "stakeholders/<int:stakeholder_id>/responsibilities/new/",
        stakeholder.responsibility_create,
        name="responsibility_create",
    ),
    path(
        "responsibilities/<int:pk>/delete/",
        stakeholder.responsibility_delete,
        name="responsibility_delete",
    ),
]
