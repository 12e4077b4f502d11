"""A fact to read."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.viewsets import ReadOnlyModelViewSet


class FactViewSet(ReadOnlyModelViewSet[Any]):
    """Facts of the portfolios whose figures one reads."""

    def get_queryset(self) -> QuerySet[Any]:
        facts: Any = super().get_queryset()
        return facts.visible_to(self.request.user)
