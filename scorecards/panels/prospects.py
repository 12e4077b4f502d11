"""Where a KPI is heading, in words: its trend, and whether it gets to its target."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.kpi_values import Cadence
from delivery.calculations.measure import Reason, Unit
from delivery.calculations.trend import TREND_FROM, Arrival, Trend
from delivery.calculations.xmr import Assurance
from pmo_value import formatting
from scorecards.panels.verdicts import ASSURANCES, Written, ends


def trend_said(
    name: str, trend: Trend | None, cadence: Cadence, written: Written
) -> str:
    """Say how fast a KPI moves, or that no trend can be told.

    `written` writes a difference between two values of the KPI.
    """
    if trend is None or trend.n < TREND_FROM:
        text = _("No trend yet: fewer than %(count)s values are known.")
        return text % {"count": TREND_FROM}
    words = {
        "kpi": name,
        "slope": written(abs(trend.slope)),
        "turn": turn_of(cadence),
    }
    if not trend.is_trend:
        text = _(
            "No trend: the 95 %% interval of its slope reaches from %(ends)s a "
            "%(turn)s."
        )
        return text % {**words, "ends": ends(written(trend.low), written(trend.high))}
    text = (
        _(
            "%(kpi)s has been rising by about %(slope)s a %(turn)s (95 %% interval "
            "%(ends)s)."
        )
        if trend.slope > 0
        else _(
            "%(kpi)s has been falling by about %(slope)s a %(turn)s (95 %% interval "
            "%(ends)s)."
        )
    )
    low, high = sorted((abs(trend.low), abs(trend.high)))
    return text % {**words, "ends": ends(written(low), written(high))}


def turn_of(cadence: Cadence) -> str:
    """The turn of a KPI in a sentence: "a month"."""
    return {
        Cadence.WEEK: _("week"),
        Cadence.MONTH: _("month"),
        Cadence.QUARTER: _("quarter"),
        Cadence.YEAR: _("year"),
    }[cadence]


def arrival_said(
    arrival: Arrival,
    target: str,
    *,
    is_met: bool,
    period_at: Callable[[Decimal], str],
) -> str:
    """Say when the target is reached at the current pace, or why nobody can say.

    `period_at` names the period of an index of the series.
    """
    if is_met:
        return _("The target of %(target)s is met.") % {"target": target}
    expected = arrival.expected
    if not expected.is_ok:
        return _not_reached(expected.reason) % {"target": target}
    found = period_at(Decimal(str(expected.number)))
    if arrival.earliest is None or arrival.latest is None:
        text = _(
            "At the current pace the target of %(target)s is reached in %(period)s, or "
            "much later."
        )
        return text % {"target": target, "period": found}
    earliest, latest = period_at(arrival.earliest), period_at(arrival.latest)
    if earliest == latest:
        text = _(
            "At the current pace the target of %(target)s is reached in %(period)s."
        )
        return text % {"target": target, "period": found}
    text = _(
        "At the current pace the target of %(target)s is reached in %(period)s "
        "(%(earliest)s to %(latest)s)."
    )
    return text % {
        "target": target,
        "period": found,
        "earliest": earliest,
        "latest": latest,
    }


def _not_reached(reason: str) -> str:
    code, _detail = Reason.parse(reason)
    if code is Reason.FUTURE_PERIOD:
        return _(
            "The target of %(target)s lies further ahead than the values reach back, "
            "so no date is given."
        )
    if code in {Reason.INSUFFICIENT_N, Reason.NO_REAL_ROOT}:
        return _("Without a trend nobody can say when %(target)s is reached.")
    return _("At the current pace the target of %(target)s is not reached.")


def assurance_said(
    assurance: Assurance | None, target: str, *, is_shifted: bool
) -> str:
    """Say whether the process meets its target; "" without locked limits."""
    if assurance is not None:
        return str(ASSURANCES[assurance]) % {"target": target}
    if target and is_shifted:
        return _(
            "The level has shifted against its limits, so they do not say whether the "
            "target will be met: new limits would."
        )
    return ""


def difference(value: Decimal, unit: Unit, written: Written) -> str:
    """Write a difference of two values: percentage points, parts of days."""
    sign = formatting.MINUS if value < 0 else ""
    if unit is Unit.RATIO:
        points = formatting.trimmed(abs(value) * 100, 2)
        return f"{sign}{points}{formatting.NARROW_SPACE}pp"
    if unit is Unit.DAYS:
        return _("%(number)s days") % {"number": formatting.trimmed(value, 2)}
    return written(value)
