"""People and roles with their hours, as files."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from delivery.exports.rows import Rows, values
from delivery.models import Allocation, Capacity, ResourceHours

RESOURCE_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "kind",
    "role",
    "available_total",
    "planned_total",
    "booked_total",
)

CAPACITY_COLUMNS = (
    "resource",
    "month",
    "contracted_hours",
    "leave_hours",
    "holiday_hours",
)

ALLOCATION_COLUMNS = ("resource", "project", "month", "hours")

HOURS_COLUMNS = (
    "portfolio",
    "resource",
    "project",
    "month",
    "task",
    "hours",
    "note",
    "source",
)


def resource_rows(people: Iterable[Any]) -> Rows:
    """Yield people `with_hours`, in the order of RESOURCE_COLUMNS."""
    for resource in people:
        yield (resource.portfolio.slug, *values(resource, RESOURCE_COLUMNS[1:]))


def capacity_rows(capacities: QuerySet[Capacity]) -> Rows:
    """Yield months of capacity, in the order of CAPACITY_COLUMNS."""
    for capacity in capacities.select_related("resource"):
        yield (capacity.resource.code, *values(capacity, CAPACITY_COLUMNS[1:]))


def allocation_rows(allocations: QuerySet[Allocation]) -> Rows:
    """Yield planned hours, in the order of ALLOCATION_COLUMNS."""
    for allocation in allocations.select_related("resource", "project"):
        yield (
            allocation.resource.code,
            allocation.project.code,
            *values(allocation, ALLOCATION_COLUMNS[2:]),
        )


def hours_rows(hours: Iterable[ResourceHours]) -> Rows:
    """Yield booked hours with what they belong to, in the order of HOURS_COLUMNS."""
    for row in hours:
        yield (
            row.resource.portfolio.slug,
            row.resource.code,
            row.project.code,
            *values(row, HOURS_COLUMNS[3:]),
        )
