"""Addresses of the pages of Step 9, under /delivery/."""

from django.urls import path

from delivery.urls import (
    benefit,
    discipline,
    exchange_rate,
    imports,
    kpi,
    objective,
    portfolio,
    project,
    resource,
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
    *discipline.urlpatterns,
    *resource.urlpatterns,
    *objective.urlpatterns,
    *exchange_rate.urlpatterns,
    *imports.urlpatterns,
]
