"""Addresses. Each app has `urls.py` for pages and `api_urls.py` for the API."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import import_string
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from pmo_value.health import healthz, readyz

handler500 = "pmo_value.errors.server_error"

API_APPS = ["accounts", "delivery", "recognition", "scorecards"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", import_string("scorecards.views.home"), name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    *(
        path("api/v1/", include(f"{app}.api_urls"))
        for app in API_APPS
        if find_spec(f"{app}.api_urls")
    ),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path(
        "api/docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api_schema", template_name="api_docs.html"
        ),
        name="api_docs",
    ),
    *(
        path(f"{app}/", include(f"{app}.urls"))
        for app in ["delivery", "recognition", "scorecards"]
        if find_spec(f"{app}.urls")
    ),
]
