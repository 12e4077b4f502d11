"""Risks, how they were judged, and what is set aside, as files."""

from collections.abc import Iterable

from django.db.models import QuerySet

from delivery.exports.rows import Rows, values
from delivery.models import Contingency, Risk, RiskAssessment

RISK_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "project",
    "description",
    "kind",
    "category",
    "owner",
    "raised_on",
    "status",
    "closed_on",
    "currency",
    "strategy",
    "response",
    "response_cost",
    "due_on",
    "realised_amount",
    "avoided_loss",
    "assessed_on",
    *RiskAssessment.JUDGED,
)

ASSESSMENT_COLUMNS = ("risk", "assessed_on", *RiskAssessment.JUDGED, "note")

CONTINGENCY_COLUMNS = (
    "portfolio",
    "project",
    "valid_from",
    "reserve",
    "reserve_days",
    "currency",
    "note",
)


def risk_rows(risks: Iterable[Risk]) -> Rows:
    """Yield risks `with_latest_assessment`, in the order of RISK_COLUMNS."""
    for risk in risks:
        yield (
            risk.portfolio.slug,
            risk.code,
            risk.name,
            risk.project.code if risk.project else "",
            *values(risk, RISK_COLUMNS[4:]),
        )


def assessment_rows(assessments: QuerySet[RiskAssessment]) -> Rows:
    """Yield judgements, in the order of ASSESSMENT_COLUMNS."""
    for assessment in assessments.select_related("risk"):
        yield (assessment.risk.code, *values(assessment, ASSESSMENT_COLUMNS[1:]))


def contingency_rows(reserves: Iterable[Contingency]) -> Rows:
    """Yield what is set aside, in the order of CONTINGENCY_COLUMNS."""
    for reserve in reserves:
        yield (
            reserve.portfolio.slug,
            reserve.project.code if reserve.project else "",
            *values(reserve, CONTINGENCY_COLUMNS[2:]),
        )
