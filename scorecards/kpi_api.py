"""Studies of KPIs for scripts: limits, signals and verdicts as on their pages."""

from typing import Any, cast

import msgspec
from rest_framework import generics, serializers

from accounts.models import User
from scorecards.models import KpiStudy
from scorecards.models.kpi_study import KpiStudyQuerySet

SHORT = ("told", "verdict", "trend", "prospect", "assurance", "target", "expected_on")


class KpiStudyRow(serializers.ModelSerializer[KpiStudy]):
    """A KPI and what may be said of it."""

    kpi = serializers.IntegerField(source="kpi_id")
    portfolio = serializers.CharField(source="kpi.portfolio.slug")
    code = serializers.CharField(source="kpi.code")
    name = serializers.CharField(source="kpi.name")
    is_current = serializers.BooleanField()

    class Meta:
        model = KpiStudy
        fields = ["kpi", "portfolio", "code", "name", "built_at", "is_current"]

    def to_representation(self, instance: KpiStudy) -> dict[str, Any]:
        said = msgspec.to_builtins(instance.study)
        short = {name: said[name] for name in SHORT}
        return super().to_representation(instance) | short


class KpiStudySchema(KpiStudyRow):
    """A KPI with every value, its limits and its signals."""

    def to_representation(self, instance: KpiStudy) -> dict[str, Any]:
        return super().to_representation(instance) | msgspec.to_builtins(instance.study)


class KpiStudyList(generics.ListAPIView[KpiStudy]):
    """What may be said of the KPIs whose figures one may read."""

    serializer_class = KpiStudyRow
    queryset = KpiStudy.objects.none()

    def get_queryset(self) -> KpiStudyQuerySet:
        visible = KpiStudy.objects.visible_to(cast(User, self.request.user))
        return visible.for_page().order_by("kpi__portfolio__path", "kpi__code")


class KpiStudyDocument(generics.RetrieveAPIView[KpiStudy]):
    """One KPI with every value, its limits and its signals."""

    serializer_class = KpiStudySchema
    queryset = KpiStudy.objects.none()
    lookup_field = "kpi"

    def get_queryset(self) -> KpiStudyQuerySet:
        return KpiStudy.objects.visible_to(cast(User, self.request.user)).for_page()
