"""Section C: what value is worth, and what it may turn out to be."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from pmo_value import formatting
from recognition.calculations import discounting, pmo_return, uncertainty
from recognition.calculations import payback as paybacks
from recognition.calculations import rate_of_return as rates
from recognition.calculations.discounting import Timing
from recognition.calculations.uncertainty import Range

from .values import Json, Outputs, exact, number, of_measures, percent


def _flows(flows: Sequence[Json]) -> list[Json]:
    return [exact(flow) for flow in flows]


def _days(dates: Sequence[str]) -> list[date]:
    return [date.fromisoformat(day) for day in dates]


def npv(rate: Json, flows: Sequence[Json], timing: str = "t0") -> Outputs:
    worth = discounting.npv(exact(rate), _flows(flows), timing=Timing(timing))
    return of_measures(npv=worth)


def xnpv(rate: Json, dates: Sequence[str], flows: Sequence[Json]) -> Outputs:
    return of_measures(npv=discounting.xnpv(exact(rate), _days(dates), _flows(flows)))


def _rate(found: rates.RateOfReturn) -> Outputs:
    return {
        "irr": found.rate.value,
        "roots": list(found.roots),
        "reason": found.rate.reason or None,
    }


def irr(flows: Sequence[Json]) -> Outputs:
    return _rate(rates.irr(_flows(flows)))


def xirr(dates: Sequence[str], flows: Sequence[Json]) -> Outputs:
    return _rate(rates.xirr(_days(dates), _flows(flows)))


def mirr(flows: Sequence[Json], finance_rate: Json, reinvest_rate: Json) -> Outputs:
    rate = rates.mirr(_flows(flows), number(finance_rate), number(reinvest_rate))
    return of_measures(mirr=rate)


def payback(flows: Sequence[Json]) -> Outputs:
    return of_measures(payback=paybacks.payback(_flows(flows)))


def discounted_payback(rate: Json, flows: Sequence[Json]) -> Outputs:
    return of_measures(payback=paybacks.discounted_payback(exact(rate), _flows(flows)))


def roi(benefit: Json, cost: Json) -> Outputs:
    return {"roi_pct": percent(pmo_return.roi(exact(benefit), exact(cost)))}


def bcr(benefit: Json, cost: Json) -> Outputs:
    return of_measures(bcr=pmo_return.bcr(exact(benefit), exact(cost)))


def bcr_flows(rate: Json, benefits: Sequence[Json], costs: Sequence[Json]) -> Outputs:
    worth = discounting.bcr_flows(exact(rate), _flows(benefits), _flows(costs))
    return of_measures(
        pv_benefits=worth.benefits, pv_costs=worth.costs, bcr=worth.bcr, npv=worth.npv
    )


def real_rate(nominal: Json, inflation: Json) -> Outputs:
    return {"real": discounting.real_rate(number(nominal), number(inflation))}


def sum_moments(
    means: Sequence[float],
    variances: Sequence[float],
    corr: Sequence[Sequence[float]] | None = None,
) -> Outputs:
    found = uncertainty.sum_moments(means, variances, corr)
    return {
        "mean": found.mean,
        "var": found.variance,
        "sd": found.deviation,
        "ci95_low": found.low,
        "ci95_high": found.high,
    }


def pert(minimum: Json, mode: Json, maximum: Json) -> Outputs:
    found = uncertainty.pert(Range(minimum, mode, maximum))
    return {"mean": found.mean, "var": found.variance}


def triangular_quantile(minimum: Json, mode: Json, maximum: Json, p: Json) -> Outputs:
    found = Range(minimum, mode, maximum)
    return {"value": uncertainty.triangular_quantile(found, p)}


def money_compact(
    amount: Json, currency: str, locale: str, fraction_digits: int = 0
) -> Outputs:
    """Pages have a true minus where Babel has a hyphen."""
    with translation.override(translation.to_language(locale)):
        text = formatting.compact_money(exact(amount), currency, fraction_digits)
    return {"text": text.replace(formatting.MINUS, "-")}
