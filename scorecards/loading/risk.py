"""Risks with their assessments, and what is set aside for them."""

from django.db import models
from django.db.models.functions import Coalesce

from delivery.models import Contingency, Portfolio, Risk, RiskAssessment
from scorecards import facts
from scorecards.loading.grouping import grouped
from scorecards.loading.holding import Held


def load_risks(portfolio: Portfolio, held: Held) -> tuple[facts.RiskFacts, ...]:
    if Risk not in held:
        return ()
    rows = (
        Risk.objects.filter(portfolio=portfolio)
        .order_by("code")
        .values(
            "pk",
            "code",
            "name",
            "kind",
            "category",
            "owner",
            "status",
            "currency",
            "strategy",
            "raised_on",
            "closed_on",
            "due_on",
            "response_cost",
            "realised_amount",
            "avoided_loss",
            project_name=Coalesce("project__name", models.Value("")),
        )
    )
    assessments = grouped(
        RiskAssessment.objects.filter(risk__portfolio=portfolio)
        .order_by("risk_id", "assessed_on")
        .values_list("risk_id", "assessed_on", *RiskAssessment.JUDGED),
        facts.AssessmentFacts,
    )
    return tuple(
        facts.RiskFacts(**row, assessments=assessments[row["pk"]]) for row in rows
    )


def load_reserves(portfolio: Portfolio, held: Held) -> tuple[facts.ReserveFacts, ...]:
    if Contingency not in held:
        return ()
    rows = Contingency.objects.filter(portfolio=portfolio).order_by("valid_from", "pk")
    return tuple(
        facts.ReserveFacts(*row)
        for row in rows.values_list(
            "project_id", "valid_from", "reserve", "reserve_days", "currency"
        )
    )
