"""Whose benefit it is: no value is counted twice, and none is claimed unproved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .additive import ZERO, Additive
from .measure import Caveat, Measure, Reason, Unit, divide
from .weights import Weights, covered_weight


@dataclass(frozen=True, slots=True)
class OverlapAdjusted:
    """What counts of the claims on one measured total, and the common factor."""

    counted: Measure
    factor: Measure


def overlap_adjusted(
    measured_total: Decimal | None, claims: Sequence[Decimal]
) -> OverlapAdjusted:
    """Return the claims on one measure, scaled down to what was measured.

    Units: money or the unit of the measure. Claims beyond the total are scaled
    pro rata, with the caveat OVERLAP_SCALED; below it they count as they are.

    Source: docs/formulas.md, "Overlapping claims".
    """
    if measured_total is None or not claims:
        reason = (
            Reason.MISSING_INPUT.of("measured_total")
            if measured_total is None
            else Reason.NO_DATA.value
        )
        return OverlapAdjusted(
            Measure.missing(reason, Unit.MONEY), Measure.missing(reason, Unit.RATIO)
        )
    claimed = sum(claims, ZERO)
    if claimed <= measured_total:
        return OverlapAdjusted(
            Measure.of(claimed, Unit.MONEY, n=len(claims)),
            Measure.of(Decimal(1), Unit.RATIO),
        )
    return OverlapAdjusted(
        Measure.of(
            measured_total,
            Unit.MONEY,
            n=len(claims),
            warnings=(Caveat.OVERLAP_SCALED,),
        ),
        divide(measured_total, claimed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedBenefit(Additive):
    """Validated benefit that PMO services brought about.

    Units: money; `known` of `expected` items have all three factors,
    `with_value` a validated amount.

    Source: docs/formulas.md, "Benefit attributed to the PMO".
    """

    amount: Decimal = ZERO
    validated_known: Decimal = ZERO
    validated_expected: Decimal = ZERO
    known: int = 0
    expected: int = 0
    with_value: int = 0

    @classmethod
    def of(
        cls,
        validated: Decimal | None,
        attribution: Decimal | None,
        confidence: Decimal | None,
    ) -> "AttributedBenefit":
        """Return validated x attribution x confidence of one item.

        A missing share is excluded; it is neither all nor an equal split.

        Raises ValueError for a share outside 0 to 1.
        """
        for share in (attribution, confidence):
            if share is not None and not 0 <= share <= 1:
                raise ValueError(f"a share lies between 0 and 1, and is {share}")
        if validated is None:
            return cls(expected=1)
        if attribution is None or confidence is None:
            return cls(expected=1, with_value=1, validated_expected=validated)
        return cls(
            amount=validated * attribution * confidence,
            validated_known=validated,
            validated_expected=validated,
            known=1,
            expected=1,
            with_value=1,
        )

    def converted(self, rate: Decimal | None) -> "AttributedBenefit":
        """Return the same in another currency; without a rate nothing is known."""
        if rate is None:
            return type(self)(expected=self.expected)
        return replace(
            self,
            amount=self.amount * rate,
            validated_known=self.validated_known * rate,
            validated_expected=self.validated_expected * rate,
        )

    @property
    def completeness(self) -> Decimal | None:
        """Which part of the validated value is covered."""
        return covered_weight(
            Weights(self.known, self.known, self.validated_known),
            Weights(self.expected, self.with_value, self.validated_expected),
        )

    def measure(self) -> Measure:
        """Return the attributed amount, not available when no item has a share."""
        if self.known:
            attributed = Measure.of(self.amount, Unit.MONEY)
        else:
            attributed = Measure.missing(Reason.NO_DATA, Unit.MONEY)
        counted = attributed.with_count(self.known, self.expected)
        return counted.with_coverage(self.completeness)
