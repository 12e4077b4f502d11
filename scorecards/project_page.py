"""What the page of a project's performance shows: pictures, numbers and tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.earned_value import (
    INDEX_THRESHOLDS,
    TCPI_THRESHOLDS,
    VARIANCE_THRESHOLDS,
    EacMethod,
)
from delivery.calculations.finish import FINISH_THRESHOLDS
from delivery.calculations.measure import Measure, Rag, Thresholds, Unit, divide, exact
from delivery.calculations.milestones import EXECUTION_THRESHOLDS
from delivery.calculations.scope import (
    CREEP_THRESHOLDS,
    VOLATILITY_THRESHOLDS,
    ScopeState,
)
from delivery.models import ScopeItem
from pmo_value import formatting
from scorecards import figures, svg
from scorecards.figures import CostForecast, EarnedPoint, Figure, Place, Series
from scorecards.panels import wording
from scorecards.panels.contract import Column, Row, Table
from scorecards.panels.cost_to_complete import etc_said, tcpi_said
from scorecards.panels.earned_value import cpi_said, es_said, spi_said
from scorecards.panels.terms import TERMS
from scorecards.performance import Performance
from scorecards.presenting import STATUS, WIDE, Page, table_of, written

# So many changes of scope and overdue work packages are listed; lists have the rest.
MOST_ROWS: Final = 12


@dataclass(frozen=True, slots=True)
class EstimatedBy:
    """Who estimated the rest of the work from the bottom up, and when."""

    who: str
    at: datetime


def page_of(found: Performance, author: EstimatedBy | None) -> Page:
    """Everything that the page shows, ready for its template."""
    return {
        "reported_on": found.course[-1].day if found.course else None,
        "head": _head(found),
        "curves": _drawn("curves", found) if found.course else None,
        "indices": _indices(found),
        "index_picture": _drawn("indices", found) if found.course else None,
        "costs": table_of(_costs(found, author)) if found.course else None,
        "cost_notes": _cost_notes(found),
        "finishes": table_of(_finishes(found)),
        "scope": _scope(found) if found.project.scope else None,
        "work": _work(found) if found.project.tasks else None,
        "reports": table_of(_reports(found)) if found.course else None,
    }


# Pictures


def figure_of(name: str, found: Performance) -> Figure:
    """The figure of a picture of the page, by its name in the address."""
    return PICTURES[name].figure(found)


def _curves(found: Performance) -> Figure:
    finish = found.forecast_finish()
    eac, span = found.alone.eac(), found.alone.eac_range()
    forecast = None
    if finish is not None and eac.value is not None and not found.is_complete:
        low, high = span or (None, None)
        forecast = CostForecast(_place(finish), exact(eac.value), low, high)
    return figures.s_curve_figure(
        [
            EarnedPoint(_place(one.day), one.planned, one.earned, one.spent)
            for one in found.points()
        ],
        unit=figures.money(found.project.currency),
        budget=found.figures.bac,
        forecast=forecast,
    )


def _index_lines(found: Performance) -> Figure:
    lines = [
        Series(_("CPI"), [_value(one.cpi) for one in found.course]),
        Series(_("SPI(t)"), [_value(one.spi_t) for one in found.course]),
    ]
    if found.shows_spi:
        lines.append(Series(_("SPI"), [_value(one.spi) for one in found.course]))
    known = [line for line in lines if any(value is not None for value in line.values)]
    return figures.index_figure(
        known,
        [_place(one.day) for one in found.course],
        good_from=INDEX_THRESHOLDS.green,
        attention_from=INDEX_THRESHOLDS.amber,
    )


def _place(day: date) -> Place:
    return Place(day, formatting.month(day))


def _value(measure: Measure) -> Decimal | None:
    return None if measure.value is None else exact(measure.value)


@dataclass(frozen=True, slots=True)
class _Picture:
    title: str | Promise
    description: str | Promise
    figure: Callable[[Performance], Figure]


PICTURES: Final = {
    "curves": _Picture(
        gettext_lazy("Planned, earned and spent, and where it is going"),
        gettext_lazy("Work planned, work done and money spent, each from the start."),
        _curves,
    ),
    "indices": _Picture(
        gettext_lazy("Cost and schedule performance over time"),
        gettext_lazy("The indices at each status date; 1.00 is on plan."),
        _index_lines,
    ),
}


def _drawn(name: str, found: Performance) -> Page:
    picture = PICTURES[name]
    figure = picture.figure(found)
    title, description = str(picture.title), str(picture.description)

    def at(width: float) -> str:
        return svg.render(figure, title=title, description=description, width=width)

    return {
        "title": title,
        "caption": description,
        "svg": at(WIDE),
        "narrow_svg": at(svg.NARROW_WIDTH),
        "figure_url": reverse(
            "scorecards:project_figure", args=[found.project.pk, name]
        ),
    }


# Numbers and their sentences


def _head(found: Performance) -> list[Page]:
    """The four numbers that an executive asks for first."""
    currency = found.project.currency
    eac = found.alone.eac().in_currency(currency)
    bac = found.figures.bac
    finish, plan = found.forecast_finish(), found.project.baseline(found.as_of)
    stats = [
        _stat("evm.cpi", found.figures.cpi(), INDEX_THRESHOLDS),
        _stat("earned_schedule.spi_t", found.schedule.spi_t, INDEX_THRESHOLDS),
        {
            **_stat("evm.eac", eac, None),
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


def _stat(name: str, measure: Measure, thresholds: Thresholds | None) -> Page:
    shown: Page = {"label": str(TERMS[name].label)}
    if measure.is_ok:
        shown["number"] = written(measure)
        if thresholds:
            shown["status"] = STATUS[thresholds.rate(measure)]
    else:
        shown["missing"] = wording.because(measure)
    return shown


def _indices(found: Performance) -> list[Page]:
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


# Forecasts

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


def _costs(found: Performance, author: EstimatedBy | None) -> Table:
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


def _cost_notes(found: Performance) -> list[str]:
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


def _finishes(found: Performance) -> Table:
    plan, update = (
        found.project.baseline(found.as_of),
        found.project.update(found.as_of),
    )
    original = found.project.original_baseline()
    planned = plan.finish if plan else None
    days: list[tuple[str, date | None, Decimal | None]] = []
    if original and plan and original.number != plan.number:
        days.append((_("Original baseline"), original.finish, None))
    days.append((_("Approved plan"), planned, _value(found.schedule.pd)))
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


# Scope and work


def _scope(found: Performance) -> Page:
    change = found.scope_change()
    volatility, creep = change.volatility(), change.creep()
    changes = [
        entry
        for entry in reversed(found.project.scope)
        if entry.state is not ScopeState.BASELINE and entry.changed_on <= found.as_of
    ]
    table = Table(
        title=_("Changes of scope, the newest first"),
        columns=(
            Column(label=_("Dated"), is_date=True),
            Column(label=_("Change")),
            Column(label=_("Size"), unit=Unit.NUMBER),
            Column(label=_("Approved")),
            Column(label=_("Accepted"), is_date=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    entry.changed_on,
                    str(ScopeItem.State(entry.state.value).label),
                    entry.size,
                    _("yes") if entry.is_approved else _("no"),
                    entry.accepted_on,
                )
            )
            for entry in changes[:MOST_ROWS]
        ),
        left_out=max(len(changes) - MOST_ROWS, 0),
        empty=_("The scope is as it was agreed."),
    )
    return {
        "stats": [
            _stat("scope_volatility.volatility", volatility, VOLATILITY_THRESHOLDS),
            _stat("scope_volatility.net_growth", change.net_growth(), None),
            _stat("scope_volatility.creep", creep, CREEP_THRESHOLDS),
        ],
        "table": table_of(table),
    }


def _work(found: Performance) -> Page:
    day = found.as_of
    overdue = [
        task
        for task in found.project.tasks
        if task.baseline_finish is not None
        and task.baseline_finish < day
        and not (task.actual_finish and task.actual_finish <= day)
    ]
    table = Table(
        title=_("Overdue work packages, the longest first"),
        columns=(
            Column(label=_("Work package")),
            Column(label=_("Planned finish"), is_date=True),
            Column(label=_("Late"), unit=Unit.DAYS),
            Column(label=_("In words")),
        ),
        rows=tuple(
            Row(
                cells=(
                    f"{task.code} {task.name}",
                    task.baseline_finish,
                    (day - task.baseline_finish).days if task.baseline_finish else None,
                    _("at work") if task.actual_start else _("not begun"),
                )
            )
            for task in overdue[:MOST_ROWS]
        ),
        left_out=max(len(overdue) - MOST_ROWS, 0),
        empty=_("No work package is overdue."),
    )
    finished = sum(task.actual_finish is not None for task in found.project.tasks)
    return {
        "stats": [
            _stat("baseline_execution_index", found.execution(), EXECUTION_THRESHOLDS),
            {
                "label": _("Finished"),
                "number": _("%(done)s of %(all)s")
                % {
                    "done": formatting.number(finished),
                    "all": formatting.number(len(found.project.tasks)),
                },
            },
        ],
        "table": table_of(table),
    }


def _reports(found: Performance) -> Table:
    """Every value of both pictures, the newest first."""
    currency = found.project.currency
    return Table(
        title=_("The figures at each status date"),
        columns=(
            Column(label=_("Status date"), is_date=True),
            Column(label=_("Planned, PV"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Earned, EV"), unit=Unit.MONEY, currency=currency),
            Column(label=_("Spent, AC"), unit=Unit.MONEY, currency=currency),
            Column(label=_("CPI"), unit=Unit.INDEX),
            Column(label=_("SPI"), unit=Unit.INDEX),
            Column(label=_("SPI(t)"), unit=Unit.INDEX),
        ),
        rows=tuple(
            Row(
                cells=(
                    one.day,
                    one.figures.pv,
                    one.figures.ev,
                    one.figures.ac,
                    one.cpi.value,
                    one.spi.value,
                    one.spi_t.value,
                )
            )
            for one in reversed(found.course)
        ),
    )
