"""Objectives with which projects are held together, and the links to them."""

from collections.abc import Mapping

from django.db.models import F

from delivery.models import Objective, ObjectiveLink, Portfolio
from scorecards import facts
from scorecards.loading.grouping import grouped


def load_objectives(portfolio: Portfolio) -> tuple[facts.ObjectiveFacts, ...]:
    """Load the objectives that projects of the portfolio can serve."""
    rows = Objective.objects.open_to(portfolio).values(
        "pk",
        "code",
        "name",
        "weight",
        "target_share",
        "valid_from",
        "valid_to",
        slug=F("portfolio__slug"),
    )
    return tuple(
        facts.ObjectiveFacts(
            portfolio=(slug := row.pop("slug")), is_own=slug == portfolio.slug, **row
        )
        for row in rows
    )


def load_links(portfolio: Portfolio) -> Mapping[int, tuple[facts.LinkFacts, ...]]:
    """Load the links of the portfolio's projects, by project."""
    rows = (
        ObjectiveLink.objects.of_portfolio(portfolio)
        .order_by("project_id", "objective__portfolio__path", "objective__code")
        .values_list(
            "project_id",
            "objective__portfolio__slug",
            "objective__code",
            "strength",
            "spend_share",
        )
    )
    return grouped(
        (
            (project, f"{slug}/{code}", strength, share)
            for project, slug, code, strength, share in rows
        ),
        facts.LinkFacts,
    )
