"""Amounts of money that add up, and how many members they are known for."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from .additive import ZERO, Additive
from .measure import Measure, Reason, Unit, coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Additive):
    """A sum over the members whose amount is known; amounts add up with ``+``.

    Units: money in one currency; `known` of `expected` members have an amount. A
    known zero counts as known.

    Source: docs/formulas.md, "What every number carries".
    """

    amount: Decimal = ZERO
    known: int = 0
    expected: int = 0

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
            return type(self)(expected=self.expected)
        return type(self)(
            amount=self.amount * rate, known=self.known, expected=self.expected
        )

    def measure(self) -> Measure:
        """Return the sum of what is known, as far as enough of it is."""
        return self.recorded().with_coverage(self.completeness)

    def recorded(self) -> Measure:
        """Return the sum of what is on record, however many members have none.

        For amounts that come about by being recorded, such as validated benefit:
        what nobody has validated is not a gap in the sum.
        """
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
