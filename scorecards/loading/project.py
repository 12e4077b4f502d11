"""Projects with their plans and reports."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from delivery.models import (
    Baseline,
    Milestone,
    ObjectiveLink,
    Portfolio,
    Project,
    ScopeItem,
    StatusUpdate,
    Task,
)
from scorecards import facts
from scorecards.loading.grouping import grouped
from scorecards.loading.holding import Held
from scorecards.loading.objective import load_links
from scorecards.loading.resource import load_marks
from scorecards.loading.work import load_scope, load_tasks

OF_A_PROJECT: Held = frozenset((Baseline, Milestone, ScopeItem, StatusUpdate, Task))


def load_projects(portfolio: Portfolio, held: Held) -> tuple[facts.ProjectFacts, ...]:
    """Load projects, in nine queries at the most."""
    if Project not in held:
        return ()
    projects = Project.objects.filter(portfolio=portfolio)
    found = _loaded(projects, held, portfolio=portfolio)
    marks = load_marks(portfolio, held)
    links = load_links(portfolio) if ObjectiveLink in held else {}
    return tuple(
        replace(one, marks=marks[one.pk], links=links.get(one.pk, ())) for one in found
    )


def load_project(project: Project) -> facts.ProjectFacts:
    """Load one project in six queries, without its marks and links to objectives."""
    projects = Project.objects.filter(pk=project.pk)
    (found,) = _loaded(projects, OF_A_PROJECT, pk=project.pk)
    return found


def _loaded(
    projects: QuerySet[Project], held: Held, /, **of_project: Any
) -> tuple[facts.ProjectFacts, ...]:
    """Load some projects, without their marks and links to objectives.

    `of_project` says of which their rows are to be read, and `held` of which kinds
    there are any.
    """
    rows = projects.order_by("code").values(
        "pk",
        "code",
        "name",
        "status",
        "currency",
        "organisation",
        "sponsor",
        "priority_tier",
        "actual_start",
        "actual_finish",
        "final_cost",
        "business_case_on",
        "first_use_on",
    )
    of = {f"project__{name}": value for name, value in of_project.items()}
    baselines = _baselines(of) if Baseline in held else {}
    updates = _updates(of) if StatusUpdate in held else {}
    milestones = _milestones(of) if Milestone in held else {}
    tasks = load_tasks(**of) if Task in held else {}
    scope = load_scope(**of) if ScopeItem in held else {}
    return tuple(
        facts.ProjectFacts(
            **row,
            baselines=baselines.get(row["pk"], ()),
            updates=updates.get(row["pk"], ()),
            milestones=milestones.get(row["pk"], ()),
            tasks=tasks.get(row["pk"], ()),
            scope=scope.get(row["pk"], ()),
            marks=(),
        )
        for row in rows
    )


def _baselines(of: dict[str, Any]) -> Mapping[int, tuple[facts.BaselineFacts, ...]]:
    return grouped(
        Baseline.objects.filter(**of)
        .order_by("project_id", "number")
        .values_list(
            "project_id",
            "number",
            "approved_on",
            "start",
            "finish",
            "budget",
            "scope_size",
        ),
        facts.BaselineFacts,
    )


def _updates(of: dict[str, Any]) -> Mapping[int, tuple[facts.UpdateFacts, ...]]:
    return grouped(
        StatusUpdate.objects.filter(**of)
        .order_by("project_id", "status_date")
        .values_list(
            "project_id",
            "status_date",
            "rating__label",
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
        ),
        facts.UpdateFacts,
    )


def _milestones(of: dict[str, Any]) -> Mapping[int, tuple[facts.MilestoneFacts, ...]]:
    return grouped(
        Milestone.objects.filter(**of)
        .order_by("project_id", "baseline_on", "code")
        .values_list(
            "project_id", "code", "name", "baseline_on", "forecast_on", "actual_on"
        ),
        facts.MilestoneFacts,
    )
