"""Projects with where they stand, as a file."""

from collections.abc import Iterable
from typing import Any

from delivery.exports.rows import Rows, values

PROJECT_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "description",
    "organisation",
    "category",
    "sponsor",
    "manager",
    "priority_tier",
    "status",
    "currency",
    "actual_start",
    "actual_finish",
    "final_cost",
    "business_case_on",
    "first_use_on",
    "current_baseline",
    "planned_finish",
    "current_budget",
    "last_status_date",
    "last_rating",
    "last_forecast_finish",
    "last_forecast_cost",
)


def project_rows(projects: Iterable[Any]) -> Rows:
    """Yield projects `with_current_state`, in the order of PROJECT_COLUMNS."""
    for project in projects:
        yield (
            project.portfolio.slug,
            *values(project, PROJECT_COLUMNS[1:16]),
            project.baseline_number,
            project.planned_finish,
            project.budget,
            project.latest_status_date,
            project.rating_label,
            project.forecast_finish,
            project.forecast_cost,
        )
