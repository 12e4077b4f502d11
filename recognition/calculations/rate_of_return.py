"""The rate at which flows are worth nothing: how much an investment earns."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pyxirr

from delivery.calculations.measure import Measure, Reason, Unit

from .discounting import ZERO, Flows, discount_factor, known, lacking, years_after

# A rate of return is looked for between -99.99 % and 1,000 %.
LOWEST = -0.9999
HIGHEST = 10.0

STEPS = 60
# Of the sum of sizes: what a sum of flows is when it is nothing.
NOTHING = 1e-13

# An amount after some time, in years or periods.
Term = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RateOfReturn:
    """The one rate that fits, or all of them where several do.

    Units: ratios per period or year.
    """

    rate: Measure
    roots: tuple[float, ...] = ()


def irr(flows: Flows) -> RateOfReturn:
    """Return the rate per period at which the flows are worth nothing.

    Shape: one flow a period, in the order of time; a missing one is not zero.

    All flows on one side: NO_SIGN_CHANGE. More than one rate fits: MULTIPLE_IRR,
    with all of them; net present value answers then. None fits within -99.99 % to
    1,000 %: NO_REAL_ROOT. A flow unknown: MISSING_INPUT; no flows: NO_DATA.

    Source: docs/formulas.md, "Internal rate of return".
    """
    reason = lacking(flows)
    if reason:
        return RateOfReturn(Measure.missing(reason, Unit.RATIO))
    amounts = [float(flow) for flow in known(flows)]
    terms = [(float(period), amount) for period, amount in enumerate(amounts)]
    if _sign_changes(terms) == 1:
        return _one(pyxirr.irr(amounts, silent=True), len(amounts))
    return _found(terms)


def xirr(dates: Sequence[date], flows: Flows) -> RateOfReturn:
    """Return the rate per year of 365 days at which dated flows are worth nothing.

    Shape: `dates` and `flows` run in parallel, in any order of time.

    Not available as `irr`.

    Raises ValueError for sequences of different length.

    Source: docs/formulas.md, "Internal rate of return".
    """
    if len(dates) != len(flows):
        raise ValueError("dates and flows do not belong together")
    reason = lacking(flows)
    if reason:
        return RateOfReturn(Measure.missing(reason, Unit.RATIO))
    amounts = [float(flow) for flow in known(flows)]
    terms = _by_time(
        (float(years), amount)
        for years, amount in zip(years_after(dates), amounts, strict=True)
    )
    if _sign_changes(terms) == 1:
        return _one(pyxirr.xirr(list(dates), amounts, silent=True), len(amounts))
    return _found(terms)


def mirr(flows: Flows, finance_rate: Decimal, reinvest_rate: Decimal) -> Measure:
    """Return the rate of return when gains are reinvested at a rate of their own.

    (future value of what comes in / present value of what goes out)^(1/n) - 1.

    Shape: one flow a period, in the order of time. Units: ratios per period.

    All flows on one side: NO_SIGN_CHANGE. A flow unknown: MISSING_INPUT; none: NO_DATA.

    Raises ValueError for a rate of -1 or below.

    Source: docs/formulas.md, "Modified rate of return".
    """
    reason = lacking(flows)
    if reason:
        return Measure.missing(reason, Unit.RATIO)
    amounts = known(flows)
    last = len(amounts) - 1
    gained = sum(
        (
            flow / discount_factor(reinvest_rate, last - period)
            for period, flow in enumerate(amounts)
            if flow > 0
        ),
        ZERO,
    )
    spent = -sum(
        (
            flow * discount_factor(finance_rate, period)
            for period, flow in enumerate(amounts)
            if flow < 0
        ),
        ZERO,
    )
    if not (gained and spent):
        return Measure.missing(Reason.NO_SIGN_CHANGE, Unit.RATIO)
    rate = (gained / spent) ** (1 / Decimal(last)) - 1
    return Measure.of(rate, Unit.RATIO, n=len(amounts))


def _one(rate: float | None, n: int) -> RateOfReturn:
    """Return the rate of flows that change sides once: there is one at most."""
    if rate is None or not LOWEST <= rate <= HIGHEST:
        return RateOfReturn(Measure.missing(Reason.NO_REAL_ROOT, Unit.RATIO, n=n))
    return RateOfReturn(Measure.of(rate, Unit.RATIO, n=n), (rate,))


def _found(terms: Sequence[Term]) -> RateOfReturn:
    """Return what all the rates that fit amount to."""
    n = len(terms)
    if not _sign_changes(terms):
        return RateOfReturn(Measure.missing(Reason.NO_SIGN_CHANGE, Unit.RATIO, n=n))
    roots = tuple(math.expm1(root) for root in _roots(terms))
    if len(roots) == 1:
        return RateOfReturn(Measure.of(roots[0], Unit.RATIO, n=n), roots)
    reason = Reason.MULTIPLE_IRR if roots else Reason.NO_REAL_ROOT
    return RateOfReturn(Measure.missing(reason, Unit.RATIO, n=n), roots)


def _by_time(terms: Iterable[Term]) -> list[Term]:
    """Return the terms in the order of time, those of one time added up."""
    times: dict[float, float] = {}
    for time, amount in terms:
        times[time] = times.get(time, 0.0) + amount
    return sorted(times.items())


def _sign_changes(terms: Sequence[Term]) -> int:
    """Return how often the flows change sides; no more rates than that can fit."""
    signs = [amount > 0 for _time, amount in terms if amount]
    return sum(before != after for before, after in pairwise(signs))


def _roots(terms: Sequence[Term]) -> list[float]:
    """Return all zeros of the sum of amount x e^(-time x force), in ascending order.

    The force of interest is ln(1 + rate). Between two neighbouring zeros of its slope
    a sum has one zero at most, and the slope, put back to the time of its own first
    term, is a sum of one term less: so no zero is missed, whatever the flows.
    """
    start = terms[0][0]
    later = [(time - start, amount) for time, amount in terms]
    changes = _sign_changes(later)
    if not changes:
        return []
    stops = [math.log1p(LOWEST), math.log1p(HIGHEST)]
    if changes > 1:
        largest = max(abs(amount * time) for time, amount in later[1:])
        slope = [(time, -time * amount / largest) for time, amount in later[1:]]
        stops[1:1] = _roots(slope)
    found: list[float] = []
    for low, high in pairwise(stops):
        root = _zero_between(later, low, high)
        if root is not None and root not in found:
            found.append(root)
    return found


def _zero_between(terms: Sequence[Term], low: float, high: float) -> float | None:
    """Return the zero between two ends, where the sum only rises or only falls."""
    at_low, at_high = _value(terms, low), _value(terms, high)
    for end, value in ((low, at_low), (high, at_high)):
        if abs(value) <= NOTHING:
            return end
    if (at_low > 0) == (at_high > 0):
        return None
    for _step in range(STEPS):
        middle = (low + high) / 2
        if (_value(terms, middle) > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _value(terms: Sequence[Term], force: float) -> float:
    """Return the sum as a part of the sum of its sizes, so that none is too large."""
    largest = max(-time * force for time, _amount in terms)
    parts = [amount * math.exp(-time * force - largest) for time, amount in terms]
    return sum(parts) / sum(map(abs, parts))
