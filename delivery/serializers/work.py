"""Work packages and scope registers as JSON."""

from rest_framework import serializers

from delivery.models import ScopeItem, Task


class TaskSerializer(serializers.ModelSerializer[Task]):
    class Meta:
        model = Task
        fields = [
            "id",
            "project",
            "code",
            "name",
            "baseline_start",
            "baseline_finish",
            "actual_start",
            "actual_finish",
            "budget",
            "progress_method",
            "percent_complete",
        ]


class ScopeItemSerializer(serializers.ModelSerializer[ScopeItem]):
    class Meta:
        model = ScopeItem
        fields = [
            "id",
            "project",
            "code",
            "name",
            "state",
            "size",
            "changed_on",
            "is_approved",
            "accepted_on",
        ]
