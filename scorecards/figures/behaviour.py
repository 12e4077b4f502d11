"""Process behaviour charts: values within their limits, and what stands out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from pmo_value.formatting import Number
from scorecards import theme
from scorecards.figures.canvas import Figure, band, empty_figure, escaped
from scorecards.figures.lines import (
    Frame,
    Level,
    Line,
    Note,
    Place,
    has_values,
    line_figure,
)
from scorecards.figures.numbers import Unit, as_float

SIGNAL_SIZE: Final = 9
VALUE_SIZE: Final = 4


@dataclass(frozen=True)
class Zone:
    """Limits that hold from one place to before another; `low` is None for ranges."""

    start: int
    end: int
    centre: Number
    high: Number
    low: Number | None = None


@dataclass(frozen=True)
class Marked:
    """A value that a rule picks out, with the rule in words."""

    at: int
    why: str


def behaviour_figure(
    values: Sequence[Number | None],
    places: Sequence[Place],
    *,
    unit: Unit,
    zones: Sequence[Zone] = (),
    signals: Sequence[Marked] = (),
    target: Number | None = None,
    notes: Sequence[Note] = (),
) -> Figure:
    """Values by period between the limits of their routine variation.

    Shape: one value for each place, in order of time; a gap stays a gap. Zones in
    order of time, each with its own limits; values that a rule picks out stand as
    diamonds. Ranges from one value to the next are drawn alike, their zones without a
    lower limit. `notes` are numbers at their days. Units: those of `unit`. No value at
    all gives a figure that says so.
    """
    course = Line(_("value"), values, theme.SERIES[1], 1.5)
    if not has_values([course]):
        return empty_figure(_("No value has been recorded yet."))
    lines = [course]
    for zone in zones:
        is_last = zone is zones[-1]
        names = (_("upper limit"), _("mean"), _("lower limit"))
        for name, level in zip(names, (zone.high, zone.centre, zone.low), strict=True):
            if level is not None:
                lines.append(_limit(name, level, zone, len(values), is_last))
    frame = Frame(
        places=places,
        unit=unit,
        levels=[] if target is None else [Level(_("target"), target)],
        notes=notes,
        shapes=[_ground(zone, places) for zone in zones],
    )
    figure = line_figure(frame, lines)
    figure["data"] += _dots(values, places, signals, unit)
    return figure


def _limit(name: str, level: Number, zone: Zone, count: int, is_last: bool) -> Line:
    is_mean = level == zone.centre
    return Line(
        name=name,
        values=[
            level if zone.start <= place < zone.end else None for place in range(count)
        ],
        colour=theme.INK_3,
        width=1,
        dash="solid" if is_mean else "dash",
        named=is_last,
    )


def _ground(zone: Zone, places: Sequence[Place]) -> Figure:
    """Shade the band in which values lie by routine."""
    first, last = places[zone.start].on, places[zone.end - 1].on
    low = 0 if zone.low is None else float(zone.low)
    return band(
        (first.isoformat(), last.isoformat()),
        (low, float(zone.high)),
        colour=theme.BANDS[0],
    )


def _dots(
    values: Sequence[Number | None],
    places: Sequence[Place],
    signals: Sequence[Marked],
    unit: Unit,
) -> list[Figure]:
    marked = {signal.at: signal.why for signal in signals}
    numbers = [as_float(value) for value in values]
    known = [place for place, number in enumerate(numbers) if number is not None]
    routine = [place for place in known if place not in marked]
    picked = [place for place in known if place in marked]

    def dots(at: Sequence[int], **style: object) -> Figure:
        return {
            "type": "scatter",
            "mode": "markers",
            "name": _("signal") if at is picked else _("value"),
            "x": [places[place].on.isoformat() for place in at],
            "y": [numbers[place] for place in at],
            "marker": style,
            "cliponaxis": False,
            "hoverinfo": "text",
            "hovertext": [
                ", ".join(
                    filter(
                        None,
                        (
                            escaped(places[place].label),
                            unit.text(numbers[place] or 0),
                            escaped(marked.get(place, "")),
                        ),
                    )
                )
                for place in at
            ],
        }

    found = []
    if routine:
        found.append(dots(routine, color=theme.SERIES[1], size=VALUE_SIZE))
    if picked:
        style = {"color": theme.ACCENT, "size": SIGNAL_SIZE, "symbol": "diamond"}
        found.append(dots(picked, **style))
    return found
