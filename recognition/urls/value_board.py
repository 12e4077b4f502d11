"""Addresses of the board of value."""

from django.urls import path

from recognition.views import value_board

urlpatterns = [
    path("value/", value_board.value_list, name="value_list"),
    path("value.<file:kind>", value_board.value_export, name="value_export"),
    path("value/owed/", value_board.value_owed, name="value_owed"),
    path(
        "value/owed.<file:kind>",
        value_board.value_owed_export,
        name="value_owed_export",
    ),
    path("value/many/<slug:what>/", value_board.value_many, name="value_many"),
]
