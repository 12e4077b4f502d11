"""What running the PMO costs: every category entered, none taken for zero."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self

from .additive import ZERO, Additive
from .measure import Measure, Reason, Unit, coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class PmoCost(Additive):
    """The fully loaded cost of PMO services in a period; parts add up with ``+``.

    Units: money in one currency. `entered` of `expected` amounts (a service, a month,
    a category) are known. `missing` are the categories of which some service has
    none in the whole period: an explicit zero is an amount, an empty cell is not.

    Source: docs/formulas.md, "PMO cost".
    """

    amount: Decimal = ZERO
    services: int = 0
    entered: int = 0
    expected: int = 0
    missing: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        costs: Mapping[tuple[date, str], Decimal],
        months: Collection[date],
        categories: Collection[str],
    ) -> Self:
        """Return the cost of one service in the months it was offered."""
        if not months:
            return cls()
        known = {
            key: amount
            for key, amount in costs.items()
            if key[0] in months and key[1] in categories
        }
        return cls(
            amount=sum(known.values(), ZERO),
            services=1,
            entered=len(known),
            expected=len(months) * len(categories),
            missing=frozenset(categories) - {category for _month, category in known},
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same in another currency; without a rate nothing is known."""
        if rate is None:
            return replace(self, amount=ZERO, entered=0)
        return replace(self, amount=self.amount * rate)

    @property
    def completeness(self) -> Decimal | None:
        """Which part of the amounts is entered."""
        return coverage(self.entered, self.expected)

    def measure(self) -> Measure:
        """Return the cost; not available while a category has never been entered."""
        if not self.services:
            return Measure.missing(Reason.NO_DATA, Unit.MONEY, n=0)
        if self.missing:
            return Measure.missing(
                Reason.MISSING_INPUT.of(",".join(sorted(self.missing))),
                Unit.MONEY,
                n=self.entered,
                n_expected=self.expected,
                completeness=self.completeness,
            )
        cost = Measure.of(self.amount, Unit.MONEY)
        counted = cost.with_count(self.entered, self.expected)
        return counted.with_coverage(self.completeness)
