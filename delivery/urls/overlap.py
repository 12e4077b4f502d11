"""Addresses of overlap groups and of causes of leaks."""

from django.urls import path

from delivery.views import overlap

urlpatterns = [
    path("overlap-groups/", overlap.overlap_group_list, name="overlap_group_list"),
    path(
        "overlap-groups.<file:kind>",
        overlap.overlap_group_export,
        name="overlap_group_export",
    ),
    path(
        "overlap-groups/new/",
        overlap.overlap_group_create,
        name="overlap_group_create",
    ),
    path(
        "overlap-groups/<int:pk>/",
        overlap.overlap_group_update,
        name="overlap_group_update",
    ),
    path(
        "overlap-groups/<int:pk>/delete/",
        overlap.overlap_group_delete,
        name="overlap_group_delete",
    ),
    path(
        "overlap-groups/<int:pk>/history/",
        overlap.overlap_group_history,
        name="overlap_group_history",
    ),
    path("leaks.<file:kind>", overlap.benefit_leak_export, name="benefit_leak_export"),
    path(
        "benefits/<int:benefit_id>/leaks/new/",
        overlap.benefit_leak_create,
        name="benefit_leak_create",
    ),
    path("leaks/<int:pk>/", overlap.benefit_leak_update, name="benefit_leak_update"),
    path(
        "leaks/<int:pk>/delete/",
        overlap.benefit_leak_delete,
        name="benefit_leak_delete",
    ),
]
