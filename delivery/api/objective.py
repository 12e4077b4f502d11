"""Objectives and the links to them to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import Objective, ObjectiveLink


class ObjectiveViewSet(FactViewSet):
    """Objectives, filtered and ordered as on their page."""

    queryset = Objective.objects.with_counts().select_related("portfolio")
    serializer_class = serializers.ObjectiveSerializer
    filterset_class = filters.ObjectiveFilter


class ObjectiveLinkViewSet(FactViewSet):
    """How strongly projects serve objectives."""

    queryset = ObjectiveLink.objects.order_by("project", "objective")
    serializer_class = serializers.ObjectiveLinkSerializer
    filterset_class = filters.ObjectiveLinkFilter
