"""Validated value as it adds up: how far it has come, and how long it has waited.

Source: docs/formulas.md, "Recognition coverage".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.amount import Amount
from delivery.calculations.exchange import pair
from delivery.calculations.measure import settled
from delivery.calculations.periods import first_of_month
from recognition.calculations.recognised_value import RecognisedValue
from recognition.calculations.value_at_risk import UnacknowledgedValue
from scorecards.currencies import at_actual_rates
from scorecards.facts import BenefitFacts, Heard, PortfolioFacts, ValueItemFacts
from scorecards.panels.benefit_facts import BenefitStanding


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of value as it stood on a day, as far as its months had come by then.

    Units: `amount` is money in the currency of the portfolio, or in that of its
    `foreign` pair where there is no rate.
    """

    item: ValueItemFacts
    benefit: BenefitFacts
    heard: Heard
    amount: Decimal
    foreign: str

    @property
    def acknowledged(self) -> Decimal:
        """The part of it that was acknowledged: each month as the whole item."""
        return self._part(self.heard.acknowledged(self.item.amount))

    @property
    def left(self) -> Decimal:
        """What nobody has acknowledged."""
        return self.amount - self.acknowledged

    def _part(self, part: Decimal) -> Decimal:
        if part == self.item.amount:
            return self.amount
        return settled(self.amount * part / self.item.amount)

    def recognised(self) -> RecognisedValue:
        found = RecognisedValue.of(
            self.amount,
            is_communicated=self.heard.is_told,
            acknowledged=self.acknowledged,
            disputed=self._part(self.heard.disputed(self.item.amount)),
        )
        return found.without_rate(self.foreign) if self.foreign else found

    def waiting(self, as_of: date) -> UnacknowledgedValue:
        found = UnacknowledgedValue.of(
            self.amount, self.item.validated_on, self.acknowledged, as_of=as_of
        )
        return found.without_rate(self.foreign) if self.foreign else found

    def viewed(self) -> Amount:
        """What was looked at by whom it was told; whoever answered has looked."""
        found = Amount.of([self.amount if self.heard.is_viewed else ZERO])
        return found.without_rate(self.foreign) if self.foreign else found


def pieces(facts: PortfolioFacts, as_of: date) -> list[Piece]:
    """The pieces of value that were delivered by a day, each as it stood then.

    Months are at the rates of their time. Benefits that share a measure count for
    their part of it, and those at the prices of another year are of another kind: as
    in all that is told of validated benefit.
    """
    return facts.once(("pieces of value", as_of), lambda: list(_pieces(facts, as_of)))


def _pieces(facts: PortfolioFacts, as_of: date) -> Iterator[Piece]:
    if not facts.value:
        return
    actual = at_actual_rates(facts, as_of)
    benefits = actual.once(
        "benefits by key", lambda: {one.pk: one for one in actual.benefits}
    )
    amounts: dict[int, dict[date, Decimal]] = {}
    standings: dict[int, BenefitStanding] = {}
    last = first_of_month(as_of)
    for item in facts.value_known_on(as_of):
        benefit = benefits.get(item.benefit)
        if benefit is None:
            continue
        if item.benefit not in standings:
            standing = BenefitStanding.of(actual, benefit, as_of)
            standings[item.benefit] = standing
            amounts[item.benefit] = dict(standing.counted.amounts)
        standing = standings[item.benefit]
        if not standing.is_money:
            continue
        amount = sum(
            (
                amount
                for month, amount in amounts[item.benefit].items()
                if item.start <= month <= item.end and month <= last
            ),
            ZERO,
        )
        if amount > 0:
            foreign = "" if standing.is_own else standing.pair
            yield Piece(item, benefit, item.heard(), amount, foreign)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel(Additive):
    """Value from what was delivered to what was acknowledged.

    `delivered` is what owners report or finance validated, whichever is more.
    """

    delivered: Amount = field(default_factory=Amount)
    viewed: Amount = field(default_factory=Amount)
    value: RecognisedValue = field(default_factory=RecognisedValue)


def recognised(facts: PortfolioFacts, as_of: date) -> RecognisedValue:
    """What has become of the validated value by a day."""
    return RecognisedValue.total(one.recognised() for one in pieces(facts, as_of))


def funnel(facts: PortfolioFacts, as_of: date) -> Funnel:
    """The way of the value by a day."""
    return Funnel(
        delivered=_delivered(facts, as_of),
        viewed=Amount.total(one.viewed() for one in pieces(facts, as_of)),
        value=recognised(facts, as_of),
    )


def _delivered(facts: PortfolioFacts, as_of: date) -> Amount:
    """What has been delivered by a day, month by month, claimed or validated."""
    actual, last = at_actual_rates(facts, as_of), first_of_month(as_of)
    found = []
    for benefit in actual.benefits:
        standing = BenefitStanding.of(actual, benefit, as_of)
        if benefit.is_disbenefit or not standing.is_money:
            continue
        claimed = dict(standing.curves["claimed"].amounts)
        validated = dict(standing.counted.amounts)
        months = [month for month in {*claimed, *validated} if month <= last]
        if months:
            amount = sum(
                (
                    max(claimed.get(month, ZERO), validated.get(month, ZERO))
                    for month in months
                ),
                ZERO,
            )
            part = Amount.of([amount])
            own = standing.is_own
            found.append(
                part
                if own
                else part.without_rate(pair(benefit.currency, facts.currency))
            )
    return Amount.total(found)
