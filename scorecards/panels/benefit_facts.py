"""Benefits as they add up: by class and unit, by month, measured or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.amount import Amount
from delivery.calculations.attribution import overlap_adjusted
from delivery.calculations.benefits import BenefitProfile, Promise, Realization
from delivery.calculations.curve import NO_CURVE, Curve
from delivery.calculations.exchange import pair
from delivery.calculations.measure import exact
from delivery.calculations.periods import Period, add_months, first_of_month
from delivery.models import Benefit
from scorecards.currencies import at_actual_rates
from scorecards.facts import BenefitFacts, PortfolioFacts
from scorecards.panels.history import history
from scorecards.panels.parts import History, Keyed, Ranking, last_first
from scorecards.panels.terms import MONEY_CLASSES

FAR_FUTURE = date(9999, 12, 1)
KINDS = ("planned", "forecast", "claimed", "validated")
NOMINAL = Benefit.Prices.NOMINAL.value
ONE = Decimal(1)
# What a stored amount of money is exact to.
MONEY_PLACES = 4
QUALITATIVE = Benefit.Kind.QUALITATIVE.value


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitRow:
    """A benefit with what was planned of it to date and what came of it.

    Units: money in the currency of the component.
    """

    pk: int
    name: str
    benefit_class: str
    owner: str
    planned: Decimal | None
    claimed: Decimal | None
    validated: Decimal | None

    @property
    def shortfall(self) -> Decimal | None:
        """What is missing of the plan; None where either side is unknown."""
        if self.planned is None or self.validated is None:
            return None
        return self.planned - self.validated

    @property
    def rank(self) -> tuple[Any, ...]:
        missing = self.shortfall if self.validated is not None else self.planned
        return last_first(missing), self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency, unknown without a rate."""

        def other(amount: Decimal | None) -> Decimal | None:
            return None if rate is None or amount is None else amount * rate

        return replace(
            self,
            planned=other(self.planned),
            claimed=other(self.claimed),
            validated=other(self.validated),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(Additive):
    """A measured benefit that is not in money, by its own unit."""

    benefits: int = 0
    planned: Decimal = ZERO
    with_plan: int = 0
    validated: Decimal = ZERO
    measured: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefits(Additive):
    """The benefit register to date.

    `profiles`, `rates` and the history are of benefits in money, the first two by
    class; `units` are those in other units, by unit. Dis-benefits are in the rates
    alone, and counted. What was claimed and validated is at the rates of its months
    in amounts and profiles, and at the rates of the plans in everything else.
    """

    count: int
    losses: int
    unmeasured: int
    unmeasured_losses: int
    unreviewed: int
    scaled: int
    other_prices: int
    profiles: Keyed[BenefitProfile]
    rates: Keyed[Realization]
    planned: Amount
    forecast: Amount
    claimed: Amount
    validated: Amount
    promise: Promise
    units: Keyed[Measured]
    past: History[Realization]
    shortfalls: Ranking[BenefitRow]
    unvalidated: Ranking[BenefitRow]

    def realization(self) -> Realization:
        """All classes together; which they are is always said beside it."""
        return Realization.total(part for _key, part in self.rates.parts)


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Benefits:
    """Read every benefit as it stood on the day."""
    standings = [
        BenefitStanding.of(facts, benefit, as_of) for benefit in facts.benefits
    ]
    gains = [one for one in standings if not one.benefit.is_disbenefit]
    money = [one for one in gains if one.is_money]
    due = [one for one in money if one.is_due]

    unvalidated = [
        one
        for one in gains
        if one.is_due and one.validated is None and one.is_countable
    ]

    actual = at_actual_rates(facts, as_of)
    at_actual = {
        one.pk: BenefitStanding.of(actual, one, as_of) for one in actual.benefits
    }

    def flowed(standing: BenefitStanding) -> BenefitStanding:
        return at_actual[standing.benefit.pk]

    def past(_past: Period, day: date) -> Realization:
        return Realization.total(
            BenefitStanding.of(facts, one.benefit, day).realization
            for one in standings
            if one.is_money
        )

    return Benefits(
        count=len(gains),
        losses=len(standings) - len(gains),
        unmeasured=sum(one.claimed is None for one in unvalidated),
        unmeasured_losses=sum(
            one.benefit.is_disbenefit and one.is_due and one.validated is None
            for one in standings
        ),
        unreviewed=sum(one.factor is None for one in gains),
        other_prices=sum(one.is_of_money and not one.is_money for one in gains),
        scaled=sum(one.factor not in {None, ONE} for one in gains),
        profiles=Keyed.of(
            (one.benefit.benefit_class, one.profile(flowed(one))) for one in money
        ),
        rates=Keyed.of(
            (one.benefit.benefit_class, one.realization)
            for one in standings
            if one.is_money
        ),
        planned=Amount.total(one.own(one.planned) for one in due),
        forecast=Amount.total(one.own(one.forecast) for one in due),
        claimed=Amount.total(one.own(one.claimed) for one in map(flowed, due)),
        validated=Amount.total(one.own(one.validated) for one in map(flowed, due)),
        promise=Promise.total(one.promise for one in money),
        units=_units(gains),
        past=history(facts, "realization", period, as_of, past),
        shortfalls=Ranking.of(one.row for one in due if one.validated is not None),
        unvalidated=Ranking.of(one.row for one in unvalidated),
    )


def _units(gains: "Iterable[BenefitStanding]") -> Keyed[Measured]:
    return Keyed.of(
        (
            one.benefit.unit_label,
            Measured(
                benefits=1,
                planned=one.planned or ZERO,
                with_plan=int(one.planned is not None),
                validated=one.validated or ZERO,
                measured=int(one.validated is not None),
            ),
        )
        for one in gains
        if not one.is_money and one.is_due and one.benefit.unit_label
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitStanding:
    """A benefit as it stood on a day, with its amounts of each kind by month.

    `factor` is the part of what finance validated that counts beside other benefits
    that draw on the same measure; None while nobody has looked at that measure.
    """

    benefit: BenefitFacts
    curves: Mapping[str, Curve]
    as_of: date
    currency: str
    factor: Decimal | None

    @classmethod
    def of(cls, facts: PortfolioFacts, benefit: BenefitFacts, as_of: date) -> Self:
        """Read a benefit of a portfolio; its curves serve every day."""
        return cls(
            benefit=benefit,
            curves=_curves_of(facts, benefit),
            as_of=as_of,
            currency=facts.currency,
            factor=_overlap_factor(facts, benefit, as_of),
        )

    @property
    def is_money(self) -> bool:
        """Whether it is counted in money, and at the prices of each month.

        Amounts at the prices of some year are of another kind, and not added.
        """
        return self.is_of_money and self.benefit.price_basis == NOMINAL

    @property
    def is_of_money(self) -> bool:
        """Whether it belongs to a class that is counted in money."""
        return self.benefit.benefit_class in MONEY_CLASSES

    @property
    def is_countable(self) -> bool:
        """Whether it has amounts at all, in money or in another unit."""
        return self.benefit.benefit_class != QUALITATIVE

    @property
    def is_own(self) -> bool:
        """Whether its amounts are in the portfolio's currency."""
        return self.benefit.currency == self.currency

    @property
    def pair(self) -> str:
        """The currencies whose rate it would take."""
        return pair(self.benefit.currency, self.currency)

    def own(self, amount: Decimal | None) -> Amount:
        """An amount, unknown where it could not be converted."""
        part = Amount.of([amount])
        return part if self.is_own else part.without_rate(self.pair)

    @property
    def planned(self) -> Decimal | None:
        """What was planned to date; a plan that is negative is not a plan."""
        planned = self.curves["planned"].through(self.as_of)
        return None if planned is not None and planned < 0 else planned

    @property
    def forecast(self) -> Decimal | None:
        return self.curves["forecast"].through(self.as_of)

    @property
    def claimed(self) -> Decimal | None:
        return self.curves["claimed"].through(self.as_of)

    @property
    def validated(self) -> Decimal | None:
        return self.counted.through(self.as_of)

    @property
    def counted(self) -> Curve:
        """What finance validated, as far as it counts beside what overlaps it."""
        if self.factor is None:
            return NO_CURVE
        if self.factor == ONE:
            return self.curves["validated"]
        return Curve(
            tuple(
                (month, round(amount * self.factor, MONEY_PLACES))
                for month, amount in self.curves["validated"].amounts
            )
        )

    @property
    def validated_here(self) -> Decimal | None:
        """What counts as validated, unknown where it could not be converted."""
        return self.validated if self.is_own else None

    @property
    def is_unmeasured(self) -> bool:
        """Whether nobody reports what has come of it."""
        reported = (self.curves[kind] for kind in ("claimed", "validated"))
        return self.is_countable and not any(
            curve.through(self.as_of) is not None for curve in reported
        )

    @property
    def is_due(self) -> bool:
        """Whether anything should have come of it by the day.

        Its plan has begun, or it has none and something was found all the same, or
        nobody knows when it should begin.
        """
        begins = self.curves["planned"].first_month or self.benefit.starts_on
        return begins is None or begins <= self.as_of or self.validated is not None

    @property
    def realization(self) -> Realization:
        """Plan and validated amount to date, as far as they are due."""
        if not self.is_due:
            return Realization()
        make = Realization.of_loss if self.benefit.is_disbenefit else Realization.of
        part = make(self.planned, self.validated)
        return part if self.is_own else part.without_rate(self.pair)

    @property
    def promise(self) -> Promise:
        """The whole plan, what came of it, and what is still forecast."""
        forecast, validated = self.curves["forecast"], self.validated
        next_month = add_months(first_of_month(self.as_of), 1)
        if validated is None and not self.is_due:
            validated = ZERO
        remaining = forecast.between(next_month, FAR_FUTURE)
        if remaining is None and forecast:
            remaining = ZERO
        part = Promise.of(self.curves["planned"].sum(), validated, remaining)
        return part if self.is_own else part.without_rate(self.pair)

    def profile(self, flowed: "BenefitStanding") -> BenefitProfile:
        """The amounts by month, to be added up within the class.

        What came of the plan is that of `flowed`, the same benefit at actual rates.
        """

        def known(one: BenefitStanding, kind: str) -> Curve:
            return one.curves[kind] if one.is_own else NO_CURVE

        return BenefitProfile(
            benefit_class=self.benefit.benefit_class,
            unit="money",
            planned=known(self, "planned"),
            forecast=known(self, "forecast"),
            claimed=known(flowed, "claimed"),
            validated=flowed.counted if flowed.is_own else NO_CURVE,
        )

    @property
    def row(self) -> BenefitRow:
        """The benefit in a table; amounts that are not money stay out."""
        is_shown = self.is_money and self.is_own
        return BenefitRow(
            pk=self.benefit.pk,
            name=self.benefit.name,
            benefit_class=self.benefit.benefit_class,
            owner=self.benefit.owner,
            planned=self.planned if is_shown else None,
            claimed=self.claimed if is_shown else None,
            validated=self.validated if is_shown else None,
        )


def _curves(benefit: BenefitFacts) -> Mapping[str, Curve]:
    """The amounts of a benefit by kind and month."""
    return {
        kind: Curve.of(
            (entry.month, entry.amount)
            for entry in benefit.entries
            if entry.kind == kind
        )
        for kind in KINDS
    }


def _overlap_factor(
    facts: PortfolioFacts, benefit: BenefitFacts, as_of: date
) -> Decimal | None:
    """How much of a validated amount counts, where benefits share a measure."""
    if benefit.overlap is None:
        return ONE
    return facts.once(
        ("overlap", benefit.overlap, as_of),
        lambda: _shared_factor(facts, benefit.overlap, as_of),
    )


def _shared_factor(
    facts: PortfolioFacts, overlap: int | None, as_of: date
) -> Decimal | None:
    """The common factor of an overlap group; None while its total is not measured."""
    totals = {group.pk: group.measured_total for group in facts.overlaps}
    if totals.get(overlap or 0) is None:
        return None
    validated = (
        _curves_of(facts, benefit)["validated"].through(as_of)
        for benefit in facts.benefits
        if benefit.overlap == overlap and not benefit.is_disbenefit
    )
    claims = [amount for amount in validated if amount is not None]
    factor = overlap_adjusted(totals[overlap or 0], claims).factor.value
    return ONE if factor is None else exact(factor)


def _curves_of(facts: PortfolioFacts, benefit: BenefitFacts) -> Mapping[str, Curve]:
    curves: Mapping[str, Curve] = facts.once(
        ("curves", benefit.pk), lambda: _curves(benefit)
    )
    return curves
