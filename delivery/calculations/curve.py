"""Amounts by calendar month that add up over projects and over time."""

from calendar import monthrange
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Self

from .measure import Number, exact, settled
from .periods import add_months, first_of_month, months_between

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Curve:
    """Amounts by month; curves of one unit add up with ``+``.

    Shape: `amounts` holds (first day of the month, amount) in ascending order,
    one entry a month that has any. An empty curve is unknown, and not zero.

    Units: one unit or currency; negative amounts (corrections) are allowed.

    Source: docs/formulas.md, "Curves".
    """

    amounts: tuple[tuple[date, Decimal], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[tuple[date, Number]]) -> Self:
        """Return the curve of dated amounts in any order."""
        months: defaultdict[date, Decimal] = defaultdict(Decimal)
        for day, amount in entries:
            months[first_of_month(day)] += exact(amount)
        return cls(tuple(sorted(months.items())))

    @classmethod
    def from_cumulative(cls, totals: Iterable[tuple[date, Number]]) -> Self:
        """Return the curve of running totals; the last one of a month counts."""
        month_ends = {
            first_of_month(day): exact(total) for day, total in sorted(totals)
        }
        before = ZERO
        entries = []
        for month, total in month_ends.items():
            entries.append((month, total - before))
            before = total
        return cls(tuple(entries))

    @classmethod
    def through_points(cls, points: Sequence[tuple[date, Number]]) -> Self:
        """Return the curve whose running total passes through some points.

        Between two points the total rises in a straight line, so a month without
        a point of its own gets its part by days. The total of the first point is
        reached in its month.

        Shape: points (last day counted, running total) in ascending order of days
        and of totals.

        Raises ValueError for days or totals that go back.

        Source: docs/formulas.md, "Curves".
        """
        steps = [(day, exact(total)) for day, total in points]
        for (day, total), (later, higher) in pairwise(steps):
            if later <= day or higher < total:
                raise ValueError("the points of a plan rise in time and in value")
        totals = dict(steps)
        for (day, total), (later, higher) in pairwise(steps):
            for month in months_between(add_months(day, 1), later):
                end = date.fromordinal(month.toordinal() - 1)
                if end > day:
                    part = Decimal((end - day).days) / (later - day).days
                    totals[end] = settled(total + (higher - total) * part)
        return cls.from_cumulative(totals.items())

    @classmethod
    def total(cls, curves: Iterable["Curve"]) -> "Curve":
        """Return the sum of curves; none give the empty curve."""
        return cls.of(entry for curve in curves for entry in curve.amounts)

    def __add__(self, other: "Curve") -> "Curve":
        return Curve.of((*self.amounts, *other.amounts))

    def __bool__(self) -> bool:
        return bool(self.amounts)

    def converted(self, rate: Decimal | None) -> "Curve":
        """Return the curve in another currency, unknown when there is no rate."""
        if rate is None:
            return NO_CURVE
        return Curve(tuple((month, amount * rate) for month, amount in self.amounts))

    @property
    def first_month(self) -> date | None:
        """The first month with an amount, None for an empty curve."""
        return self.amounts[0][0] if self.amounts else None

    @property
    def last_month(self) -> date | None:
        """The last month with an amount, None for an empty curve."""
        return self.amounts[-1][0] if self.amounts else None

    def sum(self) -> Decimal | None:
        """Return the whole amount, None for an empty curve."""
        return sum((amount for _, amount in self.amounts), ZERO) if self else None

    def between(self, start: date, end: date) -> Decimal | None:
        """Return the amount of the months from `start` to `end`, None without any."""
        first, last = first_of_month(start), first_of_month(end)
        found = [amount for month, amount in self.amounts if first <= month <= last]
        return sum(found, ZERO) if found else None

    def through(self, day: date) -> Decimal | None:
        """Return the running total at the end of the day's month.

        None before the first amount: a curve that has not begun is not zero.
        """
        last = first_of_month(day)
        found = [amount for month, amount in self.amounts if month <= last]
        return sum(found, ZERO) if found else None

    def at(self, day: date) -> Decimal | None:
        """Return the running total at the end of a day, linear inside its month.

        None for an empty curve; zero before the first month of a known one.
        """
        if not self:
            return None
        month = first_of_month(day)
        before = sum((amount for start, amount in self.amounts if start < month), ZERO)
        in_month = dict(self.amounts).get(month, ZERO)
        return before + in_month * day.day / monthrange(day.year, day.month)[1]

    def running_totals(self, months: Sequence[date]) -> list[Decimal | None]:
        """Return the running total at the end of each month, None before the first.

        Shape: `months` are first days in ascending order; one total a month.
        """
        ahead = deque(self.amounts)
        total: Decimal | None = None
        totals = []
        for month in months:
            while ahead and ahead[0][0] <= month:
                total = (total or ZERO) + ahead.popleft()[1]
            totals.append(total)
        return totals

    def cumulative(self) -> list[tuple[date, Decimal]]:
        """Return month and running total, without gaps from first to last month."""
        if not self:
            return []
        months = months_between(self.amounts[0][0], self.amounts[-1][0])
        totals = self.running_totals(months)
        return [
            (month, total)
            for month, total in zip(months, totals, strict=True)
            if total is not None
        ]

    def as_json(self) -> list[list[str]]:
        """Return plain JSON values; amounts become strings and stay exact."""
        return [[month.isoformat(), str(amount)] for month, amount in self.amounts]

    @classmethod
    def from_json(cls, data: Iterable[Sequence[str]]) -> Self:
        """Return the curve that `as_json` wrote."""
        return cls(
            tuple((date.fromisoformat(month), Decimal(text)) for month, text in data)
        )


NO_CURVE = Curve()
