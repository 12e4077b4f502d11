"""Rework, defects and changes as JSON."""

from rest_framework import serializers

from delivery.models import QualityCount, ReworkEntry


class ReworkEntrySerializer(serializers.ModelSerializer[ReworkEntry]):
    class Meta:
        model = ReworkEntry
        fields = [
            "id",
            "project",
            "month",
            "hours",
            "rework_hours",
            *ReworkEntry.CAUSES,
            "cost",
            "rework_cost",
            "note",
            "source",
        ]


class QualityCountSerializer(serializers.ModelSerializer[QualityCount]):
    class Meta:
        model = QualityCount
        fields = [
            "id",
            "project",
            "month",
            "defects_before",
            "defects_after",
            "changes_deployed",
            "changes_failed",
            "unplanned_deployments",
            "note",
            "source",
        ]
