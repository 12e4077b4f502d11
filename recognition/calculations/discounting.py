"""Money of other years in today's money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from delivery.calculations.measure import Measure, Reason, Thresholds, Unit

from .pmo_return import bcr

ZERO = Decimal(0)
DAYS_IN_YEAR = Decimal(365)

NPV_THRESHOLDS = Thresholds(ZERO, ZERO)

Flows = Sequence[Decimal | None]


class Timing(StrEnum):
    """When the first flow happens: now, or at the end of the first period.

    The second exists to agree with the NPV function of spreadsheets.
    """

    NOW = "t0"
    END = "end"


class Prices(StrEnum):
    """Whether inflation is in a rate or an amount."""

    NOMINAL = "nominal"
    REAL = "real"


def discount_factor(rate: Decimal, periods: Decimal | int) -> Decimal:
    """Return what one unit of money after some periods is worth today.

    Units: `rate` is a ratio per period (0.035 for 3.5 %).

    Raises ValueError for a rate of -1 or below.

    Source: docs/formulas.md, "Net present value".
    """
    if rate <= -1:
        raise ValueError(f"money cannot be discounted at {rate}")
    return (1 + rate) ** -periods


def lacking(flows: Flows, rate: Decimal | None = ZERO) -> str:
    """Return why some flows have no present value, "" if they have one.

    A missing period is not zero: the flows after it would be of another year.

    Source: docs/formulas.md, "Net present value".
    """
    if not flows:
        return Reason.NO_DATA.value
    if None in flows:
        return Reason.MISSING_INPUT.of("flow")
    return Reason.MISSING_INPUT.of("rate") if rate is None else ""


def known(flows: Flows) -> list[Decimal]:
    """Return flows of which none is missing.

    Raises ValueError when one is.
    """
    if None in flows:
        raise ValueError("a flow is missing")
    return [flow for flow in flows if flow is not None]


def npv(rate: Decimal | None, flows: Flows, *, timing: Timing = Timing.NOW) -> Measure:
    """Return the sum of flow / (1 + rate)^t, with the first flow undiscounted.

    Shape: one flow a period, in the order of time.

    Units: flows are money in one currency, of the same prices as the rate; `rate` is
    a ratio per period.

    No flows: NO_DATA; a flow or the rate unknown: MISSING_INPUT. There is no rate
    that is taken for granted.

    Raises ValueError for a rate of -1 or below.

    Source: docs/formulas.md, "Net present value".
    """
    reason = lacking(flows, rate)
    if rate is None or reason:
        return Measure.missing(reason, Unit.MONEY)
    first = 1 if timing is Timing.END else 0
    total = sum(
        (
            flow * discount_factor(rate, period)
            for period, flow in enumerate(known(flows), first)
        ),
        ZERO,
    )
    return Measure.of(total, Unit.MONEY, n=len(flows))


def xnpv(rate: Decimal | None, dates: Sequence[date], flows: Flows) -> Measure:
    """Return the net present value of dated flows, on the day of the first.

    Shape: `dates` and `flows` run in parallel, in any order of time.

    Units: money in one currency; `rate` is a ratio per year of 365 days.

    Not available as `npv`.

    Raises ValueError for sequences of different length, and for a rate of -1 or below.

    Source: docs/formulas.md, "Net present value".
    """
    reason = lacking(flows, rate)
    if rate is None or reason:
        return Measure.missing(reason, Unit.MONEY)
    total = sum(
        (
            flow * discount_factor(rate, years)
            for years, flow in zip(years_after(dates), known(flows), strict=True)
        ),
        ZERO,
    )
    return Measure.of(total, Unit.MONEY, n=len(flows))


def years_after(dates: Sequence[date]) -> list[Decimal]:
    """Return how many years of 365 days each date is after the first of them."""
    first = min(dates)
    return [Decimal((day - first).days) / DAYS_IN_YEAR for day in dates]


@dataclass(frozen=True, slots=True)
class PresentValues:
    """What benefits and costs are worth today, and what is left of them.

    Units: money, and a ratio.
    """

    benefits: Measure
    costs: Measure
    bcr: Measure
    npv: Measure


def bcr_flows(rate: Decimal | None, benefits: Flows, costs: Flows) -> PresentValues:
    """Return the present values of benefits and of costs, their ratio and difference.

    Shape: one benefit and one cost a period, from the same first period on. Benefits
    are net of dis-benefits.

    Units: money in one currency, costs above zero; `rate` is a ratio per period.

    Not available as `npv`; the ratio also where costs are worth nothing.

    Raises ValueError for sequences of different length, and for a rate of -1 or below.

    Source: docs/formulas.md, "Benefit-cost ratio".
    """
    if len(benefits) != len(costs):
        raise ValueError("benefits and costs are not of the same periods")
    gained, spent = npv(rate, benefits), npv(rate, costs)
    left = npv(
        rate,
        [
            None if gain is None or cost is None else gain - cost
            for gain, cost in zip(benefits, costs, strict=True)
        ],
    )
    return PresentValues(gained, spent, bcr(gained.value, spent.value), left)


def real_rate(nominal: Decimal, inflation: Decimal) -> Decimal:
    """Return the rate without inflation: (1 + nominal) / (1 + inflation) - 1.

    Units: ratios per period.

    Raises ValueError for inflation of -1 or below.

    Source: docs/formulas.md, "Prices and rates".
    """
    if inflation <= -1:
        raise ValueError(f"prices cannot fall by {-inflation}")
    return (1 + nominal) / (1 + inflation) - 1


def rate_for(
    prices: Prices,
    rate: Decimal | None,
    rate_prices: Prices,
    inflation: Decimal | None = None,
) -> Measure:
    """Return the rate that flows of some prices are discounted at.

    Flows without inflation in them need a rate without it, and the other way round.

    Units: ratios per period.

    No rate, or no inflation where it takes one: MISSING_INPUT.

    Source: docs/formulas.md, "Prices and rates".
    """
    if rate is None:
        return Measure.missing(Reason.MISSING_INPUT.of("rate"), Unit.RATIO)
    if prices is rate_prices:
        return Measure.of(rate, Unit.RATIO)
    if inflation is None:
        return Measure.missing(Reason.MISSING_INPUT.of("inflation"), Unit.RATIO)
    if prices is Prices.REAL:
        return Measure.of(real_rate(rate, inflation), Unit.RATIO)
    return Measure.of((1 + rate) * (1 + inflation) - 1, Unit.RATIO)
