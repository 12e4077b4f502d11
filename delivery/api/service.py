"""PMO services to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import Attribution, Service, ServiceCost, ServiceUse


class ServiceViewSet(FactViewSet):
    """What the PMO offers, filtered and ordered as on its page."""

    queryset = Service.objects.with_counts().select_related("portfolio")
    serializer_class = serializers.ServiceSerializer
    filterset_class = filters.ServiceFilter


class ServiceCostViewSet(FactViewSet):
    """Costs of services by month and category; 0 says that there was none."""

    queryset = ServiceCost.objects.order_by("service", "month", "category")
    serializer_class = serializers.ServiceCostSerializer
    filterset_class = filters.ServiceCostFilter


class ServiceUseViewSet(FactViewSet):
    """Projects that a service helped."""

    queryset = ServiceUse.objects.order_by("project", "service")
    serializer_class = serializers.ServiceUseSerializer
    filterset_class = filters.ServiceUseFilter


class AttributionViewSet(FactViewSet):
    """Shares of services in benefits, with method and confidence."""

    queryset = Attribution.objects.order_by("benefit", "service")
    serializer_class = serializers.AttributionSerializer
    filterset_class = filters.AttributionFilter
