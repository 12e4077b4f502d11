"""Risks, issues, rework and quality as files that an import takes back."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from delivery.exports import Rows
from delivery.models import (
    Contingency,
    Issue,
    QualityCount,
    ReworkEntry,
    Risk,
    RiskAssessment,
)

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

ISSUE_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "project",
    "risk",
    "description",
    "severity",
    "owner",
    "opened_on",
    "target_days",
    "resolved_on",
    "resolution",
)

REWORK_COLUMNS = (
    "portfolio",
    "project",
    "month",
    "hours",
    "rework_hours",
    *ReworkEntry.CAUSES,
    "cost",
    "rework_cost",
    "note",
    "source",
)

QUALITY_COLUMNS = (
    "portfolio",
    "project",
    "month",
    "defects_before",
    "defects_after",
    "changes_deployed",
    "changes_failed",
    "unplanned_deployments",
    "note",
    "source",
)


def risk_rows(risks: Iterable[Risk]) -> Rows:
    """Yield risks `with_latest_assessment`, in the order of RISK_COLUMNS."""
    for risk in risks:
        yield (
            risk.portfolio.slug,
            risk.code,
            risk.name,
            risk.project.code if risk.project else "",
            *_values(risk, RISK_COLUMNS[4:]),
        )


def assessment_rows(assessments: QuerySet[RiskAssessment]) -> Rows:
    """Yield judgements, in the order of ASSESSMENT_COLUMNS."""
    for assessment in assessments.select_related("risk"):
        yield (assessment.risk.code, *_values(assessment, ASSESSMENT_COLUMNS[1:]))


def contingency_rows(reserves: Iterable[Contingency]) -> Rows:
    """Yield what is set aside, in the order of CONTINGENCY_COLUMNS."""
    for reserve in reserves:
        yield (
            reserve.portfolio.slug,
            reserve.project.code if reserve.project else "",
            *_values(reserve, CONTINGENCY_COLUMNS[2:]),
        )


def issue_rows(issues: Iterable[Issue]) -> Rows:
    """Yield issues, in the order of ISSUE_COLUMNS."""
    for issue in issues:
        yield (
            issue.portfolio.slug,
            issue.code,
            issue.name,
            issue.project.code if issue.project else "",
            issue.risk.code if issue.risk else "",
            *_values(issue, ISSUE_COLUMNS[5:]),
        )


def rework_rows(entries: Iterable[ReworkEntry]) -> Rows:
    """Yield months of work and rework, in the order of REWORK_COLUMNS."""
    for entry in entries:
        yield (
            entry.project.portfolio.slug,
            entry.project.code,
            *_values(entry, REWORK_COLUMNS[2:]),
        )


def quality_rows(counts: Iterable[QualityCount]) -> Rows:
    """Yield defects and changes by month, in the order of QUALITY_COLUMNS."""
    for count in counts:
        yield (
            count.project.portfolio.slug,
            count.project.code,
            *_values(count, QUALITY_COLUMNS[2:]),
        )


def _values(row: Any, names: Iterable[str]) -> Iterator[Any]:
    return (getattr(row, name) for name in names)
