"""Differences: how far projects are from plan, and what a total is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo_value.formatting import Number
from scorecards import theme
from scorecards.figures.canvas import (
    NARROWEST,
    Figure,
    empty_figure,
    escaped,
    hidden_axis,
    label,
    rule,
    sheet,
    shortened,
    widest,
)
from scorecards.figures.numbers import Unit, as_float
from scorecards.figures.rows import VALUE_GAP, names, room_for_values, row_axis

HEAD: Final = 24
FOOT: Final = 22
REASON_ROOM: Final = 150
VALUE_ROOM: Final = 72
EDGE: Final = 2


@dataclass(frozen=True)
class Variance:
    """How far one project is from plan; None with the reason where unknown."""

    name: str
    value: Number | None
    reason: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a waterfall: an amount that is added, or a total that is stated."""

    name: str
    amount: Number
    is_total: bool = False


def variance_figure(
    variances: Sequence[Variance],
    *,
    unit: Unit,
    worse: str,
    better: str,
    higher_is_worse: bool = True,
    limit: int = 12,
) -> Figure:
    """Projects by how far they are from plan, the worst first, the unknown last.

    Shape: at most `limit` rows; how many are left out is said below. Units: those of
    `unit`, named once in `worse` and `better` ("days late", "days early"). No project
    gives a figure that says so.
    """
    if not variances:
        return empty_figure(_("No project has a plan to compare with."))
    sign = 1 if higher_is_worse else -1

    def badness(one: Variance) -> tuple[bool, float]:
        value = as_float(one.value)
        return value is None, -sign * (value or 0.0)

    ordered = sorted(variances, key=badness)
    shown, hidden = ordered[:limit], len(ordered) - limit
    values = [as_float(one.value) for one in shown]
    known = [value for value in values if value is not None]
    texts = [
        "" if value is None else shortened(unit.signed(value), VALUE_ROOM)
        for value in values
    ]
    row_names = names([one.name for one in shown])
    plot_width = NARROWEST - row_names.room
    low, high = room_for_values(
        min(0.0, *known, 0.0),
        max(0.0, *known, 0.0),
        plot_width,
        _beyond(values, texts, below=True),
        _beyond(values, texts, below=False),
    )
    foot = FOOT if hidden > 0 else 0
    return sheet(
        [_variance_trace(shown, values, texts, sign)],
        height=HEAD + row_names.row_height * len(shown) + foot,
        margin=(HEAD, 0, foot, row_names.room),
        axes={"xaxis": hidden_axis(low, high), "yaxis": row_axis(len(shown))},
        shapes=[
            rule((0, 0), (0, 1), yref="paper", colour=theme.INK_3, layer="above"),
        ],
        labels=[
            *row_names.labels(),
            *_heads(worse, better, sign, row_names.room, low, high),
            *_value_labels(values, texts),
            *_reasons(shown, plot_width, low, high),
            *_left_out(hidden, row_names.room),
        ],
    )


def _beyond(
    values: Sequence[float | None], texts: Sequence[str], *, below: bool
) -> float:
    beyond = [
        text
        for value, text in zip(values, texts, strict=True)
        if value is not None and (value < 0) == below
    ]
    return widest(beyond) + VALUE_GAP + 2 if beyond else 2


def _variance_trace(
    shown: Sequence[Variance],
    values: Sequence[float | None],
    texts: Sequence[str],
    sign: int,
) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "ids": [escaped(one.name) for one in shown],
        "x": list(values),
        "y": list(range(len(shown))),
        "width": 0.5,
        "marker": {
            "color": [
                theme.SERIES[3] if sign * (value or 0) > 0 else theme.SERIES[1]
                for value in values
            ]
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{escaped(one.name)}: {text}"
            for one, text in zip(shown, texts, strict=True)
        ],
    }


def _heads(
    worse: str, better: str, sign: int, room: float, low: float, high: float
) -> list[Figure]:
    """Name the two sides over the zero line; `room` is that of the row names."""
    left, right = (better, worse) if sign > 0 else (worse, better)
    zero = -low / (high - low) * (NARROWEST - room)
    beyond = NARROWEST - room - zero
    left_width, right_width = (widest([text]) + VALUE_GAP for text in (left, right))
    # A side that is too narrow for its name moves both over; the row of names has
    # nothing at this height.
    over = max(0.0, right_width - beyond)
    over = min(over, max(0.0, room + zero - left_width))
    return [
        label(
            fitting,
            0,
            1,
            xref="x",
            align=align,
            shift=(shift - over, HEAD / 2),
            colour=theme.INK_3,
        )
        for text, align, shift, width in (
            (left, "right", -VALUE_GAP, room + zero - over - VALUE_GAP),
            (right, "left", VALUE_GAP, beyond + over - VALUE_GAP),
        )
        if (fitting := shortened(text, width))
    ]


def _value_labels(values: Sequence[float | None], texts: Sequence[str]) -> list[Figure]:
    return [
        label(
            text,
            value,
            place,
            xref="x",
            yref="y",
            align="right" if value < 0 else "left",
            shift=(-VALUE_GAP if value < 0 else VALUE_GAP, 0),
            colour=theme.INK,
        )
        for place, (value, text) in enumerate(zip(values, texts, strict=True))
        if value is not None
    ]


def _reasons(
    shown: Sequence[Variance], plot_width: float, low: float, high: float
) -> list[Figure]:
    """Say why a project has no bar, on the roomier side of the zero line."""
    zero = -low / (high - low)
    to_right = zero <= 0.5
    room = (1 - zero if to_right else zero) * plot_width - VALUE_GAP
    return [
        label(
            shortened(one.reason or _("not available"), min(room, REASON_ROOM)),
            0,
            place,
            xref="x",
            yref="y",
            align="left" if to_right else "right",
            shift=(VALUE_GAP if to_right else -VALUE_GAP, 0),
            colour=theme.INK_3,
        )
        for place, one in enumerate(shown)
        if as_float(one.value) is None
    ]


def _left_out(hidden: int, room: float) -> list[Figure]:
    if hidden <= 0:
        return []
    text = ngettext(
        "and %(count)s more project", "and %(count)s more projects", hidden
    ) % {"count": hidden}
    return [label(text, 0, 0, shift=(-room, -FOOT / 2), colour=theme.INK_3)]


def waterfall_figure(steps: Sequence[Step], *, unit: Unit) -> Figure:
    """From one total to the next, step by step, each bar where the last one ended.

    Shape: steps in order; a total is drawn from zero and states the sum so far.
    Units: those of `unit`. No step gives a figure that says so.
    """
    if not steps:
        return empty_figure(_("There is nothing to add up yet."))
    bases, lengths, ends = _floating(steps)
    texts = [
        unit.text(step.amount) if step.is_total else unit.signed(step.amount)
        for step in steps
    ]
    row_names = names([step.name for step in steps])
    # Browsers differ by a pixel or so in where a text with a sign ends.
    right = round(widest(texts) + 2 * VALUE_GAP + EDGE, 1)
    edges = [*bases, *ends, 0.0]
    low, high = min(edges), max(edges)
    pad = (high - low) * 0.02 or 1.0
    return sheet(
        [
            {
                "type": "bar",
                "orientation": "h",
                "ids": [escaped(step.name) for step in steps],
                "base": bases,
                "x": lengths,
                "y": list(range(len(steps))),
                "width": 0.56,
                "marker": {"color": [_step_colour(step) for step in steps]},
                "hoverinfo": "text",
                "hovertext": [
                    f"{escaped(step.name)}: {text}"
                    for step, text in zip(steps, texts, strict=True)
                ],
            }
        ],
        height=row_names.row_height * len(steps) + 8,
        margin=(4, right, 4, row_names.room),
        axes={
            "xaxis": hidden_axis(low - pad, high + pad),
            "yaxis": row_axis(len(steps)),
        },
        shapes=[
            rule((0, 0), (0, 1), yref="paper", colour=theme.LINE),
            *(
                rule((end, end), (place + 0.28, place + 0.72), colour=theme.INK_3)
                for place, end in enumerate(ends[:-1])
            ),
        ],
        labels=[
            *row_names.labels(),
            *(
                label(
                    text,
                    1,
                    place,
                    yref="y",
                    align="right",
                    shift=(right - EDGE, 0),
                    colour=theme.INK,
                )
                for place, (step, text) in enumerate(zip(steps, texts, strict=True))
            ),
        ],
    )


def _floating(
    steps: Sequence[Step],
) -> tuple[list[float], list[float], list[float]]:
    """Return where each bar begins, how long it is, and where it ends."""
    bases, lengths, ends = [], [], []
    level = 0.0
    for step in steps:
        amount = as_float(step.amount) or 0.0
        base = 0.0 if step.is_total else level
        level = base + amount
        bases.append(base)
        lengths.append(amount)
        ends.append(level)
    return bases, lengths, ends


def _step_colour(step: Step) -> str:
    if step.is_total:
        return theme.ACCENT
    return theme.SERIES[1] if step.amount >= 0 else theme.SERIES[3]
