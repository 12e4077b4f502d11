"""Decisions on claims, overlaps and leaks as JSON."""

from rest_framework import serializers

from delivery.models import BenefitLeak, ClaimDecision, OverlapGroup, Portfolio


class ClaimDecisionSerializer(serializers.ModelSerializer[ClaimDecision]):
    decided_by = serializers.CharField(
        source="decided_by.username", read_only=True, default=None, allow_null=True
    )

    class Meta:
        model = ClaimDecision
        fields = [
            "id",
            "benefit",
            "month",
            "number",
            "verdict",
            "claimed",
            "amount",
            "reason",
            "decided_by",
            "decided_at",
        ]


class OverlapGroupSerializer(serializers.ModelSerializer[OverlapGroup]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = OverlapGroup
        fields = [
            "id",
            "portfolio",
            "code",
            "name",
            "measured_total",
            "measured_on",
            "note",
        ]


class BenefitLeakSerializer(serializers.ModelSerializer[BenefitLeak]):
    class Meta:
        model = BenefitLeak
        fields = ["id", "benefit", "cause", "amount", "note"]
