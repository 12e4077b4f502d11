"""What the value of a case depends on most, and how wrong one may be about it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from delivery.calculations.measure import Measure, Reason, Unit, divide, exact

from .business_case import BusinessCase
from .discounting import ZERO


class Input(StrEnum):
    """What may be varied besides the benefits."""

    RATE = "rate"
    COSTS = "costs"


@dataclass(frozen=True, slots=True)
class Bar:
    """The value of a case with one input at its ends and all others as they are.

    Units: money. `input` is the name of a benefit, or one of `Input`.
    """

    input: str
    at_low: Decimal
    at_high: Decimal

    @property
    def swing(self) -> Decimal:
        """How far the value moves."""
        return abs(self.at_high - self.at_low)


def tornado(
    case: BusinessCase,
    *,
    rates: tuple[Decimal, Decimal] | None = None,
    costs: tuple[Decimal, Decimal] | None = None,
) -> list[Bar]:
    """Return how far the net present value moves with each input by itself.

    Shape: one bar for each benefit with a range, and for rate and costs where their
    ends are given; the longest first.

    Units: `rates` are two rates, `costs` two factors of all costs (0.9 and 1.2).

    A case without a value has no bars.

    Source: docs/formulas.md, "What the value depends on".
    """
    if case.lacking():
        return []
    bars = []
    for stream in case.streams:
        if stream.range is not None and stream.is_uncertain:
            ends = exact(stream.range.minimum), exact(stream.range.maximum)
            bars.append(
                _bar(stream.name, *(case.with_amount(stream.name, end) for end in ends))
            )
    if rates is not None:
        bars.append(_bar(Input.RATE, *(replace(case, rate=rate) for rate in rates)))
    if costs is not None:
        bars.append(_bar(Input.COSTS, *map(case.with_costs, costs)))
    return sorted(bars, key=lambda bar: (-bar.swing, bar.input))


def _bar(name: str, low: BusinessCase, high: BusinessCase) -> Bar:
    return Bar(name, Decimal(low.npv().number), Decimal(high.npv().number))


def break_even(case: BusinessCase) -> Measure:
    """Return which share of its benefits a case needs to be worth its costs.

    Units: a ratio: at 0.7 the benefits may turn out 30 % smaller; above 1 the case
    loses money as it is.

    Benefits worth nothing: not available; else as the value of the case.

    Source: docs/formulas.md, "What the value depends on".
    """
    return divide(
        case.spent().value,
        case.benefits().value,
        require_positive=True,
        names=("cost", "benefit"),
    )


def break_even_amount(case: BusinessCase, name: str) -> Measure:
    """Return the amount of one benefit at which the case is worth just its costs.

    All other benefits stay as they are. Units: money a period; below zero the case
    needs nothing of this benefit.

    A benefit whose amount changes nothing: not available; else as the value of the
    case.

    Raises ValueError when the case has no benefit of that name.

    Source: docs/formulas.md, "What the value depends on".
    """
    stream = next((each for each in case.streams if each.name == name), None)
    if stream is None:
        raise ValueError(f"the case has no benefit {name}")
    reason = case.lacking()
    if reason:
        return Measure.missing(reason, Unit.MONEY)
    without = Decimal(case.with_amount(name, ZERO).npv().number)
    weight = stream.probability * stream.weight(case.rate or ZERO)
    if not weight:
        return Measure.missing(Reason.ZERO_DENOMINATOR, Unit.MONEY)
    return Measure.of(-without / weight, Unit.MONEY)
