"""What projects spent in a period: what it added to their actual cost."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from delivery.calculations.additive import ZERO
from delivery.calculations.amount import Amount
from delivery.calculations.exchange import pair
from delivery.calculations.periods import Period
from scorecards.facts import PortfolioFacts, ProjectFacts


def managed_spend(facts: PortfolioFacts, period: Period, as_of: date) -> Amount:
    """Add up what the projects that were reported in the period spent in it."""
    return Amount.total(
        _amount(facts, project, period, as_of)
        for project in _reported(facts, period, as_of)
    )


def spending(
    facts: PortfolioFacts, period: Period, as_of: date
) -> Iterator[tuple[ProjectFacts, Decimal | None]]:
    """Yield the projects reported in the period, and what each added to its cost."""
    for project in _reported(facts, period, as_of):
        is_own = project.currency == facts.currency
        yield project, _spent(project, period, as_of) if is_own else None


def _reported(
    facts: PortfolioFacts, period: Period, as_of: date
) -> Iterator[ProjectFacts]:
    for project in facts.projects:
        update = project.update(as_of)
        if update is not None and update.status_date >= period.start:
            yield project


def _amount(
    facts: PortfolioFacts, project: ProjectFacts, period: Period, as_of: date
) -> Amount:
    amount = Amount.of([_spent(project, period, as_of)])
    if project.currency == facts.currency:
        return amount
    return amount.without_rate(pair(project.currency, facts.currency))


def _spent(project: ProjectFacts, period: Period, as_of: date) -> Decimal | None:
    update = project.update(as_of)
    before = project.update(period.start - timedelta(days=1))
    begun_on = project.begun_on()
    so_far = update.actual_cost if update else None
    if before is not None:
        earlier = before.actual_cost
    else:
        earlier = ZERO if begun_on and begun_on >= period.start else None
    return None if so_far is None or earlier is None else so_far - earlier
