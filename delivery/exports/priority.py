"""Projects by what makes them matter, as a file."""

from collections.abc import Iterable

from delivery.exports.rows import Rows
from delivery.models import PriorityCriterion
from delivery.ranking import RankedProject

PRIORITY_COLUMNS = ("portfolio", "project", "name", "priority_tier", "priority_score")


def priority_columns(criteria: Iterable[PriorityCriterion]) -> tuple[str, ...]:
    """Return the columns of a ranking: one a criterion behind the fixed ones."""
    return (*PRIORITY_COLUMNS, *(criterion.name for criterion in criteria))


def priority_rows(ranked: Iterable[RankedProject]) -> Rows:
    """Yield projects with scores and marks, in the order of `priority_columns`."""
    for one in ranked:
        project = one.project
        yield (
            project.portfolio.slug,
            project.code,
            project.name,
            project.priority_tier,
            one.score.value,
            *one.marks,
        )
