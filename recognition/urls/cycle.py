"""Addresses of what turns of the flywheel leave behind."""

from django.urls import path

from recognition.views import cycle

urlpatterns = [
    path("cycles/", cycle.cycle_list, name="cycle_list"),
    path("cycles/<int:pk>/history/", cycle.cycle_history, name="cycle_history"),
    path("cycles/<int:pk>/lessons/new/", cycle.lesson_create, name="lesson_create"),
    path("cycles/<int:pk>/promises/new/", cycle.promise_create, name="promise_create"),
    path("lessons/", cycle.lesson_list, name="lesson_list"),
    path("lessons.<file:kind>", cycle.lesson_export, name="lesson_export"),
    path("lessons/<int:pk>/", cycle.lesson_update, name="lesson_update"),
    path("lessons/<int:pk>/delete/", cycle.lesson_delete, name="lesson_delete"),
    path("promises/", cycle.promise_list, name="promise_list"),
    path("promises.<file:kind>", cycle.promise_export, name="promise_export"),
    path("promises/<int:pk>/", cycle.promise_update, name="promise_update"),
    path("promises/<int:pk>/delete/", cycle.promise_delete, name="promise_delete"),
]
