"""API tokens: made and given back under /api/v1/tokens/."""

from django.urls import path

from accounts import api

urlpatterns = [
    path("tokens/", api.TokenCreate.as_view(), name="token_create"),
    path("tokens/current/", api.TokenDelete.as_view(), name="token_delete"),
]
