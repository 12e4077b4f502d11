"""Claims that wait for finance, and what finance decided, as files."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from delivery.exports.rows import Rows, moment, person, values
from delivery.models import ClaimDecision

CLAIM_COLUMNS = (
    "portfolio",
    "benefit",
    "name",
    "benefit_class",
    "month",
    "claimed",
    "validated",
    "evidence",
    "note",
    "claimed_by",
)

DECISION_COLUMNS = (
    "portfolio",
    "benefit",
    "name",
    "month",
    "number",
    "verdict",
    "claimed",
    "amount",
    "reason",
    "decided_by",
    "decided_at",
)


def claim_rows(claims: Iterable[Any]) -> Rows:
    """Yield claims `with_decision`, in the order of CLAIM_COLUMNS."""
    for claim in claims:
        yield (
            claim.benefit.portfolio.slug,
            claim.benefit.code,
            claim.benefit.name,
            claim.benefit.benefit_class,
            claim.month,
            claim.amount,
            claim.validated_amount,
            claim.evidence,
            claim.note,
            person(claim.recorded_by),
        )


def decision_rows(decisions: QuerySet[ClaimDecision]) -> Rows:
    """Yield what finance decided, in the order of DECISION_COLUMNS."""
    for decision in decisions.select_related("benefit__portfolio", "decided_by"):
        yield (
            decision.benefit.portfolio.slug,
            decision.benefit.code,
            decision.benefit.name,
            *values(decision, DECISION_COLUMNS[3:-2]),
            person(decision.decided_by),
            moment(decision.decided_at),
        )
