"""Where the rows of a panel lead: the pages on which the facts are kept.

The same rows stand in every period of a portfolio, so addresses are kept.
"""

from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

KEPT: Final = 4096


@lru_cache(KEPT)
def project_url(pk: int) -> str:
    """The page of a project."""
    return reverse("delivery:project_detail", args=[pk])


@lru_cache(KEPT)
def performance_url(pk: int) -> str:
    """The page with the curves, indices and forecasts of a project."""
    return reverse("scorecards:project_performance", args=[pk])


@lru_cache(KEPT)
def kpi_url(pk: int) -> str:
    """The page of a KPI."""
    return reverse("delivery:kpi_detail", args=[pk])


@lru_cache(KEPT)
def kpi_study_url(pk: int) -> str:
    """The page on which a KPI's course is judged."""
    return reverse("scorecards:kpi_study", args=[pk])


@lru_cache(KEPT)
def benefit_url(pk: int) -> str:
    """The page of a benefit."""
    return reverse("delivery:benefit_detail", args=[pk])


@lru_cache(KEPT)
def resource_url(pk: int) -> str:
    """The page of a person or role."""
    return reverse("delivery:resource_detail", args=[pk])


@lru_cache(KEPT)
def objective_url(pk: int) -> str:
    """The page of an objective."""
    return reverse("delivery:objective_detail", args=[pk])


@lru_cache(KEPT)
def project_links_url(pk: int) -> str:
    """Where a project is linked to objectives."""
    return reverse("delivery:project_objectives", args=[pk])


def objectives_url(slug: str) -> str:
    """Where the projects of a portfolio are linked to objectives."""
    return reverse("delivery:portfolio_objectives", args=[slug])


def exchange_rates_url(source: str, target: str) -> str:
    """Where a rate between two currencies is entered."""
    query = urlencode({"from_currency": source, "to_currency": target})
    return f"{reverse('delivery:exchange_rate_create')}?{query}"


@lru_cache(KEPT)
def service_url(pk: int) -> str:
    """The page of a PMO service."""
    return reverse("delivery:service_detail", args=[pk])


@lru_cache(KEPT)
def risk_url(pk: int) -> str:
    """The page of a risk."""
    return reverse("delivery:risk_detail", args=[pk])


@lru_cache(KEPT)
def issue_url(pk: int) -> str:
    """The page of an issue."""
    return reverse("delivery:issue_detail", args=[pk])


def scorecard_url(slug: str, period: str) -> str:
    """The scorecard of another portfolio in a period."""
    return f"{reverse('scorecards:scorecard_detail', args=[slug])}?period={period}"
