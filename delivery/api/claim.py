"""Decisions on claims, overlaps and leaks to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import BenefitLeak, ClaimDecision, OverlapGroup


class ClaimDecisionViewSet(FactViewSet):
    """What was decided on claims; of a month the highest number holds."""

    queryset = ClaimDecision.objects.select_related("decided_by").order_by(
        "benefit", "month", "number"
    )
    serializer_class = serializers.ClaimDecisionSerializer
    filterset_class = filters.ClaimDecisionFilter


class OverlapGroupViewSet(FactViewSet):
    """Measures that several benefits draw on."""

    queryset = OverlapGroup.objects.select_related("portfolio").order_by("code")
    serializer_class = serializers.OverlapGroupSerializer
    filterset_class = filters.OverlapGroupFilter


class BenefitLeakViewSet(FactViewSet):
    """Parts of promises that are lost, by cause."""

    queryset = BenefitLeak.objects.order_by("benefit", "cause")
    serializer_class = serializers.BenefitLeakSerializer
    filterset_class = filters.BenefitLeakFilter
