"""Portfolios to read."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.viewsets import ReadOnlyModelViewSet

from delivery import serializers
from delivery.models import (
    Portfolio,
)


class PortfolioViewSet(ReadOnlyModelViewSet[Portfolio]):
    """Portfolios one has a part in."""

    queryset = Portfolio.objects.select_related("parent").order_by("path")
    serializer_class = serializers.PortfolioSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Portfolio]:
        portfolios: Any = super().get_queryset()
        return portfolios.visible_to(self.request.user)
