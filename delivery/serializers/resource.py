"""People, their hours, and marks of projects as JSON."""

from rest_framework import serializers

from delivery.models import (
    Allocation,
    Capacity,
    Portfolio,
    PriorityCriterion,
    PriorityScore,
    Resource,
    ResourceHours,
)


class ResourceSerializer(serializers.ModelSerializer[Resource]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Resource
        fields = ["id", "portfolio", "code", "name", "kind", "role"]


class CapacitySerializer(serializers.ModelSerializer[Capacity]):
    available_hours = serializers.DecimalField(
        max_digits=18,
        decimal_places=4,
        read_only=True,
        allow_null=True,
        help_text="Null while leave or holidays are not known.",
    )

    class Meta:
        model = Capacity
        fields = [
            "id",
            "resource",
            "month",
            "contracted_hours",
            "leave_hours",
            "holiday_hours",
            "available_hours",
        ]


class AllocationSerializer(serializers.ModelSerializer[Allocation]):
    class Meta:
        model = Allocation
        fields = ["id", "resource", "project", "month", "hours"]


class ResourceHoursSerializer(serializers.ModelSerializer[ResourceHours]):
    class Meta:
        model = ResourceHours
        fields = [
            "id",
            "resource",
            "project",
            "month",
            "task",
            "hours",
            "note",
            "source",
        ]


class PriorityCriterionSerializer(serializers.ModelSerializer[PriorityCriterion]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = PriorityCriterion
        fields = ["id", "portfolio", "name", "description", "weight"]


class PriorityScoreSerializer(serializers.ModelSerializer[PriorityScore]):
    class Meta:
        model = PriorityScore
        fields = ["id", "project", "criterion", "mark"]
