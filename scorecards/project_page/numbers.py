"""The numbers of the page, each with its colour and what it means."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from delivery.calculations.earned_value import (
    INDEX_THRESHOLDS,
    TCPI_THRESHOLDS,
)
from delivery.calculations.measure import Measure, Thresholds
from pmo_value import formatting
from scorecards.panels import wording
from scorecards.panels.cost_to_complete import tcpi_said
from scorecards.panels.earned_value import cpi_said, es_said, spi_said
from scorecards.panels.terms import TERMS
from scorecards.performance import Performance
from scorecards.presenting import STATUS, Page, written


def head(found: Performance) -> list[Page]:
    """The four numbers that an executive asks for first."""
    currency = found.project.currency
    eac = found.alone.eac().in_currency(currency)
    bac = found.figures.bac
    finish, plan = found.forecast_finish(), found.project.baseline(found.as_of)
    stats = [
        stat("evm.cpi", found.figures.cpi(), INDEX_THRESHOLDS),
        stat("earned_schedule.spi_t", found.schedule.spi_t, INDEX_THRESHOLDS),
        {
            **stat("evm.eac", eac, None),
            "note": (
                _("budget %(amount)s") % {"amount": wording.amount(bac, currency)}
                if bac is not None
                else _("no budget approved")
            ),
        },
    ]
    if found.project.actual_finish:
        finished: Page = {
            "label": _("Finished"),
            "number": formatting.day(found.project.actual_finish),
        }
    elif finish is not None:
        finished = {"label": _("Forecast finish"), "number": formatting.day(finish)}
    else:
        finished = {"label": _("Forecast finish"), "missing": _("nobody can tell yet")}
    if plan and plan.finish:
        finished["note"] = _("planned %(day)s") % {"day": formatting.day(plan.finish)}
    return [*stats, finished]


def stat(name: str, measure: Measure, thresholds: Thresholds | None) -> Page:
    """A number under its term, with its colour, or why it is missing."""
    shown: Page = {"label": str(TERMS[name].label)}
    if measure.is_ok:
        shown["number"] = written(measure)
        if thresholds:
            shown["status"] = STATUS[thresholds.rate(measure)]
    else:
        shown["missing"] = wording.because(measure)
    return shown


def indices(found: Performance) -> list[Page]:
    """Each index with its value, its colour and what it means."""
    figures_now, currency = found.figures, found.project.currency
    schedule = found.schedule
    cpi, spi = figures_now.cpi(), figures_now.spi()
    tcpi = figures_now.tcpi_bac()
    return [
        _index("evm.cpi", cpi, INDEX_THRESHOLDS, lambda: cpi_said(cpi, currency)),
        _index(
            "earned_schedule.spi_t",
            schedule.spi_t,
            INDEX_THRESHOLDS,
            lambda: es_said(schedule),
        ),
        _index(
            "evm.spi",
            spi,
            INDEX_THRESHOLDS if found.shows_spi else None,
            lambda: wording.joined(
                spi_said(spi, found.course[-1].day), *wording.caveats(spi)
            ),
        ),
        _index("evm.tcpi_bac", tcpi, TCPI_THRESHOLDS, lambda: tcpi_said(tcpi)),
    ]


def _index(
    name: str,
    measure: Measure,
    thresholds: Thresholds | None,
    says: Callable[[], str],
) -> Page:
    term = TERMS[name]
    return {
        "id": f"term-{name.replace('.', '-')}",
        "label": str(term.label),
        "explanation": str(term.explanation),
        "value": written(measure) if measure.is_ok else "",
        "missing": "" if measure.is_ok else wording.because(measure),
        "status": STATUS[thresholds.rate(measure)]
        if thresholds and measure.is_ok
        else "",
        "sentence": says() if measure.is_ok else "",
    }
