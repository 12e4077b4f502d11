"""Exchange rates: which one an amount is converted at, by what the amount is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Self

from .measure import settled
from .periods import add_months, first_of_month

ONE = Decimal(1)
# A closing rate stands for the days after it, but not for long.
CLOSING_HOLDS = timedelta(days=31)


class RateKind(StrEnum):
    """What a rate is for: plans, flows of a period, or balances on a day."""

    PLAN = "plan"
    AVERAGE = "average"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """How many units of `target` one unit of `source` is worth.

    An average is that of the days from `start` to `end`; a plan rate holds from
    `start` until the next one, a closing rate was the one of that day.
    """

    source: str
    target: str
    kind: str
    start: date
    end: date | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates that an organisation has agreed on.

    A rate is used as it was entered or upside down, and never by way of a third
    currency: who needs that enters its result. Where none fits it is None, and the
    amount is unknown.

    Source: docs/formulas.md, "Currencies".
    """

    rates: tuple[Rate, ...] = ()

    @classmethod
    def of(cls, rates: Iterable[Rate]) -> Self:
        """Return some rates, given in any order."""
        return cls(tuple(sorted(rates)))

    def plan(self, source: str, target: str, agreed_on: date | None) -> Decimal | None:
        """Return the rate that was planned with on the day a plan was agreed.

        A plan without a day was made with the first rate there is.
        """
        found = self._between(source, target, RateKind.PLAN)
        if agreed_on is None:
            return found[0][1] if found else _same(source, target)
        known = [value for rate, value in found if rate.start <= agreed_on]
        return known[-1] if known else _same(source, target)

    def average(self, source: str, target: str, day: date) -> Decimal | None:
        """Return the average rate of the month of a flow.

        Where the month has none of its own, that of the shortest period around it.
        """
        month = first_of_month(day)
        found = [
            (rate.end - rate.start, value)
            for rate, value in self._between(source, target, RateKind.AVERAGE)
            if rate.end is not None and rate.start <= month <= rate.end
        ]
        shortest = min(found, key=lambda pair: pair[0], default=None)
        return shortest[1] if shortest else _same(source, target)

    def closing(self, source: str, target: str, day: date) -> Decimal | None:
        """Return the closing rate of a day: the last one, if it is recent."""
        known = [
            value
            for rate, value in self._between(source, target, RateKind.CLOSING)
            if day - CLOSING_HOLDS <= rate.start <= day
        ]
        return known[-1] if known else _same(source, target)

    def known_by(self, day: date) -> Self:
        """Return the rates that begin by a day: those that it can depend on."""
        return type(self)(tuple(rate for rate in self.rates if rate.start <= day))

    def _between(
        self, source: str, target: str, kind: RateKind
    ) -> list[tuple[Rate, Decimal]]:
        """Return rates of one kind in order of time; those entered this way round win.

        Two of the same day cannot differ: the later one in the list was entered this
        way round.
        """
        if source == target:
            return []
        upside_down = [
            (rate, settled(ONE / rate.value))
            for rate in self.rates
            if (rate.source, rate.target, rate.kind) == (target, source, kind)
        ]
        direct = [
            (rate, rate.value)
            for rate in self.rates
            if (rate.source, rate.target, rate.kind) == (source, target, kind)
        ]
        return sorted([*upside_down, *direct], key=lambda pair: pair[0].start)


def _same(source: str, target: str) -> Decimal | None:
    return ONE if source == target else None


def month_around(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month of a day.

    An average that does not say of which period it is is that of a month.
    """
    first = first_of_month(day)
    return first, add_months(first, 1) - timedelta(days=1)


def pair(source: str, target: str) -> str:
    """Return how two currencies are named together: GBP/EUR."""
    return f"{source}/{target}"


def fx_effect(
    at_actual_rate: Decimal | None, at_plan_rate: Decimal | None
) -> Decimal | None:
    """Return what the move of a currency alone adds to an amount.

    Units: money of one currency. Without one of the two amounts: None.

    Source: docs/formulas.md, "Currencies".
    """
    if at_actual_rate is None or at_plan_rate is None:
        return None
    return at_actual_rate - at_plan_rate
