"""Work packages and scope registers of projects, by the project they belong to.

The conditions say of which projects.
"""

from collections.abc import Mapping
from typing import Any

from delivery.calculations.scope import ScopeEntry, ScopeState
from delivery.models import ScopeItem, Task
from scorecards import facts
from scorecards.loading.grouping import grouped


def load_tasks(**of: Any) -> Mapping[int, tuple[facts.TaskFacts, ...]]:
    return grouped(
        Task.objects.filter(**of)
        .order_by("project_id", "baseline_finish", "code")
        .values_list(
            "project_id",
            "code",
            "name",
            "baseline_finish",
            "actual_start",
            "actual_finish",
        ),
        facts.TaskFacts,
    )


def load_scope(**of: Any) -> Mapping[int, tuple[ScopeEntry, ...]]:
    return grouped(
        ScopeItem.objects.filter(**of)
        .order_by("project_id", "changed_on", "code")
        .values_list(
            "project_id", "state", "size", "changed_on", "is_approved", "accepted_on"
        ),
        _scope_entry,
    )


def _scope_entry(state: str, *values: Any) -> ScopeEntry:
    return ScopeEntry(ScopeState(state), *values)
