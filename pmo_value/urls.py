"""Addresses. Each app has `urls.py` for pages and `api_urls.py` for the API."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

API_APPS = ["accounts", "delivery", "recognition", "scorecards"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    *(
        path("api/v1/", include(f"{app}.api_urls"))
        for app in API_APPS
        if find_spec(f"{app}.api_urls")
    ),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(), name="api_docs"),
    *(
        path(f"{app}/", include(f"{app}.urls"))
        for app in ["delivery", "recognition", "scorecards"]
        if find_spec(f"{app}.urls")
    ),
]
