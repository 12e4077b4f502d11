"""What makes projects matter, and the marks of projects by it."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import PriorityCriterion, PriorityScore

PRIORITY_KINDS = (
    Kind(
        name="priority-criteria",
        label=_("Priority criteria"),
        model=PriorityCriterion,
        fields=("name", "description", "weight"),
        key=("name",),
        owns="criterion",
        aliases={"name": ("criterion", "criterion_name")},
    ),
    Kind(
        name="priority-marks",
        label=_("Priority marks"),
        model=PriorityScore,
        fields=("criterion", "mark"),
        key=("project", "criterion"),
        parent="project",
        links=("criterion",),
        aliases={
            "project": ("project_code",),
            "criterion": ("criterion_name",),
            "mark": ("score",),
        },
    ),
)
