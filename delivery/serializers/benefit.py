"""Benefits and their amounts as JSON."""

from rest_framework import serializers

from delivery.models import (
    Benefit,
    BenefitEntry,
    Portfolio,
)


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
            "baseline_note",
            "starts_on",
            "retires_on",
        ]


class BenefitEntrySerializer(serializers.ModelSerializer[BenefitEntry]):
    class Meta:
        model = BenefitEntry
        fields = ["id", "benefit", "month", "kind", "amount", "note", "evidence"]
