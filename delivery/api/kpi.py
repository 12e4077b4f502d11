"""KPIs and what was measured, to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import (
    Annotation,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
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


class KpiTargetViewSet(FactViewSet):
    """Targets with their limits or bands, the newest first."""

    queryset = KpiTarget.objects.order_by("-valid_from", "pk")
    serializer_class = serializers.KpiTargetSerializer
    filterset_class = filters.KpiTargetFilter


class AnnotationViewSet(FactViewSet):
    """What was noted on the courses of KPIs, the newest first."""

    queryset = Annotation.objects.select_related("author").order_by("-on", "pk")
    serializer_class = serializers.AnnotationSerializer
    filterset_class = filters.AnnotationFilter


class LimitDecisionViewSet(FactViewSet):
    """What was decided about limits, the newest first."""

    queryset = LimitDecision.objects.select_related("decided_by").order_by("-pk")
    serializer_class = serializers.LimitDecisionSerializer
    filterset_class = filters.LimitDecisionFilter
