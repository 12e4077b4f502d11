"""Counts and sums that add up: the parts from which every roll-up is made.

A portfolio's rate is made from its children's counts and never from their
rates, so a parent needs no raw rows and agrees with the pooled records exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from .additive import ZERO, Additive, lacking_rate
from .measure import Measure, Number, Reason, Unit, coverage, divide, exact
from .weights import Weights, covered_weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Additive):
    """How many of those that can be judged pass a test; shares add up with ``+``.

    Units: `ok` of `known` members pass; `expected` members should be there and
    `excluded` of those can never be judged (a budget of zero, say). The weights
    are money in one currency: the same counts weighted by budget, over the
    `weighted_known` and `weighted_expected` members that have a budget.

    Source: docs/formulas.md, "Rates that count projects".
    """

    ok: int = 0
    known: int = 0
    expected: int = 0
    excluded: int = 0
    weight_ok: Decimal = ZERO
    weight_known: Decimal = ZERO
    weight_expected: Decimal = ZERO
    weighted_known: int = 0
    weighted_expected: int = 0
    warnings: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        passed: bool | None,
        weight: Decimal | None = None,
        *,
        excluded: bool = False,
        warnings: Iterable[str] = (),
    ) -> Self:
        """Return the share of one member; `passed` is None when nobody knows."""
        known = int(passed is not None)
        has_weight = weight is not None and weight > 0
        amount = weight if weight is not None and has_weight else ZERO
        return cls(
            ok=int(bool(passed)),
            known=known,
            expected=1,
            excluded=int(excluded),
            weight_ok=amount if passed else ZERO,
            weight_known=amount * known,
            weight_expected=amount,
            weighted_known=known * has_weight,
            weighted_expected=int(has_weight),
            warnings=frozenset(map(str, warnings)),
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the share with its weights in another currency.

        Without a rate the counts stay and nobody has a weight.
        """
        if rate is None:
            return replace(
                self,
                weight_ok=ZERO,
                weight_known=ZERO,
                weight_expected=ZERO,
                weighted_known=0,
                weighted_expected=0,
            )
        return replace(
            self,
            weight_ok=self.weight_ok * rate,
            weight_known=self.weight_known * rate,
            weight_expected=self.weight_expected * rate,
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.weighted_expected > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    @property
    def failed(self) -> int:
        """How many of the known members did not pass."""
        return self.known - self.ok

    def measure(self) -> Measure:
        """Return the share of members that pass, not available when none is known."""
        completeness = coverage(self.known, self.expected)
        if not self.known:
            return self._nothing(completeness)
        return Measure.of(
            Decimal(self.ok) / self.known,
            Unit.RATIO,
            n=self.known,
            n_expected=self.expected,
            warnings=sorted(self.warnings),
        ).with_coverage(completeness)

    def weighted(self) -> Measure:
        """Return the passing share of the weight, such as "of the budget".

        Only members of known weight are in it; the others lower completeness.
        """
        completeness = covered_weight(
            Weights(self.weighted_known, self.weighted_known, self.weight_known),
            Weights(self.expected, self.weighted_expected, self.weight_expected),
        )
        if not self.weighted_known:
            return self._nothing(completeness).for_want_of_rate(self.lacking)
        weighted = Measure.of(
            self.weight_ok / self.weight_known,
            Unit.RATIO,
            n=self.weighted_known,
            n_expected=self.expected,
            method="weighted",
            warnings=sorted(self.warnings),
        )
        return weighted.with_coverage(completeness).for_want_of_rate(self.lacking)

    def count(self) -> Measure:
        """Return how many members pass, for tests that are worth counting."""
        completeness = coverage(self.known, self.expected)
        if not self.known:
            return self._nothing(completeness, Unit.COUNT)
        return Measure.of(
            self.ok, Unit.COUNT, n=self.known, n_expected=self.expected
        ).with_coverage(completeness)

    def _nothing(
        self, completeness: Decimal | None, unit: Unit = Unit.RATIO
    ) -> Measure:
        return Measure.missing(
            Reason.NO_DATA,
            unit,
            n=0,
            n_expected=self.expected,
            completeness=completeness,
            warnings=sorted(self.warnings),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Additive):
    """A ratio of sums: numerators over denominators of members that have both.

    Units: both sums share one unit, or the result is a rate of the two.
    `known` of `expected` members have both sides; `with_denominator` members
    have a denominator, adding up to `denominator_expected`.

    Source: docs/formulas.md, "Ratios of sums".
    """

    numerator: Decimal = ZERO
    denominator: Decimal = ZERO
    known: int = 0
    expected: int = 0
    with_denominator: int = 0
    denominator_expected: Decimal = ZERO
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(cls, numerator: Number | None, denominator: Number | None) -> Self:
        """Return the ratio of one member; either side may be unknown."""
        both = numerator is not None and denominator is not None
        above = exact(numerator) if both and numerator is not None else ZERO
        below = exact(denominator) if denominator is not None else ZERO
        return cls(
            numerator=above,
            denominator=below if both else ZERO,
            known=int(both),
            expected=1,
            with_denominator=int(denominator is not None),
            denominator_expected=below,
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the ratio of two sums of money in another currency.

        Without a rate no member is known, and completeness falls.
        """
        if rate is None:
            return type(self)(expected=self.expected, lacking=self.lacking)
        return replace(
            self,
            numerator=self.numerator * rate,
            denominator=self.denominator * rate,
            denominator_expected=self.denominator_expected * rate,
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.known > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    @property
    def completeness(self) -> Decimal | None:
        """Which part of the denominators is covered."""
        return covered_weight(
            Weights(self.known, self.known, self.denominator),
            Weights(self.expected, self.with_denominator, self.denominator_expected),
        )

    def measure(self, unit: Unit = Unit.RATIO) -> Measure:
        """Return numerators / denominators, not available when no member has both."""
        if not self.known:
            return Measure.missing(
                Reason.NO_DATA,
                unit,
                n=0,
                n_expected=self.expected,
                completeness=self.completeness,
            ).for_want_of_rate(self.lacking)
        quotient = divide(
            self.numerator, self.denominator, unit=unit, require_positive=True
        )
        counted = quotient.with_count(self.known, self.expected)
        return counted.with_coverage(self.completeness).for_want_of_rate(self.lacking)
