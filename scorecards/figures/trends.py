"""How values moved: sparklines, trends, indices, small multiples."""

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
    hidden_axis,
    label,
    rule,
    sheet,
    shortened,
    widest,
    wrapped,
)
from scorecards.figures.lines import (
    Frame,
    Level,
    Line,
    Note,
    Place,
    has_values,
    line_figure,
)
from scorecards.figures.numbers import INDEX, Unit, as_float
from scorecards.figures.rows import MOST_LINES, ROW_HEIGHTS

SPARK_HEIGHT: Final = 28
DASHES: Final = ("solid", "solid", "dash", "dot", "dashdot")
ROW_HEIGHT: Final = 34


@dataclass(frozen=True)
class Series:
    """A named row of values, one for each place; unknown is None."""

    name: str
    values: Sequence[Number | None]


@dataclass(frozen=True)
class Multiple:
    """One small picture among its like: a sub-portfolio and its values."""

    name: str
    values: Sequence[Number | None]


def _styled(series: Sequence[Series]) -> list[Line]:
    if len(series) > len(theme.SERIES):
        raise ValueError(f"one picture holds at most {len(theme.SERIES)} series")
    return [
        Line(
            name=one.name,
            values=one.values,
            colour=theme.SERIES[index],
            width=1.5 if index else 2.25,
            dash=DASHES[index],
            marked=not index,
        )
        for index, one in enumerate(series)
    ]


def trend_figure(
    series: Sequence[Series],
    places: Sequence[Place],
    *,
    unit: Unit,
    target: Number | None = None,
    limits: tuple[Number, Number] | None = None,
    notes: Sequence[Note] = (),
) -> Figure:
    """Values by period against their target, the first series standing out.

    Shape: up to five series, each with one value for each place, in order of time;
    a gap stays a gap. `limits` are drawn as the band in which the values usually
    lie; `notes` as numbers at their dates. No value at all gives a figure that says
    so. Units: those of `unit`.
    """
    lines = _styled(series)
    if not has_values(lines):
        return empty_figure(_("No value has been recorded in this time."))
    frame = Frame(
        places=places,
        unit=unit,
        levels=[] if target is None else [Level(_("target"), target)],
        bands=[] if limits is None else [(*limits, theme.BANDS[0])],
        notes=notes,
        extra=limits or (),
    )
    return line_figure(frame, lines)


def index_figure(
    series: Sequence[Series],
    places: Sequence[Place],
    *,
    good_from: Number,
    attention_from: Number,
) -> Figure:
    """Performance indices (CPI, SPI, SPI(t)) around 1, where plan is met.

    The grounds below the two thresholds are darker, the worse the darker. Units:
    ratios. No value at all gives a figure that says so.
    """
    lines = _styled(series)
    if not has_values(lines):
        return empty_figure(_("No index can be computed from the data so far."))
    frame = Frame(
        places=places,
        unit=INDEX,
        levels=[Level(_("on plan"), 1, theme.INK_2, "solid", with_value=False)],
        bands=[
            (attention_from, good_from, theme.BANDS[0]),
            (None, attention_from, theme.BANDS[1]),
        ],
        extra=(attention_from,),
    )
    return line_figure(frame, lines)


def sparkline_figure(
    values: Sequence[Number | None], *, target: Number | None = None
) -> Figure:
    """The course of a value in the height of a line of text, its last one marked.

    Shape: values in order of time; a gap stays a gap. No value gives a figure that
    says so.
    """
    numbers = [as_float(value) for value in values]
    known = [number for number in numbers if number is not None]
    if not known:
        return empty_figure(_("no data yet"), height=SPARK_HEIGHT)
    goal = as_float(target)
    low, high = _padded([*known, *([] if goal is None else [goal])])
    return sheet(
        _spark_traces(numbers, "x", "y"),
        height=SPARK_HEIGHT,
        margin=(3, 4, 3, 4),
        axes={
            "xaxis": hidden_axis(0, max(1, len(numbers) - 1)),
            "yaxis": hidden_axis(low, high),
        },
        shapes=[]
        if goal is None
        else [rule((0, 1), (goal, goal), xref="paper", colour=theme.INK_3, dash="dot")],
    )


def _padded(numbers: Sequence[float]) -> tuple[float, float]:
    low, high = min(numbers), max(numbers)
    pad = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return low - pad, high + pad


def _spark_traces(
    numbers: Sequence[float | None], x_axis: str, y_axis: str
) -> list[Figure]:
    known = [index for index, number in enumerate(numbers) if number is not None]
    shared = {
        "type": "scatter",
        "xaxis": x_axis,
        "yaxis": y_axis,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    last = known[-1]
    return [
        {
            **shared,
            "mode": "lines",
            "x": list(range(len(numbers))),
            "y": list(numbers),
            "line": {"color": theme.SERIES[1], "width": 1.5},
        },
        {
            **shared,
            "mode": "markers",
            "x": [last],
            "y": [numbers[last]],
            "marker": {"color": theme.ACCENT, "size": 5},
        },
    ]


def small_multiples_figure(multiples: Sequence[Multiple], *, unit: Unit) -> Figure:
    """One sparkline a row for each sub-portfolio, all on one scale.

    Shape: each row has one value for each period, the same for all. The newest
    known value stands at the end of its row. Units: those of `unit`.
    """
    rows = [[as_float(value) for value in one.values] for one in multiples]
    known = [number for row in rows for number in row if number is not None]
    if not known:
        return empty_figure(_("No sub-portfolio has a value in this time."))
    low, high = _padded(known)
    newest = [[n for n in row if n is not None][-1:] for row in rows]
    texts = [unit.text(last[0]) if last else _("no data yet") for last in newest]
    right = widest(texts) + 12
    left = min(NARROWEST * 0.46, max(widest([one.name]) for one in multiples) + 12)
    names = [wrapped(one.name, left - 12, MOST_LINES) for one in multiples]
    row_height = max(ROW_HEIGHT, *(ROW_HEIGHTS[len(lines)] for lines in names))
    axes: dict[str, Figure] = {}
    data: list[Figure] = []
    labels: list[Figure] = []
    for index, (numbers, text) in enumerate(zip(rows, texts, strict=True)):
        number = "" if index == 0 else str(index + 1)
        bottom = 1 - (index + 1) / len(multiples)
        domain = [
            round(bottom + 0.12 / len(multiples), 4),
            round(bottom + 0.88 / len(multiples), 4),
        ]
        middle = round(bottom + 0.5 / len(multiples), 4)
        axes[f"xaxis{number}"] = hidden_axis(
            0, max(1, len(numbers) - 1), anchor=f"y{number}"
        )
        axes[f"yaxis{number}"] = hidden_axis(
            low, high, domain=domain, anchor=f"x{number}"
        )
        if newest[index]:
            data += _spark_traces(numbers, f"x{number}", f"y{number}")
        lines = names[index]
        labels += [
            label(line, 0, middle, shift=(-left, 7 * (len(lines) - 1) - 14 * row))
            for row, line in enumerate(lines)
        ]
        labels.append(
            label(
                shortened(text, right - 12),
                1,
                middle,
                align="right",
                shift=(right, 0),
                colour=theme.INK if newest[index] else theme.INK_3,
            )
        )
    return sheet(
        data,
        height=row_height * len(multiples),
        margin=(0, round(right, 1), 0, round(left, 1)),
        axes=axes,
        labels=labels,
    )
