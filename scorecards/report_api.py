"""Published reports for scripts: their words, and what stands for their numbers."""

from typing import Any, cast

from rest_framework import generics, serializers

from accounts.models import User
from scorecards.models import ReportSnapshot
from scorecards.models.report_snapshot import ReportSnapshotQuerySet


class ReportRow(serializers.ModelSerializer[ReportSnapshot]):
    """A published report: what it is about, and its fingerprints."""

    id = serializers.IntegerField(source="report_id")
    portfolio = serializers.CharField(source="report.portfolio.slug")
    period = serializers.CharField(source="report.period_key")
    template = serializers.CharField(source="report.template")
    title = serializers.CharField(source="report.title")
    state = serializers.CharField(source="report.state")
    published_at = serializers.DateTimeField(source="at")
    digest = serializers.CharField(source="frozen.digest")

    class Meta:
        model = ReportSnapshot
        fields = (
            "id",
            "portfolio",
            "period",
            "template",
            "title",
            "state",
            "published_at",
            "digest",
            "words_sha256",
        )


class ReportSchema(ReportRow):
    """A published report with its words and the numbers that they call."""

    words = serializers.JSONField()

    class Meta(ReportRow.Meta):
        fields = (*ReportRow.Meta.fields, "words")  # type: ignore[assignment]


def _read_by(user: Any) -> ReportSnapshotQuerySet:
    """Return the published reports that somebody may read; withdrawn ones are not."""
    return ReportSnapshot.objects.read_by(cast(User, user))


class ReportList(generics.ListAPIView[ReportSnapshot]):
    """The published reports on portfolios whose figures one may read."""

    serializer_class = ReportRow
    queryset = ReportSnapshot.objects.none()

    def get_queryset(self) -> ReportSnapshotQuerySet:
        return _read_by(self.request.user).order_by("-at", "-pk")


class ReportDocument(generics.RetrieveAPIView[ReportSnapshot]):
    """One published report with its words and the numbers that they call."""

    serializer_class = ReportSchema
    queryset = ReportSnapshot.objects.none()
    lookup_field = "report"

    def get_queryset(self) -> ReportSnapshotQuerySet:
        return _read_by(self.request.user)
