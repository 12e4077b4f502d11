"""Benefits: what was planned, what was realized, and what has leaked away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self

from .additive import ZERO, Additive, lacking_rate
from .curve import NO_CURVE, Curve
from .measure import (
    Better,
    Caveat,
    Measure,
    Reason,
    Thresholds,
    Unit,
    coverage,
    divide,
)
from .periods import first_of_month
from .weights import Weights, covered_weight

RATE_THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("0.80"))
LEAKAGE_THRESHOLDS = Thresholds(Decimal("0.05"), Decimal("0.20"), Better.LOWER)
DISBENEFIT_THRESHOLDS = Thresholds(Decimal("0.10"), Decimal("0.25"), Better.LOWER)
HARD_THRESHOLDS = Thresholds(Decimal("0.50"), Decimal("0.25"))
TOO_GOOD = Decimal("1.20")


class ProfilePoint(NamedTuple):
    """Running totals of a benefit at the end of a month; None is "no line here"."""

    month: date
    planned: Decimal | None
    forecast: Decimal | None
    claimed: Decimal | None
    validated: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitProfile:
    """Planned, forecast, claimed and validated amounts by month.

    Profiles of one class and one unit add up with ``+``; amounts of different
    classes or units are never added.

    Raises ValueError when profiles of different kinds are added.

    Source: docs/formulas.md, "Benefits, planned and realized".
    """

    benefit_class: str
    unit: str
    planned: Curve = NO_CURVE
    forecast: Curve = NO_CURVE
    claimed: Curve = NO_CURVE
    validated: Curve = NO_CURVE

    def __add__(self, other: "BenefitProfile") -> "BenefitProfile":
        if (self.benefit_class, self.unit) != (other.benefit_class, other.unit):
            raise ValueError("benefits of different classes or units are not added")
        return replace(
            self,
            planned=self.planned + other.planned,
            forecast=self.forecast + other.forecast,
            claimed=self.claimed + other.claimed,
            validated=self.validated + other.validated,
        )

    def converted(self, rate: Decimal | None) -> "BenefitProfile":
        """Return the profile in another currency, unknown when there is no rate."""
        return replace(
            self,
            planned=self.planned.converted(rate),
            forecast=self.forecast.converted(rate),
            claimed=self.claimed.converted(rate),
            validated=self.validated.converted(rate),
        )

    def points(self, months: Sequence[date], as_of: date) -> list[ProfilePoint]:
        """Return the running totals at the end of each month.

        Shape: `months` are first days in ascending order, one point a month.
        Claimed and validated totals stop after the month of `as_of`: the future
        is unknown, and not flat. No line begins before its first amount.
        """
        last = first_of_month(as_of)
        return [
            ProfilePoint(
                month,
                planned,
                forecast,
                claimed if month <= last else None,
                validated if month <= last else None,
            )
            for month, planned, forecast, claimed, validated in zip(
                months,
                self.planned.running_totals(months),
                self.forecast.running_totals(months),
                self.claimed.running_totals(months),
                self.validated.running_totals(months),
                strict=True,
            )
        ]

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values; amounts become strings and stay exact."""
        return {
            "benefit_class": self.benefit_class,
            "unit": self.unit,
            "planned": self.planned.as_json(),
            "forecast": self.forecast.as_json(),
            "claimed": self.claimed.as_json(),
            "validated": self.validated.as_json(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the profile that `as_json` wrote."""
        return cls(
            benefit_class=data["benefit_class"],
            unit=data["unit"],
            planned=Curve.from_json(data["planned"]),
            forecast=Curve.from_json(data["forecast"]),
            claimed=Curve.from_json(data["claimed"]),
            validated=Curve.from_json(data["validated"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Realization(Additive):
    """How much of the planned benefit was realized; parts add up with ``+``.

    `planned` and `validated` are sums over the benefits that were planned and
    measured (`measured` of `expected`, `with_plan` of which have a plan that is
    known). Benefits nobody planned are the windfall and stay outside the rate.

    Units: money of one benefit class and one currency.

    Source: docs/formulas.md, "Benefits realization rate".
    """

    planned: Decimal = ZERO
    validated: Decimal = ZERO
    planned_dis: Decimal = ZERO
    validated_dis: Decimal = ZERO
    measured: int = 0
    expected: int = 0
    with_plan: int = 0
    planned_expected: Decimal = ZERO
    windfall: Decimal = ZERO
    windfalls: int = 0
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        planned: Decimal | None,
        validated: Decimal | None,
        planned_dis: Decimal | None = None,
        validated_dis: Decimal | None = None,
    ) -> Self:
        """Return the realization of one benefit to date.

        `validated` None means that nobody has measured it: it leaves both sums
        and lowers completeness. A measured zero is zero. Dis-benefits that were
        neither planned nor found are None and add nothing.

        Raises ValueError for a negative plan.
        """
        if planned is not None and planned < 0:
            raise ValueError("a planned benefit is positive: enter a dis-benefit")
        if planned == 0:
            found = validated is not None
            return cls(
                windfall=validated if validated is not None else ZERO,
                windfalls=int(found),
            )
        if planned is None or validated is None:
            return cls(
                expected=1,
                with_plan=int(planned is not None),
                planned_expected=planned if planned is not None else ZERO,
            )
        return cls(
            planned=planned,
            validated=validated,
            planned_dis=planned_dis if planned_dis is not None else ZERO,
            validated_dis=validated_dis if validated_dis is not None else ZERO,
            measured=1,
            expected=1,
            with_plan=1,
            planned_expected=planned,
        )

    @classmethod
    def of_loss(cls, planned: Decimal | None, validated: Decimal | None) -> Self:
        """Return the part of one dis-benefit, given as positive amounts.

        Until somebody has measured it, it is in neither sum.
        """
        if validated is None:
            return cls()
        return cls(
            planned_dis=planned if planned is not None else ZERO,
            validated_dis=validated,
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same in another currency; without a rate nothing is measured."""
        if rate is None:
            return type(self)(expected=self.expected, lacking=self.lacking)
        return replace(
            self,
            planned=self.planned * rate,
            validated=self.validated * rate,
            planned_dis=self.planned_dis * rate,
            validated_dis=self.validated_dis * rate,
            planned_expected=self.planned_expected * rate,
            windfall=self.windfall * rate,
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.measured + self.windfalls > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    @property
    def completeness(self) -> Decimal | None:
        """Which part of the plans is measured."""
        return covered_weight(
            Weights(self.measured, self.measured, self.planned),
            Weights(self.expected, self.with_plan, self.planned_expected),
        )

    def gross(self) -> Measure:
        """Return validated over planned benefit; above 120 % PLAN_TOO_SOFT."""
        return self._rate(self.validated, self.planned)

    def net(self) -> Measure:
        """Return the same after dis-benefits on both sides.

        Planned dis-benefits that eat the whole plan: not available.
        """
        return self._rate(
            self.validated - self.validated_dis, self.planned - self.planned_dis
        )

    def whole_life(
        self, forecast_remaining: Decimal | None, planned_total: Decimal | None
    ) -> Measure:
        """Return (validated to date + forecast of the rest) over the whole plan."""
        if not self.measured:
            return self._rate(ZERO, ZERO)
        if forecast_remaining is None:
            reason = Reason.MISSING_INPUT.of("forecast_remaining")
            return Measure.missing(reason, Unit.RATIO)
        return divide(
            self.validated + forecast_remaining,
            planned_total,
            require_positive=True,
            names=("validated", "planned_total"),
        ).with_coverage(self.completeness)

    def disbenefit_ratio(self) -> Measure:
        """Return validated dis-benefit over validated benefit.

        Nothing realized: not available.
        """
        if not self.measured:
            return self._rate(ZERO, ZERO)
        return divide(
            self.validated_dis, self.validated, require_positive=True
        ).with_coverage(self.completeness)

    def unplanned(self) -> Measure:
        """Return the windfall: validated benefit that was never planned."""
        if not self.windfalls:
            return Measure.missing(Reason.NO_DATA, Unit.MONEY, n=0)
        return Measure.of(self.windfall, Unit.MONEY, n=self.windfalls)

    def _rate(self, realized: Decimal, planned: Decimal) -> Measure:
        if not self.measured:
            return Measure.missing(
                Reason.NO_DATA,
                Unit.RATIO,
                n=0,
                n_expected=self.expected,
                completeness=self.completeness,
            ).for_want_of_rate(self.lacking)
        rate = divide(realized, planned, require_positive=True)
        if rate.value is not None and rate.value > TOO_GOOD:
            rate = rate.with_warnings(Caveat.PLAN_TOO_SOFT)
        counted = rate.with_count(self.measured, self.expected)
        return counted.with_coverage(self.completeness).for_want_of_rate(self.lacking)


def benefit_leakage(
    planned_total: Decimal | None,
    realized_to_date: Decimal | None,
    forecast_remaining: Decimal | None,
) -> Measure:
    """Return the part of the promised benefit that is no longer expected.

    Units: a ratio of the whole-life plan; negative when more is expected than
    was promised. A plan of zero or less: not available.

    Source: docs/formulas.md, "Benefit leakage".
    """
    if realized_to_date is None:
        return Measure.missing(Reason.MISSING_INPUT.of("realized_to_date"), Unit.RATIO)
    if forecast_remaining is None:
        return Measure.missing(
            Reason.MISSING_INPUT.of("forecast_remaining"), Unit.RATIO
        )
    if planned_total is None:
        return Measure.missing(Reason.MISSING_INPUT.of("planned_total"), Unit.RATIO)
    lost = planned_total - realized_to_date - forecast_remaining
    return divide(lost, planned_total, require_positive=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Additive):
    """What was promised, what came of it and what is still expected, added up.

    Only benefits of which all three are known are in the sums: `known` of
    `expected`.

    Units: money of one currency, over the whole life of the benefits.

    Source: docs/formulas.md, "Benefit leakage".
    """

    planned_total: Decimal = ZERO
    realized_to_date: Decimal = ZERO
    forecast_remaining: Decimal = ZERO
    known: int = 0
    expected: int = 0
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        planned_total: Decimal | None,
        realized_to_date: Decimal | None,
        forecast_remaining: Decimal | None,
    ) -> Self:
        """Return the promise of one benefit; None is unknown."""
        if (
            planned_total is None
            or realized_to_date is None
            or forecast_remaining is None
        ):
            return cls(expected=1)
        return cls(
            planned_total=planned_total,
            realized_to_date=realized_to_date,
            forecast_remaining=forecast_remaining,
            known=1,
            expected=1,
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same in another currency; without a rate nothing is known."""
        if rate is None:
            return type(self)(expected=self.expected, lacking=self.lacking)
        return replace(
            self,
            planned_total=self.planned_total * rate,
            realized_to_date=self.realized_to_date * rate,
            forecast_remaining=self.forecast_remaining * rate,
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.known > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    def leakage(self) -> Measure:
        """Return the part of the promise that is no longer expected."""
        if not self.known:
            return Measure.missing(
                Reason.NO_DATA, Unit.RATIO, n=0, n_expected=self.expected
            ).for_want_of_rate(self.lacking)
        leakage = benefit_leakage(
            self.planned_total, self.realized_to_date, self.forecast_remaining
        )
        counted = leakage.with_count(self.known, self.expected)
        covered = counted.with_coverage(coverage(self.known, self.expected))
        return covered.for_want_of_rate(self.lacking)
