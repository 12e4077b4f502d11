"""Benefits and their amounts as JSON."""

from rest_framework import serializers

from delivery.models import (
    Benefit,
    BenefitEntry,
    Portfolio,
)


class BenefitSerializer(serializers.ModelSerializer[Benefit]):
    evidence_level = serializers.CharField(read_only=True)
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Benefit
        fields = [
            "id",
            "portfolio",
            "project",
            "objective",
            "code",
            "name",
            "description",
            "benefit_class",
            "is_disbenefit",
            "pattern",
            "unit_label",
            "currency",
            "owner",
            "beneficiary",
            "measurement_method",
            "baseline_note",
            "baseline_value",
            "baseline_on",
            "baseline_size",
            "steady_amount",
            "confidence",
            "price_basis",
            "price_year",
            "counterfactual_basis",
            "counterfactual",
            "overlap_group",
            "evidence_level",
            "starts_on",
            "retires_on",
        ]


class BenefitEntrySerializer(serializers.ModelSerializer[BenefitEntry]):
    class Meta:
        model = BenefitEntry
        fields = [
            "id",
            "benefit",
            "month",
            "kind",
            "amount",
            "is_draft",
            "note",
            "evidence",
        ]
