"""Addresses of what rounds say."""

from django.urls import path

from recognition.views import result, silence

urlpatterns = [
    path("results/", result.result_list, name="result_list"),
    path("silent/", silence.silent_list, name="silent_list"),
    path("rounds/<int:pk>/results/", result.round_results, name="round_results"),
    path(
        "rounds/<int:pk>/results.<file:kind>",
        result.round_results_export,
        name="round_results_export",
    ),
    path(
        "rounds/<int:pk>/ratings.<file:kind>",
        result.round_ratings_export,
        name="round_ratings_export",
    ),
]
