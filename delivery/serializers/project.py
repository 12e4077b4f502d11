"""Projects, their plans and what was reported about them, as JSON."""

from rest_framework import serializers

from delivery.models import (
    Baseline,
    Milestone,
    Portfolio,
    Project,
    StatusUpdate,
)


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
            "business_case_on",
            "first_use_on",
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
            "estimate_to_complete",
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
