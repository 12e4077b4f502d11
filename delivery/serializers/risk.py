"""Risks, what is set aside for them, and issues as JSON."""

from rest_framework import serializers

from delivery.models import Contingency, Issue, Portfolio, Risk, RiskAssessment


class RiskSerializer(serializers.ModelSerializer[Risk]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Risk
        fields = [
            "id",
            "portfolio",
            "project",
            "code",
            "name",
            "description",
            "kind",
            "category",
            "owner",
            "raised_on",
            "status",
            "closed_on",
            "currency",
            "strategy",
            "response",
            "response_cost",
            "due_on",
            "realised_amount",
            "avoided_loss",
        ]


class RiskAssessmentSerializer(serializers.ModelSerializer[RiskAssessment]):
    class Meta:
        model = RiskAssessment
        fields = ["id", "risk", "assessed_on", *RiskAssessment.JUDGED, "note"]


class ContingencySerializer(serializers.ModelSerializer[Contingency]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Contingency
        fields = [
            "id",
            "portfolio",
            "project",
            "valid_from",
            "reserve",
            "reserve_days",
            "currency",
            "note",
        ]


class IssueSerializer(serializers.ModelSerializer[Issue]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Issue
        fields = [
            "id",
            "portfolio",
            "project",
            "risk",
            "code",
            "name",
            "description",
            "severity",
            "owner",
            "opened_on",
            "target_days",
            "resolved_on",
            "resolution",
        ]
