"""Pooled values and their percentiles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from .measure import Measure, Number, Reason, Unit, exact

HALF = Decimal("0.5")


def percentile(values: Iterable[Number | None], p: Number) -> Decimal | None:
    """Return the p-th part of the way through the sorted values.

    Shape: values in any order; None is left out. No values give None.

    Units: `p` is a ratio from 0 to 1; the result is in the unit of the values.
    Between two values it is interpolated in a straight line (type 7).

    Raises ValueError when `p` is outside 0 to 1.

    Source: docs/formulas.md, "Medians and percentiles".
    """
    part = exact(p)
    if not 0 <= part <= 1:
        raise ValueError(f"a percentile lies between 0 and 1, not at {p}")
    ordered = sorted(exact(value) for value in values if value is not None)
    if not ordered:
        return None
    position = part * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


@dataclass(frozen=True, slots=True)
class Sample:
    """Raw values that are pooled and never averaged: samples add up with ``+``.

    Units: the values share one unit. `missing` counts members without a value.

    Source: docs/formulas.md, "Medians and percentiles".
    """

    values: tuple[Decimal, ...] = ()
    missing: int = 0

    @classmethod
    def of(cls, values: Iterable[Number | None]) -> Self:
        """Return the sample of some values; None counts as missing."""
        given = list(values)
        known = tuple(exact(value) for value in given if value is not None)
        return cls(known, len(given) - len(known))

    @classmethod
    def total(cls, samples: Iterable["Sample"]) -> "Sample":
        """Return the pool of all samples; none give the empty sample."""
        return sum(samples, Sample())

    def __add__(self, other: "Sample") -> "Sample":
        return Sample(self.values + other.values, self.missing + other.missing)

    def __len__(self) -> int:
        return len(self.values)

    def percentile(self, p: Number, unit: Unit, *, min_n: int = 1) -> Measure:
        """Return a percentile, not available for fewer than `min_n` values."""
        expected = len(self) + self.missing
        value = percentile(self.values, p)
        if value is None:
            return Measure.missing(Reason.NO_DATA, unit, n=0, n_expected=expected)
        if len(self) < min_n:
            return Measure.missing(
                Reason.INSUFFICIENT_N.of(min_n), unit, n=len(self), n_expected=expected
            )
        completeness = Decimal(len(self)) / expected
        return Measure.of(value, unit, n=len(self), n_expected=expected).with_coverage(
            completeness
        )

    def median(self, unit: Unit, *, min_n: int = 1) -> Measure:
        """Return the middle value, not available for fewer than `min_n` values."""
        return self.percentile(HALF, unit, min_n=min_n)

    def as_json(self) -> dict[str, Sequence[str] | int]:
        """Return plain JSON values; numbers become strings and stay exact."""
        return {
            "values": [str(value) for value in self.values],
            "missing": self.missing,
        }

    @classmethod
    def from_json(cls, data: dict[str, Sequence[str] | int]) -> Self:
        """Return the sample that `as_json` wrote.

        Raises TypeError when the data are of another kind.
        """
        values, missing = data["values"], data["missing"]
        if isinstance(values, int) or not isinstance(missing, int):
            raise TypeError("these are not the data of a sample")
        return cls(tuple(map(Decimal, values)), missing)
