"""Addresses of benefits and their amounts."""

from django.urls import path

from delivery.views import benefit, benefit_entry

urlpatterns = [
    path("benefits/", benefit.benefit_list, name="benefit_list"),
    path("benefits.<file:kind>", benefit.benefit_export, name="benefit_export"),
    path("benefits/new/", benefit.benefit_create, name="benefit_create"),
    path("benefits/<int:pk>/", benefit.benefit_detail, name="benefit_detail"),
    path("benefits/<int:pk>/edit/", benefit.benefit_update, name="benefit_update"),
    path("benefits/<int:pk>/delete/", benefit.benefit_delete, name="benefit_delete"),
    path("benefits/<int:pk>/history/", benefit.benefit_history, name="benefit_history"),
    path("benefits/<int:pk>/months/", benefit.benefit_months, name="benefit_months"),
    path(
        "benefits/<int:pk>/entries.<file:kind>",
        benefit.benefit_entry_export,
        name="benefit_entry_export",
    ),
    path(
        "benefits/<int:benefit_id>/entries/new/",
        benefit_entry.benefit_entry_create,
        name="benefit_entry_create",
    ),
    path(
        "benefit-entries/<int:pk>/",
        benefit_entry.benefit_entry_update,
        name="benefit_entry_update",
    ),
    path(
        "benefit-entries/<int:pk>/delete/",
        benefit_entry.benefit_entry_delete,
        name="benefit_entry_delete",
    ),
]
