"""Stakeholders, rounds in sum, and delivered value, as JSON."""

from typing import Any

from rest_framework import serializers

from delivery.calculations.measure import exact
from delivery.models import Portfolio
from recognition.models import Round, Stakeholder, ValueItem
from recognition.results import Result, Results


class StakeholderSerializer(serializers.ModelSerializer[Stakeholder]):
    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )

    class Meta:
        model = Stakeholder
        fields = [
            "id",
            "portfolio",
            "name",
            "email",
            "role",
            "job_title",
            "unit",
            "language",
            "time_zone",
            "reports_to_pmo",
            "left_on",
        ]


class RoundSerializer(serializers.ModelSerializer[Round]):
    """A round with how many were asked and have answered, and never who."""

    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )
    invited = serializers.IntegerField(source="invited_count", read_only=True)
    answered = serializers.IntegerField(source="answered_count", read_only=True)

    class Meta:
        model = Round
        fields = [
            "id",
            "portfolio",
            "name",
            "questionnaire",
            "project",
            "service",
            "cycle",
            "period_start",
            "period_end",
            "mode",
            "state",
            "opens_on",
            "closes_on",
            "is_imported",
            "invited",
            "answered",
        ]


class ResultSerializer(serializers.Serializer[Result]):
    """What the answers to one question say; without a value the status says why."""

    question = serializers.CharField(source="question.text")
    kind = serializers.CharField(source="question.kind")
    service = serializers.IntegerField(source="question.service_id", allow_null=True)
    measure = serializers.CharField()
    status = serializers.CharField(source="estimate.measure.status")
    unit = serializers.CharField(source="estimate.measure.unit")
    value = serializers.SerializerMethodField("get_number")
    interval = serializers.SerializerMethodField()
    n = serializers.SerializerMethodField()
    sentence = serializers.CharField()

    def get_number(self, result: Result) -> float | None:
        value = result.estimate.measure.value
        return None if value is None else float(exact(value))

    def get_interval(self, result: Result) -> list[float] | None:
        interval = result.estimate.interval
        return None if interval is None else [float(interval.low), float(interval.high)]

    def get_n(self, result: Result) -> int | None:
        measure = result.estimate.measure
        return measure.n if measure.is_ok else None


class ResultsSerializer(serializers.Serializer[Results]):
    """The results of a round; an open one has none."""

    round = serializers.IntegerField(source="round.pk")
    is_closed = serializers.BooleanField()
    asked = serializers.SerializerMethodField()
    complete = serializers.SerializerMethodField()
    results = serializers.SerializerMethodField()

    def get_asked(self, results: Results) -> int | None:
        return results.responses.eligible or None

    def get_complete(self, results: Results) -> int | None:
        return results.responses.complete if results.responses.eligible else None

    def get_results(self, results: Results) -> list[dict[str, Any]]:
        shown = results.results if results.is_closed else []
        made: list[dict[str, Any]] = [dict(ResultSerializer(one).data) for one in shown]
        return made


class ValueItemSerializer(serializers.ModelSerializer[ValueItem]):
    """A piece of delivered value; who answers for it is a number, and never a name."""

    portfolio = serializers.SlugRelatedField[Portfolio](
        slug_field="slug", read_only=True
    )
    subject = serializers.CharField(source="subject.code", read_only=True)
    name = serializers.CharField(source="subject.name", read_only=True)
    state = serializers.CharField(read_only=True)

    class Meta:
        model = ValueItem
        fields = [
            "id",
            "portfolio",
            "kind",
            "subject",
            "name",
            "period_start",
            "period_end",
            "amount",
            "currency",
            "facts",
            "evidence",
            "validated_on",
            "state",
            "sponsor",
            "sentence",
            "communicated_at",
            "viewed_at",
            "answer",
            "answered_at",
            "acknowledged_amount",
            "disputed_amount",
            "is_stale",
        ]
