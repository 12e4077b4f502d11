"""The facts of Step 9 to read: each list begins with what its reader may see."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.viewsets import ReadOnlyModelViewSet

from delivery import filters, serializers
from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    Milestone,
    Portfolio,
    Project,
    StatusUpdate,
)


class PortfolioViewSet(ReadOnlyModelViewSet[Portfolio]):
    """Portfolios one has a part in."""

    queryset = Portfolio.objects.select_related("parent").order_by("path")
    serializer_class = serializers.PortfolioSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Portfolio]:
        portfolios: Any = super().get_queryset()
        return portfolios.visible_to(self.request.user)


class FactViewSet(ReadOnlyModelViewSet[Any]):
    """Facts of the portfolios whose figures one reads."""

    def get_queryset(self) -> QuerySet[Any]:
        facts: Any = super().get_queryset()
        return facts.visible_to(self.request.user)


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


class BenefitViewSet(FactViewSet):
    """Benefits, filtered and ordered as on their page."""

    queryset = Benefit.objects.with_totals().select_related("portfolio")
    serializer_class = serializers.BenefitSerializer
    filterset_class = filters.BenefitFilter


class BenefitEntryViewSet(FactViewSet):
    """Amounts of benefits by month and kind."""

    queryset = BenefitEntry.objects.order_by("benefit", "month", "kind")
    serializer_class = serializers.BenefitEntrySerializer
    filterset_class = filters.BenefitEntryFilter
