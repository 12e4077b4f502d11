"""Work packages and scope registers as files."""

from collections.abc import Iterable

from delivery.exports.rows import Rows, values
from delivery.models import ScopeItem, Task

TASK_COLUMNS = (
    "project",
    "code",
    "name",
    "baseline_start",
    "baseline_finish",
    "actual_start",
    "actual_finish",
    "budget",
    "progress_method",
    "percent_complete",
)

SCOPE_COLUMNS = (
    "project",
    "code",
    "name",
    "state",
    "size",
    "changed_on",
    "is_approved",
    "accepted_on",
)


def task_rows(tasks: Iterable[Task]) -> Rows:
    """Yield work packages with their projects, in the order of TASK_COLUMNS."""
    for task in tasks:
        yield (task.project.code, *values(task, TASK_COLUMNS[1:]))


def scope_rows(items: Iterable[ScopeItem]) -> Rows:
    """Yield scope items with their projects, in the order of SCOPE_COLUMNS."""
    for item in items:
        yield (item.project.code, *values(item, SCOPE_COLUMNS[1:]))
