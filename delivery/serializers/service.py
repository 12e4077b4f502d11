"""PMO services, their costs and what they helped as JSON."""

from rest_framework import serializers

from delivery.models import Attribution, Portfolio, Service, ServiceCost, ServiceUse


class ServiceSerializer(serializers.ModelSerializer[Service]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Service
        fields = [
            "id",
            "portfolio",
            "code",
            "name",
            "description",
            "owner",
            "starts_on",
            "retired_on",
        ]


class ServiceCostSerializer(serializers.ModelSerializer[ServiceCost]):
    class Meta:
        model = ServiceCost
        fields = ["id", "service", "month", "category", "amount", "note"]


class ServiceUseSerializer(serializers.ModelSerializer[ServiceUse]):
    class Meta:
        model = ServiceUse
        fields = ["id", "project", "service", "note"]


class AttributionSerializer(serializers.ModelSerializer[Attribution]):
    class Meta:
        model = Attribution
        fields = [
            "id",
            "benefit",
            "service",
            "share",
            "method",
            "confidence",
            "note",
        ]
