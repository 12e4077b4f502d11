"""What an improvement is worth: driver × volume × unit value, twelve ways and more.

What each formula and its factors are called stands in `recognition.formulas`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import product
from math import prod

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Measure, Reason, Unit

from .gate import Worth

ZERO = Decimal(0)
ONE = Decimal(1)


class Role(StrEnum):
    """What a factor does in a formula."""

    DRIVER = "driver"
    VOLUME = "volume"
    UNIT_VALUE = "unit_value"


class Quantity(StrEnum):
    """What a factor counts; a ratio is 0.25, never 25."""

    NUMBER = "number"
    RATIO = "ratio"
    MONEY = "money"
    DAYS = "days"
    HOURS = "hours"


# The powers of the units that a factor brings: hours for each case are 1 and -1.
Powers = Mapping[str, int]
MONEY = "money"


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: what it counts, and its unit as powers of plain units."""

    quantity: Quantity
    powers: Powers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: three factors and what they come to before any share."""

    driver: Decimal
    volume: Decimal
    unit_value: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One way to turn an improvement into money, and the class of that money."""

    key: str
    worth: Worth
    driver: Factor
    volume: Factor
    unit_value: Factor
    example: Example

    def factor(self, role: Role) -> Factor:
        """Return the factor of a role."""
        found: Factor = getattr(self, role.value)
        return found

    @property
    def unit(self) -> dict[str, int]:
        """The unit of the product, as powers; money alone where the formula is right.

        Source: docs/formulas.md, "From an improvement to money".
        """
        powers: dict[str, int] = {}
        for role in Role:
            for name, power in self.factor(role).powers.items():
                powers[name] = powers.get(name, 0) + power
        return {name: power for name, power in powers.items() if power}


def _formula(
    key: str, worth: Worth, driver: Factor, volume: Factor, value: Factor, example: str
) -> Formula:
    numbers = [Decimal(number) for number in example.split()]
    return Formula(
        key=key,
        worth=worth,
        driver=driver,
        volume=volume,
        unit_value=value,
        example=Example(*numbers),
    )


def _number(**powers: int) -> Factor:
    return Factor(Quantity.NUMBER, powers)


def _money(per: str) -> Factor:
    return Factor(Quantity.MONEY, {MONEY: 1, per: -1})


def _days(**powers: int) -> Factor:
    return Factor(Quantity.DAYS, {"day": 1, **powers})


def _hours(**powers: int) -> Factor:
    return Factor(Quantity.HOURS, {"hour": 1, **powers})


RATIO = Factor(Quantity.RATIO)

# The example of each is: driver, volume, unit value, amount.
FORMULAS: Mapping[str, Formula] = {
    formula.key: formula
    for formula in (
        _formula(
            "price_cut",
            Worth.CASHABLE,
            RATIO,
            _number(piece=1),
            _money("piece"),
            "0.08 12000 45 43200",
        ),
        _formula(
            "cost_avoidance",
            Worth.COST_AVOIDANCE,
            RATIO,
            _number(piece=1),
            _money("piece"),
            "0.12 3000 250 90000",
        ),
        _formula(
            "hours_freed",
            Worth.NON_CASHABLE,
            _hours(case=-1),
            _number(case=1),
            _money("hour"),
            "0.5 12000 62 372000",
        ),
        _formula(
            "capacity_released",
            Worth.NON_CASHABLE,
            RATIO,
            _number(post=1),
            _money("post"),
            "0.15 40 17500 105000",
        ),
        _formula(
            "time_to_market",
            Worth.COST_AVOIDANCE,
            _days(launch=-1),
            _number(launch=1),
            _money("day"),
            "10 6 4200 252000",
        ),
        _formula(
            "revenue_forward",
            Worth.CASHABLE,
            _days(),
            _number(sale=1, day=-1),
            _money("sale"),
            "14 25 180 63000",
        ),
        _formula(
            "rework_avoided",
            Worth.COST_AVOIDANCE,
            RATIO,
            _number(piece=1),
            _money("piece"),
            "0.04 5000 320 64000",
        ),
        _formula(
            "penalty_avoided",
            Worth.COST_AVOIDANCE,
            RATIO,
            _number(duty=1),
            _money("duty"),
            "0.05 400 1500 30000",
        ),
        _formula(
            "risk_removed",
            Worth.COST_AVOIDANCE,
            RATIO,
            _number(exposure=1),
            _money("exposure"),
            "0.25 2 600000 300000",
        ),
        _formula(
            "tools_retired",
            Worth.CASHABLE,
            _number(licence=1, tool=-1),
            _number(tool=1),
            _money("licence"),
            "150 3 90 40500",
        ),
        _formula(
            "downtime_avoided",
            Worth.COST_AVOIDANCE,
            _hours(system=-1),
            _number(system=1),
            _money("hour"),
            "3.5 4 8000 112000",
        ),
        _formula(
            "decision_lead_time",
            Worth.NON_CASHABLE,
            _days(decision=-1),
            _number(decision=1),
            _money("day"),
            "6 45 700 189000",
        ),
        _formula(
            "onboarding",
            Worth.NON_CASHABLE,
            _days(person=-1),
            _number(person=1),
            _money("day"),
            "8 30 410 98400",
        ),
        _formula(
            "working_capital",
            Worth.CASHABLE,
            _days(),
            Factor(Quantity.MONEY, {MONEY: 1}),
            Factor(Quantity.RATIO, {"day": -1}),
            "9 2500000 0.00012 2700",
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A factor with its number: what it is, between what, and how well it is proved.

    Units: those of its factor. Without a range the number is its own range.
    """

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    evidence: Evidence

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The least and the most it may be."""
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return low, high


@dataclass(frozen=True, slots=True)
class Translated:
    """What an improvement is worth, between what, and how well that is proved."""

    measure: Measure
    low: Decimal | None = None
    high: Decimal | None = None
    evidence: Evidence = Evidence.OPINION

    @property
    def has_range(self) -> bool:
        """Whether one of its numbers came with a range."""
        return self.low is not None and self.low != self.high


def translated(
    bound: Mapping[Role, Bound], *, attribution: Decimal, confidence: Decimal
) -> Translated:
    """Return driver × volume × unit value × attribution × confidence.

    Units: the factors in those of their formula, so that the product is money; the
    two shares are ratios. Nothing is rounded. A driver below zero gives a loss.

    The range is that of the products of the ends of the factors; the evidence is the
    weakest one, see `evidence_of`. A factor without a number: not available.

    Raises ValueError for a share that is not between 0 and 1.

    Source: docs/formulas.md, "From an improvement to money".
    """
    if not (ZERO <= attribution <= ONE and ZERO <= confidence <= ONE):
        raise ValueError("attribution and confidence lie between 0 and 1")
    for role in Role:
        if role not in bound:
            missing = Reason.MISSING_INPUT.of(role.value)
            return Translated(Measure.missing(missing, Unit.MONEY))
    share = attribution * confidence
    amount = prod((bound[role].value for role in Role), start=share)
    corners = [
        prod(corner, start=share)
        for corner in product(*(bound[role].ends for role in Role))
    ]
    return Translated(
        Measure.of(amount, Unit.MONEY),
        min(corners),
        max(corners),
        evidence_of(one.evidence for one in bound.values()),
    )


def evidence_of(levels: Iterable[Evidence]) -> Evidence:
    """Return how well a product is proved: as its weakest factor, and at most E2.

    Arithmetic on validated numbers is not validated: finance validates the claim.

    Source: docs/formulas.md, "From an improvement to money".
    """
    return min([*levels, Evidence.MEASURED])
