"""Services with their costs, and their shares in benefits."""

from collections import defaultdict
from typing import Any

from django.db.models import Count

from delivery.models import Attribution, Portfolio, Service, ServiceCost
from scorecards import facts
from scorecards.loading.grouping import grouped
from scorecards.loading.holding import Held


def load_services(portfolio: Portfolio, held: Held) -> tuple[facts.ServiceFacts, ...]:
    if Service not in held:
        return ()
    rows = (
        Service.objects.filter(portfolio=portfolio)
        .order_by("code")
        .annotate(projects=Count("uses"))
        .values("pk", "name", "starts_on", "retired_on", "projects")
    )
    costs = grouped(
        ServiceCost.objects.filter(service__portfolio=portfolio)
        .order_by("service_id", "month", "category")
        .values_list("service_id", "month", "category", "amount"),
        facts.CostFacts,
    )
    return tuple(facts.ServiceFacts(**row, costs=costs[row["pk"]]) for row in rows)


def load_attributions(
    portfolio: Portfolio, held: Held
) -> "defaultdict[int, tuple[Any, ...]]":
    """Load the shares in the benefits of a portfolio, by benefit."""
    if Attribution not in held:
        return defaultdict(tuple)
    return grouped(
        Attribution.objects.filter(benefit__portfolio=portfolio)
        .order_by("benefit_id", "service_id")
        .values_list(
            "benefit_id",
            "service_id",
            "service__name",
            "share",
            "method",
            "confidence",
        ),
        facts.AttributionFacts,
    )
