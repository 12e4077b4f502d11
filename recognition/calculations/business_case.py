"""What a case is worth: its benefits by period against its costs by period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from delivery.calculations.measure import Measure, Reason, Unit

from .discounting import ZERO, discount_factor
from .pmo_return import bcr, roi
from .uncertainty import Range

ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A benefit that brings one amount again and again.

    Shape: `profile` says for each period, from now on, how much of the amount comes
    in it: 0, 0.5, 1, 1 ramps up for a year.

    Units: `amount` is money a period, the best single value; `range` spans what it
    may be, `probability` (0 to 1) is how likely the benefit comes about at all.

    Raises ValueError for a probability outside 0 to 1.
    """

    name: str
    amount: Decimal | None
    profile: tuple[Decimal, ...]
    range: Range | None = None
    probability: Decimal = ONE

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"a probability is not {self.probability}")

    @property
    def is_uncertain(self) -> bool:
        """True when its range has a width."""
        return self.range is not None and self.range.width > 0

    def weight(self, rate: Decimal) -> Decimal:
        """Return what one unit of its amount is worth in today's money."""
        return sum(
            (
                part * discount_factor(rate, period)
                for period, part in enumerate(self.profile)
            ),
            ZERO,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCase:
    """Benefits and costs of a case, and the rate at which they are discounted.

    Shape: `costs` holds the cost of each period from now on, above zero.

    Units: money in one currency and of the same prices as `rate`, a ratio per period.

    Raises ValueError when two benefits have one name.

    Source: docs/formulas.md, "Value of a case".
    """

    streams: tuple[Stream, ...]
    costs: tuple[Decimal | None, ...]
    rate: Decimal | None

    def __post_init__(self) -> None:
        names = [stream.name for stream in self.streams]
        if len(set(names)) < len(names):
            raise ValueError("two benefits of a case have one name")

    def lacking(self) -> str:
        """Return why the case has no value, "" if it has one."""
        if self.rate is None:
            return Reason.MISSING_INPUT.of("rate")
        if not self.streams and not self.costs:
            return Reason.NO_DATA.value
        if None in self.costs:
            return Reason.MISSING_INPUT.of("cost")
        if any(stream.amount is None for stream in self.streams):
            return Reason.MISSING_INPUT.of("amount")
        return ""

    def benefits(self) -> Measure:
        """Return the present value of the benefits; each times its probability."""
        return self._worth(self._benefits())

    def spent(self) -> Measure:
        """Return the present value of the costs."""
        return self._worth(self._costs())

    def npv(self) -> Measure:
        """Return what is left of the benefits after the costs, in today's money."""
        return self._worth(self._benefits() - self._costs())

    def bcr(self) -> Measure:
        """Return the present value of the benefits over that of the costs."""
        return bcr(self.benefits().value, self.spent().value)

    def roi(self) -> Measure:
        """Return the net present value over the present value of the costs."""
        return roi(self.benefits().value, self.spent().value)

    def with_amount(self, name: str, amount: Decimal) -> Self:
        """Return the same case with another amount of one benefit."""
        return replace(
            self,
            streams=tuple(
                replace(stream, amount=amount) if stream.name == name else stream
                for stream in self.streams
            ),
        )

    def with_costs(self, factor: Decimal) -> Self:
        """Return the same case with all of its costs multiplied."""
        return replace(
            self,
            costs=tuple(None if cost is None else cost * factor for cost in self.costs),
        )

    def _worth(self, value: Decimal) -> Measure:
        reason = self.lacking()
        if reason:
            return Measure.missing(reason, Unit.MONEY)
        return Measure.of(value, Unit.MONEY, n=len(self.streams))

    def _benefits(self) -> Decimal:
        rate = self.rate or ZERO
        return sum(
            (
                (stream.amount or ZERO) * stream.probability * stream.weight(rate)
                for stream in self.streams
            ),
            ZERO,
        )

    def _costs(self) -> Decimal:
        return present_value(self.costs, self.rate or ZERO)


def present_value(flows: Sequence[Decimal | None], rate: Decimal) -> Decimal:
    """Return the present value of the flows that are known.

    Source: docs/formulas.md, "Value of a case".
    """
    return sum(
        (
            (flow or ZERO) * discount_factor(rate, period)
            for period, flow in enumerate(flows)
        ),
        ZERO,
    )
