"""Closed rounds of feedback with their numbers, and the sponsors of a portfolio."""

from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from delivery.models import Cycle, Portfolio
from recognition.models import Answer, Invitation, Response, Round, Stakeholder
from scorecards import facts
from scorecards.loading.grouping import grouped
from scorecards.loading.holding import Held


def load_feedback(portfolio: Portfolio, held: Held) -> facts.FeedbackFacts:
    """Load what sponsors answered, in six queries at the most.

    An open round is left out: whoever looked twice would see who had just answered.
    Words and names are left out as well.
    """
    found = _sponsors(portfolio) if Stakeholder in held else ()
    rounds = _rounds(portfolio) if Round in held else []
    if not rounds:
        return facts.FeedbackFacts(sponsors=found)
    cycles = Cycle.objects.filter(portfolio__in=Portfolio.objects.over(portfolio))
    services: dict[int, str] = {}
    responses, invitations = _responses(portfolio, services), _invitations(portfolio)
    return facts.FeedbackFacts(
        rounds=tuple(
            _round(one, responses[one.pk], invitations[one.pk]) for one in rounds
        ),
        sponsors=found,
        services=tuple(sorted(services.items())),
        cycles=tuple(
            cycles.order_by("starts_on").values_list("starts_on", flat=True).distinct()
        ),
    )


def _sponsors(portfolio: Portfolio) -> tuple[facts.SponsorFacts, ...]:
    sponsors = Stakeholder.objects.of_portfolio(portfolio).filter(
        role=Stakeholder.Role.SPONSOR, erased_at=None
    )
    return tuple(
        facts.SponsorFacts(*row)
        for row in sponsors.order_by("pk").values_list("pk", "left_on")
    )


def _rounds(portfolio: Portfolio) -> list[Round]:
    return list(
        Round.objects.of_portfolio(portfolio)
        .filter(state=Round.State.CLOSED)
        .order_by("period_end", "pk")
    )


def _round(
    row: Round,
    responses: tuple[facts.ResponseFacts, ...],
    invitations: tuple[facts.AskedFacts, ...],
) -> facts.RoundFacts:
    return facts.RoundFacts(
        pk=row.pk,
        name=row.name,
        period_start=row.period_start,
        period_end=row.period_end,
        counts_from=min(row.period_end, _closed_on(row)),
        is_about_all=not (row.project_id or row.service_id or row.benefit_id),
        responses=responses,
        invitations=invitations,
        asked=row.invited_elsewhere if row.is_imported else len(invitations),
    )


def _closed_on(row: Round) -> date:
    if row.closed_at is not None:
        return timezone.localdate(row.closed_at)
    return row.closes_on or row.period_end


def _closed(portfolio: Portfolio, lookup: str) -> dict[str, Any]:
    return {
        f"{lookup}__portfolio": portfolio,
        f"{lookup}__state": Round.State.CLOSED,
    }


def _invitations(portfolio: Portfolio) -> Any:
    rows = Invitation.objects.filter(**_closed(portfolio, "round")).counted()
    return grouped(
        rows.order_by("round_id", "stakeholder_id").values_list(
            "round_id", "stakeholder_id", "is_answered"
        ),
        facts.AskedFacts,
    )


def _responses(portfolio: Portfolio, services: dict[int, str]) -> Any:
    """Responses by round; the services that answers are about are noted by name."""
    answers: dict[Any, list[facts.AnswerFacts]] = {}
    rows = (
        Answer.objects.filter(
            score__isnull=False, **_closed(portfolio, "response__round")
        )
        .annotate(
            about=Coalesce("question__service_id", "response__round__service_id"),
            named=Coalesce(
                F("question__service__name"), F("response__round__service__name")
            ),
        )
        .order_by("response_id", "question__position")
        .values_list(
            "response_id",
            "question__kind",
            "score",
            "about",
            "question__service_id",
            "named",
        )
    )
    for response, kind, score, service, own, name in rows:
        answers.setdefault(response, []).append(
            facts.AnswerFacts(kind, score, service, own is None)
        )
        if service is not None:
            services[service] = name
    return grouped(
        (
            (
                round_id,
                stakeholder,
                is_complete,
                tuple(answers.get(pk, ())),
            )
            for round_id, pk, stakeholder, is_complete in Response.objects.filter(
                **_closed(portfolio, "round")
            )
            .order_by("round_id", "answered_at", "pk")
            .values_list("round_id", "pk", "stakeholder_id", "is_complete")
        ),
        facts.ResponseFacts,
    )
