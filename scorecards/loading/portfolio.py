"""What one portfolio itself knows."""

from collections.abc import Collection

from delivery.models import (
    Portfolio,
)
from scorecards import facts
from scorecards.loading.benefit import load_benefits, load_overlaps
from scorecards.loading.demand import load_demand
from scorecards.loading.exchange_rate import load_rates
from scorecards.loading.feedback import load_feedback
from scorecards.loading.holding import kinds_held
from scorecards.loading.issue import load_issues
from scorecards.loading.kpi import load_kpis
from scorecards.loading.objective import load_objectives
from scorecards.loading.project import load_projects
from scorecards.loading.quality import load_quality, load_rework
from scorecards.loading.resource import load_resources
from scorecards.loading.risk import load_reserves, load_risks
from scorecards.loading.service import load_services
from scorecards.loading.value import load_value


def load_facts(
    portfolio: Portfolio, reported_in: Collection[str] = ()
) -> facts.PortfolioFacts:
    """Load what the portfolio itself knows, without what lies below it.

    Amounts are in the currencies they were recorded in; `reported_in` are those that
    portfolios above need them in besides the portfolio's own.

    Forty-nine queries at the most, whatever the number of rows: the first says of
    which kinds there are any, the others are about those. Readings are read as
    tuples: a portfolio may hold tens of thousands of them.
    """
    held = kinds_held(portfolio)
    projects, benefits = load_projects(portfolio, held), load_benefits(portfolio, held)
    risks, reserves = load_risks(portfolio, held), load_reserves(portfolio, held)
    currencies = {one.currency for one in projects} | {one.currency for one in benefits}
    currencies |= {one.currency for one in risks} | {one.currency for one in reserves}
    return facts.PortfolioFacts(
        slug=portfolio.slug,
        currency=portfolio.currency,
        time_tolerance=portfolio.time_tolerance,
        cost_tolerance=portfolio.cost_tolerance,
        ratings=_ratings(portfolio),
        projects=projects,
        kpis=load_kpis(portfolio, held),
        resources=load_resources(portfolio, held),
        benefits=benefits,
        objectives=load_objectives(portfolio),
        rates=load_rates(
            portfolio, {portfolio.currency, *currencies, *reported_in} - {""}
        ),
        overlaps=load_overlaps(portfolio, held),
        services=load_services(portfolio, held),
        risks=risks,
        reserves=reserves,
        issues=load_issues(portfolio, held),
        rework=load_rework(portfolio, held),
        quality=load_quality(portfolio, held),
        feedback=load_feedback(portfolio, held),
        value=load_value(portfolio, held),
        demand=load_demand(portfolio, held),
    )


def _ratings(portfolio: Portfolio) -> tuple[facts.RatingFacts, ...]:
    scale = portfolio.rating_scale
    if scale is None:
        return ()
    return tuple(
        facts.RatingFacts(*row)
        for row in scale.levels.order_by("position").values_list("label", "colour")
    )
