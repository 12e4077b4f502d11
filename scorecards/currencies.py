"""Facts in another currency: converted amount by amount, by what each amount is.

Plans, and whatever is compared with them, are converted at the rate frozen with the
plan, so that a currency move is never reported as performance. What has flowed is
converted at the average of its month, balances at the closing rate; the difference
is the FX effect, which a panel of its own shows.
"""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from delivery.calculations.exchange import Rates, pair
from delivery.calculations.measure import settled
from scorecards.facts import (
    AssessmentFacts,
    BaselineFacts,
    BenefitFacts,
    EntryFacts,
    LeakFacts,
    OverlapFacts,
    PortfolioFacts,
    ProjectFacts,
    ReserveFacts,
    ReworkFacts,
    RiskFacts,
    ServiceFacts,
    UpdateFacts,
)

F = TypeVar("F")

# The fields that hold amounts in the currency of their project or benefit.
MONEY: dict[type, tuple[str, ...]] = {
    ProjectFacts: ("final_cost",),
    BaselineFacts: ("budget",),
    UpdateFacts: (
        "planned_value",
        "earned_value",
        "actual_cost",
        "forecast_cost",
        "estimate_to_complete",
        "in_year_budget",
        "in_year_forecast",
        "whole_life_cost",
    ),
    BenefitFacts: ("steady_amount",),
    EntryFacts: ("amount",),
    LeakFacts: ("amount",),
    RiskFacts: ("response_cost", "realised_amount", "avoided_loss"),
    AssessmentFacts: ("impact_money", "residual_money"),
    ReserveFacts: ("reserve",),
    ReworkFacts: ("cost", "rework_cost"),
}
# What has flowed, as against what was planned or is expected.
FLOWS = {"claimed", "validated"}


def in_currency(facts: PortfolioFacts, currency: str) -> PortfolioFacts:
    """Return the facts of a portfolio in one currency, at the rates of the plans.

    What has no rate stays in its own currency, and panels count it as not known.
    """
    if currency == facts.currency and not foreign(facts):
        return facts
    return replace(
        facts,
        currency=currency,
        origin=facts,
        projects=tuple(
            _at_plan_rate(one, agreed_on(one), facts.rates, currency)
            for one in facts.projects
        ),
        benefits=tuple(
            _at_plan_rate(one, planned_on(facts, one), facts.rates, currency)
            for one in facts.benefits
        ),
        overlaps=tuple(_overlap(facts, one, currency) for one in facts.overlaps),
        services=tuple(_service(facts, one, currency) for one in facts.services),
        risks=tuple(
            _at_plan_rate(one, one.raised_on, facts.rates, currency)
            for one in facts.risks
        ),
        reserves=tuple(
            _at_plan_rate(one, one.valid_from, facts.rates, currency)
            for one in facts.reserves
        ),
        rework=tuple(
            _at_plan_rate(one, one.month, facts.rates, currency) for one in facts.rework
        ),
    )


def _overlap(facts: PortfolioFacts, group: OverlapFacts, currency: str) -> OverlapFacts:
    """Return a shared measure in another currency, not measured without a rate."""
    if currency == facts.currency or group.measured_total is None:
        return group
    rate = facts.rates.plan(facts.currency, currency, None)
    total = None if rate is None else settled(group.measured_total * rate)
    return replace(group, measured_total=total)


def _service(facts: PortfolioFacts, one: ServiceFacts, currency: str) -> ServiceFacts:
    """Return a service whose costs are at the averages of their months.

    A cost without a rate is not known, which is not the same as not entered.
    """
    if currency == facts.currency:
        return one
    costs, lacking = [], one.lacking
    for row in one.costs:
        rate = facts.rates.average(facts.currency, currency, row.month)
        unknown = rate is None or row.amount is None
        amount = None if unknown else settled(row.amount * rate)  # type: ignore[operator]
        costs.append(replace(row, amount=amount))
        if rate is None:
            lacking |= {pair(facts.currency, currency)}
    return replace(one, costs=tuple(costs), lacking=lacking)


def foreign(facts: PortfolioFacts) -> frozenset[str]:
    """Return the currencies of its facts other than the portfolio's."""
    held = {one.currency for one in facts.projects}
    held |= {one.currency for one in facts.benefits}
    held |= {one.currency for one in facts.risks}
    held |= {one.currency for one in facts.reserves}
    return frozenset(held - {facts.currency, ""})


def agreed_on(project: ProjectFacts) -> date | None:
    """Return the day whose plan rate a project keeps for good.

    It is frozen with the first approved plan. A later plan does not change it, or the
    original and the current plan could not be compared.
    """
    plan = project.original_baseline()
    if plan is not None and (plan.approved_on or plan.start):
        return plan.approved_on or plan.start
    return project.begun_on()


def planned_on(facts: PortfolioFacts, benefit: BenefitFacts) -> date | None:
    """Return the day whose plan rate a benefit keeps: that of its project's plan.

    A benefit without a project keeps that of the day on which it starts.
    """
    projects = facts.once(
        "projects by key", lambda: {one.pk: one for one in facts.projects}
    )
    project = projects.get(benefit.project_id or 0)
    if project is not None and (day := agreed_on(project)):
        return day
    first = benefit.entries[0].month if benefit.entries else None
    return benefit.starts_on or first


def _at_plan_rate(fact: F, agreed: date | None, rates: Rates, currency: str) -> F:
    """Return a project or a benefit in another currency, itself without a rate."""
    own: str = fact.currency  # type: ignore[attr-defined]
    if own in {"", currency}:
        return fact
    rate = rates.plan(own, currency, agreed)
    if rate is None:
        return fact
    return replace(_times(fact, rate), currency=currency)  # type: ignore[type-var]


def _times(fact: F, rate: Decimal) -> F:
    """Return a fact with each amount in it converted, however deep it lies."""
    changed: dict[str, Any] = {}
    money = MONEY.get(type(fact), ())
    for part in fields(fact):  # type: ignore[arg-type]
        value = getattr(fact, part.name)
        if part.name in money:
            if value is not None:
                changed[part.name] = settled(value * rate)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[part.name] = tuple(_times(one, rate) for one in value)
    return replace(fact, **changed) if changed else fact  # type: ignore[type-var]


def at_actual_rates(facts: PortfolioFacts, as_of: date) -> PortfolioFacts:
    """Return the facts with what has flowed by the day at the averages of its months.

    Nothing else is different, so that the two can be held against each other.
    """
    origin = facts.origin
    if origin is None:
        return facts

    def convert() -> PortfolioFacts:
        pairs = zip(facts.benefits, origin.benefits, strict=True)
        return replace(
            facts,
            benefits=tuple(_flowed(facts, one, own, as_of) for one, own in pairs),
        )

    return facts.once(("at actual rates", as_of), convert)


def _flowed(
    facts: PortfolioFacts, at_plan: BenefitFacts, own: BenefitFacts, as_of: date
) -> BenefitFacts:
    """Return a benefit whose flows are at actual rates; itself if one of them lacks."""
    if own.currency in {"", facts.currency}:
        return own
    entries: list[EntryFacts] = []
    has_plan_rate = at_plan.currency == facts.currency
    for entry, planned in zip(own.entries, at_plan.entries, strict=True):
        if entry.kind not in FLOWS or entry.month > as_of:
            entries += [planned] if has_plan_rate else []
            continue
        rate = facts.rates.average(own.currency, facts.currency, entry.month)
        if rate is None:
            return own
        entries.append(replace(entry, amount=settled(entry.amount * rate)))
    return replace(own, currency=facts.currency, entries=tuple(entries))


def recorded(facts: PortfolioFacts, project: ProjectFacts) -> ProjectFacts:
    """Return a project as it was recorded, in its own currency."""
    origin = facts.origin
    if origin is None:
        return project
    own = facts.once(
        "projects as recorded", lambda: {one.pk: one for one in origin.projects}
    )
    return own[project.pk]


def at_closing_rate(
    facts: PortfolioFacts, amount: Decimal | None, currency: str, day: date
) -> Decimal | None:
    """Return a balance in the portfolio's currency; None without a rate.

    `currency` is the one that the amount was recorded in.
    """
    rate = facts.rates.closing(currency, facts.currency, day)
    return None if amount is None or rate is None else settled(amount * rate)


def cost_at_actual_rates(
    facts: PortfolioFacts, project: ProjectFacts, as_of: date
) -> Decimal | None:
    """Return what a project has cost by a day, each report's part at its average.

    `project` is the one in its own currency.
    """
    total, before = None, Decimal(0)
    for update in project.updates_by(as_of):
        if update.actual_cost is None:
            continue
        rate = facts.rates.average(project.currency, facts.currency, update.status_date)
        if rate is None:
            return None
        step = settled((update.actual_cost - before) * rate)
        total, before = (total or Decimal(0)) + step, update.actual_cost
    return total
