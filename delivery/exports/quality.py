"""Rework, defects and changes as files."""

from collections.abc import Iterable

from delivery.exports.rows import Rows, values
from delivery.models import QualityCount, ReworkEntry

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


def rework_rows(entries: Iterable[ReworkEntry]) -> Rows:
    """Yield months of work and rework, in the order of REWORK_COLUMNS."""
    for entry in entries:
        yield (
            entry.project.portfolio.slug,
            entry.project.code,
            *values(entry, REWORK_COLUMNS[2:]),
        )


def quality_rows(counts: Iterable[QualityCount]) -> Rows:
    """Yield defects and changes by month, in the order of QUALITY_COLUMNS."""
    for count in counts:
        yield (
            count.project.portfolio.slug,
            count.project.code,
            *values(count, QUALITY_COLUMNS[2:]),
        )
