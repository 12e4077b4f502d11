"""The people whom the PMO works for, and rounds in sum, to read."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from delivery.api.fact import FactViewSet
from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition.filters.result import ResultFilter
from recognition.filters.value import ValueItemFilter
from recognition.models import Round, Stakeholder, ValueItem
from recognition.results import Results
from recognition.serializers import (
    ResultsSerializer,
    RoundSerializer,
    StakeholderSerializer,
    ValueItemSerializer,
)


class StakeholderApiFilter(filters.FilterSet):
    """People by portfolio, role and words."""

    q = SearchFilter("name", "email", "unit")
    portfolio = PortfolioFilter()
    role = filters.ChoiceFilter(choices=Stakeholder.Role.choices)
    sort = SortFilter("name", "role")

    class Meta:
        model = Stakeholder
        fields: list[str] = []


class StakeholderViewSet(FactViewSet):
    """Sponsors, executives and customers, for those who prepare rounds."""

    queryset = Stakeholder.objects.select_related("portfolio").order_by("name", "pk")
    serializer_class = StakeholderSerializer
    filterset_class = StakeholderApiFilter


class RoundViewSet(ReadOnlyModelViewSet[Any]):
    """Rounds that were sent, the newest first."""

    queryset = Round.objects.select_related("portfolio")
    serializer_class = RoundSerializer
    filterset_class = ResultFilter

    def get_queryset(self) -> QuerySet[Any]:
        rounds: Any = super().get_queryset()
        known = rounds.counted_for(self.request.user).sent().with_counts()
        found: QuerySet[Any] = known.order_by("-period_end", "-pk")
        return found

    @extend_schema(responses=ResultsSerializer)
    @action(detail=True, filterset_class=None)
    def results(self, request: Request, pk: str | None = None) -> Response:
        """What the answers to each question say, in sum."""
        round_ = self.get_object()
        return Response(ResultsSerializer(Results(round_)).data)


class ValueItemViewSet(ReadOnlyModelViewSet[Any]):
    """Delivered value and how far it has come, the latest first."""

    queryset = ValueItem.objects.all()
    serializer_class = ValueItemSerializer
    filterset_class = ValueItemFilter

    def get_queryset(self) -> QuerySet[Any]:
        items: Any = super().get_queryset()
        known = items.visible_to(self.request.user).with_state().for_page()
        found: QuerySet[Any] = known.order_by("-period_end", "-pk")
        return found
