"""What risks are expected to cost, and what responses take away from that."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .additive import ZERO, Additive
from .measure import (
    Better,
    Measure,
    Reason,
    Thresholds,
    Unit,
    coverage,
    divide,
)

EXPOSURE_THRESHOLDS = Thresholds(Decimal("0.80"), Decimal("1.00"), Better.LOWER)
REDUCTION_THRESHOLDS = Thresholds(Decimal("0.30"), Decimal("0.10"))
PROBABILITY_SLACK = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Chance:
    """Something that may happen: how likely, and what it is worth or costs.

    Units: probability 0 to 1; money (or days) of one unit. None is unknown.

    Raises ValueError for a probability outside 0 to 1.
    """

    probability: Decimal | None
    amount: Decimal | None

    def __post_init__(self) -> None:
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1: {self.probability}")

    @property
    def expected(self) -> Decimal | None:
        """Probability x amount, None when either is unknown."""
        if self.probability is None or self.amount is None:
            return None
        return self.probability * self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskExposure(Additive):
    """Expected cost of open threats; `known` of `expected` risks are rated.

    A risk that several projects share is added once.

    Source: docs/formulas.md, "Risk exposure".
    """

    amount: Decimal = ZERO
    known: int = 0
    expected: int = 0

    @classmethod
    def of(cls, risks: Iterable[Chance]) -> "RiskExposure":
        """Return the exposure of a register."""
        return cls.total(
            cls(amount=cost or ZERO, known=int(cost is not None), expected=1)
            for cost in (risk.expected for risk in risks)
        )

    def measure(self, unit: Unit = Unit.MONEY) -> Measure:
        """Return the expected cost; an empty register is not zero risk."""
        if self.known:
            exposure = Measure.of(self.amount, unit)
        else:
            exposure = Measure.missing(Reason.NO_DATA, unit)
        counted = exposure.with_count(self.known, self.expected)
        return counted.with_coverage(coverage(self.known, self.expected))

    def of_contingency(self, contingency: Decimal | None) -> Measure:
        """Return the exposure over the contingency that should carry it."""
        exposure = self.measure()
        if exposure.value is None:
            return Measure.missing(exposure.reason, Unit.RATIO)
        return divide(
            exposure.value,
            contingency,
            require_positive=True,
            names=("exposure", "contingency"),
        )


def emv(branches: Iterable[Chance], cost: Decimal | None) -> Measure:
    """Return the expected monetary value of an option, after its cost.

    Units: money; opportunities are positive, threats negative. The branches
    exclude each other: probabilities that do not add up to 1 mean that one is
    missing. Risk-neutral: one large loss counts like many small ones.

    Source: docs/formulas.md, "Expected monetary value".
    """
    given = list(branches)
    expected = [branch.expected for branch in given]
    known = [amount for amount in expected if amount is not None]
    certain = sum((branch.probability or ZERO for branch in given), ZERO)
    if cost is None:
        return Measure.missing(Reason.MISSING_INPUT.of("cost"), Unit.MONEY)
    if len(known) < len(given) or abs(certain - 1) > PROBABILITY_SLACK:
        return Measure.missing(Reason.MISSING_INPUT.of("branches"), Unit.MONEY)
    return Measure.of(sum(known, ZERO) - cost, Unit.MONEY)


@dataclass(frozen=True, slots=True)
class RiskReduction:
    """The part of the exposure taken away, and what each unit of money bought."""

    reduction: Measure
    leverage: Measure


def risk_reduction(
    inherent: Decimal | None, residual: Decimal | None, response_cost: Decimal | None
) -> RiskReduction:
    """Return how far responses cut the exposure of one and the same risk set.

    Units: money in; `reduction` is a ratio of the inherent exposure, `leverage`
    the exposure removed per unit of money spent. No inherent exposure, or no
    response cost: that one is not available.

    Source: docs/formulas.md, "Risk reduction".
    """
    if inherent is None or residual is None:
        missing = divide(residual, inherent, names=("residual", "inherent"))
        return RiskReduction(missing, missing)
    removed = inherent - residual
    return RiskReduction(
        divide(removed, inherent, require_positive=True),
        divide(
            removed,
            response_cost,
            require_positive=True,
            names=("inherent", "response_cost"),
        ),
    )
