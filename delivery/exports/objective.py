"""Objectives and the links to them as files."""

from collections.abc import Iterable

from django.db.models import QuerySet

from delivery.exports.rows import Rows, values
from delivery.models import Objective, ObjectiveLink

OBJECTIVE_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "description",
    "owner",
    "weight",
    "target_share",
    "valid_from",
    "valid_to",
    "project_count",
    "benefit_count",
)

OBJECTIVE_LINK_COLUMNS = ("project", "objective", "strength", "spend_share")


def objective_rows(objectives: Iterable[Objective]) -> Rows:
    """Yield objectives `with_counts`, in the order of OBJECTIVE_COLUMNS."""
    for objective in objectives:
        yield (objective.portfolio.slug, *values(objective, OBJECTIVE_COLUMNS[1:]))


def objective_link_rows(links: QuerySet[ObjectiveLink]) -> Rows:
    """Yield links to objectives, in the order of OBJECTIVE_LINK_COLUMNS."""
    for link in links.select_related("project", "objective"):
        yield (
            link.project.code,
            link.objective.code,
            *values(link, OBJECTIVE_LINK_COLUMNS[2:]),
        )
