"""Objectives and the links to them as JSON."""

from rest_framework import serializers

from delivery.models import Objective, ObjectiveLink, Portfolio


class ObjectiveSerializer(serializers.ModelSerializer[Objective]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Objective
        fields = [
            "id",
            "portfolio",
            "code",
            "name",
            "description",
            "owner",
            "weight",
            "target_share",
            "valid_from",
            "valid_to",
        ]


class ObjectiveLinkSerializer(serializers.ModelSerializer[ObjectiveLink]):
    class Meta:
        model = ObjectiveLink
        fields = ["id", "project", "objective", "strength", "spend_share"]
