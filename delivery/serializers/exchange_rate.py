"""Exchange rates as JSON."""

from rest_framework import serializers

from delivery.models import ExchangeRate, Portfolio


class ExchangeRateSerializer(serializers.ModelSerializer[ExchangeRate]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = ExchangeRate
        fields = [
            "id",
            "portfolio",
            "from_currency",
            "to_currency",
            "kind",
            "valid_from",
            "valid_to",
            "rate",
            "corrects",
            "reason",
            "source",
        ]
