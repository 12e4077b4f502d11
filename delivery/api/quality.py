"""Rework, defects and changes to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import QualityCount, ReworkEntry


class ReworkEntryViewSet(FactViewSet):
    """Months of work and rework, filtered and ordered as on their page."""

    queryset = ReworkEntry.objects.order_by("-month", "project", "pk")
    serializer_class = serializers.ReworkEntrySerializer
    filterset_class = filters.ReworkEntryFilter


class QualityCountViewSet(FactViewSet):
    """Defects and changes by month, filtered and ordered as on their page."""

    queryset = QualityCount.objects.order_by("-month", "project", "pk")
    serializer_class = serializers.QualityCountSerializer
    filterset_class = filters.QualityCountFilter
