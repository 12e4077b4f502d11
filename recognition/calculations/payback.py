"""When the money is back."""

from collections.abc import Iterator
from decimal import Decimal

from delivery.calculations.measure import Caveat, Measure, Reason, Unit

from .discounting import ZERO, Flows, discount_factor, known, lacking


def payback(flows: Flows) -> Measure:
    """Return after how many periods the running total of flows reaches zero.

    Inside a period money comes in evenly. Where the total falls below zero again
    later on, the caveat TURNS_NEGATIVE says so.

    Shape: one flow a period from now (period 0), in the order of time.

    Units: periods.

    Nothing is spent at first: not applicable. Never back: NOT_RECOVERED. A flow
    unknown: MISSING_INPUT; no flows: NO_DATA.

    Source: docs/formulas.md, "Payback".
    """
    reason = lacking(flows)
    if reason:
        return Measure.missing(reason, Unit.PERIODS)
    amounts = known(flows)
    if amounts[0] >= 0:
        return Measure.not_applicable(Reason.NO_SIGN_CHANGE, Unit.PERIODS)
    totals = list(_running(amounts))
    for period, total in enumerate(totals):
        if total >= 0:
            back = period - 1 - totals[period - 1] / amounts[period]
            measure = Measure.of(back, Unit.PERIODS, n=len(flows))
            falls_again = any(later < 0 for later in totals[period:])
            return measure.with_warnings(
                *([Caveat.TURNS_NEGATIVE] if falls_again else [])
            )
    return Measure.missing(Reason.NOT_RECOVERED, Unit.PERIODS, n=len(flows))


def discounted_payback(rate: Decimal | None, flows: Flows) -> Measure:
    """Return after how many periods the money is back in today's money.

    As `payback`; an unknown rate is MISSING_INPUT.

    Units: periods; `rate` is a ratio per period.

    Raises ValueError for a rate of -1 or below.

    Source: docs/formulas.md, "Payback".
    """
    reason = lacking(flows, rate)
    if rate is None or reason:
        return Measure.missing(reason, Unit.PERIODS)
    return payback(
        [
            flow * discount_factor(rate, period)
            for period, flow in enumerate(known(flows))
        ]
    )


def _running(flows: list[Decimal]) -> Iterator[Decimal]:
    total = ZERO
    for flow in flows:
        total += flow
        yield total
