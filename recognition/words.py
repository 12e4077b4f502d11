"""What a survey says, in words that do not claim more than it knows."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.calculations.measure import Measure, Number, Rag, Reason, Unit, exact
from pmo_value import formatting
from recognition.calculations import rounding
from recognition.calculations.estimate import (
    HEADLINE_FROM,
    Estimate,
    RoundChange,
    Verdict,
    round_change,
)
from recognition.calculations.proportion import share_change
from recognition.calculations.responses import RESPONSE_THRESHOLDS, Responses


def number(value: Decimal, unit: Unit) -> str:
    """A result as one says it: 42 points, 86 %, 5.4 on a scale."""
    match unit:
        case Unit.RATIO:
            return formatting.percent(value, 0)
        case Unit.NUMBER:
            return formatting.number(value, 1)
    return formatting.number(value)


def percent(value: Number, landmarks: Iterable[Number] = (1,)) -> str:
    """A ratio as a reader would say it: 86 %, 4.1 %, less than 1 %.

    It gets one more digit where rounding would put it on a landmark that it has
    not reached: 99.6 % is not 100 %.
    """
    told = rounding.percentage(value, landmarks)
    if told.places is None:
        return _("less than %(share)s") % {"share": formatting.percent(Decimal("0.01"))}
    return formatting.percent(told.ratio, told.places)


def written(estimate: Estimate) -> str:
    """A result in a table, or why there is none."""
    measure = estimate.measure
    if measure.value is None:
        return because(measure)
    return number(exact(measure.value), measure.unit)


def because(measure: Measure) -> str:
    """Why a result is not there, without a full stop."""
    if measure.reason == Reason.SUPPRESSED_SMALL_N:
        return _("too few people have answered, or too few would be left over")
    return _("nobody answered")


def span(estimate: Estimate) -> str:
    """The interval: "31 to 53"; nothing without one, or where both ends are one."""
    if estimate.interval is None or estimate.interval.low == estimate.interval.high:
        return ""
    unit = estimate.measure.unit
    low, high = (
        number(end, unit) for end in (estimate.interval.low, estimate.interval.high)
    )
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def said(what: str, estimate: Estimate) -> str:
    """The sentence of a result that there is: a headline, a range, or all there are."""
    measure, interval = estimate.measure, estimate.interval
    words = {
        "what": what,
        "value": number(exact(measure.number), measure.unit),
        "n": formatting.number(measure.n or 0),
        "span": span(estimate),
    }
    if estimate.is_census:
        return _("%(what)s: %(value)s, from all %(n)s who were asked.") % words
    if interval is None:
        return _("%(what)s: %(value)s (n = %(n)s).") % words
    if interval.low == interval.high:
        return _("%(what)s: %(value)s (n = %(n)s, all alike).") % words
    if (measure.n or 0) < HEADLINE_FROM:
        text = _(
            "%(what)s is %(value)s, but with %(n)s answers it could be anywhere from "
            "%(span)s."
        )
        return text % words
    return _("%(what)s: %(value)s (n = %(n)s, 95 %% interval %(span)s).") % words


def beside(what: str, estimate: Estimate) -> str:
    """What stands in small beside the number: "NPS, 31 to 53, n = 38"."""
    measure, interval = estimate.measure, estimate.interval
    if not measure.is_ok:
        return what
    number_of = formatting.number(measure.n or 0)
    words = {
        "what": what,
        "n": number_of,
        # Held together: no line ends in “n =”.
        "sample": f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{number_of}",
        "span": span(estimate),
        "value": number(exact(measure.number), measure.unit),
    }
    if estimate.is_census:
        return _("%(what)s, all %(n)s asked") % words
    if interval is None or interval.low == interval.high:
        return _("%(what)s, %(sample)s") % words
    if (measure.n or 0) < HEADLINE_FROM:
        return _("%(what)s is %(value)s, few answers, %(sample)s") % words
    return _("%(what)s, %(span)s, %(sample)s") % words


def change(earlier: Estimate, later: Estimate) -> RoundChange:
    """The difference of two results, by the rule for what they are."""
    is_share = later.measure.unit is Unit.RATIO
    return (share_change if is_share else round_change)(earlier, later)


def moved(what: str, earlier: Estimate, later: Estimate, when: str) -> str:
    """How a result stands to an earlier one; nothing where one of them is withheld."""
    if not (earlier.measure.is_ok and later.measure.is_ok):
        return ""
    words = {
        "what": what,
        "before": number(exact(earlier.measure.number), earlier.measure.unit),
        "when": when,
    }
    match change(earlier, later).verdict:
        case Verdict.ROSE:
            return _("%(what)s rose from %(before)s in %(when)s.") % words
        case Verdict.FELL:
            return _("%(what)s fell from %(before)s in %(when)s.") % words
    return _("%(what)s: no detectable change from %(before)s in %(when)s.") % words


def answered(responses: Responses) -> str:
    """The response rate, which stands beside every result."""
    if not responses.eligible:
        return _("How many people were asked is not known.")
    text = ngettext(
        "%(complete)s of %(eligible)s person who was asked answered (%(share)s).",
        "%(complete)s of %(eligible)s people who were asked answered (%(share)s).",
        responses.eligible,
    )
    measure = responses.measure()
    sentence = text % {
        "complete": formatting.number(responses.complete),
        "eligible": formatting.number(responses.eligible),
        "share": formatting.percent(measure.number, 0),
    }
    if RESPONSE_THRESHOLDS.rate(measure) is Rag.RED:
        return f"{sentence} {_('This may not represent all of them.')}"
    return sentence
