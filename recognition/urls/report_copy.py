"""Addresses of the recipients of reports, and of what became of their copies."""

from django.urls import path

from recognition.views import report_copy, report_copy_deeds, report_distribution

urlpatterns = [
    path(
        "reports/<int:pk>/recipients/",
        report_copy.report_recipients,
        name="report_recipients",
    ),
    path(
        "reports/<int:pk>/recipients.<file:kind>",
        report_copy.report_recipients_export,
        name="report_recipients_export",
    ),
    path(
        "reports/<int:pk>/deliveries.<file:kind>",
        report_copy.report_deliveries_export,
        name="report_deliveries_export",
    ),
    path(
        "reports/<int:pk>/recipients/add/",
        report_copy.report_recipient_add,
        name="report_recipient_add",
    ),
    path(
        "reports/<int:pk>/recipients/again/",
        report_copy.report_recipients_again,
        name="report_recipients_again",
    ),
    path(
        "reports/<int:pk>/distribution/",
        report_distribution.report_distribution,
        name="report_distribution",
    ),
    path(
        "reports/copies/<int:pk>/",
        report_copy.report_copy_detail,
        name="report_copy_detail",
    ),
    path(
        "reports/copies/<int:pk>/edit/",
        report_copy.report_copy_update,
        name="report_copy_update",
    ),
    path(
        "reports/copies/<int:pk>/<slug:name>/",
        report_copy_deeds.report_copy_do,
        name="report_copy_do",
    ),
]
