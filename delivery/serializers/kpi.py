"""KPIs and what was measured, as JSON."""

from rest_framework import serializers

from delivery.models import (
    Kpi,
    KpiMeasurement,
    Portfolio,
)


class KpiSerializer(serializers.ModelSerializer[Kpi]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Kpi
        fields = [
            "id",
            "portfolio",
            "project",
            "code",
            "name",
            "description",
            "promise",
            "group",
            "family",
            "unit",
            "unit_label",
            "currency",
            "direction",
            "aggregation",
            "cadence",
            "baseline",
            "baseline_on",
            "weight",
            "is_critical",
            "approval_from",
            "retired_on",
        ]


class KpiMeasurementSerializer(serializers.ModelSerializer[KpiMeasurement]):
    class Meta:
        model = KpiMeasurement
        fields = [
            "id",
            "kpi",
            "period_start",
            "period_end",
            "value",
            "numerator",
            "denominator",
            "not_applicable",
            "note",
            "source",
            "evidence",
            "approval",
        ]
