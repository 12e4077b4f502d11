"""Projects with their plans and reports."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from delivery.models import (
    Baseline,
    Milestone,
    Portfolio,
    Project,
    StatusUpdate,
)
from scorecards import facts
from scorecards.loading.grouping import grouped
from scorecards.loading.objective import load_links
from scorecards.loading.resource import load_marks
from scorecards.loading.work import load_scope, load_tasks


def load_projects(portfolio: Portfolio) -> tuple[facts.ProjectFacts, ...]:
    """Load projects, in nine queries; in one where there is none."""
    projects = Project.objects.filter(portfolio=portfolio)
    found = _loaded(projects, portfolio, portfolio=portfolio)
    if not found:
        return ()
    links = load_links(project__portfolio=portfolio)
    return tuple(replace(one, links=links.get(one.pk, ())) for one in found)


def load_project(project: Project) -> facts.ProjectFacts:
    """Load one project in six queries, without its marks and links to objectives."""
    projects = Project.objects.filter(pk=project.pk)
    (found,) = _loaded(projects, None, pk=project.pk)
    return found


def _loaded(
    projects: QuerySet[Project], portfolio: Portfolio | None, /, **of_project: Any
) -> tuple[facts.ProjectFacts, ...]:
    """Load some projects; their marks where they are all those of a portfolio.

    `of_project` says of which their rows are to be read.
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
    if not rows:
        return ()
    of = {f"project__{name}": value for name, value in of_project.items()}
    baselines = grouped(
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
    updates = grouped(
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
    milestones = grouped(
        Milestone.objects.filter(**of)
        .order_by("project_id", "baseline_on", "code")
        .values_list(
            "project_id", "code", "name", "baseline_on", "forecast_on", "actual_on"
        ),
        facts.MilestoneFacts,
    )
    tasks, scope = load_tasks(**of), load_scope(**of)
    marks = load_marks(portfolio, **of) if portfolio else defaultdict(tuple)
    return tuple(
        facts.ProjectFacts(
            **row,
            baselines=baselines[row["pk"]],
            updates=updates[row["pk"]],
            milestones=milestones[row["pk"]],
            tasks=tasks.get(row["pk"], ()),
            scope=scope.get(row["pk"], ()),
            marks=marks[row["pk"]],
        )
        for row in rows
    )
