"""Rework, defects and changes by project and month."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import QualityCount, ReworkEntry

QUALITY_KINDS = (
    Kind(
        name="rework",
        label=_("Work and rework"),
        model=ReworkEntry,
        fields=(
            "month",
            "hours",
            "rework_hours",
            *ReworkEntry.CAUSES,
            "cost",
            "rework_cost",
            "note",
            "source",
        ),
        key=("project", "month"),
        parent="project",
        aliases={
            "project": ("project_code",),
            "hours": ("total_hours",),
            "cost": ("total_cost",),
        },
    ),
    Kind(
        name="quality-counts",
        label=_("Defects and changes"),
        model=QualityCount,
        fields=(
            "month",
            "defects_before",
            "defects_after",
            "changes_deployed",
            "changes_failed",
            "unplanned_deployments",
            "note",
            "source",
        ),
        key=("project", "month"),
        parent="project",
        aliases={
            "project": ("project_code",),
            "changes_deployed": ("changes", "deployments"),
        },
    ),
)
