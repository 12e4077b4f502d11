"""What risks are expected to cost, and what responses take away from that."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from .additive import ZERO, Additive
from .amount import Amount
from .measure import (
    Better,
    Measure,
    Reason,
    Thresholds,
    Unit,
    coverage,
    divide,
)
from .share import Ratio

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
    def of(cls, risks: Iterable[Chance]) -> Self:
        """Return the exposure of a register."""
        return cls.total(
            cls(amount=cost or ZERO, known=int(cost is not None), expected=1)
            for cost in (risk.expected for risk in risks)
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the exposure in another currency; without a rate none is known."""
        if rate is None:
            return type(self)(expected=self.expected)
        return replace(self, amount=self.amount * rate)

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
            found = Measure.missing(exposure.reason, Unit.RATIO)
        else:
            found = divide(
                exposure.value,
                contingency,
                require_positive=True,
                names=("exposure", "contingency"),
            )
        counted = found.with_count(self.known, self.expected)
        return counted.with_coverage(coverage(self.known, self.expected))


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayExposure(RiskExposure):
    """Expected days of delay of open threats: no exchange rate touches them."""

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same days."""
        return self

    def delay(self) -> Measure:
        """Return the expected delay; an empty register is not zero risk."""
        return self.measure(Unit.DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRisk:
    """One risk as it was last judged: before its response, and after it.

    Units: probabilities 0 to 1, `money` in one currency, `days` of delay; None is
    not judged. A risk without a planned response is after it what it was before.
    Effects in money and in days are apart: one judged in days alone is no gap in the
    money, one without any effect is a gap there.

    Source: docs/formulas.md, "Risk exposure".
    """

    probability: Decimal | None = None
    money: Decimal | None = None
    days: Decimal | None = None
    residual_probability: Decimal | None = None
    residual_money: Decimal | None = None
    residual_days: Decimal | None = None
    has_response: bool = True

    @property
    def is_in_money(self) -> bool:
        """Whether the risk belongs to the exposure in money."""
        return self.money is not None or self.days is None

    @property
    def is_in_days(self) -> bool:
        """Whether the risk belongs to the exposure in days."""
        return self.days is not None

    @property
    def inherent(self) -> Chance:
        """The risk in money before its response."""
        return Chance(self.probability, self.money)

    @property
    def inherent_delay(self) -> Chance:
        """The risk in days before its response."""
        return Chance(self.probability, self.days)

    @property
    def residual(self) -> Chance:
        """The risk in money after its planned response."""
        judged = Chance(self.residual_probability, self.residual_money)
        return self._after(judged, self.inherent)

    @property
    def residual_delay(self) -> Chance:
        """The risk in days after its planned response."""
        judged = Chance(self.residual_probability, self.residual_days)
        return self._after(judged, self.inherent_delay)

    def _after(self, judged: Chance, before: Chance) -> Chance:
        if judged.expected is None and not self.has_response:
            return before
        return judged


def response_effect(risk: JudgedRisk, cost: Decimal | None) -> tuple[Ratio, Ratio]:
    """Return what the response of one risk takes away: of the exposure, for its cost.

    Both are ratios of sums that add up over risks. Only a risk that was judged
    before and after is in them, so that both exposures are those of one set; what
    nobody answers costs nothing and has no leverage.

    Source: docs/formulas.md, "Risk reduction".
    """
    inherent, residual = risk.inherent.expected, risk.residual.expected
    removed = None if inherent is None or residual is None else inherent - residual
    leverage = Ratio.of(removed, cost) if risk.has_response else Ratio()
    return Ratio.of(removed, inherent), leverage


def expected_value(
    chance: Chance, cost: Decimal | None = ZERO, *, is_threat: bool = True
) -> Measure:
    """Return the expected monetary value of leaving or answering one risk.

    It happens or it does not: two branches, the second worth nothing. A threat
    counts against the value.

    Source: docs/formulas.md, "Expected monetary value".
    """
    if chance.probability is None or chance.amount is None:
        return emv([chance], cost)
    worth = -chance.amount if is_threat else chance.amount
    branches = [
        Chance(chance.probability, worth),
        Chance(1 - chance.probability, ZERO),
    ]
    return emv(branches, cost)


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


def register_value(
    threats: RiskExposure, opportunities: RiskExposure, responses: Amount
) -> Measure:
    """Return the expected monetary value of a whole register of independent risks.

    Units: money; opportunities less threats less what the responses cost.

    Source: docs/formulas.md, "Expected monetary value".
    """
    known = threats.known + opportunities.known
    expected = threats.expected + opportunities.expected
    if known:
        worth = opportunities.amount - threats.amount - responses.amount
        value = Measure.of(worth, Unit.MONEY)
    else:
        value = Measure.missing(Reason.NO_DATA, Unit.MONEY)
    return value.with_count(known, expected).with_coverage(coverage(known, expected))


def nearest_step(
    value: Decimal | None, steps: Iterable[tuple[int, Decimal]]
) -> int | None:
    """Return the step of a scale whose number is nearest; halfway is the higher one.

    Units: the value and the numbers of the steps share one unit. An unknown value,
    or a scale without steps, has no place.

    Source: docs/formulas.md, "Risk exposure".
    """
    if value is None:
        return None
    ordered = sorted(steps, key=lambda step: (abs(step[1] - value), -step[1]))
    return ordered[0][0] if ordered else None
