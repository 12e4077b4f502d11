"""PMO services, their costs and what they helped, as files."""

from collections.abc import Iterable

from django.db.models import QuerySet

from delivery.exports.rows import Rows, values
from delivery.models import Attribution, Service, ServiceCost, ServiceUse

SERVICE_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "description",
    "owner",
    "starts_on",
    "retired_on",
    "cost_total",
    "project_count",
    "benefit_count",
)

SERVICE_COST_COLUMNS = ("service", "month", "category", "amount", "note")

SERVICE_USE_COLUMNS = ("portfolio", "project", "service", "note")

ATTRIBUTION_COLUMNS = (
    "portfolio",
    "benefit",
    "service",
    "share",
    "method",
    "confidence",
    "note",
)


def service_rows(services: Iterable[Service]) -> Rows:
    """Yield services `with_counts`, in the order of SERVICE_COLUMNS."""
    for service in services:
        yield (service.portfolio.slug, *values(service, SERVICE_COLUMNS[1:]))


def service_cost_rows(costs: QuerySet[ServiceCost]) -> Rows:
    """Yield costs of services, in the order of SERVICE_COST_COLUMNS."""
    for cost in costs.select_related("service"):
        yield (cost.service.code, *values(cost, SERVICE_COST_COLUMNS[1:]))


def service_use_rows(uses: QuerySet[ServiceUse]) -> Rows:
    """Yield which projects services helped, in the order of SERVICE_USE_COLUMNS."""
    for use in uses.select_related("project__portfolio", "service"):
        yield (
            use.project.portfolio.slug,
            use.project.code,
            use.service.code,
            use.note,
        )


def attribution_rows(attributions: QuerySet[Attribution]) -> Rows:
    """Yield shares of services in benefits, in the order of ATTRIBUTION_COLUMNS."""
    for attribution in attributions.select_related("benefit__portfolio", "service"):
        yield (
            attribution.benefit.portfolio.slug,
            attribution.benefit.code,
            attribution.service.code,
            *values(attribution, ATTRIBUTION_COLUMNS[3:]),
        )
