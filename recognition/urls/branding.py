"""Addresses of brands."""

from django.urls import path

from recognition.views import branding

urlpatterns = [
    path("branding/", branding.branding_list, name="branding_list"),
    path("branding/<slug:slug>/", branding.branding_update, name="branding_update"),
    path("branding/<slug:slug>/logo/", branding.branding_logo, name="branding_logo"),
    path(
        "branding/<slug:slug>/delete/",
        branding.branding_delete,
        name="branding_delete",
    ),
    path(
        "branding/<slug:slug>/history/",
        branding.branding_history,
        name="branding_history",
    ),
]
