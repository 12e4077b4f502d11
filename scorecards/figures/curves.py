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

    Shape: one point a status date in order of time, and points of the plan alone
    after them; the forecast finish is the place of a point or lies after the last of
    them. Units: those of `unit`. No value gives a figure that says so.
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
    end = _end(places, forecast)
    if forecast is None or end is None:
        return line_figure(Frame(places, unit, levels, spans_zero=True), lines)
    if end == len(places):
        places = [*places, forecast.finish]
        lines = [replace(line, values=[*line.values, None]) for line in lines]
    return line_figure(
        Frame(
            places,
            unit,
            levels,
            shapes=_range_mark(forecast),
            spans_zero=True,
            extra=[n for n in (forecast.low, forecast.high) if n is not None],
        ),
        [*lines, _forecast_line(points, places, end, forecast)],
    )


def _end(places: Sequence[Place], forecast: CostForecast | None) -> int | None:
    """Return the place at which a forecast ends, None where it cannot be drawn."""
    if forecast is None:
        return None
    if forecast.finish.on > places[-1].on:
        return len(places)
    days = [place.on for place in places]
    return days.index(forecast.finish.on) if forecast.finish.on in days else None


def _forecast_line(
    points: Sequence[EarnedPoint],
    places: Sequence[Place],
    end: int,
    forecast: CostForecast,
) -> Line:
    """Return the way from the newest known cost to the forecast one.

    It is straight: the months without a report lie on it.
    """
    known = [i for i, point in enumerate(points) if as_float(point.spent) is not None]
    values: list[Number | None] = [None] * len(places)
    if known and known[-1] < end:
        start = known[-1]
        spent, cost = float(points[start].spent or 0), float(forecast.cost)
        whole = _days(places[start].on, places[end].on)
        for index in range(start, end):
            part = _days(places[start].on, places[index].on) / whole
            values[index] = spent + (cost - spent) * part
    values[end] = forecast.cost
    return Line(
        _("forecast"),
        values,
        colour=theme.SERIES[3],
        width=1.75,
        dash="dot",
        marked=True,
    )


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
