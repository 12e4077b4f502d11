"""How numbers are said: reasons, targets, shares and amounts in plain English."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.measure import (
    Better,
    Caveat,
    Measure,
    Number,
    Reason,
    Status,
    Thresholds,
    Unit,
    Within,
    exact,
)
from pmo_value import formatting
from recognition import words
from recognition.calculations import rounding
from scorecards.panels.contract import Quantity

# Below this many a percentage says less than "x of n".
FEW: Final = rounding.FEW
# A ratio as a reader would say it: 86 %, 4.1 %, less than 1 %.
percent: Final = words.percent
HUNDRED: Final = Decimal(100)
TENTH: Final = Decimal("0.1")

REASONS: Final[dict[Reason, str | Promise]] = {
    Reason.NO_DATA: gettext_lazy("nothing has been recorded yet"),
    Reason.ZERO_DENOMINATOR: gettext_lazy("there is nothing to compare it with yet"),
    Reason.NEGATIVE_DENOMINATOR: gettext_lazy("what it is compared with is below zero"),
    Reason.NO_BASELINE: gettext_lazy("no plan over time has been recorded"),
    Reason.NOT_STARTED: gettext_lazy("no work has been done yet"),
    Reason.COMPLETE: gettext_lazy("all work is done"),
    Reason.BUDGET_EXHAUSTED: gettext_lazy("no budget is left"),
    Reason.MIXED_UNITS: gettext_lazy("the amounts have different units"),
    Reason.FUTURE_PERIOD: gettext_lazy("the period has not begun"),
    Reason.TARGET_EQUALS_BASELINE: gettext_lazy("the target is the same as the start"),
    Reason.DIRECTION_CONFLICT: gettext_lazy("the target points the wrong way"),
    Reason.NO_SIGN_CHANGE: gettext_lazy("costs and returns never change places"),
    Reason.MULTIPLE_IRR: gettext_lazy("more than one rate of return fits"),
    Reason.NO_REAL_ROOT: gettext_lazy("no rate of return fits"),
    Reason.NOT_RECOVERED: gettext_lazy("the money is not recovered in this time"),
    Reason.SUPPRESSED_SMALL_N: gettext_lazy(
        "too few people have answered, or too few would be left over"
    ),
    Reason.CONSENT_WITHDRAWN: gettext_lazy("consent has been withdrawn"),
}

FIELDS: Final[dict[str, str | Promise]] = {
    "bac": gettext_lazy("no budget has been approved"),
    "ev": gettext_lazy("no earned value has been reported"),
    "ac": gettext_lazy("no actual cost has been reported"),
    "pv": gettext_lazy("no planned value has been reported"),
    "rest": gettext_lazy("no manager has estimated the rest"),
    "etc": gettext_lazy("no manager has estimated the rest"),
    "at": gettext_lazy("no time has passed yet"),
    "finish": gettext_lazy("no finish has been forecast"),
    "target": gettext_lazy("the target shares of spend are not complete"),
    "forecast_remaining": gettext_lazy("no benefit has been forecast"),
    "numerator": gettext_lazy("its parts are not given, so it cannot be added up"),
    "contingency": gettext_lazy("nothing has been set aside for risks"),
}

CAVEATS: Final[dict[str, str | Promise]] = {
    Caveat.PERIOD_IN_PROGRESS: gettext_lazy("The period is still going on."),
    Caveat.ESTIMATE_QUALITY: gettext_lazy(
        "Some projects cost over 10 % less than budgeted: look at how they were "
        "estimated."
    ),
    Caveat.CHECK_EARNED_VALUE: gettext_lazy(
        "So much value for the cost is rare: check how earned value is measured."
    ),
    Caveat.VALUE_WITHOUT_COST: gettext_lazy(
        "Work was done and no cost recorded for it."
    ),
    Caveat.COST_CREDIT: gettext_lazy("The cost includes credits."),
    Caveat.EARLY_ESTIMATE: gettext_lazy(
        "Less than 15 % of the work is done, so the estimate is an early one."
    ),
    Caveat.MIX_EFFECT: gettext_lazy(
        "The projects’ own estimates add up to a sum more than 5 % away from this one."
    ),
    Caveat.CONVERGES: gettext_lazy(
        "SPI returns to 1.00 at the end of every project, late ones too: read SPI(t)."
    ),
    Caveat.UNREALISTIC_RECOVERY: gettext_lazy(
        "A recovery of more than 20 % is rarely seen."
    ),
    Caveat.PLATEAU: gettext_lazy("The plan has a standstill."),
    Caveat.PLAN_TOO_SOFT: gettext_lazy(
        "More than 120 % of the plan was realized: was the plan too soft?"
    ),
    Caveat.FLOW_INCONSISTENT: gettext_lazy(
        "Work in progress, throughput and cycle time do not fit together."
    ),
    Caveat.STALE: gettext_lazy(
        "Forecasts older than two reporting periods are not counted."
    ),
    Caveat.PROVISIONAL: gettext_lazy(
        "Defects count for 90 days after a release, which are not over for all of them."
    ),
    Caveat.TURNS_NEGATIVE: gettext_lazy(
        "The money is back for a time only: more is spent later."
    ),
    Caveat.EQUAL_WEIGHTS: gettext_lazy("All families weigh the same."),
    Caveat.CAPPED_BY_CRITICAL: gettext_lazy(
        "A critical KPI is off track, so the score cannot exceed 79."
    ),
}


class Noun(Enum):
    """What a number rests on: "Based on 28 of 30 projects."."""

    PROJECTS = gettext_lazy("Based on %(n)s of %(expected)s projects.")
    KPIS = gettext_lazy("Based on %(n)s of %(expected)s KPIs.")
    BENEFITS = gettext_lazy("Based on %(n)s of %(expected)s benefits.")
    MILESTONES = gettext_lazy("Based on %(n)s of %(expected)s milestones.")
    RISKS = gettext_lazy("Based on %(n)s of %(expected)s risks.")
    ISSUES = gettext_lazy("Based on %(n)s of %(expected)s issues.")
    MONTHS = gettext_lazy("Based on %(n)s of %(expected)s months of projects.")


def count(value: int) -> str:
    """A number of things: 1,002."""
    return formatting.number(value)


def tolerance(value: Decimal) -> str:
    """A tolerance: 5 %, 2.5 %."""
    return f"{formatting.trimmed(value * HUNDRED, 1)}{formatting.NARROW_SPACE}%"


def amount(value: Number, currency: str, digits: int = 3) -> str:
    """An amount of money to some significant digits: €4.21M, €42.1M."""
    return formatting.short_money(value, currency, digits)


def about(value: Number, currency: str) -> str:
    """An amount nobody has validated: about $2M."""
    return _("about %(amount)s") % {"amount": amount(value, currency, 1)}


def value(number: Number, unit: Unit, currency: str = "", label: str = "") -> str:
    """A value with its unit, for sentences."""
    match unit:
        case Unit.RATIO:
            return percent(number)
        case Unit.MONEY:
            return amount(number, currency)
        case Unit.INDEX:
            return formatting.number(number, 2)
        case Unit.DAYS:
            return days(number)
        case Unit.HOURS:
            return hours(number)
        case Unit.PERIODS:
            return _("%(number)s months") % {"number": months(number)}
        case Unit.SCORE | Unit.COUNT:
            return formatting.number(number)
    text = formatting.trimmed(number, 2)
    return f"{text} {label}" if label else text


def quantity(found: Quantity) -> str:
    """A number of a table that brings its own unit."""
    if found.unit is Unit.RATIO:
        return formatting.percent(found.value, 1)
    return value(found.value, found.unit, found.currency, found.label)


def day(on: date) -> str:
    """A date: 30 Sep 2026."""
    return formatting.day(on)


def days(number: Number) -> str:
    """A length of time: 12 days, half days where there are any."""
    exactly = exact(number)
    if exactly == exactly.to_integral_value():
        return formatting.days(int(exactly))
    return _("%(number)s days") % {"number": formatting.number(exactly, 1)}


def hours(number: Number) -> str:
    """A number of hours: 1,240 h, half hours where there are few."""
    text = formatting.trimmed(number, 1 if abs(exact(number)) < HUNDRED else 0)
    return f"{text}{formatting.NARROW_SPACE}h"


def months(number: Number) -> str:
    """A number of months, to a tenth where it is not a whole one: 28, 42.8."""
    return formatting.trimmed(number, 1)


def lateness(late: int) -> str:
    """How a finish misses its plan: late by 12 days, early by 3 days, on plan."""
    if late > 0:
        return _("late by %(days)s") % {"days": formatting.days(late)}
    if late < 0:
        return _("early by %(days)s") % {"days": formatting.days(-late)}
    return _("on plan")


def in_brackets(
    ok: int, known: int, *more: str, thresholds: Thresholds | None = None
) -> str:
    """A percentage and remarks in brackets; few are not put into per cent.

    Rounding does not carry the percentage over one of the thresholds.
    """
    marks = (1, thresholds.green, thresholds.amber) if thresholds else (1,)
    share = [percent(Decimal(ok) / known, marks)] if known >= FEW else []
    remarks = "; ".join([*share, *more])
    return f" ({remarks})" if remarks else ""


def target(thresholds: Thresholds | Within, unit: Unit) -> str:
    """What is aimed at: "≥ 80 %", "≤ 1.00", "70 % to 85 %"."""
    if isinstance(thresholds, Within):
        low, high = (value(limit, unit) for limit in thresholds.green)
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    sign = "≥" if thresholds.better is Better.HIGHER else "≤"
    if unit is Unit.RATIO:
        return f"{sign} {tolerance(thresholds.green)}"
    return f"{sign} {value(thresholds.green, unit)}"


def because(measure: Measure, no_data: str = "") -> str:
    """Why a measure has no value, without a full stop."""
    code, detail = Reason.parse(measure.reason)
    if code is Reason.NO_DATA and no_data:
        return no_data
    if code is Reason.INSUFFICIENT_COVERAGE:
        return _coverage_reason(measure)
    if code is Reason.INSUFFICIENT_N:
        return _("fewer than %(number)s values are known") % {"number": detail}
    if code is Reason.NO_FX_RATE:
        return _("there is no exchange rate for %(pair)s") % {"pair": detail}
    if code is Reason.MISSING_INPUT:
        return str(FIELDS.get(detail) or no_data or REASONS[Reason.NO_DATA])
    return str(REASONS[code])


def _coverage_reason(measure: Measure) -> str:
    if measure.n is None or not measure.n_expected or measure.n == measure.n_expected:
        return _("less than half of the data is there")
    return ngettext(
        "only %(n)s of %(expected)s is known",
        "only %(n)s of %(expected)s are known",
        measure.n_expected,
    ) % {"n": count(measure.n), "expected": count(measure.n_expected)}


def not_available(measure: Measure, reason: str, advice: str = "") -> str:
    """The sentence in the place of a value: what is missing, and what to do."""
    if measure.status is Status.NOT_APPLICABLE:
        return _("Not applicable: %(reason)s.") % {"reason": reason}
    text = _("Not available: %(reason)s.") % {"reason": reason}
    return f"{text} {advice}".strip()


def based_on(measure: Measure, noun: Noun) -> str:
    """On how much of the data a value rests; "" where it is all there."""
    if measure.n is None or measure.n_expected is None:
        return ""
    if measure.n >= measure.n_expected:
        return ""
    return str(noun.value) % {
        "n": count(measure.n),
        "expected": count(measure.n_expected),
    }


def caveats(*measures: Measure) -> tuple[str, ...]:
    """What a reader should know about some values, each remark once."""
    found = dict.fromkeys(
        name for measure in measures for name in measure.warnings if name in CAVEATS
    )
    return tuple(str(CAVEATS[name]) for name in found)


def listed(texts: Iterable[str]) -> str:
    """A list in a sentence: a, b and c."""
    *rest, last = list(texts)
    if not rest:
        return last
    return _("%(list)s and %(last)s") % {"list": ", ".join(rest), "last": last}


def joined(*sentences: str) -> str:
    """Sentences one after the other, without the empty ones."""
    return " ".join(sentence for sentence in sentences if sentence)
