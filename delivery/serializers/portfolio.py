"""Portfolios as JSON."""

from rest_framework import serializers

from delivery.models import (
    Portfolio,
)


class PortfolioSerializer(serializers.ModelSerializer[Portfolio]):
    parent = serializers.SlugRelatedField[Portfolio](  # type: ignore[assignment]
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Portfolio
        fields = [
            "slug",
            "name",
            "description",
            "parent",
            "currency",
            "fiscal_year_start_month",
            "reporting_period",
            "time_tolerance",
            "cost_tolerance",
            "locked_until",
            "approval_from",
        ]
