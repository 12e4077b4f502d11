"""Amounts of money that add up, and how many members they are known for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from .additive import ZERO, Additive, lacking_rate
from .measure import Measure, Reason, Unit, coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Additive):
    """A sum over the members whose amount is known; amounts add up with ``+``.

    Units: money in one currency; `known` of `expected` members have an amount. A
    known zero counts as known. Of `unconverted` more an amount is on record in
    another currency, and `lacking` are the pairs whose rates it would take.

    Source: docs/formulas.md, "What every number carries".
    """

    amount: Decimal = ZERO
    known: int = 0
    expected: int = 0
    unconverted: int = 0
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(cls, amounts: Iterable[Decimal | None]) -> Self:
        """Return the sum of some amounts; None counts as expected and unknown."""
        given = list(amounts)
        known = [amount for amount in given if amount is not None]
        return cls(amount=sum(known, ZERO), known=len(known), expected=len(given))

    @property
    def completeness(self) -> Decimal | None:
        """Which part of the members is known, None when none is expected."""
        return coverage(self.known, self.expected)

    def converted(self, rate: Decimal | None) -> Self:
        """Return the sum in another currency; without a rate nothing is known."""
        if rate is None:
            return type(self)(
                expected=self.expected,
                unconverted=self.known + self.unconverted,
                lacking=self.lacking,
            )
        return replace(self, amount=self.amount * rate)

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.known > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    def measure(self) -> Measure:
        """Return the sum of what is known, as far as enough of it is."""
        covered = self._sum().with_coverage(self.completeness)
        return covered.for_want_of_rate(self.lacking)

    def recorded(self) -> Measure:
        """Return the sum of what is on record, however many members have none.

        For amounts that come about by being recorded, such as validated benefit:
        what nobody has validated is not a gap in the sum. What could not be converted
        is one.
        """
        recorded = self._sum()
        if self.unconverted:
            on_record = self.known + self.unconverted
            recorded = recorded.with_coverage(coverage(self.known, on_record))
        return recorded.for_want_of_rate(self.lacking)

    def _sum(self) -> Measure:
        if not self.known:
            return Measure.missing(
                Reason.NO_DATA,
                Unit.MONEY,
                n=0,
                n_expected=self.expected,
                completeness=self.completeness,
            )
        return Measure.of(
            self.amount,
            Unit.MONEY,
            n=self.known,
            n_expected=self.expected,
            completeness=self.completeness,
        )
