"""Scorecards for scripts: the same numbers as on the page."""

from typing import cast

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from accounts.models import User
from scorecards import exports
from scorecards.finding import find_scorecard
from scorecards.models import Scorecard
from scorecards.models.scorecard import ScorecardQuerySet

RETRY_AFTER_SECONDS = 2


class ComparisonSchema(serializers.Serializer[None]):
    """A measure's own value in the period before."""

    period = serializers.CharField()
    value = serializers.JSONField()
    change = serializers.JSONField()
    is_clear = serializers.BooleanField()


class MeasureSchema(serializers.Serializer[None]):
    """One number; without a value it says why."""

    label = serializers.CharField()  # type: ignore[assignment]
    status = serializers.CharField()
    value = serializers.JSONField(allow_null=True)
    unit = serializers.CharField()
    currency = serializers.CharField(allow_null=True)
    n = serializers.IntegerField(allow_null=True)
    n_expected = serializers.IntegerField(allow_null=True)
    completeness = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    warnings = serializers.ListField(child=serializers.CharField())
    method = serializers.CharField(allow_null=True)
    formula_version = serializers.CharField()
    rag = serializers.CharField(allow_null=True)
    target = serializers.CharField(allow_null=True)
    interval = serializers.ListField(child=serializers.FloatField(), allow_null=True)
    comparison = ComparisonSchema(allow_null=True)
    trend = serializers.ListField(child=serializers.JSONField(allow_null=True))
    sentence = serializers.CharField()


class TableSchema(serializers.Serializer[None]):
    """A further table behind a panel's number."""

    title = serializers.CharField()
    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField())


class PanelSchema(serializers.Serializer[None]):
    """One question of the scorecard and the table behind its picture."""

    key = serializers.CharField()
    title = serializers.CharField()
    measures = serializers.ListField(child=serializers.CharField())
    sentence = serializers.CharField()
    notes = serializers.ListField(child=serializers.CharField())
    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField())
    further = TableSchema(many=True)


class ScorecardSchema(serializers.Serializer[None]):
    """A stored scorecard as data."""

    portfolio = serializers.CharField()
    period = serializers.CharField()
    as_of = serializers.DateField()
    built_at = serializers.DateTimeField()
    digest = serializers.CharField()
    is_current = serializers.BooleanField()
    currency = serializers.CharField()
    measures = serializers.DictField(child=MeasureSchema())
    panels = PanelSchema(many=True)


class ScorecardRow(serializers.ModelSerializer[Scorecard]):
    """A portfolio's latest scorecard in short."""

    portfolio = serializers.CharField(source="portfolio.slug")
    name = serializers.CharField(source="portfolio.name")
    period = serializers.CharField(source="period_key")
    is_current = serializers.BooleanField()
    sentence = serializers.CharField(source="headline.sentence")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Scorecard
        fields = [
            *("portfolio", "name", "period", "as_of", "built_at", "digest"),
            *("is_current", "currency", "sentence", "url"),
        ]

    def get_url(self, scorecard: Scorecard) -> str:
        return reverse(
            "scorecard_document",
            args=[scorecard.portfolio.slug],
            request=self.context["request"],
        )


class ScorecardList(generics.ListAPIView[Scorecard]):
    """The latest scorecard of each portfolio whose figures one may read."""

    serializer_class = ScorecardRow

    def get_queryset(self) -> ScorecardQuerySet:
        reader = cast(User, self.request.user)
        visible = Scorecard.objects.visible_to(reader)
        return visible.built().of_latest_period().for_list()


class ScorecardDocument(APIView):
    """One scorecard as data."""

    @extend_schema(
        parameters=[
            OpenApiParameter("period", str, description=_("2026-09, 2026-Q3 or FY2026"))
        ],
        responses={
            200: ScorecardSchema,
            202: OpenApiResponse(description="The scorecard is being prepared."),
        },
    )
    def get(self, request: Request, slug: str) -> Response:
        """Return the scorecard of a period; the latest one when none is named."""
        key = request.query_params.get("period")
        scorecard = find_scorecard(cast(User, request.user), slug, key)
        if scorecard.is_built:
            return Response(exports.document(scorecard))
        return Response(
            {"detail": _("The scorecard is being prepared. Ask again in a moment.")},
            status=status.HTTP_202_ACCEPTED,
            headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
        )
