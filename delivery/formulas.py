"""What a formula needs of the KPIs around it, and what is wrong with it in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from delivery.calculations.aggregation import Aggregation
from delivery.calculations.derived import circle
from delivery.calculations.formula import (
    CODE,
    PLAIN,
    Dimension,
    Flaw,
    Formula,
    FormulaError,
)
from delivery.models import Kpi, Portfolio

# Units that cannot be added to others; the rest are plain numbers.
OWN_UNITS = {Kpi.Unit.DAYS: "days", Kpi.Unit.HOURS: "hours"}


def kpis_by_code(portfolio: Portfolio) -> dict[str, Kpi]:
    """Return the KPIs that a formula of the portfolio may name."""
    return {kpi.code: kpi for kpi in Kpi.objects.of_portfolio(portfolio)}


def named_by(code: str, others: Mapping[str, Kpi]) -> list[Kpi]:
    """Return the KPIs whose formulas name a code."""
    return [
        kpi
        for kpi in others.values()
        if code in {found.strip() for found in CODE.findall(kpi.formula)}
    ]


def what_is_wrong(kpi: Kpi, others: Mapping[str, Kpi]) -> str:
    """Return why a KPI cannot have its formula; "" when it can.

    `others` are the KPIs of its portfolio by code, it may be among them.
    """
    try:
        formula = Formula(kpi.formula)
        return _in_its_place(kpi, formula, others) or _units(kpi, formula, others)
    except FormulaError as error:
        return _in_words(error)


def _in_its_place(kpi: Kpi, formula: Formula, others: Mapping[str, Kpi]) -> str:
    for code in formula.codes:
        other = others.get(code)
        if other is None and code != kpi.code:
            text = _("There is no KPI [%(code)s] in this portfolio.")
            return text % {"code": code}
        if other is not None and code != kpi.code and other.cadence != kpi.cadence:
            text = _("[%(code)s] is measured in another rhythm: %(rhythm)s.")
            return text % {"code": code, "rhythm": other.get_cadence_display()}
    formulas = {code: other.formula for code, other in others.items()}
    way = circle(kpi.code, {**formulas, kpi.code: kpi.formula})
    if way:
        text = _("The formula leads back to this KPI: %(way)s.")
        return text % {"way": " → ".join(f"[{code}]" for code in way)}
    return ""


def _units(kpi: Kpi, formula: Formula, others: Mapping[str, Kpi]) -> str:
    if kpi.aggregation == Aggregation.RATIO:
        formula.check_quotient()
    found = formula.dimension(
        {code: dimension_of(others[code]) for code in formula.codes}
    )
    wanted = dimension_of(kpi)
    is_free = kpi.unit == Kpi.Unit.NUMBER and kpi.unit_label
    if found == wanted or is_free:
        return ""
    text = _("The formula gives %(found)s, and the KPI is in %(wanted)s.")
    return text % {"found": _named(str(found)), "wanted": _named(str(wanted))}


def dimension_of(kpi: Kpi) -> Dimension:
    """Return what the values of a KPI count: money, time, or plain numbers."""
    if kpi.unit == Kpi.Unit.MONEY:
        return Dimension.of(kpi.currency or kpi.portfolio.currency)
    own = OWN_UNITS.get(Kpi.Unit(kpi.unit))
    return Dimension.of(own) if own else PLAIN


def _named(dimension: str) -> str:
    return dimension or _("plain numbers")


def _in_words(error: FormulaError) -> str:
    part = error.details[0] if error.details else ""
    match error.flaw:
        case Flaw.UNITS:
            text = _("%(one)s and %(other)s cannot be added or compared.")
            one, other = map(_named, error.details)
            return text % {"one": one, "other": other}
        case Flaw.NO_INPUT:
            return _("Name at least one KPI by its code in square brackets.")
        case Flaw.NOT_A_QUOTIENT:
            return _(
                "A ratio of sums needs one number divided by another, as in "
                "([A] + [B]) / [C]."
            )
        case Flaw.NOT_ALLOWED if part:
            text = _("“%(part)s” is not allowed. A formula may hold %(allowed)s.")
            return text % {"part": part, "allowed": _allowed()}
        case Flaw.NOT_ALLOWED:
            return _("A formula may hold %(allowed)s.") % {"allowed": _allowed()}
    return _("This is no formula. Write it as in [KC-01] / [KC-02] * 100.")


def _allowed() -> str:
    return _("codes in square brackets, numbers, + - * / ( ), min, max and abs")
