"""Projects with their plans and reports."""

from delivery.models import (
    Baseline,
    Milestone,
    Portfolio,
    Project,
    StatusUpdate,
)
from scorecards import facts
from scorecards.loading.grouping import grouped


def load_projects(portfolio: Portfolio) -> tuple[facts.ProjectFacts, ...]:
    baselines = grouped(
        Baseline.objects.filter(project__portfolio=portfolio)
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
        StatusUpdate.objects.filter(project__portfolio=portfolio)
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
            "in_year_budget",
            "in_year_forecast",
            "whole_life_cost",
            "scope_approved",
            "scope_accepted",
        ),
        facts.UpdateFacts,
    )
    milestones = grouped(
        Milestone.objects.filter(project__portfolio=portfolio)
        .order_by("project_id", "baseline_on", "code")
        .values_list(
            "project_id", "code", "name", "baseline_on", "forecast_on", "actual_on"
        ),
        facts.MilestoneFacts,
    )
    return tuple(
        facts.ProjectFacts(
            **row,
            baselines=baselines[row["pk"]],
            updates=updates[row["pk"]],
            milestones=milestones[row["pk"]],
        )
        for row in Project.objects.filter(portfolio=portfolio)
        .order_by("code")
        .values(
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
        )
    )
