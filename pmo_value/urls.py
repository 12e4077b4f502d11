"""Addresses. Each app has `urls.py` for pages and `api_urls.py` for the API."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import (
    URLPattern,
    URLResolver,
    include,
    path,
    register_converter,
)
from django.utils.module_loading import import_string
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from pmo_value.converters import FileKind, Medium
from pmo_value.health import healthz, readyz

handler500 = "pmo_value.errors.server_error"

# One way in for everybody: the administration has no sign-in of its own.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

register_converter(FileKind, "file")
register_converter(Medium, "medium")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", import_string("scorecards.views.home"), name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("accounts.api_urls")),
    path("api/v1/", include("delivery.api_urls")),
    path("api/v1/", include("recognition.api_urls")),
    path("api/v1/", include("scorecards.api_urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path(
        "api/docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api_schema", template_name="api_docs.html"
        ),
        name="api_docs",
    ),
    path("delivery/", include("delivery.urls")),
    path("recognition/", include("recognition.urls")),
    path("feedback/", include("recognition.urls.feedback")),
    path("quote/", include("recognition.urls.quote")),
    path("value/", include("recognition.urls.value_link")),
    path("scorecards/", include("scorecards.urls")),
    path("shared/", include("scorecards.shared_urls")),
]
