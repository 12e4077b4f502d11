"""Addresses of delivered value, its words and its letters."""

from django.urls import path

from recognition.views import value, value_mine, value_telling

urlpatterns = [
    path("value/mine/", value_mine.value_mine, name="value_mine"),
    path("value/mine/viewed/", value_mine.value_mine_viewed, name="value_mine_viewed"),
    path("value/letters/", value_telling.value_letter_list, name="value_letter_list"),
    path(
        "value/letters.<file:kind>",
        value_telling.value_letter_export,
        name="value_letter_export",
    ),
    path(
        "value/letters/new/",
        value_telling.value_letter_create,
        name="value_letter_create",
    ),
    path(
        "value/letters/<int:pk>/",
        value_telling.value_letter_detail,
        name="value_letter_detail",
    ),
    path(
        "value/letters/<int:pk>/revoke/",
        value_telling.value_letter_revoke,
        name="value_letter_revoke",
    ),
    path("value/<int:pk>/", value.value_detail, name="value_detail"),
    path("value/<int:pk>/word/", value.value_word, name="value_word"),
    path("value/<int:pk>/sponsor/", value.value_sponsor, name="value_sponsor"),
    path("value/<int:pk>/reply/", value.value_reply, name="value_reply"),
    path("value/<int:pk>/resolve/", value.value_resolve, name="value_resolve"),
]
