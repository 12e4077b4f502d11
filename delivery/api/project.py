"""Projects, their plans and what was reported about them, to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import (
    Baseline,
    Milestone,
    Project,
    StatusUpdate,
)


class ProjectViewSet(FactViewSet):
    """Projects, filtered and ordered as on their page."""

    queryset = Project.objects.with_current_state().select_related("portfolio")
    serializer_class = serializers.ProjectSerializer
    filterset_class = filters.ProjectFilter


class BaselineViewSet(FactViewSet):
    """Approved plans; number 1 is the original one."""

    queryset = Baseline.objects.order_by("project", "number")
    serializer_class = serializers.BaselineSerializer
    filterset_class = filters.BaselineFilter


class StatusUpdateViewSet(FactViewSet):
    """What was reported about projects, the newest first."""

    queryset = StatusUpdate.objects.select_related("rating").order_by(
        "-status_date", "pk"
    )
    serializer_class = serializers.StatusUpdateSerializer
    filterset_class = filters.StatusUpdateFilter


class MilestoneViewSet(FactViewSet):
    """Milestones of projects."""

    queryset = Milestone.objects.order_by("project", "baseline_on", "code")
    serializer_class = serializers.MilestoneSerializer
    filterset_class = filters.MilestoneFilter
