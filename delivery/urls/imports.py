"""Addresses of imports."""

from django.urls import path

from delivery.views import imports

urlpatterns = [
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/", imports.import_create, name="import_create"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/check/", imports.import_check, name="import_check"),
    path(
        "imports/<int:pk>/carry-out/",
        imports.import_carry_out,
        name="import_carry_out",
    ),
    path("imports/<int:pk>/errors.csv", imports.import_errors, name="import_errors"),
]
