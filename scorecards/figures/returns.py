"""The worth of a case: its flows over time, its spread, and what it depends on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from pmo_value.formatting import Number
from scorecards import theme
from scorecards.figures.canvas import (
    NARROWEST,
    Figure,
    empty_figure,
    escaped,
    label,
    rule,
    sheet,
    shortened,
    spread,
    widest,
)
from scorecards.figures.lines import (
    Frame,
    Line,
    Place,
    has_values,
    line_figure,
)
from scorecards.figures.numbers import Unit, axis_ticks
from scorecards.figures.rows import VALUE_GAP, names, room_for_values, row_axis

COLUMN_HEIGHT: Final = 190
HEAD: Final = 22
FOOT: Final = 26
SIDE: Final = 12
END_ROOM: Final = 64


@dataclass(frozen=True)
class Ends:
    """An input, and the value with it at its lower and at its upper end."""

    name: str
    at_low: Number
    at_high: Number


@dataclass(frozen=True)
class Mark:
    """A value across the columns that has a name, such as P50."""

    name: str
    value: Number


def cash_flow_figure(
    places: Sequence[Place],
    totals: Sequence[Number | None],
    present: Sequence[Number | None],
    *,
    unit: Unit,
) -> Figure:
    """What has come in less what has gone out, summed up from the first year on.

    Shape: one place a year, its last day; both lines have one value each, or None.
    Units: those of `unit`. No value gives a figure that says so.
    """
    lines = [
        Line(_("as it flows"), totals, width=2.5, marked=True),
        Line(
            _("discounted"),
            present,
            colour=theme.SERIES[3],
            width=1.75,
            dash="dash",
            marked=True,
        ),
    ]
    if not has_values(lines):
        return empty_figure(_("There are no years to add up yet."))
    return line_figure(Frame(places, unit, spans_zero=True), lines)


def distribution_figure(
    low: float,
    high: float,
    counts: Sequence[int],
    marks: Sequence[Mark],
    *,
    unit: Unit,
) -> Figure:
    """How often each value came out, with marks across; losses in their own tone.

    Shape: `counts` are of columns of equal width from `low` to `high`. Units: those of
    `unit`. No outcome gives a figure that says so.
    """
    if not sum(counts) or low >= high:
        return empty_figure(_("Nothing was drawn."))
    ticks = axis_ticks(low, high)
    width = (high - low) / len(counts)
    centres = [low + width * (place + 0.5) for place in range(len(counts))]
    total = sum(counts)
    texts = unit.tick_texts(ticks)
    side = round(max(SIDE, widest([texts[0], texts[-1]]) / 2 + 2), 1)
    plot_width = NARROWEST - 2 * side
    start, end = ticks[0], ticks[-1]
    return sheet(
        [
            {
                "type": "bar",
                "x": centres,
                "y": [count / total for count in counts],
                "width": width * 0.92,
                "marker": {
                    "color": [
                        theme.SERIES[3] if centre < 0 else theme.SERIES[1]
                        for centre in centres
                    ]
                },
                "hoverinfo": "text",
                "hovertext": [
                    f"{unit.text(centre - width / 2)} – {unit.text(centre + width / 2)}"
                    for centre in centres
                ],
            }
        ],
        height=COLUMN_HEIGHT,
        margin=(HEAD, side, FOOT, side),
        axes={
            "xaxis": {
                "type": "linear",
                "range": [start, end],
                "tickvals": ticks,
                "ticktext": texts,
                "tickfont": {"color": theme.INK_3},
                "showgrid": False,
                "fixedrange": True,
            },
            "yaxis": {
                "visible": False,
                "range": [0, max(counts) / total * 1.04],
                "fixedrange": True,
            },
        },
        shapes=[
            *(
                [rule((0, 0), (0, 1), yref="paper", colour=theme.INK_3)]
                if start < 0 < end
                else []
            ),
            *(
                rule(
                    (float(mark.value), float(mark.value)),
                    (0, 1),
                    yref="paper",
                    colour=theme.INK,
                    dash="dot",
                    layer="above",
                )
                for mark in marks
            ),
        ],
        labels=_mark_names(marks, start, end, plot_width),
    )


def _mark_names(
    marks: Sequence[Mark], start: float, end: float, plot_width: float
) -> list[Figure]:
    """The names over the marks, moved apart where they would touch."""
    room = widest(mark.name for mark in marks) + VALUE_GAP
    wanted = [
        (float(mark.value) - start) / (end - start) * plot_width for mark in marks
    ]
    placed = spread(wanted, room, room / 2, plot_width - room / 2)
    return [
        label(
            mark.name,
            float(mark.value),
            1,
            xref="x",
            align="center",
            valign="bottom",
            shift=(place - at, 3),
            colour=theme.INK,
        )
        for mark, place, at in zip(marks, placed, wanted, strict=True)
    ]


def tornado_figure(base: Number, inputs: Sequence[Ends], *, unit: Unit) -> Figure:
    """How far a value moves with each input by itself, the strongest first.

    Shape: one row an input, in the order given; each bar goes from the value at one end
    over the `base`, a thin line, to the value at the other. Units: those of `unit`. No
    input gives a figure that says so.
    """
    if not inputs:
        return empty_figure(_("No input has a range yet."))
    lows = [min(float(one.at_low), float(one.at_high)) for one in inputs]
    highs = [max(float(one.at_low), float(one.at_high)) for one in inputs]
    left = [shortened(unit.text(value), END_ROOM) for value in lows]
    right = [shortened(unit.text(value), END_ROOM) for value in highs]
    row_names = names([one.name for one in inputs])
    edges = [*lows, *highs, float(base)]
    low, high = room_for_values(
        min(edges),
        max(edges),
        NARROWEST - row_names.room,
        widest(left) + VALUE_GAP + 2,
        widest(right) + VALUE_GAP + 2,
    )
    places = list(range(len(inputs)))
    return sheet(
        [
            _half(places, lows, float(base), theme.SERIES[3], left),
            _half(places, highs, float(base), theme.SERIES[1], right),
        ],
        height=HEAD + row_names.row_height * len(inputs),
        margin=(HEAD, 0, 0, row_names.room),
        axes={
            "xaxis": {"visible": False, "range": [low, high], "fixedrange": True},
            "yaxis": row_axis(len(inputs)),
        },
        shapes=[
            rule(
                (float(base), float(base)),
                (0, 1),
                yref="paper",
                colour=theme.INK_2,
                layer="above",
            )
        ],
        labels=[
            *row_names.labels(),
            label(
                escaped(unit.text(base)),
                float(base),
                1,
                xref="x",
                align="center",
                valign="bottom",
                shift=(0, 3),
                colour=theme.INK_2,
            ),
            *_end_texts(places, lows, left, align="right", shift=-VALUE_GAP),
            *_end_texts(places, highs, right, align="left", shift=VALUE_GAP),
        ],
        barmode="overlay",
    )


def _half(
    places: Sequence[int],
    ends: Sequence[float],
    base: float,
    colour: str,
    texts: Sequence[str],
) -> Figure:
    """The bars from the base to one of their ends."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [base] * len(places),
        "x": [end - base for end in ends],
        "y": list(places),
        "width": 0.5,
        "marker": {"color": colour},
        "hoverinfo": "text",
        "hovertext": [escaped(text) for text in texts],
    }


def _end_texts(
    places: Sequence[int],
    ends: Sequence[float],
    texts: Sequence[str],
    *,
    align: str,
    shift: float,
) -> list[Figure]:
    return [
        label(
            text,
            end,
            place,
            xref="x",
            yref="y",
            align=align,
            shift=(shift, 0),
            colour=theme.INK,
        )
        for place, end, text in zip(places, ends, texts, strict=True)
    ]
