"""Assumptions as files."""

from datetime import date

from django.db.models import QuerySet

from delivery.exports.rows import Rows, moment, person, values
from recognition.models import Assumption

ASSUMPTION_COLUMNS = (
    "portfolio",
    "name",
    "value",
    "low",
    "high",
    "unit",
    "currency",
    "unit_label",
    "owner",
    "source",
    "dated_on",
    "expires_on",
    "note",
    "state",
    "approved_by",
    "approved_at",
)


def assumption_rows(assumptions: "QuerySet[Assumption]", day: date) -> Rows:
    """Yield assumptions as they stand on a day, in the order of ASSUMPTION_COLUMNS."""
    for row in assumptions.select_related("approved_by"):
        yield (
            row.portfolio.slug,
            *values(row, ASSUMPTION_COLUMNS[1:13]),
            row.state(day).value,
            person(row.approved_by),
            moment(row.approved_at) if row.approved_at else "",
        )
