"""What one portfolio itself knows."""

from delivery.models import (
    Portfolio,
)
from scorecards import facts
from scorecards.loading.benefit import load_benefits
from scorecards.loading.kpi import load_kpis
from scorecards.loading.project import load_projects
from scorecards.loading.resource import load_resources


def load_facts(portfolio: Portfolio) -> facts.PortfolioFacts:
    """Load what the portfolio itself knows, without what lies below it.

    Nineteen queries at the most, whatever the number of rows. Readings are
    read as tuples: a portfolio may hold tens of thousands of them.
    """
    return facts.PortfolioFacts(
        slug=portfolio.slug,
        currency=portfolio.currency,
        time_tolerance=portfolio.time_tolerance,
        cost_tolerance=portfolio.cost_tolerance,
        ratings=_ratings(portfolio),
        projects=load_projects(portfolio),
        kpis=load_kpis(portfolio),
        benefits=load_benefits(portfolio),
        resources=load_resources(portfolio),
    )


def _ratings(portfolio: Portfolio) -> tuple[facts.RatingFacts, ...]:
    scale = portfolio.rating_scale
    if scale is None:
        return ()
    return tuple(
        facts.RatingFacts(*row)
        for row in scale.levels.order_by("position").values_list("label", "colour")
    )
