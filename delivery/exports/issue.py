"""Issues as a file."""

from collections.abc import Iterable

from delivery.exports.rows import Rows, values
from delivery.models import Issue

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


def issue_rows(issues: Iterable[Issue]) -> Rows:
    """Yield issues, in the order of ISSUE_COLUMNS."""
    for issue in issues:
        yield (
            issue.portfolio.slug,
            issue.code,
            issue.name,
            issue.project.code if issue.project else "",
            issue.risk.code if issue.risk else "",
            *values(issue, ISSUE_COLUMNS[5:]),
        )
