"""Delivered value that nobody has acknowledged, by how long it has waited.

Not the value at risk of finance: pages call it "unacknowledged value".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self

from delivery.calculations.additive import ZERO, Additive, lacking_rate
from delivery.calculations.measure import (
    Better,
    Measure,
    Reason,
    Thresholds,
    Unit,
    divide,
)
from delivery.calculations.weights import Weights, covered_weight

AGED_THRESHOLDS = Thresholds(Decimal("0.10"), Decimal("0.25"), Better.LOWER)

# The ages that are told apart, in calendar days, both ends included.
AGES: tuple[tuple[int, int | None], ...] = (
    (0, 30),
    (31, 60),
    (61, 90),
    (91, 180),
    (181, None),
)
OLD_FROM = 91


class Bucket(NamedTuple):
    """Value of one age: from `youngest` to `oldest` days, None is "and more"."""

    youngest: int
    oldest: int | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ByAge(Additive):
    """Amounts by age in days; those of one day add up with ``+``.

    Shape: (age, amount) in ascending order, one entry an age.
    """

    amounts: tuple[tuple[int, Decimal], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[tuple[int, Decimal]]) -> Self:
        """Return some amounts by their ages, in any order."""
        ages: dict[int, Decimal] = {}
        for age, amount in entries:
            ages[age] = ages.get(age, ZERO) + amount
        return cls(tuple(sorted(ages.items())))

    def __add__(self, other: Self) -> Self:
        return self.of((*self.amounts, *other.amounts))

    def converted(self, rate: Decimal | None) -> Self:
        """Return the amounts in another currency, none without a rate."""
        if rate is None:
            return type(self)()
        return type(self)(tuple((age, amount * rate) for age, amount in self.amounts))

    def between(self, youngest: int, oldest: int | None = None) -> Decimal:
        """Return the amount of some ages, both ends included."""
        return sum(
            (
                amount
                for age, amount in self.amounts
                if youngest <= age and (oldest is None or age <= oldest)
            ),
            ZERO,
        )

    def median(self) -> int | None:
        """Return the age by which half of the amount is reached, None of nothing."""
        whole, reached = self.between(0), ZERO
        for age, amount in self.amounts:
            reached += amount
            if amount and reached * 2 >= whole:
                return age
        return None

    def oldest(self) -> int | None:
        """Return the greatest age of any amount, None of nothing."""
        return max((age for age, amount in self.amounts if amount), default=None)

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values; amounts become strings and stay exact."""
        return {"amounts": [[age, str(amount)] for age, amount in self.amounts]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the amounts that `as_json` wrote."""
        return cls(tuple((age, Decimal(amount)) for age, amount in data["amounts"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnacknowledgedValue(Additive):
    """Validated value that waits for its sponsors, as of a day; parts add up.

    Units: money in one currency. `dated` of `items` have a day of validation and are
    worth `validated` together, all of them `validated_expected`. `future` items are
    validated on a later day and do not count.

    Source: docs/formulas.md, "Unacknowledged value".
    """

    waiting: ByAge = ByAge()
    validated: Decimal = ZERO
    validated_expected: Decimal = ZERO
    dated: int = 0
    items: int = 0
    future: int = 0
    unconverted: int = 0
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        validated: Decimal | None,
        validated_on: date | None,
        acknowledged: Decimal | None,
        *,
        as_of: date,
    ) -> Self:
        """Return one item: validated value less what was acknowledged of it.

        What is not validated, or not above zero, is no item. An item without a day
        has no age and lowers completeness.
        """
        if validated is None or validated <= 0:
            return cls()
        if validated_on is None:
            return cls(items=1, validated_expected=validated)
        if validated_on > as_of:
            return cls(future=1)
        left = max(ZERO, validated - (acknowledged or ZERO))
        return cls(
            waiting=ByAge.of([((as_of - validated_on).days, left)]),
            validated=validated,
            validated_expected=validated,
            dated=1,
            items=1,
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same in another currency; without a rate nothing is known."""
        if rate is None:
            return type(self)(
                future=self.future,
                unconverted=self.items + self.unconverted,
                lacking=self.lacking,
            )
        return replace(
            self,
            waiting=self.waiting.converted(rate),
            validated=self.validated * rate,
            validated_expected=self.validated_expected * rate,
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.dated > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    @property
    def completeness(self) -> Decimal | None:
        """Which part of the value has an age."""
        return covered_weight(
            Weights(self.dated, self.dated, self.validated),
            Weights(self.items + self.unconverted, self.items, self.validated_expected),
        )

    def unacknowledged(self) -> Measure:
        """Return the value nobody has acknowledged, not available without any item.

        Units: money.
        """
        return self._shown(self.waiting.between(0), Unit.MONEY)

    def aged(self) -> Measure:
        """Return what of it has waited more than 90 days, in money."""
        return self._shown(self.waiting.between(OLD_FROM), Unit.MONEY)

    def aged_share(self) -> Measure:
        """Return the value that has waited more than 90 days over all validated.

        Units: a ratio; this is what is coloured.
        """
        if not self.dated:
            return self._shown(ZERO, Unit.RATIO)
        share = divide(self.waiting.between(OLD_FROM), self.validated)
        return self._shown(Decimal(share.number), Unit.RATIO)

    def median_age(self) -> Measure:
        """Return the age by which half of the unacknowledged value is reached.

        Units: days. With nothing unacknowledged there is no age.
        """
        return self._age(self.waiting.median())

    def oldest(self) -> Measure:
        """Return the age of what has waited longest, not available of nothing.

        Units: days.
        """
        return self._age(self.waiting.oldest())

    def _age(self, age: int | None) -> Measure:
        if age is None:
            return Measure.missing(Reason.NO_DATA, Unit.DAYS, n=0)
        return self._shown(Decimal(age), Unit.DAYS)

    def buckets(self) -> list[Bucket]:
        """Return the unacknowledged value by age, the youngest first."""
        return [Bucket(*ages, self.waiting.between(*ages)) for ages in AGES]

    def _shown(self, value: Decimal, unit: Unit) -> Measure:
        expected = self.items + self.unconverted
        if not self.dated:
            return Measure.missing(
                Reason.NO_DATA, unit, n=0, n_expected=expected
            ).for_want_of_rate(self.lacking)
        shown = Measure.of(value, unit, n=self.dated, n_expected=expected)
        return shown.with_coverage(self.completeness)
