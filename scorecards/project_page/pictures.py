"""The pictures of the page: its curves, and its indices over time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.earned_value import (
    INDEX_THRESHOLDS,
)
from delivery.calculations.measure import Measure, exact
from pmo_value import formatting
from scorecards import figures, svg
from scorecards.figures import CostForecast, EarnedPoint, Figure, Place, Series
from scorecards.performance import Performance
from scorecards.presenting import WIDE, Page


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
        Series(_("CPI"), [known_value(one.cpi) for one in found.course]),
        Series(_("SPI(t)"), [known_value(one.spi_t) for one in found.course]),
    ]
    if found.shows_spi:
        lines.append(Series(_("SPI"), [known_value(one.spi) for one in found.course]))
    known = [line for line in lines if any(value is not None for value in line.values)]
    return figures.index_figure(
        known,
        [_place(one.day) for one in found.course],
        good_from=INDEX_THRESHOLDS.green,
        attention_from=INDEX_THRESHOLDS.amber,
    )


def _place(day: date) -> Place:
    return Place(day, formatting.month(day))


def known_value(measure: Measure) -> Decimal | None:
    """The exact value of a measure, None where it is not available."""
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


def drawn(name: str, found: Performance) -> Page:
    """A picture of the page, drawn for wide and for narrow screens."""
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
