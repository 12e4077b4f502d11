"""Work packages and scope registers, to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import ScopeItem, Task


class TaskViewSet(FactViewSet):
    """Work packages, filtered and ordered as on their page."""

    queryset = Task.objects.order_by("project", "baseline_start", "code")
    serializer_class = serializers.TaskSerializer
    filterset_class = filters.TaskFilter


class ScopeItemViewSet(FactViewSet):
    """Scope registers, filtered and ordered as on their page."""

    queryset = ScopeItem.objects.order_by("project", "changed_on", "code")
    serializer_class = serializers.ScopeItemSerializer
    filterset_class = filters.ScopeItemFilter
