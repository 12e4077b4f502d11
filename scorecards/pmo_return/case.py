"""The case of a portfolio as it is stored: flows by year, and what they are worth."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import msgspec

from delivery.calculations.additive import ZERO
from delivery.calculations.measure import Measure
from recognition.calculations.simulation import Columns, Percentiles
from scorecards.facts import TermsFacts
from scorecards.pmo_return.parts import Shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of the case: what comes in and goes out, and what it is worth.

    Units: money. `known` is validated, `expected` what is to come times how likely it
    is; both are the part that counts for the PMO. `present` is the net flow in today's
    money; the totals run from the first year on.
    """

    number: int
    start: date
    end: date
    cost: Decimal
    known: Decimal
    expected: Decimal
    net: Decimal
    total: Decimal
    factor: Decimal | None = None
    present: Decimal | None = None
    present_total: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A benefit of the case: its amounts before and after the share of services.

    Units: money over all years of the case. `weight` is what a forecast amount counts
    with: the share times how likely it is, or times the confidence. `swing` is the part
    of the spread that is due to it, `needed` the part of its forecast at which the case
    would be worth just its costs.
    """

    benefit: int
    code: str
    name: str
    services: tuple[Shared, ...]
    share: Decimal
    certain: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    probability: Decimal | None = None
    known: Decimal = ZERO
    ahead: Decimal = ZERO
    counted_known: Decimal | None = None
    counted_ahead: Decimal | None = None
    worth: Decimal | None = None
    swing: float | None = None
    needed: Decimal | None = None
    lacking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A service of the case: what it has cost, and what it is to cost."""

    service: int
    name: str
    known: Decimal
    ahead: Decimal
    monthly: Decimal
    last_month: date | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How far the value moves with one input by itself; `benefit` is 0 for others."""

    input: str
    benefit: int
    name: str
    at_low: Decimal
    at_high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What the simulation says."""

    npv: Percentiles
    roi: Percentiles
    positive: Measure
    low: Measure
    high: Measure
    columns: Columns | None
    ranges: int
    draws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that the page of a return tells about the years.

    `rate` is the one that flows are discounted at, with inflation in it. `measures`
    are those of the whole case, by name; `roots` are the rates of return that fit.
    `lacks` says what keeps the case from having a value: "terms", "inflation", "cost"
    or "benefit".
    """

    currency: str
    terms: TermsFacts | None
    as_of: date | None
    start: date | None
    rate: Measure
    cost_entered: Measure
    lacks: str = ""
    years: tuple[Year, ...] = ()
    gains: tuple[Gain, ...] = ()
    costs: tuple[Cost, ...] = ()
    measures: dict[str, Measure] = field(default_factory=dict)
    roots: tuple[float, ...] = ()
    bars: tuple[Bar, ...] = ()
    spread: Spread | None = None
    unshared: int = 0
    other_prices: int = 0


def as_text(case: Case) -> str:
    """Return the text in which a case is stored."""
    return msgspec.json.encode(case, order="deterministic").decode()


def from_text(text: str) -> Case:
    """Return the case that `as_text` wrote."""
    return msgspec.json.decode(text, type=Case)
