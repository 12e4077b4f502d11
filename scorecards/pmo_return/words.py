"""What a case says: its measures in sentences, and why one is not there."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.measure import Measure, Reason, Thresholds, exact
from delivery.models import ServiceCost
from pmo_value import formatting
from recognition.calculations.discounting import NPV_THRESHOLDS
from recognition.calculations.pmo_return import BCR_THRESHOLDS
from recognition.calculations.uncertainty import Shape
from scorecards.panels import wording
from scorecards.pmo_return.case import Case

MONTHS: Final = 12


class Term(NamedTuple):
    """A measure of the case: its name, what it means, and its colours, if any."""

    label: str | Promise
    explanation: str | Promise
    thresholds: Thresholds | None = None


TERMS: Final[dict[str, Term]] = {
    "npv": Term(
        gettext_lazy("Net present value"),
        gettext_lazy("All that comes in less all that goes out, in today’s money."),
        NPV_THRESHOLDS,
    ),
    "bcr": Term(
        gettext_lazy("Benefit-cost ratio"),
        gettext_lazy("Benefits over costs, both in today’s money."),
        BCR_THRESHOLDS,
    ),
    "roi": Term(
        gettext_lazy("ROI over all years"),
        gettext_lazy("Net present value as a share of the costs in today’s money."),
    ),
    "irr": Term(
        gettext_lazy("Rate of return (IRR)"),
        gettext_lazy("The rate at which the case would be worth just nothing."),
    ),
    "mirr": Term(
        gettext_lazy("Modified rate of return"),
        gettext_lazy("The same when gains earn the reinvestment rate and no more."),
    ),
    "payback": Term(
        gettext_lazy("Money is back after"),
        gettext_lazy("When all that came in has reached all that went out."),
    ),
    "discounted_payback": Term(
        gettext_lazy("Back in today’s money after"),
        gettext_lazy("The same with each year in today’s money."),
    ),
    "break_even": Term(
        gettext_lazy("Benefits needed"),
        gettext_lazy("The share of the benefits that would just pay the costs."),
    ),
}

SHAPES: Final[dict[Shape, str | Promise]] = {
    Shape.TRIANGULAR: gettext_lazy("triangular"),
    Shape.PERT: gettext_lazy("PERT"),
}

MISSING: Final[dict[str, str | Promise]] = {
    "rate": gettext_lazy("no discount rate has been set"),
    "inflation": gettext_lazy("the rate is without inflation, and none is given"),
    "finance_rate": gettext_lazy("no finance rate has been set"),
    "reinvest_rate": gettext_lazy("no reinvestment rate has been set"),
}


def lasting(years: Measure) -> str:
    """A length of time: 2 years and 4 months; half months are rounded."""
    months = round(exact(years.number) * MONTHS)
    whole, rest = divmod(int(months), MONTHS)
    parts = []
    if whole or not rest:
        text = ngettext("%(count)s year", "%(count)s years", whole)
        parts.append(text % {"count": wording.count(whole)})
    if rest:
        text = ngettext("%(count)s month", "%(count)s months", rest)
        parts.append(text % {"count": wording.count(rest)})
    return wording.listed(parts)


def written(name: str, measure: Measure, case: Case) -> str:
    """The value of a measure of the case."""
    if name in {"payback", "discounted_payback"}:
        return lasting(measure)
    return wording.value(measure.number, measure.unit, case.currency)


def because(case: Case, measure: Measure) -> str:
    """Why a measure of the case is not there, without a full stop."""
    if case.lacks == "cost":
        return cost_lacking(case.cost_entered)
    if case.lacks == "benefit":
        return _("no benefit names a PMO service with a share in it")
    code, detail = Reason.parse(measure.reason)
    if code is Reason.MISSING_INPUT and detail in MISSING:
        return str(MISSING[detail])
    if code is Reason.MULTIPLE_IRR:
        rates = wording.listed(
            formatting.percent(Decimal(str(root)), 1) for root in case.roots
        )
        return _(
            "more than one rate of return fits, %(rates)s: the net present value "
            "answers here"
        ) % {"rates": rates}
    if code is Reason.NOT_RECOVERED:
        years = len(case.years)
        text = ngettext(
            "not recovered within %(count)s year",
            "not recovered within %(count)s years",
            years,
        )
        return text % {"count": wording.count(years)}
    if code is Reason.NO_SIGN_CHANGE and case.years:
        return (
            _("no year costs more than it brings, so nothing has to come back")
            if case.years[0].net >= 0
            else _("no year brings more than it costs")
        )
    if code is Reason.INSUFFICIENT_N:
        return _("fewer than %(count)s benefits have a range") % {"count": detail}
    return wording.because(measure)


def cost_lacking(cost: Measure) -> str:
    """What is missing of the cost of the PMO, by name."""
    code, detail = Reason.parse(cost.reason)
    if code is not Reason.MISSING_INPUT:
        return wording.because(
            cost, _("no cost of a PMO service has been entered here or below")
        )
    missing = detail.split(",")
    labels = [
        str(one.label).lower() for one in ServiceCost.Category if one.value in missing
    ]
    return _("these costs were never entered for some service: %(list)s") % {
        "list": wording.listed(labels)
    }


def sentences(case: Case) -> list[str]:
    """What the measures that are there say, the net present value first."""
    says: dict[str, Callable[[Measure], str]] = {
        "npv": lambda one: (
            _("In today’s money the case is worth %(value)s (at %(rate)s).")
            % {
                "value": wording.amount(one.number, case.currency),
                "rate": formatting.percent(exact(case.rate.number), 1),
            }
        ),
        "bcr": lambda one: (
            _("Benefits are worth %(ratio)s times the cost in today’s money.")
            % {"ratio": formatting.number(one.number, 2)}
        ),
        "irr": lambda one: _earns(case, one),
        "payback": lambda one: (
            _("The money is back after %(time)s.") % {"time": lasting(one)}
        ),
        "discounted_payback": lambda one: (
            _("In today’s money it is back after %(time)s.") % {"time": lasting(one)}
        ),
    }
    found = [
        says[name](measure) for name in says if (measure := case.measures[name]).is_ok
    ]
    return [*found, *wording.caveats(*case.measures.values(), case.cost_entered)]


def _earns(case: Case, rate: Measure) -> str:
    hurdle = case.terms.hurdle if case.terms else None
    words = {"rate": formatting.percent(exact(rate.number), 1)}
    if hurdle is None:
        return _("The investment earns %(rate)s a year; no hurdle is set.") % words
    words["hurdle"] = formatting.percent(hurdle, 1)
    return (
        _("The investment earns %(rate)s a year against a %(hurdle)s hurdle.") % words
    )


def spread_said(case: Case) -> str:
    """How sure the value is, with what P10 means."""
    found = case.spread
    if found is None:
        return ""
    words = {
        "low": wording.amount(found.low.number, case.currency),
        "high": wording.amount(found.high.number, case.currency),
    }
    if not found.npv.p10.is_ok:
        return (
            _(
                "The value lies between %(low)s and %(high)s. Percentiles take three "
                "benefits with a range."
            )
            % words
        )
    words |= {
        "p10": wording.amount(found.npv.p10.number, case.currency),
        "p50": wording.amount(found.npv.p50.number, case.currency),
    }
    return (
        _(
            "There is a 90 %% chance that the value exceeds %(p10)s and a 50 %% chance "
            "that it exceeds %(p50)s."
        )
        % words
    )


def break_even_said(case: Case) -> str:
    """How much smaller benefits may turn out."""
    needed = case.measures["break_even"]
    if not needed.is_ok:
        return ""
    share = exact(needed.number)
    if share > 1:
        return _(
            "The benefits would have to be %(times)s times as large to pay the costs."
        ) % {"times": formatting.number(share, 2)}
    return _(
        "The benefits may turn out %(share)s smaller before the case is worth nothing."
    ) % {"share": wording.percent(1 - share)}


def terms_said(case: Case) -> list[tuple[str, str]]:
    """The terms of the case as names and values, for whoever checks it."""
    terms = case.terms
    if terms is None or case.start is None:
        return []
    spread = case.spread
    rate = formatting.percent(terms.discount_rate, 1)
    if terms.is_real:
        rate = _("%(real)s without inflation, %(nominal)s with it") % {
            "real": rate,
            "nominal": formatting.percent(exact(case.rate.number), 2),
        }
    return [
        (_("Terms of"), terms.name),
        (_("Discount rate"), rate),
        (_("Where the rate is from"), terms.rate_source or _("nobody has said")),
        (
            _("Years"),
            _("%(count)s from %(month)s on")
            % {
                "count": wording.count(terms.years),
                "month": formatting.month(case.start),
            },
        ),
        (
            _("How the future is drawn"),
            _(
                "%(draws)s outcomes, seed %(seed)s, %(shape)s, moving together by "
                "%(rho)s"
            )
            % {
                "draws": formatting.number(spread.draws if spread else 0),
                "seed": str(terms.seed),
                "shape": str(SHAPES[Shape(terms.shape)]),
                "rho": formatting.percent(terms.correlation),
            },
        ),
    ]
