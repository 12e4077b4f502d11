"""Addresses of rework, defects and changes."""

from django.urls import path

from delivery.views import rework

urlpatterns = [
    path("rework/", rework.rework_entry_list, name="rework_entry_list"),
    path("rework.<file:kind>", rework.rework_entry_export, name="rework_entry_export"),
    path(
        "projects/<int:project_id>/rework/new/",
        rework.rework_entry_create,
        name="rework_entry_create",
    ),
    path("rework/<int:pk>/", rework.rework_entry_update, name="rework_entry_update"),
    path(
        "rework/<int:pk>/delete/",
        rework.rework_entry_delete,
        name="rework_entry_delete",
    ),
    path("quality-counts/", rework.quality_count_list, name="quality_count_list"),
    path(
        "quality-counts.<file:kind>",
        rework.quality_count_export,
        name="quality_count_export",
    ),
    path(
        "projects/<int:project_id>/quality/new/",
        rework.quality_count_create,
        name="quality_count_create",
    ),
    path(
        "quality-counts/<int:pk>/",
        rework.quality_count_update,
        name="quality_count_update",
    ),
    path(
        "quality-counts/<int:pk>/delete/",
        rework.quality_count_delete,
        name="quality_count_delete",
    ),
]
