"""Addresses of what a person may change about the own access, under /accounts/."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("tokens/", views.account_tokens, name="account_tokens"),
    path(
        "tokens/<str:key>/revoke/",
        views.account_token_revoke,
        name="account_token_revoke",
    ),
]
