"""Exchange rates to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import ExchangeRate


class ExchangeRateViewSet(FactViewSet):
    """Every rate that was entered; one that corrects another names it."""

    queryset = ExchangeRate.objects.select_related("portfolio")
    serializer_class = serializers.ExchangeRateSerializer
    filterset_class = filters.ExchangeRateFilter
