"""Addresses of authors without an account, under /quote/: the link is the key."""

from django.urls import path

from recognition.views import quote

urlpatterns = [
    path("<str:token>/", quote.quote, name="quote"),
]
