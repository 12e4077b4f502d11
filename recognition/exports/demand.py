"""Requests, agreements and ranges as files."""

from collections.abc import Iterable
from datetime import date

from delivery.exports.rows import Rows, values
from delivery.models import Benefit
from recognition.models import ServiceAgreement, ServiceRequest

REQUEST_COLUMNS = (
    "portfolio",
    "service",
    "stakeholder",
    "title",
    "requested_on",
    "is_mandated",
    "agreed_days",
    "state",
    "answered_on",
    "reason",
    "waited_days",
)
AGREEMENT_COLUMNS = (
    "portfolio",
    "service",
    "stakeholder",
    "due_on",
    "renewed",
    "decided_on",
    "note",
)
RANGE_COLUMNS = (
    "portfolio",
    "benefit",
    "name",
    "low_share",
    "high_share",
    "probability",
    "basis",
)


def request_rows(requests: Iterable[ServiceRequest], today: date) -> Rows:
    """Yield requests in the order of REQUEST_COLUMNS."""
    for one in requests:
        yield (
            one.stakeholder.portfolio.slug,
            one.service.code,
            str(one.stakeholder),
            *values(one, REQUEST_COLUMNS[3:10]),
            one.waited(today),
        )


def agreement_rows(agreements: Iterable[ServiceAgreement]) -> Rows:
    """Yield agreements in the order of AGREEMENT_COLUMNS."""
    for one in agreements:
        yield (
            one.stakeholder.portfolio.slug,
            one.service.code,
            str(one.stakeholder),
            *values(one, AGREEMENT_COLUMNS[3:]),
        )


def range_rows(benefits: Iterable[Benefit]) -> Rows:
    """Yield benefits with their ranges in the order of RANGE_COLUMNS."""
    for benefit in benefits:
        found = getattr(benefit, "range", None)
        yield (
            benefit.portfolio.slug,
            benefit.code,
            benefit.name,
            *(values(found, RANGE_COLUMNS[3:]) if found else [None, None, None, ""]),
        )
