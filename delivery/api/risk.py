"""Risks, what is set aside for them, and issues to read."""

from delivery import filters, serializers
from delivery.api.fact import FactViewSet
from delivery.models import Contingency, Issue, Risk, RiskAssessment


class RiskViewSet(FactViewSet):
    """Risks, filtered and ordered as on their page."""

    queryset = Risk.objects.with_latest_assessment().select_related("portfolio")
    serializer_class = serializers.RiskSerializer
    filterset_class = filters.RiskFilter


class RiskAssessmentViewSet(FactViewSet):
    """How risks were judged, the newest first."""

    queryset = RiskAssessment.objects.order_by("-assessed_on", "pk")
    serializer_class = serializers.RiskAssessmentSerializer
    filterset_class = filters.RiskAssessmentFilter


class ContingencyViewSet(FactViewSet):
    """What is set aside for risks, filtered and ordered as on its page."""

    queryset = Contingency.objects.select_related("portfolio")
    serializer_class = serializers.ContingencySerializer
    filterset_class = filters.ContingencyFilter


class IssueViewSet(FactViewSet):
    """Issues, filtered and ordered as on their page."""

    queryset = Issue.objects.with_severity_rank().select_related("portfolio")
    serializer_class = serializers.IssueSerializer
    filterset_class = filters.IssueFilter
