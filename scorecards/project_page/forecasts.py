"""What the project will cost, and when it will be finished, by each method."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.earned_value import (
    VARIANCE_THRESHOLDS,
    EacMethod,
)
from delivery.calculations.finish import FINISH_THRESHOLDS
from delivery.calculations.measure import Rag, Unit, divide, exact
from pmo_value import formatting
from scorecards.panels import wording
from scorecards.panels.contract import Column, Row, Table
from scorecards.panels.cost_to_complete import etc_said
from scorecards.performance import Performance
from scorecards.project_page.pictures import known_value


@dataclass(frozen=True, slots=True)
class EstimatedBy:
    """Who estimated the rest of the work from the bottom up, and when."""

    who: str
    at: datetime


METHODS: Final = (
    (
        EacMethod.CPI,
        gettext_lazy("By cost performance"),
        gettext_lazy("The cost performance so far continues."),
    ),
    (
        EacMethod.ATYPICAL,
        gettext_lazy("Rest as planned"),
        gettext_lazy("What went differently so far was a one-off."),
    ),
    (
        EacMethod.COMBINED,
        gettext_lazy("Cost and time pressure"),
        gettext_lazy("Cost and schedule performance both continue."),
    ),
    (EacMethod.BOTTOM_UP, gettext_lazy("Manager’s own"), ""),
)


def costs(found: Performance, author: EstimatedBy | None) -> Table:
    """What the project will cost in the end by each method, beside its budget."""
    currency, bac = found.project.currency, found.figures.bac
    rows = []
    for method, name, assumes in METHODS:
        eac, etc = found.estimate(method)
        vac = None if eac.value is None or bac is None else bac - exact(eac.value)
        share = None if vac is None else divide(vac, bac).value
        rag = Rag.GREY if share is None else VARIANCE_THRESHOLDS.rate(exact(share))
        said = str(assumes) or _counted_by(author)
        rows.append(
            Row(
                cells=(
                    str(name),
                    eac.value,
                    etc.value,
                    vac,
                    share,
                    rag.value,
                    said if eac.is_ok else wording.because(eac),
                )
            )
        )
    return Table(
        title=_("What it will cost in the end"),
        columns=(
            Column(label=_("Estimate")),
            Column(label=_("At completion"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Still to spend"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Left of the budget"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Share"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
            Column(label=_("What it assumes")),
        ),
        rows=tuple(rows),
    )


def _counted_by(author: EstimatedBy | None) -> str:
    if author is None or not author.who:
        return _("Counted from the bottom up.")
    return _("Counted from the bottom up by %(who)s on %(day)s.") % {
        "who": author.who,
        "day": formatting.day(author.at.date()),
    }


def cost_notes(found: Performance) -> list[str]:
    """The default estimate in a sentence, the range, and what is still needed."""
    eac, bac = found.alone.eac(), found.figures.bac
    if eac.value is None or bac is None:
        return []
    currency = found.project.currency
    amounts = {
        "eac": wording.amount(eac.value, currency),
        "bac": wording.amount(bac, currency),
    }
    if found.figures.is_complete:
        return [_("The finished work cost %(eac)s against %(bac)s approved.") % amounts]
    text = (
        _(
            "If the rest costs what was planned, the project will cost %(eac)s against "
            "%(bac)s approved."
        )
        if eac.method == "atypical"
        else _(
            "If current cost performance continues, the project will cost %(eac)s "
            "against %(bac)s approved."
        )
    )
    notes = [text % amounts]
    low, high = found.alone.eac_range() or (None, None)
    if low is not None and low != high:
        notes.append(
            _("The estimates at completion range from %(low)s to %(high)s.")
            % {
                "low": wording.amount(low, currency),
                "high": wording.amount(high or low, currency),
            }
        )
    etc = found.figures.etc(EacMethod(eac.method))
    if etc.is_ok:
        notes.append(etc_said(etc, currency))
    return [*notes, *wording.caveats(eac)]


FINISH_METHODS: Final = {
    "spi_t": gettext_lazy("The pace so far continues, SPI(t)"),
    "plan": gettext_lazy("The rest goes as planned"),
    "spi_t_cpi": gettext_lazy("Pace and cost pressure together, SPI(t) × CPI"),
}


def finishes(found: Performance) -> Table:
    """When the project is planned, reported and forecast to be finished."""
    plan, update = (
        found.project.baseline(found.as_of),
        found.project.update(found.as_of),
    )
    original = found.project.original_baseline()
    planned = plan.finish if plan else None
    days: list[tuple[str, date | None, Decimal | None]] = []
    if original and plan and original.number != plan.number:
        days.append((_("Original baseline"), original.finish, None))
    days.append((_("Approved plan"), planned, known_value(found.schedule.pd)))
    if found.project.actual_finish:
        days.append((_("Finished"), found.project.actual_finish, None))
    else:
        reported = update.forecast_finish if update else None
        days.append((_("Reported by the project"), reported, None))
        days += [
            (str(FINISH_METHODS[one.method]), one.day, one.months)
            for one in found.finishes()
        ]
    start = plan.start if plan else None
    return Table(
        title=_("When it will be finished"),
        columns=(
            Column(label=_("By")),
            Column(label=_("Finish"), is_date=True),
            Column(label=_("Months"), unit=Unit.NUMBER),
            Column(label=_("Late"), unit=Unit.DAYS),
            Column(label=_("Status"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    name,
                    day,
                    None if months is None else round(months, 1),
                    None if day is None or planned is None else (day - planned).days,
                    _finish_status(start, planned, day).value,
                )
            )
            for name, day, months in days
        ),
    )


def _finish_status(start: date | None, planned: date | None, day: date | None) -> Rag:
    if start is None or planned is None or day is None or planned <= start:
        return Rag.GREY
    late = Decimal((day - planned).days) / (planned - start).days
    return FINISH_THRESHOLDS.rate(late)
