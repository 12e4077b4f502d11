"""What running the PMO costs: every category entered, none taken for zero."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self

from .additive import ZERO, Additive, lacking_rate
from .amount import Amount
from .measure import Measure, Reason, Unit, coverage, divide


@dataclass(frozen=True, slots=True, kw_only=True)
class PmoCost(Additive):
    """The fully loaded cost of PMO services in a period; parts add up with ``+``.

    Units: money in one currency. `entered` of `expected` amounts (a service, a month,
    a category) are known. `missing` are the categories of which some service has
    none in the whole period: an explicit zero is an amount, an empty cell is not. Of
    `unconverted` more an amount is on record in another currency, and `lacking` are
    the pairs whose rates it would take.

    Source: docs/formulas.md, "PMO cost".
    """

    amount: Decimal = ZERO
    services: int = 0
    entered: int = 0
    expected: int = 0
    missing: frozenset[str] = frozenset()
    unconverted: int = 0
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        costs: Mapping[tuple[date, str], Decimal | None],
        months: Collection[date],
        categories: Collection[str],
        lacking: frozenset[str] = frozenset(),
    ) -> Self:
        """Return the cost of one service in the months it was offered.

        A cost of None was entered and could not be converted, for want of the rates
        of the pairs in `lacking`.
        """
        if not months:
            return cls()
        on_record = {
            key: amount
            for key, amount in costs.items()
            if key[0] in months and key[1] in categories
        }
        known = {key: one for key, one in on_record.items() if one is not None}
        unconverted = len(on_record) - len(known)
        return cls(
            amount=sum(known.values(), ZERO),
            services=1,
            entered=len(known),
            expected=len(months) * len(categories),
            missing=frozenset(categories) - {name for _month, name in on_record},
            unconverted=unconverted,
            lacking=lacking if unconverted else frozenset(),
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same in another currency; without a rate nothing is known."""
        if rate is None:
            unconverted = self.entered + self.unconverted
            return replace(self, amount=ZERO, entered=0, unconverted=unconverted)
        return replace(self, amount=self.amount * rate)

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.entered > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

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
        covered = counted.with_coverage(self.completeness)
        return covered.for_want_of_rate(self.lacking)


def cost_ratio(cost: PmoCost, spend: Amount) -> Measure:
    """Return the cost of the PMO as a share of the spend that it manages.

    Units: both are money of the same period in one currency; the result is a ratio,
    0.02 for 2 %. Where either is not known, or is known in part only, neither is the
    ratio. A spend of zero has none.

    Source: docs/formulas.md, "PMO cost".
    """
    for side in (cost.measure(), spend.measure()):
        if not side.is_ok:
            return replace(side, unit=Unit.RATIO)
    quotient = divide(cost.amount, spend.amount, require_positive=True)
    parts = (cost.completeness, spend.completeness)
    covered = min((part for part in parts if part is not None), default=None)
    return quotient.with_count(spend.known, spend.expected).with_coverage(covered)
