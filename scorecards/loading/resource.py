"""People and roles with their hours; marks of projects with the weights behind them."""

from collections import defaultdict

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
from scorecards.loading.holding import Held


def load_resources(portfolio: Portfolio, held: Held) -> tuple[facts.ResourceFacts, ...]:
    """Load people and roles, in four queries at the most.

    Hours are added up by month, whatever the project.
    """
    if Resource not in held:
        return ()
    rows = (
        Resource.objects.filter(portfolio=portfolio)
        .order_by("code")
        .values("pk", "code", "name", "kind", "role")
    )
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


def load_marks(portfolio: Portfolio, held: Held) -> "defaultdict[int, facts.Marks]":
    """Load marks by project: one for each criterion that holds, None if not given."""
    criteria = PriorityCriterion.objects.applying_to(portfolio).order_by("name")
    weights = dict(criteria.values_list("pk", "weight"))
    given: defaultdict[int, dict[int, int]] = defaultdict(dict)
    if PriorityScore in held:
        rows = PriorityScore.objects.of_portfolio(portfolio)
        marks = rows.values_list("project", "criterion", "mark")
        for project, criterion, mark in marks:
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
