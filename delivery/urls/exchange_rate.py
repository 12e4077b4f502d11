"""Addresses of exchange rates."""

from django.urls import path

from delivery.views import exchange_rate

urlpatterns = [
    path(
        "exchange-rates/", exchange_rate.exchange_rate_list, name="exchange_rate_list"
    ),
    path(
        "exchange-rates.<file:kind>",
        exchange_rate.exchange_rate_export,
        name="exchange_rate_export",
    ),
    path(
        "exchange-rates/new/",
        exchange_rate.exchange_rate_create,
        name="exchange_rate_create",
    ),
    path(
        "exchange-rates/<int:pk>/correct/",
        exchange_rate.exchange_rate_correct,
        name="exchange_rate_correct",
    ),
    path(
        "exchange-rates/<int:pk>/history/",
        exchange_rate.exchange_rate_history,
        name="exchange_rate_history",
    ),
]
