"""Stakeholders with what they answer for, as files."""

from django.db.models import QuerySet

from delivery.exports.rows import Rows, values
from recognition.models import Stakeholder

STAKEHOLDER_COLUMNS = (
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
    "projects",
    "services",
    "benefits",
)
SUBJECTS = ("project", "service", "benefit")


def stakeholder_rows(people: "QuerySet[Stakeholder]") -> Rows:
    """Yield stakeholders in the order of STAKEHOLDER_COLUMNS."""
    parts = [f"responsibilities__{name}" for name in SUBJECTS]
    for person in people.prefetch_related(*parts):
        answered_for = person.responsibilities.all()
        codes = (
            "; ".join(
                sorted(
                    getattr(row, name).code
                    for row in answered_for
                    if getattr(row, name)
                )
            )
            for name in SUBJECTS
        )
        yield (
            person.portfolio.slug,
            *values(person, STAKEHOLDER_COLUMNS[1:10]),
            *codes,
        )
