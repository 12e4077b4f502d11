"""Sums that grow: benefits against their plan, earned value against its baseline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from pmo_value.formatting import Number
from scorecards import theme
from scorecards.figures.canvas import Figure, empty_figure, rule
from scorecards.figures.lines import (
    Frame,
    Level,
    Line,
    Place,
    has_values,
    line_figure,
)
from scorecards.figures.numbers import Unit, as_float


@dataclass(frozen=True)
class BenefitPoint:
    """Benefits from the start up to a month; None where nothing is known yet."""

    place: Place
    planned: Number | None = None
    forecast: Number | None = None
    claimed: Number | None = None
    validated: Number | None = None


@dataclass(frozen=True)
class EarnedPoint:
    """Planned, earned and spent from the start up to a status date."""

    place: Place
    planned: Number | None = None
    earned: Number | None = None
    spent: Number | None = None


@dataclass(frozen=True)
class CostForecast:
    """What the work is forecast to cost, and when it will be finished."""

    finish: Place
    cost: Number
    low: Number | None = None
    high: Number | None = None


def cumulative_figure(points: Sequence[BenefitPoint], *, unit: Unit) -> Figure:
    """Benefits to date: planned and forecast thin, claimed, and validated strong.

    Shape: one point a month in order of time. A line stops where nothing is known.
    Units: those of `unit`. No value at all gives a figure that says so.
    """
    lines = [
        Line(
            _("planned"),
            [point.planned for point in points],
            colour=theme.SERIES[2],
            width=1.5,
            ground=theme.BANDS[0],
        ),
        Line(
            _("forecast"),
            [point.forecast for point in points],
            colour=theme.SERIES[1],
            width=1.5,
            dash="dot",
        ),
        Line(
            _("claimed"),
            [point.claimed for point in points],
            colour=theme.SERIES[1],
            width=1.5,
            dash="dash",
        ),
        Line(
            _("validated"),
            [point.validated for point in points],
            width=2.5,
            marked=True,
        ),
    ]
    if not has_values(lines):
        return empty_figure(_("No benefit has been planned or measured yet."))
    places = [point.place for point in points]
    return line_figure(Frame(places, unit, spans_zero=True), lines)


def s_curve_figure(
    points: Sequence[EarnedPoint],
    *,
    unit: Unit,
    budget: Number | None = None,
    forecast: CostForecast | None = None,
) -> Figure:
    """Planned, earned and spent over time, with the forecast at completion.

    Shape: one point a status date in order of time; the forecast finish lies after
    the last of them. Units: those of `unit`. No value gives a figure that says so.
    """
    lines = [
        Line(
            _("planned"),
            [point.planned for point in points],
            colour=theme.SERIES[2],
            width=1.5,
            ground=theme.BANDS[0],
        ),
        Line(
            _("spent"),
            [point.spent for point in points],
            colour=theme.SERIES[3],
            width=1.75,
            dash="dash",
        ),
        Line(_("earned"), [point.earned for point in points], width=2.5, marked=True),
    ]
    if not has_values(lines):
        return empty_figure(_("No earned value has been reported yet."))
    places = [point.place for point in points]
    levels = [] if budget is None else [Level(_("budget"), budget, theme.INK_3)]
    if forecast is None or forecast.finish.on <= places[-1].on:
        return line_figure(Frame(places, unit, levels, spans_zero=True), lines)
    return line_figure(
        Frame(
            [*places, forecast.finish],
            unit,
            levels,
            shapes=_range_mark(forecast),
            spans_zero=True,
            extra=[n for n in (forecast.low, forecast.high) if n is not None],
        ),
        [
            *(_extended(line) for line in lines),
            _forecast_line(points, forecast),
        ],
    )


def _extended(line: Line) -> Line:
    """Return a line that ends where the forecast begins."""
    return replace(line, values=[*line.values, None])


def _forecast_line(points: Sequence[EarnedPoint], forecast: CostForecast) -> Line:
    """Return the way from the newest known cost to the forecast one."""
    known = [i for i, point in enumerate(points) if as_float(point.spent) is not None]
    values: list[Number | None] = [None] * len(points)
    if known:
        values[known[-1]] = points[known[-1]].spent
        # The way is straight: the months without a report lie on it.
        values = _bridged(points, values, known[-1], forecast)
    return Line(
        _("forecast"),
        [*values, forecast.cost],
        colour=theme.SERIES[3],
        width=1.75,
        dash="dot",
        marked=True,
    )


def _bridged(
    points: Sequence[EarnedPoint],
    values: list[Number | None],
    start: int,
    forecast: CostForecast,
) -> list[Number | None]:
    first, cost = points[start], float(forecast.cost)
    spent = float(first.spent or 0)
    whole = (forecast.finish.on - first.place.on).days
    return [
        value
        if index <= start
        else spent + (cost - spent) * _days(first.place.on, point.place.on) / whole
        for index, (value, point) in enumerate(zip(values, points, strict=True))
    ]


def _days(start: date, end: date) -> int:
    return (end - start).days


def _range_mark(forecast: CostForecast) -> list[Figure]:
    if forecast.low is None or forecast.high is None:
        return []
    day = forecast.finish.on.isoformat()
    return [
        rule(
            (day, day),
            (float(forecast.low), float(forecast.high)),
            colour=theme.BANDS[3],
            width=6,
        )
    ]
