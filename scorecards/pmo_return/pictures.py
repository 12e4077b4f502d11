"""The pictures of a case, drawn for wide and for narrow screens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.measure import exact
from pmo_value import formatting
from scorecards import figures, svg
from scorecards.figures import Ends, Figure, Mark, Place
from scorecards.pmo_return.case import Case
from scorecards.pmo_return.tables import input_name
from scorecards.presenting import Page

WIDE: Final = 1080


def _cash_flow(case: Case) -> Figure:
    return figures.cash_flow_figure(
        [Place(year.end, formatting.month(year.end)) for year in case.years],
        [year.total for year in case.years],
        [year.present_total for year in case.years],
        unit=figures.money(case.currency),
    )


def _distribution(case: Case) -> Figure:
    found = case.spread
    if found is None or found.columns is None:
        return figures.empty_figure(_("Percentiles take three benefits with a range."))
    marks = (
        ("P10", found.npv.p10),
        ("P50", found.npv.p50),
        ("P90", found.npv.p90),
    )
    return figures.distribution_figure(
        found.columns.low,
        found.columns.high,
        found.columns.counts,
        [Mark(name, exact(one.number)) for name, one in marks if one.is_ok],
        unit=figures.money(case.currency),
    )


def _tornado(case: Case) -> Figure:
    npv = case.measures["npv"]
    return figures.tornado_figure(
        npv.number if npv.is_ok else 0,
        [Ends(input_name(bar), bar.at_low, bar.at_high) for bar in case.bars],
        unit=figures.money(case.currency),
    )


@dataclass(frozen=True, slots=True)
class _Picture:
    title: str | Promise
    caption: str | Promise
    figure: Callable[[Case], Figure]


PICTURES: Final = {
    "cash-flow": _Picture(
        gettext_lazy("What has come in less what went out, added up"),
        gettext_lazy(
            "Each point is the end of a year; where a line crosses zero, the money is "
            "back."
        ),
        _cash_flow,
    ),
    "distribution": _Picture(
        gettext_lazy("How the net present value may turn out"),
        gettext_lazy(
            "P10 is the careful figure: 10 % of the outcomes are at or below it. P90 "
            "is the hopeful one. Other trades count the other way round."
        ),
        _distribution,
    ),
    "tornado": _Picture(
        gettext_lazy("What the value depends on most"),
        gettext_lazy(
            "Each bar moves one input from its lower to its upper end and leaves the "
            "others as they are. Several at once move it further."
        ),
        _tornado,
    ),
}


def figure_of(name: str, case: Case) -> Figure:
    """The figure of a picture, by its name in the address."""
    return PICTURES[name].figure(case)


def drawn(name: str, case: Case, figure_url: str) -> Page:
    """A picture of the page, with its title and what it shows."""
    picture = PICTURES[name]
    figure = picture.figure(case)
    title, caption = str(picture.title), str(picture.caption)

    def at(width: float) -> str:
        return svg.render(figure, title=title, description=caption, width=width)

    return {
        "title": title,
        "caption": caption,
        "svg": at(WIDE),
        "narrow_svg": at(svg.NARROW_WIDTH),
        "figure_url": figure_url,
    }
