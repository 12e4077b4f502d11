"""Numbers and reasons in the words of a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Number, Unit, exact
from pmo_value import formatting
from recognition.calculations import rounding
from recognition.calculations.gate import Why
from recognition.calculations.rounding import Rounded

REASONS: Final[dict[Why, str | Promise]] = {
    Why.NO_RANGE: gettext_lazy("nobody has said between what amounts it may lie"),
    Why.NOT_REPORTED: gettext_lazy("it is an opinion, without a claim and its method"),
    Why.NOT_MEASURED: gettext_lazy("it was not measured against a baseline"),
    Why.NOT_VALIDATED: gettext_lazy("finance has not validated it yet"),
    Why.NOT_ISOLATED: gettext_lazy("no comparison sets its cause apart"),
    Why.NOT_MONEY: gettext_lazy("it is not in money"),
    Why.NOT_CASHABLE: gettext_lazy("only cash that leaves a budget is called saved"),
    Why.OTHER_DEFINITION: gettext_lazy("it was defined in another way before"),
    Why.TOO_FEW: gettext_lazy("there are too few values on a side"),
    Why.NOT_TESTED: gettext_lazy("nobody has tested whether it is more than chance"),
    Why.NO_SIGNAL: gettext_lazy("it lies within routine variation"),
}


def not_available(name: str, reason: str) -> str:
    """The sentence in the place of a value, with its reason; both as given."""
    return _("%(name)s: not available - %(reason)s.") % {
        "name": name,
        "reason": reason.rstrip("."),
    }


def amount(
    value: Number,
    currency: str,
    evidence: Evidence,
    *,
    marks: Iterable[Number] = (),
    by_code: bool = False,
) -> str:
    """An amount to the digits that its evidence bears: $1.99M, about $2M."""
    found = rounding.rounded(value, evidence, marks=marks)
    text = formatting.told_money(found.value, currency, found.digits)
    if by_code:
        text = formatting.with_code(text, currency)
    return _("about %(amount)s") % {"amount": text} if found.is_about else text


def number(
    value: Number, unit: str, evidence: Evidence, marks: Iterable[Number] = ()
) -> str:
    """A number that is not money, with its unit: 1,200 hours."""
    found = rounding.rounded(value, evidence, marks=marks)
    text = formatting.trimmed(found.value)
    text = f"{text} {unit}" if unit else text
    return _("about %(amount)s") % {"amount": text} if found.is_about else text


def share(ratio: Number, marks: Iterable[Number] = (1,)) -> str:
    """A ratio as its reader's language writes it: 25%, 25 %, less than 1%."""
    found = rounding.percentage(ratio, marks)
    if found.places is None:
        return _("less than %(share)s") % {
            "share": formatting.local_percent(Decimal("0.01"))
        }
    return formatting.local_percent(found.ratio, found.places)


def in_sentence(name: str) -> str:
    """A name within an English sentence: "time-to-market", but "NPS", "Norwick Line".

    A name whose other words are capitals too is one that is written so.
    """
    first, *rest = name.split(" ")
    is_english = (get_language() or "en").startswith("en")
    is_plain = first[1:] == first[1:].lower() and len(first) > 1
    if is_english and is_plain and not any(word[:1].isupper() for word in rest):
        return name[0].lower() + name[1:]
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """In what the values of a KPI are told, and how finely."""

    unit: Unit
    evidence: Evidence
    currency: str = ""
    label: str = ""
    by_code: bool = False

    def ends(self, before: Decimal, after: Decimal) -> tuple[Rounded, Rounded]:
        """Round both ends alike, as finely as one of them or their distance bears."""
        steps = [
            rounding.rounded(value, self.evidence).step
            for value in (before, after, after - before)
            if value
        ]
        step = min(steps, default=Decimal(1))
        first, second = (
            Rounded((value / step).to_integral_value(ROUND_HALF_EVEN) * step, step)
            for value in (before, after)
        )
        return first, second

    def written(self, value: Rounded, *, with_unit: bool = True) -> str:
        """A rounded value with its unit."""
        if self.unit is Unit.MONEY:
            text = formatting.told_money(value.value, self.currency, value.digits)
            return formatting.with_code(text, self.currency) if self.by_code else text
        if not with_unit:
            return formatting.trimmed(value.value)
        if self.unit is Unit.DAYS and value.value == value.value.to_integral_value():
            return formatting.days(int(value.value))
        names = {Unit.DAYS: _("days"), Unit.HOURS: _("hours"), Unit.POINTS: _("points")}
        label = self.label or names.get(self.unit, "")
        return f"{formatting.trimmed(value.value)} {label}".strip()

    def moved(self, before: Decimal, after: Decimal) -> str:
        """How far a value moved, with its sign: +4 pp, −12 days."""
        distance = after - before
        if self.unit is Unit.RATIO:
            points = formatting.trimmed(_settled(distance * 100))
            text = f"{points}{formatting.NARROW_SPACE}pp"
        else:
            text = self.written(rounding.rounded(distance, self.evidence))
        return f"+{text}" if distance > 0 else text


def _settled(points: Decimal) -> Decimal:
    """Percentage points: whole from ten on, one decimal below."""
    places = 0 if abs(points) >= 10 else 1
    return exact(points).quantize(Decimal(1).scaleb(-places))
