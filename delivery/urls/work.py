"""Addresses of work packages and scope registers."""

from django.urls import path

from delivery.views import scope_item, task

urlpatterns = [
    path("tasks/", task.task_list, name="task_list"),
    path("tasks.<file:kind>", task.task_export, name="task_export"),
    path("projects/<int:project_id>/tasks/new/", task.task_create, name="task_create"),
    path("tasks/<int:pk>/", task.task_update, name="task_update"),
    path("tasks/<int:pk>/delete/", task.task_delete, name="task_delete"),
    path("scope-items/", scope_item.scope_item_list, name="scope_item_list"),
    path(
        "scope-items.<file:kind>",
        scope_item.scope_item_export,
        name="scope_item_export",
    ),
    path(
        "projects/<int:project_id>/scope-items/new/",
        scope_item.scope_item_create,
        name="scope_item_create",
    ),
    path(
        "scope-items/<int:pk>/", scope_item.scope_item_update, name="scope_item_update"
    ),
    path(
        "scope-items/<int:pk>/delete/",
        scope_item.scope_item_delete,
        name="scope_item_delete",
    ),
]
