"""What a sentence is made of: an amount, a change or an outcome, as plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Unit
from recognition.calculations import gate
from recognition.calculations.gate import Claim, Kind, Permission, Statistics, Worth


class Span(StrEnum):
    """Over what time an amount was added up, where that is not its period."""

    ANNUALISED = "annualised"
    RUN_RATE = "run_rate"
    CUMULATIVE = "cumulative"
    WHOLE_LIFE = "whole_life"


class Statistic(StrEnum):
    """What stands for several values of one side of a change."""

    MEDIAN = "median"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountFacts:
    """An amount of a benefit in a period, as it can be proved.

    `name` may be empty where the page names it. Without a `currency` the amount is in
    `unit`. `low` and `high` are the range of a forecast, `known` of `expected` its
    months. `marks` are amounts that rounding may not reach. `by_code` writes the code
    of the currency, for readers of several. `cause` is what may have brought it about.
    """

    name: str = ""
    worth: Worth | None
    evidence: Evidence
    amount: Decimal | None
    currency: str = ""
    unit: str = ""
    period: str
    basis: str = ""
    planned: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    known: int | None = None
    expected: int | None = None
    span: Span | None = None
    marks: tuple[Decimal, ...] = ()
    by_code: bool = False
    has_project: bool = True
    cause: str = ""

    def claim(self, *, is_causal: bool) -> Claim:
        return Claim(
            kind=Kind.VALIDATED_MONEY,
            evidence=self.evidence,
            worth=self.worth,
            has_range=self.low is not None and self.high is not None,
            is_causal=is_causal,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """How a KPI moved from one time to another.

    Units: `before` and `after` are in the unit of the KPI, a percentage as a ratio.
    `statistics` count the values on either side and say whether they signal a change.
    """

    name: str
    evidence: Evidence = Evidence.MEASURED
    unit: Unit = Unit.NUMBER
    currency: str = ""
    label: str = ""
    before: Decimal | None
    after: Decimal | None
    comparator: str
    period: str
    statistics: Statistics
    statistic: Statistic | None = None
    by_code: bool = False
    has_project: bool = True
    cause: str = ""

    def claim(self, *, is_causal: bool) -> Claim:
        return Claim(
            kind=Kind.MEASURED_CHANGE,
            evidence=self.evidence,
            statistics=self.statistics,
            is_causal=is_causal,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """How a project ended against its approved plan; None is not known.

    `is_on_time` and `is_within_budget` are judged with the tolerance of the PMO.
    """

    name: str
    evidence: Evidence = Evidence.MEASURED
    period: str = ""
    planned_finish: date | None = None
    finished_on: date | None = None
    is_on_time: bool | None = None
    budget: Decimal | None = None
    cost: Decimal | None = None
    is_within_budget: bool | None = None
    currency: str = ""
    by_code: bool = False


Facts = AmountFacts | ChangeFacts | OutcomeFacts


def permitted(facts: Facts) -> Permission:
    """Return what the sentence of some facts may say."""
    if isinstance(facts, OutcomeFacts):
        return _recorded()
    return gate.permission(facts.claim(is_causal=bool(facts.cause)))


def limit_of(facts: Facts) -> Permission:
    """Return the most that a person may make of some facts, causes included."""
    if isinstance(facts, OutcomeFacts):
        return _recorded()
    return gate.permission(facts.claim(is_causal=True))


def _recorded() -> Permission:
    """Return what may be said of two days or two amounts on record: only that."""
    return Permission(Kind.MEASURED_CHANGE, gate.Verb.CHANGED, gate.Link.COINCIDED)
