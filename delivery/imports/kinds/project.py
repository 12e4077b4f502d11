"""Projects, their plans and what was reported about them."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind, columns_named
from delivery.imports.mapping import FactRule, FieldRule
from delivery.models import (
    Baseline,
    Milestone,
    Project,
    StatusUpdate,
)

PROJECT_KINDS = (
    Kind(
        name="projects",
        label=_("Projects"),
        model=Project,
        fields=(
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
        ),
        key=("code",),
        owns="project",
        aliases={
            "code": ("project_code", "project", "project_number"),
            "name": ("project_name",),
            "organisation": ("department",),
            "priority_tier": ("priority",),
            "manager": ("project_manager",),
        },
    ),
    Kind(
        name="baselines",
        label=_("Baselines"),
        model=Baseline,
        fields=(
            "number",
            "approved_on",
            "start",
            "finish",
            "budget",
            "scope_size",
            "reason",
        ),
        key=("project", "number"),
        parent="project",
        aliases={
            "project": ("project_code",),
            "number": ("baseline_number",),
            "start": ("baseline_start",),
            "finish": ("baseline_finish",),
            "budget": ("bac",),
        },
        is_immutable=True,
    ),
    Kind(
        name="status-updates",
        label=_("Status updates"),
        model=StatusUpdate,
        fields=(
            "status_date",
            "rating",
            "note",
            "planned_value",
            "earned_value",
            "actual_cost",
            "forecast_start",
            "forecast_finish",
            "forecast_cost",
            "estimate_to_complete",
            "in_year_budget",
            "in_year_forecast",
            "whole_life_cost",
            "scope_approved",
            "scope_accepted",
            "source",
        ),
        key=("project", "status_date"),
        parent="project",
        aliases={
            "project": ("project_code",),
            "planned_value": ("pv",),
            "earned_value": ("ev",),
            "actual_cost": ("ac",),
            "estimate_to_complete": ("etc",),
        },
    ),
    Kind(
        name="milestones",
        label=_("Milestones"),
        model=Milestone,
        fields=("code", "name", "baseline_on", "forecast_on", "actual_on"),
        key=("project", "code"),
        parent="project",
        aliases={
            "project": ("project_code",),
            "code": ("milestone", "milestone_code"),
        },
    ),
)


def original_baseline() -> FactRule:
    """Return the rule for a list of projects with their plans beside them."""
    return FactRule(
        kind="baselines",
        fields=(
            FieldRule("project", columns=PROJECT_KINDS[0].code_columns),
            FieldRule("number", constant="1"),
            FieldRule("start", columns=columns_named("baseline_start")),
            FieldRule("finish", columns=columns_named("baseline_finish")),
            FieldRule("budget", columns=columns_named("budget", "bac")),
            FieldRule("scope_size", columns=columns_named("scope_size")),
        ),
        needs_any=("start", "finish", "budget", "scope_size"),
        is_optional=True,
    )
