"""Benefits and their amounts to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import (
    Benefit,
    BenefitEntry,
)


class BenefitViewSet(FactViewSet):
    """Benefits, filtered and ordered as on their page."""

    queryset = Benefit.objects.with_totals().with_proof().select_related("portfolio")
    serializer_class = serializers.BenefitSerializer
    filterset_class = filters.BenefitFilter


class BenefitEntryViewSet(FactViewSet):
    """Amounts of benefits by month and kind."""

    queryset = BenefitEntry.objects.order_by("benefit", "month", "kind")
    serializer_class = serializers.BenefitEntrySerializer
    filterset_class = filters.BenefitEntryFilter
