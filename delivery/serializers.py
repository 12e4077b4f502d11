"""Facts as JSON: fields named as in the models, money as decimal strings."""

from rest_framework import serializers

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


class PortfolioSerializer(serializers.ModelSerializer[Portfolio]):
    parent = serializers.SlugRelatedField[Portfolio](  # type: ignore[assignment]
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Portfolio
        fields = [
            "slug",
            "name",
            "description",
            "parent",
            "currency",
            "fiscal_year_start_month",
            "reporting_period",
            "time_tolerance",
            "cost_tolerance",
        ]


class ProjectSerializer(serializers.ModelSerializer[Project]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Project
        fields = [
            "id",
            "portfolio",
            "code",
            "name",
            "description",
            "organisation",
            "category",
            "sponsor",
            "manager",
            "priority_tier",
            "status",
            "currency",
            "actual_start",
            "actual_finish",
            "final_cost",
        ]


class BaselineSerializer(serializers.ModelSerializer[Baseline]):
    class Meta:
        model = Baseline
        fields = [
            "id",
            "project",
            "number",
            "approved_on",
            "start",
            "finish",
            "budget",
            "scope_size",
            "reason",
        ]


class StatusUpdateSerializer(serializers.ModelSerializer[StatusUpdate]):
    rating = serializers.CharField(
        source="rating.label", read_only=True, default=None, allow_null=True
    )
    rating_colour = serializers.CharField(
        source="rating.colour", read_only=True, default=None, allow_null=True
    )

    class Meta:
        model = StatusUpdate
        fields = [
            "id",
            "project",
            "status_date",
            "rating",
            "rating_colour",
            "note",
            "planned_value",
            "earned_value",
            "actual_cost",
            "forecast_start",
            "forecast_finish",
            "forecast_cost",
            "in_year_budget",
            "in_year_forecast",
            "whole_life_cost",
            "scope_approved",
            "scope_accepted",
            "not_given",
            "source",
        ]


class MilestoneSerializer(serializers.ModelSerializer[Milestone]):
    class Meta:
        model = Milestone
        fields = [
            "id",
            "project",
            "code",
            "name",
            "baseline_on",
            "forecast_on",
            "actual_on",
        ]


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
        ]


class BenefitSerializer(serializers.ModelSerializer[Benefit]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Benefit
        fields = [
            "id",
            "portfolio",
            "project",
            "code",
            "name",
            "description",
            "benefit_class",
            "is_disbenefit",
            "pattern",
            "unit_label",
            "currency",
            "owner",
            "baseline_note",
            "starts_on",
            "retires_on",
        ]


class BenefitEntrySerializer(serializers.ModelSerializer[BenefitEntry]):
    class Meta:
        model = BenefitEntry
        fields = ["id", "benefit", "month", "kind", "amount", "note", "evidence"]
