"""The risk register of a portfolio as a component: what it may cost, and its course."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.amount import Amount
from delivery.calculations.measure import Measure
from delivery.calculations.periods import Period
from delivery.calculations.risks import (
    DelayExposure,
    JudgedRisk,
    RiskExposure,
    register_value,
    response_effect,
)
from delivery.calculations.share import Ratio
from scorecards.facts import PortfolioFacts, RiskFacts, reserves_on
from scorecards.panels.history import history
from scorecards.panels.parts import History, Ranking, last_first


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposures(Additive):
    """What open threats were expected to cost at the end of a period."""

    inherent: RiskExposure = field(default_factory=RiskExposure)
    residual: RiskExposure = field(default_factory=RiskExposure)
    reserve: Amount = field(default_factory=Amount)

    def of_contingency(self) -> Measure:
        """The exposure after responses as a share of what is set aside."""
        reserve = self.reserve.amount if self.reserve.known else None
        return self.residual.of_contingency(reserve)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays(Additive):
    """What open threats were expected to delay, and the days set aside for it."""

    inherent: DelayExposure = field(default_factory=DelayExposure)
    residual: DelayExposure = field(default_factory=DelayExposure)
    reserve: Decimal = ZERO
    reserves: int = 0

    def of_contingency(self) -> Measure:
        """The delay after responses as a share of the days set aside."""
        return self.residual.of_contingency(self.reserve if self.reserves else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """An open threat: how likely it is, what it would do, what is done about it.

    Units: money in the currency of the component, days of delay.
    """

    pk: int
    name: str
    project_name: str
    owner: str
    strategy: str
    due_on: date | None
    probability: Decimal | None
    impact: Decimal | None
    before: Decimal | None
    after: Decimal | None
    delay: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.after), last_first(self.before), self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same with its money in another currency, unknown without a rate."""
        return replace(
            self,
            impact=_times(self.impact, rate),
            before=_times(self.before, rate),
            after=_times(self.after, rate),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRisk:
    """A risk that ended in the period: it happened, or it can no longer happen."""

    pk: int
    name: str
    project_name: str
    is_threat: bool
    happened: bool
    closed_on: date
    amount: Decimal | None
    avoided: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        worst = self.amount if self.happened else self.avoided
        return not self.happened, last_first(worst), self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same with its money in another currency, unknown without a rate."""
        return replace(
            self,
            amount=_times(self.amount, rate),
            avoided=_times(self.avoided, rate),
        )


def _times(amount: Decimal | None, rate: Decimal | None) -> Decimal | None:
    return None if amount is None or rate is None else amount * rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Additive):
    """The risks of a portfolio: those open at the end of the period, those closed.

    `raised` counts every risk ever raised by then: a register without any is not
    one without risk. `reduced` and `leverage` are ratios of the same set of risks
    before and after responses.
    """

    raised: int
    threats: int
    now: Exposures
    delays: Delays
    opportunities: RiskExposure
    responses: Amount
    reduced: Ratio
    leverage: Ratio
    avoided: Amount
    lost: Amount
    past: History[Exposures]
    top: Ranking[RiskRow]
    closed: Ranking[ClosedRisk]

    def value(self) -> Measure:
        """What the whole register is expected to be worth after its responses."""
        return register_value(self.now.residual, self.opportunities, self.responses)


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Register:
    """Judge the register as it stood on the day, and at the ends of periods before."""
    is_open = [risk for risk in facts.risks if risk.is_open(as_of)]
    threats = [risk for risk in is_open if risk.is_threat]
    effects = [_effect(facts, risk, as_of) for risk in threats]
    closed = {
        risk: risk.closed_on
        for risk in facts.risks
        if risk.closed_on is not None and period.start <= risk.closed_on <= as_of
    }
    return Register(
        raised=sum(risk.raised_on <= as_of for risk in facts.risks),
        threats=len(threats),
        now=_exposures(facts, as_of),
        delays=_delays(facts, as_of),
        opportunities=RiskExposure.total(
            _in_money(facts, risk, RiskExposure.of([risk.judged(as_of).residual]))
            for risk in is_open
            if not risk.is_threat
        ),
        responses=Amount.total(
            _in_money(facts, risk, Amount.of([risk.response_cost]))
            for risk in is_open
            if risk.has_response
        ),
        reduced=Ratio.total(reduced for reduced, _leverage in effects),
        leverage=Ratio.total(leverage for _reduced, leverage in effects),
        avoided=_recorded(facts, closed, "avoided_loss"),
        lost=_recorded(
            facts, (risk for risk in closed if risk.is_threat), "realised_amount"
        ),
        past=history(
            facts,
            "risk exposure",
            period,
            as_of,
            lambda _past, day: _exposures(facts, day),
        ),
        top=Ranking.of(_row(facts, risk, as_of) for risk in threats),
        closed=Ranking.of(_closed(facts, risk, day) for risk, day in closed.items()),
    )


def _in_money(facts: PortfolioFacts, risk: RiskFacts, part: Any) -> Any:
    """A part of a risk in the portfolio's currency; unknown in any other."""
    return part if risk.currency == facts.currency else part.converted(None)


def _open_threats(
    facts: PortfolioFacts, day: date
) -> list[tuple[RiskFacts, JudgedRisk]]:
    return [
        (risk, risk.judged(day))
        for risk in facts.risks
        if risk.is_threat and risk.is_open(day)
    ]


def _exposures(facts: PortfolioFacts, day: date) -> Exposures:
    def exposure(name: str) -> RiskExposure:
        return RiskExposure.total(
            _in_money(facts, risk, RiskExposure.of([getattr(judged, name)]))
            for risk, judged in _open_threats(facts, day)
            if judged.is_in_money
        )

    reserves = [
        one for one in reserves_on(facts.reserves, day) if one.reserve is not None
    ]
    own = [one.reserve for one in reserves if one.currency == facts.currency]
    return Exposures(
        inherent=exposure("inherent"),
        residual=exposure("residual"),
        reserve=Amount.of(own) + Amount(expected=len(reserves) - len(own)),
    )


def _delays(facts: PortfolioFacts, day: date) -> Delays:
    judged = [one for _risk, one in _open_threats(facts, day) if one.is_in_days]
    reserves = [
        one.reserve_days
        for one in reserves_on(facts.reserves, day)
        if one.reserve_days is not None
    ]
    return Delays(
        inherent=DelayExposure.of(one.inherent_delay for one in judged),
        residual=DelayExposure.of(one.residual_delay for one in judged),
        reserve=sum(reserves, ZERO),
        reserves=len(reserves),
    )


def _effect(facts: PortfolioFacts, risk: RiskFacts, day: date) -> tuple[Ratio, Ratio]:
    judged = risk.judged(day)
    if not judged.is_in_money:
        return Ratio(), Ratio()
    reduced, leverage = response_effect(judged, risk.response_cost)
    return _in_money(facts, risk, reduced), _in_money(facts, risk, leverage)


def _recorded(facts: PortfolioFacts, risks: Iterable[RiskFacts], name: str) -> Amount:
    """The amounts on record; what nobody has recorded is not a gap in the sum."""
    return Amount.total(
        _in_money(facts, risk, Amount.of([getattr(risk, name)])) for risk in risks
    )


def _row(facts: PortfolioFacts, risk: RiskFacts, day: date) -> RiskRow:
    judged = risk.judged(day)
    row = RiskRow(
        pk=risk.pk,
        name=risk.name,
        project_name=risk.project_name,
        owner=risk.owner,
        strategy=risk.strategy,
        due_on=risk.due_on,
        probability=judged.probability,
        impact=judged.money,
        before=judged.inherent.expected,
        after=judged.residual.expected,
        delay=judged.residual_delay.expected,
    )
    return _in_money(facts, risk, row)


def _closed(facts: PortfolioFacts, risk: RiskFacts, closed_on: date) -> ClosedRisk:
    row = ClosedRisk(
        pk=risk.pk,
        name=risk.name,
        project_name=risk.project_name,
        is_threat=risk.is_threat,
        happened=risk.status == "occurred",
        closed_on=closed_on,
        amount=risk.realised_amount,
        avoided=risk.avoided_loss,
    )
    return _in_money(facts, risk, row)
