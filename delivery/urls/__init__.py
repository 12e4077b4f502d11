"""Addresses of the pages of Step 9, under /delivery/."""

from django.urls import path

from delivery.urls import (
    benefit,
    claim,
    discipline,
    exchange_rate,
    imports,
    kpi,
    objective,
    overlap,
    portfolio,
    project,
    quality,
    resource,
    risk,
    service,
    work,
)
from delivery.views import home

app_name = "delivery"

urlpatterns = [
    path("", home.home, name="home"),
    *portfolio.urlpatterns,
    *project.urlpatterns,
    *work.urlpatterns,
    *kpi.urlpatterns,
    *benefit.urlpatterns,
    *claim.urlpatterns,
    *overlap.urlpatterns,
    *service.urlpatterns,
    *discipline.urlpatterns,
    *resource.urlpatterns,
    *objective.urlpatterns,
    *exchange_rate.urlpatterns,
    *risk.urlpatterns,
    *quality.urlpatterns,
    *imports.urlpatterns,
]
