"""Sentences of the figures that stand for a whole portfolio."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import exact
from pmo_value import formatting
from recognition.calculations import rounding
from recognition.calculations.gate import Worth
from recognition.calculations.pmo_return import bcr, roi
from recognition.sentences import words

VALIDATED = Evidence.VALIDATED


def return_said(
    benefit: Decimal | None, cost: Decimal | None, currency: str, name: str = ""
) -> str:
    """What each unit of money spent on the PMO returned.

    Units: validated benefit and cost of one period, in one currency.
    """
    ratio, gain = bcr(benefit, cost), roi(benefit, cost)
    if not (ratio.is_ok and gain.is_ok):
        name = name or _("Return on the PMO")
        if benefit is None:
            return words.not_available(name, _("no benefit has been validated yet"))
        return words.not_available(name, _("no cost of the PMO has been recorded yet"))
    return _(
        "Each %(one)s spent on the PMO returned %(back)s in Finance-validated benefit "
        "(ROI %(roi)s)."
    ) % {
        "one": formatting.money(1, currency, 0),
        "back": _each(exact(ratio.number), currency),
        "roi": words.share(exact(gain.number), (0, 1)),
    }


def _each(ratio: Decimal, currency: str) -> str:
    """An amount for each unit of money: $3, $3.10, and $0.999 before break-even."""
    told = rounding.rounded(ratio, VALIDATED, marks=(1,)).value
    if told == told.to_integral_value():
        return formatting.money(told, currency, 0)
    places = -int(told.normalize().as_tuple().exponent)
    return formatting.money(told, currency, max(2, places))


def cost_forecast_said(forecast: Decimal, budget: Decimal, currency: str) -> str:
    """What a project will cost by its cost performance so far."""
    return _(
        "If current cost performance continues, the project will cost %(cost)s against "
        "%(budget)s approved."
    ) % {
        "cost": words.amount(forecast, currency, VALIDATED, marks=(budget,)),
        "budget": words.amount(budget, currency, VALIDATED),
    }


def acknowledged_said(
    validated: Decimal | None,
    acknowledged: Decimal,
    aged: Decimal | None,
    currency: str,
    *,
    by_code: bool = False,
) -> str:
    """How much of the validated value its sponsors have acknowledged.

    `aged` is what has waited more than 90 days, None where no day is known.
    """
    if not validated:
        name = _("Acknowledged value")
        return words.not_available(name, _("no benefit has been validated yet"))

    def written(value: Decimal) -> str:
        marks = () if value == validated else (validated,)
        return words.amount(value, currency, VALIDATED, marks=marks, by_code=by_code)

    numbers = {"total": written(validated), "amount": written(acknowledged)}
    if not acknowledged:
        text = _("Sponsors have acknowledged none of %(total)s validated value")
    elif acknowledged >= validated:
        text = _("Sponsors have acknowledged all of %(total)s validated value")
    else:
        text = _("Sponsors have acknowledged %(amount)s of %(total)s validated value")
    if aged:
        numbers["aged"] = written(aged)
        return (text + _("; %(aged)s has waited more than 90 days.")) % numbers
    return f"{text % numbers}."


def classes_said(
    amounts: Mapping[Worth, Decimal], currency: str, evidence: Evidence = VALIDATED
) -> str:
    """Amounts of several classes, listed and never added up: for within a sentence."""
    texts = {
        Worth.CASHABLE: _("%(amount)s in cash savings"),
        Worth.COST_AVOIDANCE: _("%(amount)s in cost avoidance"),
        Worth.NON_CASHABLE: _("%(amount)s in released capacity"),
    }
    if evidence < VALIDATED:
        texts[Worth.CASHABLE] = _("%(amount)s in cashable benefit")
    parts = [
        text % {"amount": words.amount(amounts[worth], currency, evidence)}
        for worth, text in texts.items()
        if amounts.get(worth)
    ]
    if len(parts) < 2:
        return "".join(parts) or _("none recorded")
    *first, last = parts
    return _("%(list)s and %(last)s") % {"list": ", ".join(first), "last": last}
