"""What a period returned and what it cost, row by row, as it adds up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Self

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.amount import Amount
from delivery.calculations.curve import Curve
from delivery.calculations.evidence import Evidence
from delivery.calculations.periods import Period, first_of_month
from delivery.calculations.pmo_cost import PmoCost
from delivery.models import Benefit
from recognition.calculations.pmo_return import PmoReturn
from scorecards.currencies import at_actual_rates
from scorecards.facts import (
    AttributionFacts,
    PortfolioFacts,
    ServiceFacts,
    ValueItemFacts,
)
from scorecards.panels.benefit_facts import NOMINAL, BenefitStanding
from scorecards.panels.benefit_register import level_of
from scorecards.panels.history import history
from scorecards.panels.parts import History, Keyed
from scorecards.panels.pmo_services import CATEGORIES, cost_of, months_of
from scorecards.panels.terms import MONEY_CLASSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """The share of a service in what a benefit brought in a period.

    Units: amounts before the share, in the currency of the component; `share` and
    `confidence` are ratios. A dis-benefit has amounts below zero.
    """

    benefit: int
    benefit_name: str
    service: int
    service_name: str
    benefit_class: str
    evidence: str
    share: Decimal
    confidence: Decimal | None
    validated: Decimal | None = None
    claimed: Decimal | None = None
    acknowledged: Decimal | None = None

    @property
    def certain(self) -> Decimal | None:
        """The share taken down to how sure one is of it."""
        return None if self.confidence is None else self.share * self.confidence

    def attributed(self, amount: Decimal | None) -> Decimal | None:
        """The part of an amount that counts for the service."""
        certain = self.certain
        return None if amount is None or certain is None else amount * certain

    def __add__(self, other: Self) -> Self:
        """A benefit belongs to one portfolio, so there is nothing to add up."""
        return self

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency, unknown without a rate."""

        def there(amount: Decimal | None) -> Decimal | None:
            return None if rate is None or amount is None else amount * rate

        return replace(
            self,
            validated=there(self.validated),
            claimed=there(self.claimed),
            acknowledged=there(self.acknowledged),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One category of cost of a service in a period: so many months are entered."""

    service: int
    service_name: str
    category: str
    amount: Amount

    def __add__(self, other: Self) -> Self:
        return replace(self, amount=self.amount + other.amount)

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency."""
        return replace(self, amount=self.amount.converted(rate))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Additive):
    """Benefit attributed to the PMO on each line, and what it cost, of one period."""

    gain: PmoReturn = field(default_factory=PmoReturn)
    acknowledged: Amount = field(default_factory=Amount)
    cost: PmoCost = field(default_factory=PmoCost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Additive):
    """The return of the last periods, and of this one every row behind it.

    `unshared` benefits brought something and name no service: they count as nothing.
    `other_prices` are at the prices of some year, and are not added.
    """

    past: History[Lines]
    gains: Keyed[Gain]
    costs: Keyed[Cost]
    months: Keyed[Amount]
    unshared: int
    other_prices: int

    @property
    def now(self) -> Lines:
        return self.past.parts[-1]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Returned:
    """Hold what came of benefits in each period against what services cost in it."""
    flowed = standings(facts, as_of)
    shared = [one for one in flowed if one.benefit.attributions]
    silent = [one for one in flowed if not one.benefit.attributions]
    return Returned(
        past=history(
            facts,
            "pmo return",
            period,
            as_of,
            lambda past, day: _lines(facts, past, day),
        ),
        gains=Keyed.of(
            (
                f"{gain.benefit:012}|{gain.service:012}",
                gain if one.is_own else gain.converted(None),
            )
            for one in shared
            for gain in _gains(facts, one, period, as_of)
        ),
        costs=Keyed.of(
            (f"{one.pk:012}|{cost.category}", cost)
            for one in facts.services
            for cost in _costs(one, period, as_of)
        ),
        months=Keyed.of(
            (row.month.isoformat(), Amount.of([row.amount]))
            for one in facts.services
            for months in [months_of(one, period, as_of)]
            for row in one.costs
            if row.month in months
        ),
        unshared=sum(_brought(one, period, as_of) for one in silent),
        other_prices=sum(
            one.benefit_class in MONEY_CLASSES
            and one.price_basis != NOMINAL
            and bool(one.attributions)
            for one in facts.benefits
        ),
    )


def standings(facts: PortfolioFacts, as_of: date) -> list[BenefitStanding]:
    """The benefits in money, what has flowed at the rates of its months."""
    actual = at_actual_rates(facts, as_of)
    found = (BenefitStanding.of(actual, one, as_of) for one in actual.benefits)
    return [one for one in found if one.is_money]


def _lines(facts: PortfolioFacts, period: Period, day: date) -> Lines:
    lines = Lines(
        cost=PmoCost.total(cost_of(one, period, day) for one in facts.services)
    )
    for one in standings(facts, day):
        for gain in _gains(facts, one, period, day):
            lines += _line(one, gain)
    return lines


def _line(one: BenefitStanding, gain: Gain) -> Lines:
    """What one share adds to each line."""
    is_cashable = one.benefit.benefit_class == Benefit.Kind.CASHABLE
    made = PmoReturn()
    if gain.validated is not None:
        made += PmoReturn.of(
            gain.attributed(gain.validated),
            Evidence.VALIDATED,
            is_financial=True,
            is_cashable=is_cashable,
        )
    if gain.claimed is not None:
        made += PmoReturn.of(
            gain.attributed(gain.claimed),
            Evidence.CLAIMED if one.benefit.has_method else Evidence.OPINION,
            is_financial=True,
            is_cashable=is_cashable,
        )
    heard = Amount()
    if gain.acknowledged is not None:
        heard = Amount.of([gain.attributed(gain.acknowledged)])
    if not one.is_own:
        return Lines(
            gain=made.without_rate(one.pair), acknowledged=heard.without_rate(one.pair)
        )
    return Lines(gain=made, acknowledged=heard)


def _gains(
    facts: PortfolioFacts, one: BenefitStanding, period: Period, day: date
) -> Iterator[Gain]:
    """The shares in what a benefit brought, where it brought anything at all."""
    last = min(period.end, day)
    validated = one.counted.between(period.start, last)
    claimed = _open_claims(one).between(period.start, last)
    if validated is None and claimed is None:
        return
    sign = -1 if one.benefit.is_disbenefit else 1
    acknowledged = _acknowledged(facts, one, period.start, last)
    for share in one.benefit.attributions:
        gain = _gain(one, share, sign, validated, claimed)
        yield replace(gain, acknowledged=acknowledged)


def _gain(
    one: BenefitStanding,
    share: AttributionFacts,
    sign: int,
    validated: Decimal | None,
    claimed: Decimal | None,
) -> Gain:
    def signed(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else sign * amount

    return Gain(
        benefit=one.benefit.pk,
        benefit_name=one.benefit.name,
        service=share.service,
        service_name=share.service_name,
        benefit_class=one.benefit.benefit_class,
        evidence=level_of(one).value,
        share=share.share,
        confidence=share.confidence,
        validated=signed(validated),
        claimed=signed(claimed),
    )


def _open_claims(one: BenefitStanding) -> Curve:
    """What was claimed and is neither validated nor rejected."""
    validated = {month for month, _amount in one.curves["validated"].amounts}
    return Curve(
        tuple(
            (month, amount)
            for month, amount in one.curves["claimed"].amounts
            if month in one.benefit.open_months and month not in validated
        )
    )


def _acknowledged(
    facts: PortfolioFacts, one: BenefitStanding, first: date, last: date
) -> Decimal | None:
    """What sponsors acknowledged of a benefit's months; None while nobody was told.

    An answer that came after the period counts, as a validation does that came later:
    each month as the whole piece of value.
    """
    parts = []
    for item in _pieces(facts).get(one.benefit.pk, ()):
        heard = item.heard()
        if heard.is_told or heard.answer:
            amount = one.counted.between(max(item.start, first), min(item.end, last))
            share = heard.acknowledged(item.amount) / item.amount
            parts.append(None if amount is None else amount * share)
    return total(parts)


def _pieces(facts: PortfolioFacts) -> Mapping[int, list[ValueItemFacts]]:
    """The pieces of value by benefit."""

    def by_benefit() -> Mapping[int, list[ValueItemFacts]]:
        found: defaultdict[int, list[ValueItemFacts]] = defaultdict(list)
        for item in facts.value:
            found[item.benefit].append(item)
        return found

    return facts.once("pieces by benefit", by_benefit)


def _brought(one: BenefitStanding, period: Period, as_of: date) -> bool:
    last = min(period.end, as_of)
    return one.counted.between(period.start, last) is not None


def _costs(service: ServiceFacts, period: Period, day: date) -> Iterator[Cost]:
    """Each category of a service: what is entered of the months it was offered."""
    months = months_of(service, period, day)
    known = {(row.month, row.category): row.amount for row in service.costs}
    for category in sorted(CATEGORIES if months else ()):
        amounts = [known.get((month, category)) for month in months]
        yield Cost(
            service=service.pk,
            service_name=service.name,
            category=category,
            amount=Amount.of(amounts),
        )


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known, None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


def month_of(key: str) -> date:
    """The month that a key of `Returned.months` names."""
    return first_of_month(date.fromisoformat(key))
