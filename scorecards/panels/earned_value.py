"""Is the work worth what it costs, and on schedule? Earned value and schedule."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.earned_schedule import EarnedSchedule, finish_after
from delivery.calculations.earned_value import INDEX_THRESHOLDS
from delivery.calculations.earned_value_total import Evm
from delivery.calculations.measure import Caveat, Measure, Unit, exact
from pmo_value import formatting
from scorecards.figures import Series, index_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.earned_value_facts import Earned, collect
from scorecards.panels.history import last_periods, places, short_label, trend
from scorecards.panels.links import performance_url
from scorecards.panels.rates import has_projects
from scorecards.panels.readings import Absence, plain, reading, told
from scorecards.panels.wording import Noun

Sentences = dict[str, Callable[[], str]]

# What has come of the work so far; what it will cost is a question of its own.
SO_FAR = (
    Evm.BAC,
    Evm.PV,
    Evm.EV,
    Evm.AC,
    Evm.SV,
    Evm.CV,
    Evm.SV_PCT,
    Evm.CV_PCT,
    Evm.SPI,
    Evm.CPI,
    Evm.PCT_COMPLETE,
    Evm.PCT_SPENT,
)


def read(component: Earned, scene: Scene) -> Readings:
    """Every measure of earned value and of earned schedule."""
    measures = _measures(component, scene)
    absent = _absent(component)
    said = _sentences(component, measures, scene)
    trends = _trends(component, scene)
    readings = plain(measures, absent=absent, noun=Noun.PROJECTS)
    for name, says in said.items():
        readings[name] = reading(
            name,
            measures[name],
            says,
            absent=absent,
            noun=Noun.PROJECTS,
            trend=trends.get(name, ()),
        )
    return {name: _without_false_colour(one) for name, one in readings.items()}


def _without_false_colour(found: Reading) -> Reading:
    """SPI ends at 1.00 for every project, so late in the work it has no colour."""
    if Caveat.CONVERGES not in found.measure.warnings:
        return found
    return Reading(
        label=found.label,
        measure=found.measure,
        better=found.better,
        sentence=found.sentence,
        explanation=found.explanation,
        trend=found.trend,
    )


def _measures(component: Earned, scene: Scene) -> dict[str, Measure]:
    measures = {f"evm.{name}": component.figures.measure(name) for name in SO_FAR}
    measures["evm.period_cpi"] = component.of_period.measure(Unit.INDEX)
    schedule = component.schedule()
    measures |= {
        "earned_schedule.es": schedule.es,
        "earned_schedule.pd": schedule.pd,
        "earned_schedule.sv_t": schedule.sv_t,
        "earned_schedule.spi_t": schedule.spi_t,
        "earned_schedule.ieac_t": schedule.ieac_t,
        "earned_schedule.ieac_t_pf1": schedule.ieac_t_pf1,
    }
    return in_currency(measures, scene)


def in_currency(measures: dict[str, Measure], scene: Scene) -> dict[str, Measure]:
    """The same measures, those of money in the currency of the scorecard."""
    return {
        name: measure.in_currency(scene.currency)
        if measure.unit is Unit.MONEY
        else measure
        for name, measure in measures.items()
    }


def _absent(component: Earned) -> Absence:
    if not component.figures.count:
        return Absence(reason=_("no project has begun"))
    return Absence(
        reason=_("no project reports earned value"),
        advice=_(
            "Record planned value, earned value and actual cost with status updates."
        ),
    )


def _trends(component: Earned, scene: Scene) -> dict[str, tuple[Decimal | None, ...]]:
    parts = component.past.parts
    ends = [past.end for past in last_periods(scene.period)]
    return {
        "evm.cpi": trend(part.measure(Evm.CPI) for part in parts),
        "evm.spi": trend(part.measure(Evm.SPI) for part in parts),
        "earned_schedule.spi_t": trend(component.past_paces(ends)),
    }


def _sentences(
    component: Earned, measures: dict[str, Measure], scene: Scene
) -> Sentences:
    schedule = component.schedule()
    return {
        "evm.cpi": lambda: cpi_said(measures["evm.cpi"], scene.currency),
        "evm.period_cpi": lambda: _period_cpi_said(measures["evm.period_cpi"], scene),
        "evm.spi": lambda: spi_said(measures["evm.spi"], scene.as_of),
        "evm.sv": lambda: _sv_said(measures["evm.sv"], scene),
        "evm.cv": lambda: _cv_said(measures["evm.cv"], scene),
        "earned_schedule.es": lambda: es_said(schedule),
        "earned_schedule.spi_t": lambda: es_said(schedule),
        "earned_schedule.ieac_t": lambda: _ieac_said(component, schedule),
    }


def cpi_said(cpi: Measure, currency: str) -> str:
    """What a cost performance index means in money."""
    return _("Every %(one)s spent has produced %(cpi)s of planned work.") % {
        "one": formatting.money(1, currency),
        "cpi": formatting.money(cpi.number, currency),
    }


def _period_cpi_said(cpi: Measure, scene: Scene) -> str:
    text = _("In %(period)s every %(one)s spent produced %(cpi)s of planned work.")
    return text % {
        "period": scene.period.label,
        "one": formatting.money(1, scene.currency),
        "cpi": formatting.money(cpi.number, scene.currency),
    }


def spi_said(spi: Measure, day: date) -> str:
    """What a schedule performance index means: how much of the plan is done."""
    return _("%(share)s of the work planned by %(day)s is done.") % {
        "share": wording.percent(spi.number),
        "day": wording.day(day),
    }


def _sv_said(variance: Measure, scene: Scene) -> str:
    number = exact(variance.number)
    if not number:
        return _("As much work as planned has been completed.")
    text = (
        _("Work worth %(amount)s more than planned has been completed.")
        if number > 0
        else _("Work worth %(amount)s less than planned has been completed.")
    )
    return text % {"amount": wording.amount(abs(number), scene.currency)}


def _cv_said(variance: Measure, scene: Scene) -> str:
    number = exact(variance.number)
    if not number:
        return _("The work done cost what was budgeted for it.")
    text = (
        _("The work done cost %(amount)s less than budgeted.")
        if number > 0
        else _("The work done cost %(amount)s more than budgeted.")
    )
    return text % {"amount": wording.amount(abs(number), scene.currency)}


def es_said(schedule: EarnedSchedule) -> str:
    """Which month of the plan has been reached, and which one it is."""
    if schedule.es.value is None:
        return ""
    text = _(
        "The progress planned for month %(es)s has been made; this is month %(at)s."
    )
    return text % {
        "es": wording.months(schedule.es.value),
        "at": wording.months(schedule.at),
    }


def _ieac_said(component: Earned, schedule: EarnedSchedule) -> str:
    months, start = schedule.ieac_t.value, component.progress.plan.first_month
    if months is None or start is None or schedule.pd.value is None:
        return ""
    if not component.clock.open:
        return _("The work took %(months)s months instead of %(planned)s.") % {
            "months": wording.months(schedule.at),
            "planned": wording.months(schedule.pd.value),
        }
    text = _(
        "At the current pace the plans are done after %(months)s months instead of "
        "%(planned)s (%(day)s)."
    )
    return text % {
        "months": wording.months(months),
        "planned": wording.months(schedule.pd.value),
        "day": wording.day(finish_after(start, exact(months))),
    }


def present(component: Earned, readings: Readings, scene: Scene) -> Content | None:
    """Show the indices over the last periods, and the weakest projects first."""
    if not has_projects(scene):
        return None
    names = ("evm.cpi", "earned_schedule.spi_t", "earned_schedule.ieac_t")
    known = [readings[name] for name in names if readings[name].measure.is_ok]
    sentence = told(Noun.PROJECTS, *(known or [readings["evm.cpi"]]))
    return Content(
        sentence=sentence,
        table=_course(readings, scene),
        picture=_picture(readings, scene, sentence),
        notes=_notes(component, readings, scene),
        further=(_projects(component),),
    )


def _lines(readings: Readings) -> list[tuple[str, tuple[Decimal | None, ...]]]:
    """The indices to draw; SPI gives way where SPI(t) says it better."""
    lines = [
        (_("CPI"), readings["evm.cpi"].trend),
        (_("SPI(t)"), readings["earned_schedule.spi_t"].trend),
    ]
    spi = readings["evm.spi"]
    if Caveat.CONVERGES not in spi.measure.warnings:
        lines.append((_("SPI"), spi.trend))
    return [line for line in lines if any(value is not None for value in line[1])]


def _picture(readings: Readings, scene: Scene, sentence: str) -> Picture | None:
    lines = _lines(readings)
    if not lines:
        return None
    figure = index_figure(
        [Series(name, values) for name, values in lines],
        places(scene.period),
        good_from=INDEX_THRESHOLDS.green,
        attention_from=INDEX_THRESHOLDS.amber,
    )
    return Picture(
        title=_("Cost and schedule performance over time"),
        description=sentence,
        figure=figure,
    )


def _course(readings: Readings, scene: Scene) -> Table:
    lines = _lines(readings)
    return Table(
        title=_("The indices at the end of each period"),
        columns=(
            Column(label=_("Period"), is_time=True),
            *(Column(label=name, unit=Unit.INDEX) for name, _values in lines),
        ),
        rows=tuple(
            Row(cells=(short_label(past), *values))
            for past, *values in zip(
                last_periods(scene.period),
                *(values for _name, values in lines),
                strict=True,
            )
            if any(value is not None for value in values)
        ),
        empty=_("No index can be computed from the data so far."),
    )


def _notes(component: Earned, readings: Readings, scene: Scene) -> tuple[str, ...]:
    colours = component.colours
    notes = []
    if colours.cpi:
        text = ngettext(
            "%(red)s of %(count)s projects is off track on cost (CPI below 0.90).",
            "%(red)s of %(count)s projects are off track on cost (CPI below 0.90).",
            colours.cpi_red,
        )
        notes.append(
            text
            % {
                "red": wording.count(colours.cpi_red),
                "count": wording.count(colours.cpi),
            }
        )
    if colours.spi_t:
        text = ngettext(
            "%(red)s of %(count)s projects is behind its plan (SPI(t) below 0.90).",
            "%(red)s of %(count)s projects are behind their plans (SPI(t) below 0.90).",
            colours.spi_t_red,
        )
        notes.append(
            text
            % {
                "red": wording.count(colours.spi_t_red),
                "count": wording.count(colours.spi_t),
            }
        )
    notes += _worst_pace(component)
    if readings["evm.period_cpi"].measure.is_ok:
        notes.append(readings["evm.period_cpi"].sentence)
    names = ("evm.cpi", "evm.spi", "earned_schedule.spi_t")
    return (*notes, *wording.caveats(*(readings[name].measure for name in names)))


def _worst_pace(component: Earned) -> list[str]:
    """The slowest project: the sum of the plans hides it."""
    known = [
        (row.spi_t, row.name) for row in component.rows.rows if row.spi_t is not None
    ]
    if not known:
        return []
    pace, name = min(known)
    return [
        _("The slowest is %(project)s with an SPI(t) of %(pace)s.")
        % {"project": name, "pace": formatting.number(pace, 2)}
    ]


def _projects(component: Earned) -> Table:
    return Table(
        title=_("Projects, the weakest first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("CPI"), unit=Unit.INDEX),
            Column(label=_("SPI"), unit=Unit.INDEX),
            Column(label=_("SPI(t)"), unit=Unit.INDEX),
            Column(label=_("Status"), is_status=True),
            Column(label=_("Complete")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.cpi,
                    row.spi,
                    row.spi_t,
                    INDEX_THRESHOLDS.rate(
                        min(
                            (one for one in (row.cpi, row.spi_t) if one is not None),
                            default=None,
                        )
                    ).value,
                    _("yes") if row.is_complete else _("no"),
                ),
                href=performance_url(row.pk),
            )
            for row in component.rows.rows
        ),
        left_out=component.rows.left_out,
        empty=_("No project reports earned value."),
    )


EARNED_VALUE = Panel(
    key="earned-value",
    question=gettext_lazy("Is the work worth what it costs, and on schedule?"),
    outcome=Outcome.DELIVERY,
    lead="evm.cpi",
    component=Earned,
    collect=collect,
    read=read,
    present=present,
)
