"""People and roles with their hours; marks of projects with the weights behind them."""

from collections import defaultdict
from typing import Any

from django.db.models import Sum

from delivery.models import (
    Allocation,
    Capacity,
    Portfolio,
    PriorityCriterion,
    PriorityScore,
    Resource,
    ResourceHours,
)
from scorecards import facts
from scorecards.loading.grouping import grouped


def load_resources(portfolio: Portfolio) -> tuple[facts.ResourceFacts, ...]:
    """Load people and roles, in four queries; in one where there is none.

    Hours are added up by month, whatever the project.
    """
    rows = (
        Resource.objects.filter(portfolio=portfolio)
        .order_by("code")
        .values("pk", "code", "name", "kind", "role")
    )
    if not rows:
        return ()
    capacities = grouped(
        Capacity.objects.filter(resource__portfolio=portfolio)
        .order_by("resource_id", "month")
        .values_list(
            "resource_id", "month", "contracted_hours", "leave_hours", "holiday_hours"
        ),
        facts.CapacityFacts,
    )
    planned, booked = (
        grouped(
            model.objects.filter(resource__portfolio=portfolio)
            .order_by("resource_id", "month")
            .values_list("resource_id", "month")
            .annotate(total=Sum("hours")),
            facts.HoursFacts,
        )
        for model in (Allocation, ResourceHours)
    )
    return tuple(
        facts.ResourceFacts(
            **row,
            capacities=capacities[row["pk"]],
            planned=planned[row["pk"]],
            booked=booked[row["pk"]],
        )
        for row in rows
    )


def load_marks(portfolio: Portfolio, **of: Any) -> "defaultdict[int, facts.Marks]":
    """Load marks by project: one for each criterion that holds, None if not given.

    `of` says of which projects the portfolio's marks are to be read.
    """
    criteria = PriorityCriterion.objects.applying_to(portfolio).order_by("name")
    weights = dict(criteria.values_list("pk", "weight"))
    given: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = PriorityScore.objects.filter(**of)
    for project, criterion, mark in rows.values_list("project", "criterion", "mark"):
        given[project][criterion] = mark
    nothing = tuple((None, weight) for weight in weights.values())
    return defaultdict(
        lambda: nothing,
        {
            project: tuple(
                (marks.get(criterion), weight) for criterion, weight in weights.items()
            )
            for project, marks in given.items()
        },
    )
