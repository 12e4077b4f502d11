"""KPIs and what was measured, as JSON."""

from rest_framework import serializers

from delivery.models import (
    Annotation,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
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
            "service",
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
            "formula",
            "signal_rules",
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


class KpiTargetSerializer(serializers.ModelSerializer[KpiTarget]):
    class Meta:
        model = KpiTarget
        fields = [
            "id",
            "kpi",
            "valid_from",
            "target",
            "green_limit",
            "red_limit",
            "worst",
            "low",
            "high",
            "fail_distance",
            "bands",
        ]


class AnnotationSerializer(serializers.ModelSerializer[Annotation]):
    author = serializers.CharField(
        source="author.username", read_only=True, default=None, allow_null=True
    )

    class Meta:
        model = Annotation
        fields = ["id", "kpi", "on", "text", "author"]


class LimitDecisionSerializer(serializers.ModelSerializer[LimitDecision]):
    decided_by = serializers.CharField(
        source="decided_by.username", read_only=True, default=None, allow_null=True
    )

    class Meta:
        model = LimitDecision
        fields = [
            "id",
            "kpi",
            "step",
            "period_start",
            "reason",
            "decided_by",
            "decided_at",
        ]
