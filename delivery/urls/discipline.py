"""Addresses of what one owes, of its reminders, and of what is wrong with the data."""

from django.urls import path

from delivery.views import closing, data_quality, owed, reminder

urlpatterns = [
    path("owed/", owed.owed, name="owed"),
    path("owed/<str:cadence>/<str:day>/", owed.owed_values, name="owed_values"),
    path("reminders/", reminder.reminder_settings, name="reminder_settings"),
    path(
        "reminders/<str:token>/",
        reminder.reminder_unsubscribe,
        name="reminder_unsubscribe",
    ),
    path(
        "portfolios/<slug:slug>/closing/",
        closing.portfolio_close,
        name="portfolio_close",
    ),
    path("data-quality/", data_quality.data_quality, name="data_quality"),
    path(
        "data-quality.<file:kind>",
        data_quality.data_quality_export,
        name="data_quality_export",
    ),
]
