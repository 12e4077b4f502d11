"""People, their hours, and marks of projects to read."""

from datetime import date

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.calculations.periods import FIRST_YEAR, LAST_YEAR
from delivery.models import (
    Allocation,
    Capacity,
    PriorityCriterion,
    PriorityScore,
    Resource,
    ResourceHours,
)

# The totals are not shown, but may be sorted by: those of all months.
ALL_MONTHS = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 1)


class ResourceViewSet(FactViewSet):
    """People and roles, filtered as on their page."""

    queryset = Resource.objects.with_hours(*ALL_MONTHS).select_related("portfolio")
    serializer_class = serializers.ResourceSerializer
    filterset_class = filters.ResourceFilter


class CapacityViewSet(FactViewSet):
    """The hours that people have, month by month."""

    queryset = Capacity.objects.order_by("resource", "month")
    serializer_class = serializers.CapacitySerializer
    filterset_class = filters.CapacityFilter


class AllocationViewSet(FactViewSet):
    """The hours that people are planned for, month by month."""

    queryset = Allocation.objects.order_by("resource", "month", "project")
    serializer_class = serializers.AllocationSerializer
    filterset_class = filters.AllocationFilter


class ResourceHoursViewSet(FactViewSet):
    """The hours that people have booked, the latest month first."""

    queryset = ResourceHours.objects.order_by("-month", "resource", "pk")
    serializer_class = serializers.ResourceHoursSerializer
    filterset_class = filters.ResourceHoursFilter


class PriorityCriterionViewSet(FactViewSet):
    """What makes projects matter, and how much."""

    queryset = PriorityCriterion.objects.select_related("portfolio").order_by(
        "portfolio", "name"
    )
    serializer_class = serializers.PriorityCriterionSerializer
    filterset_class = filters.PriorityCriterionFilter


class PriorityScoreViewSet(FactViewSet):
    """The marks of projects, one a criterion."""

    queryset = PriorityScore.objects.order_by("project", "criterion")
    serializer_class = serializers.PriorityScoreSerializer
    filterset_class = filters.PriorityScoreFilter
