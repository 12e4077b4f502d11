"""What one portfolio adds to a case: benefits and costs by month.

The case of a portfolio is made from its own parts and those of all portfolios below:
flows are added, and the sum is simulated; percentiles are never added.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.curve import Curve
from delivery.calculations.periods import add_months, first_of_month, months_between
from delivery.calculations.pmo_cost import PmoCost
from delivery.models import ServiceCost
from scorecards.facts import BenefitFacts, PortfolioFacts, RangeFacts, ServiceFacts
from scorecards.panels.benefit_facts import NOMINAL, BenefitStanding
from scorecards.panels.return_facts import standings
from scorecards.panels.terms import MONEY_CLASSES

Months = tuple[tuple[date, Decimal], ...]
Ranges = Mapping[int, RangeFacts]

CATEGORIES: Final = frozenset(ServiceCost.Category.values)
# So many of the last months that are entered tell what a month costs.
LAST_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Shared:
    """A service with a share in a benefit."""

    service: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GainPart:
    """A benefit in which services have a share, by month and before that share.

    `known` is what finance has validated, `ahead` what is forecast for the months to
    come, or planned where nothing is forecast. After the last of those months a
    benefit that comes back goes on with `monthly`, up to `until`. A dis-benefit has
    amounts below zero.

    Units: money; `share` and `certain` are ratios, the second with the confidence in
    each share, None where that is not known. `lacking` is the pair whose rate it
    would take to tell the amounts.
    """

    benefit: int
    code: str
    name: str
    services: tuple[Shared, ...]
    share: Decimal
    certain: Decimal | None
    known: Months = ()
    ahead: Months = ()
    monthly: Decimal | None = None
    monthly_from: date | None = None
    until: date | None = None
    range: RangeFacts | None = None
    lacking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPart:
    """A service with its costs by month; later months cost what the last ones did."""

    service: int
    name: str
    months: Months
    monthly: Decimal
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Additive):
    """Everything that a portfolio adds, itself and with all below it.

    `unshared` benefits in money name no service; `other_prices` are at the prices of
    some year, and are not added. `days` are those as of which each is read.
    """

    gains: tuple[GainPart, ...] = ()
    costs: tuple[CostPart, ...] = ()
    cost: PmoCost = field(default_factory=PmoCost)
    unshared: int = 0
    other_prices: int = 0
    days: frozenset[date] = frozenset()


def parts_of(facts: PortfolioFacts, ranges: Ranges, as_of: date | None) -> Parts:
    """Return what a portfolio itself adds, as of the last day it knows about."""
    if as_of is None:
        return Parts()
    in_money = [one for one in facts.benefits if one.benefit_class in MONEY_CLASSES]
    nominal = [one for one in in_money if one.price_basis == NOMINAL]
    flowed = {one.benefit.pk: one for one in standings(facts, as_of)}
    return Parts(
        gains=tuple(
            _gain(BenefitStanding.of(facts, one, as_of), flowed[one.pk], ranges)
            for one in nominal
            if one.attributions
        ),
        costs=tuple(_cost(one) for one in facts.services if one.costs),
        cost=PmoCost.total(_entered(one, as_of) for one in facts.services),
        unshared=sum(not one.attributions for one in nominal),
        other_prices=sum(
            one.price_basis != NOMINAL and bool(one.attributions) for one in in_money
        ),
        days=frozenset({as_of}),
    )


def _gain(
    at_plan: BenefitStanding, flowed: BenefitStanding, ranges: Ranges
) -> GainPart:
    """A benefit: what has flowed at actual rates, what is to come at those of plans."""
    benefit = at_plan.benefit
    shares = benefit.attributions
    is_sure = all(one.confidence is not None for one in shares)
    services = {one.service: one.service_name for one in shares}
    part = GainPart(
        benefit=benefit.pk,
        code=benefit.code,
        name=benefit.name,
        services=tuple(Shared(*pair) for pair in sorted(services.items())),
        share=sum((one.share for one in shares), ZERO),
        certain=sum((one.certain for one in shares), ZERO) if is_sure else None,
        range=ranges.get(benefit.pk),
        until=benefit.retires_on,
        lacking="" if at_plan.is_own and flowed.is_own else at_plan.pair,
    )
    if part.lacking:
        return part
    sign = -1 if benefit.is_disbenefit else 1
    return _with_amounts(part, at_plan, flowed, sign)


def _with_amounts(
    part: GainPart, at_plan: BenefitStanding, flowed: BenefitStanding, sign: int
) -> GainPart:
    this_month = first_of_month(at_plan.as_of)
    known = {
        month: amount for month, amount in flowed.counted.amounts if month <= this_month
    }
    ahead = _ahead(at_plan, this_month)
    monthly, monthly_from = _going_on(at_plan.benefit, known, ahead)
    return replace(
        part,
        known=tuple((month, sign * amount) for month, amount in known.items()),
        ahead=tuple((month, sign * amount) for month, amount in ahead.items()),
        monthly=None if monthly is None else sign * monthly,
        monthly_from=monthly_from,
    )


def _ahead(one: BenefitStanding, this_month: date) -> dict[date, Decimal]:
    """What is forecast for later months; the plan where there is no forecast."""
    curve: Curve = one.curves["forecast"] or one.curves["planned"]
    retires_on = one.benefit.retires_on
    return {
        month: amount
        for month, amount in curve.amounts
        if month > this_month and (retires_on is None or month <= retires_on)
    }


def _going_on(
    benefit: BenefitFacts,
    known: Mapping[date, Decimal],
    ahead: Mapping[date, Decimal],
) -> tuple[Decimal | None, date | None]:
    """What a benefit brings in each month after the last one on record, from when on.

    The smaller one of the full amount in the register and the last month's amount. A
    benefit that comes once ends, and so does one without a full amount in the register
    or without any month on record.
    """
    on_record = {**known, **ahead}
    if benefit.is_once or benefit.steady_amount is None or not on_record:
        return None, None
    last = max(on_record)
    return min(benefit.steady_amount, on_record[last]), add_months(last, 1)


def _cost(service: ServiceFacts) -> CostPart:
    months = Curve.of(
        (row.month, row.amount) for row in service.costs if row.amount is not None
    ).amounts
    last = [amount for _month, amount in months[-LAST_MONTHS:]]
    return CostPart(
        service=service.pk,
        name=service.name,
        months=months,
        monthly=sum(last, ZERO) / len(last) if last else ZERO,
        until=service.retired_on,
    )


def _entered(service: ServiceFacts, as_of: date) -> PmoCost:
    """How far the cost of a service is entered, from its first month to the day."""
    begun = service.begun_on()
    last = min(service.retired_on or as_of, as_of)
    if begun is None or begun > last:
        return PmoCost()
    costs = {(row.month, row.category): row.amount for row in service.costs}
    months = months_between(begun, last)
    return PmoCost.of(costs, months, CATEGORIES, service.lacking)


def months_of_gain(part: GainPart, last: date) -> Iterator[tuple[date, Decimal]]:
    """Yield what is to come of a benefit month by month, up to the last month."""
    yield from (pair for pair in part.ahead if pair[0] <= last)
    if part.monthly is not None and part.monthly_from is not None:
        end = min(last, part.until or last)
        if part.monthly_from <= end:
            for month in months_between(part.monthly_from, end):
                yield month, part.monthly


def months_of_cost(part: CostPart, last: date) -> Iterator[tuple[date, Decimal]]:
    """Yield what a service is to cost month by month, up to the last month."""
    if not part.months:
        return
    first = add_months(part.months[-1][0], 1)
    end = min(last, part.until or last)
    if first <= end:
        for month in months_between(first, end):
            yield month, part.monthly
