"""Values and periods in the words of a page: 86 %, €1,200, 41 days, Sep 2026."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.cadence import span_of
from delivery.models import Benefit, Kpi
from pmo_value import formatting

UNIT_WORDS = {
    Kpi.Unit.DAYS: Kpi.Unit.DAYS.label,
    Kpi.Unit.HOURS: Kpi.Unit.HOURS.label,
    Kpi.Unit.POINTS: Kpi.Unit.POINTS.label,
}


def kpi_unit(kpi: Kpi) -> str:
    """Return what stands in the head of a column or behind a label: "%", "days"."""
    match kpi.unit:
        case Kpi.Unit.RATIO:
            return "%"
        case Kpi.Unit.MONEY:
            return kpi.currency
    return kpi.unit_label or str(UNIT_WORDS.get(Kpi.Unit(kpi.unit), "")).lower()


def kpi_value(value: Decimal | None, kpi: Kpi) -> str:
    """Return a value of a KPI with its unit, as exact as it was measured."""
    if value is None:
        return formatting.UNKNOWN
    match kpi.unit:
        case Kpi.Unit.RATIO:
            percentage = formatting.trimmed(value.scaleb(2), 4)
            return f"{percentage}{formatting.NARROW_SPACE}%"
        case Kpi.Unit.MONEY:
            return formatting.money(value, kpi.currency)
    return f"{formatting.trimmed(value)} {kpi_unit(kpi)}".strip()


def kpi_number(value: Decimal | None, kpi: Kpi) -> str:
    """Return a value of a KPI without its unit, for a column whose head names that."""
    if value is None:
        return formatting.UNKNOWN
    match kpi.unit:
        case Kpi.Unit.RATIO:
            return formatting.trimmed(value.scaleb(2), 4)
        case Kpi.Unit.MONEY:
            return formatting.number(value, 2)
    return formatting.trimmed(value)


def benefit_amount(amount: Decimal | None, benefit: Benefit) -> str:
    """Return an amount of a benefit in its currency or its own unit."""
    if amount is None:
        return formatting.UNKNOWN
    if benefit.currency:
        return formatting.money(amount, benefit.currency)
    return f"{formatting.trimmed(amount)} {benefit.unit_label}".strip()


def period_label(start: date, end: date, is_measured: bool = False) -> str:
    """Return a period as a list offers it: "September 2026", "1 Jul to 30 Sep 2026"."""
    if span_of(start, "month") == (start, end):
        text = formatting.month(start)
    else:
        text = _("%(start)s to %(end)s") % {
            "start": formatting.day(start),
            "end": formatting.day(end),
        }
    return _("%(period)s (has a value)") % {"period": text} if is_measured else text
