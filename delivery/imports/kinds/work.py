"""Work packages and scope registers."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import ScopeItem, Task

WORK_KINDS = (
    Kind(
        name="tasks",
        label=_("Work packages"),
        model=Task,
        fields=(
            "code",
            "name",
            "baseline_start",
            "baseline_finish",
            "actual_start",
            "actual_finish",
            "budget",
            "progress_method",
            "percent_complete",
        ),
        key=("project", "code"),
        parent="project",
        aliases={
            "project": ("project_code",),
            "code": ("task", "task_code", "work_package"),
            "name": ("task_name",),
            "baseline_start": ("planned_start",),
            "baseline_finish": ("planned_finish",),
        },
    ),
    Kind(
        name="scope-items",
        label=_("Scope register"),
        model=ScopeItem,
        fields=(
            "code",
            "name",
            "state",
            "size",
            "changed_on",
            "is_approved",
            "accepted_on",
        ),
        key=("project", "code"),
        parent="project",
        aliases={
            "project": ("project_code",),
            "code": ("scope_item", "requirement", "change_request"),
            "changed_on": ("dated",),
            "is_approved": ("approved",),
        },
    ),
)
