"""How do the portfolios below compare? Side by side, each with its course."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.measure import Measure, Rag, Unit, exact
from delivery.calculations.periods import Period
from scorecards import figures
from scorecards.facts import PortfolioFacts
from scorecards.figures import Multiple, small_multiples_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Child,
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Quantity,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.families import verdict
from scorecards.panels.history import last_periods, short_label
from scorecards.panels.links import scorecard_url
from scorecards.panels.parts import MOST_ROWS, Nothing
from scorecards.panels.readings import reading
from scorecards.panels.terms import TERMS

# The columns of the comparison, where any portfolio has a value for them.
COMPARED: Final = (
    "projects.count",
    "benefits_rate.gross",
    "benefits.validated",
    "on_time_rate",
    "on_budget_rate",
    "forecast_on_time_rate",
    "in_year_on_budget_rate",
    "evm.cpi",
    "earned_schedule.spi_t",
    "kpis.met_rate",
    "rollup.score",
    "data.completeness",
)

# The measures whose course may be drawn: they are comparable between portfolios.
DRAWN: Final = (
    "benefits_rate.gross",
    "on_time_rate",
    "forecast_on_time_rate",
    "rollup.score",
    "evm.cpi",
    "in_year_on_budget_rate",
    "kpis.met_rate",
)

FIGURE_UNITS: Final = {
    Unit.RATIO: figures.PERCENT,
    Unit.INDEX: figures.INDEX,
    Unit.SCORE: figures.NUMBER,
}


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Nothing:
    """The comparison has no facts of its own."""
    return Nothing()


def read(component: Nothing, scene: Scene) -> Readings:
    """How many portfolios there are to compare."""
    count = len(scene.children)
    if not count:
        return {}
    return {
        "portfolios.count": reading(
            "portfolios.count", Measure.of(count, Unit.COUNT), _count_said(count)
        )
    }


def _count_said(count: int) -> str:
    text = ngettext(
        "%(count)s portfolio is part of this one.",
        "%(count)s portfolios are part of this one.",
        count,
    )
    return text % {"count": wording.count(count)}


def present(component: Nothing, readings: Readings, scene: Scene) -> Content | None:
    """Show the children in a table, and the course of what most of them have."""
    if not scene.children:
        return None
    sentence = _sentence(scene.children)
    drawn = _drawn(scene.children)
    return Content(
        sentence=sentence,
        table=_table(scene, drawn),
        picture=_picture(scene.children, drawn) if drawn else None,
        further=(_courses(scene, drawn),) if drawn else (),
    )


def _sentence(children: Sequence[Child]) -> str:
    colours = [(verdict(child.readings), child.name) for child in children]
    red = [name for colour, name in colours if colour is Rag.RED]
    unknown = sum(colour is Rag.GREY for colour, _name in colours)
    if red:
        said = ngettext(
            "%(names)s is off track.", "%(names)s are off track.", len(red)
        ) % {"names": wording.listed(red)}
    elif unknown == len(colours):
        said = _("None of them can be judged yet.")
    else:
        said = _("None of them is off track.")
    return wording.joined(_count_said(len(children)), said)


def _known(child: Child, name: str) -> Measure | None:
    found = child.readings.get(name)
    return found.measure if found and found.measure.is_ok else None


def _drawn(children: Sequence[Child]) -> str:
    """The measure whose course most children have; "" when none has any."""

    def courses(name: str) -> int:
        return sum(
            any(value is not None for value in child.readings[name].trend)
            for child in children
            if name in child.readings
        )

    name = max(DRAWN, key=courses)
    return name if courses(name) else ""


def _trend(child: Child, name: str, length: int) -> tuple[Decimal | None, ...]:
    found = child.readings.get(name)
    return found.trend if found and found.trend else (None,) * length


def _unit(children: Sequence[Child], name: str) -> Unit:
    return next(
        child.readings[name].measure.unit
        for child in children
        if name in child.readings
    )


def _picture(children: Sequence[Child], name: str) -> Picture:
    length = max(
        len(child.readings[name].trend) for child in children if name in child.readings
    )
    figure = small_multiples_figure(
        [
            Multiple(child.name, _trend(child, name, length))
            for child in children[:MOST_ROWS]
        ],
        unit=FIGURE_UNITS[_unit(children, name)],
    )
    label = TERMS[name].label
    text = _("%(measure)s in each portfolio over the last periods")
    return Picture(
        title=text % {"measure": label},
        description=_("%(measure)s, one line for each portfolio, all on one scale.")
        % {"measure": label},
        figure=figure,
    )


def _table(scene: Scene, drawn: str) -> Table:
    names = [
        name
        for name in COMPARED
        if any(_known(child, name) for child in scene.children)
    ]
    return Table(
        title=_("The portfolios side by side"),
        columns=(
            Column(label=_("Portfolio")),
            Column(label=_("Status"), is_status=True),
            *(Column(label=str(TERMS[name].label), is_quantity=True) for name in names),
            *([Column(label=_("Trend"), is_trend=True)] if drawn else []),
        ),
        rows=tuple(
            Row(
                cells=(
                    child.name,
                    verdict(child.readings).value,
                    *(_cell(child, name) for name in names),
                    *([_trend(child, drawn, 0)] if drawn else []),
                ),
                href=scorecard_url(child.slug, scene.period.key),
            )
            for child in scene.children
        ),
    )


def _cell(child: Child, name: str) -> Quantity | None:
    measure = _known(child, name)
    if measure is None:
        return None
    return Quantity(exact(measure.number), measure.unit, measure.currency)


def _courses(scene: Scene, name: str) -> Table:
    periods = last_periods(scene.period)
    unit = _unit(scene.children, name)
    text = _("%(measure)s in the last periods")
    return Table(
        title=text % {"measure": TERMS[name].label},
        columns=(
            Column(label=_("Portfolio")),
            *(Column(label=short_label(past), unit=unit) for past in periods),
        ),
        rows=tuple(
            Row(cells=(child.name, *_trend(child, name, len(periods))))
            for child in scene.children
        ),
    )


PORTFOLIOS = Panel(
    key="portfolios",
    question=gettext_lazy("How do the portfolios below compare?"),
    outcome=Outcome.ALL,
    lead="portfolios.count",
    component=Nothing,
    collect=collect,
    read=read,
    present=present,
)
