"""Addresses of sponsors without an account, under /value/: the link is the key."""

from django.urls import path

from recognition.views import value_link

urlpatterns = [
    path("<str:token>/", value_link.value_letter, name="value_letter"),
    path(
        "<str:token>/viewed/",
        value_link.value_letter_viewed,
        name="value_letter_viewed",
    ),
]
