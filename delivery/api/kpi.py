"""KPIs and what was measured, to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import (
    Kpi,
    KpiMeasurement,
)


class KpiViewSet(FactViewSet):
    """KPIs, filtered and ordered as on their page."""

    queryset = Kpi.objects.with_latest_value().select_related("portfolio")
    serializer_class = serializers.KpiSerializer
    filterset_class = filters.KpiFilter


class KpiMeasurementViewSet(FactViewSet):
    """What was measured, the newest first."""

    queryset = KpiMeasurement.objects.order_by("-period_start", "pk")
    serializer_class = serializers.KpiMeasurementSerializer
    filterset_class = filters.KpiMeasurementFilter
