"""Parts of a whole: ratings by period, shares on time, completeness of data."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.utils.translation import gettext as _

from pmo_value import formatting
from pmo_value.formatting import Number
from scorecards import theme
from scorecards.figures.canvas import (
    LINE_HEIGHT,
    NARROWEST,
    Figure,
    band,
    empty_figure,
    escaped,
    hidden_axis,
    label,
    rule,
    sheet,
    shortened,
    spread,
    widest,
    wrapped,
)
from scorecards.figures.numbers import PERCENT, as_float
from scorecards.figures.rows import VALUE_GAP, names, row_axis
from scorecards.figures.tones import FILLS, Tone, marker, shape_colour

HEIGHT: Final = 216
TOP: Final = 18
BOTTOM: Final = 24
LEVEL_ROOM: Final = 128
SHAPE_ROOM: Final = 16
SHARE_BAR: Final = 18
# From the top of a row: the middle of its first line of text, and room below the bar.
SHARE_HEAD: Final = 11
SHARE_FOOT: Final = 7
KEY_HEIGHT: Final = 26
KEY_PITCH: Final = 18
FEW_PERIODS: Final = 6


@dataclass(frozen=True)
class Part:
    """A named part of a whole, with its tone: a rating, or "on time"."""

    name: str
    tone: Tone


@dataclass(frozen=True)
class RatingPeriod:
    """How many projects had each rating in a period, in the order of the scale."""

    label: str
    counts: Sequence[int]


@dataclass(frozen=True)
class ShareRow:
    """One whole and the sizes of its parts: projects, or their value.

    `text` says the first part in words: "24 of 28".
    """

    name: str
    sizes: Sequence[Number]
    text: str = ""


@dataclass(frozen=True)
class Completeness:
    """How many of the expected inputs of one kind are known."""

    name: str
    known: int
    expected: int


def rating_distribution_figure(
    scale: Sequence[Part], periods: Sequence[RatingPeriod]
) -> Figure:
    """Projects by rating and period, stacked in the order of the scale.

    Shape: the first rating of the scale stands at the top; every period counts
    each of them. Units: projects. Ratings are named beside the newest period.
    No project at all gives a figure that says so.
    """
    if not any(sum(period.counts) for period in periods):
        return empty_figure(_("No project has been rated in this time."))
    tallest = max(sum(period.counts) for period in periods)
    newest = periods[-1].counts
    texts = [
        shortened(f"{part.name} {formatting.number(count)}", LEVEL_ROOM)
        for part, count in zip(scale, newest, strict=True)
    ]
    right = round(widest(texts) + SHAPE_ROOM + 10, 1)
    plot_width = NARROWEST - right - 4
    plot_height = HEIGHT - TOP - BOTTOM
    places = list(range(len(periods)))
    data = [
        _rating_trace(part, [period.counts[index] for period in periods], periods)
        for index, part in reversed(list(enumerate(scale)))
    ]
    return sheet(
        data,
        height=HEIGHT,
        margin=(TOP, right, BOTTOM, 4),
        axes={
            "xaxis": {
                "type": "linear",
                "range": [-0.5, len(periods) - 0.5],
                "tickvals": places,
                "ticktext": [escaped(period.label) for period in periods],
                "tickfont": {"color": theme.INK_3},
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": hidden_axis(0, tallest),
        },
        shapes=[rule((0, 1), (0, 0), xref="paper", colour=theme.INK_3, layer="above")],
        labels=[
            *_level_labels(scale, newest, texts, plot_height / tallest, plot_height),
            *_totals(periods, places, plot_width),
            *_inside_counts(scale, periods, plot_height / tallest, plot_width),
        ],
        barmode="stack",
        bargap=0.3,
    )


def _rating_trace(
    part: Part, counts: Sequence[int], periods: Sequence[RatingPeriod]
) -> Figure:
    name = escaped(part.name)
    return {
        "type": "bar",
        "name": name,
        "ids": [escaped(period.label) for period in periods],
        "x": list(range(len(periods))),
        "y": list(counts),
        "marker": {
            **marker(part.tone),
            "line": {"color": theme.RAISED, "width": 1},
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{name}, {escaped(period.label)}: {formatting.number(count)}"
            for period, count in zip(periods, counts, strict=True)
        ],
    }


def _level_labels(
    scale: Sequence[Part],
    counts: Sequence[int],
    texts: Sequence[str],
    px_each: float,
    plot_height: float,
) -> list[Figure]:
    """Return shape and name of each rating beside its part of the newest bar."""
    middles: list[float] = []
    below = 0
    for count in reversed(counts):
        middles.insert(0, (below + count / 2) * px_each)
        below += count
    heights = spread(
        middles, LINE_HEIGHT + 2, LINE_HEIGHT / 2, plot_height - LINE_HEIGHT / 2
    )
    labels = []
    for part, text, height in zip(scale, texts, heights, strict=True):
        y = round(height / plot_height, 4)
        shape = FILLS[part.tone].shape
        labels.append(label(shape, 1, y, shift=(6, 0), colour=shape_colour(part.tone)))
        labels.append(label(text, 1, y, shift=(6 + SHAPE_ROOM, 0), colour=theme.INK))
    return [one for one in labels if one["text"]]


def _totals(
    periods: Sequence[RatingPeriod], places: Sequence[int], plot_width: float
) -> list[Figure]:
    texts = [formatting.number(sum(period.counts)) for period in periods]
    if widest(texts) + 4 > plot_width / len(periods):
        return []
    return [
        label(
            text,
            place,
            sum(period.counts),
            xref="x",
            yref="y",
            align="center",
            valign="bottom",
            shift=(0, 3),
            colour=theme.INK_3,
            size=11,
        )
        for period, place, text in zip(periods, places, texts, strict=True)
    ]


def _inside_counts(
    scale: Sequence[Part],
    periods: Sequence[RatingPeriod],
    px_each: float,
    plot_width: float,
) -> list[Figure]:
    """Return the counts that have room inside the bars, the newest beside excepted."""
    bar_width = plot_width / len(periods) * 0.7
    labels = []
    for place, period in enumerate(periods[:-1]):
        below = 0
        for part, count in reversed(list(zip(scale, period.counts, strict=True))):
            text = formatting.number(count)
            has_room = count * px_each >= LINE_HEIGHT
            if has_room and widest([text], 11) + 4 <= bar_width:
                labels.append(
                    label(
                        text,
                        place,
                        below + count / 2,
                        xref="x",
                        yref="y",
                        align="center",
                        colour=FILLS[part.tone].text,
                        size=11,
                    )
                )
            below += count
    return labels


def share_figure(parts: Sequence[Part], rows: Sequence[ShareRow]) -> Figure:
    """Wholes divided into the same parts: by number of projects, and by their value.

    Shape: each row has one size for each part. Units: every row in its own; drawn
    are shares. A row without any size is left out; none gives a figure that says so.
    """
    drawn = [
        (row, sizes)
        for row in rows
        if sum(sizes := [as_float(size) or 0.0 for size in row.sizes]) > 0
    ]
    if not drawn:
        return empty_figure(_("No project can be counted here yet."))
    shares = [[size / sum(sizes) for size in sizes] for _row, sizes in drawn]
    pitch = _Pitch([row for row, _sizes in drawn])
    data = [
        _share_trace(part, [row[index] for row in shares], pitch)
        for index, part in enumerate(parts)
    ]
    key = _key(parts)
    top = KEY_HEIGHT + KEY_PITCH * max(line for line, *_ in key)
    return sheet(
        data,
        height=top + pitch.height * len(drawn),
        margin=(top, 0, 0, 0),
        axes={"xaxis": hidden_axis(0, 1), "yaxis": row_axis(len(drawn))},
        labels=[
            *_key_labels(parts, key, top),
            *pitch.labels(),
            *_share_texts(parts, shares, pitch.bar),
        ],
        barmode="stack",
    )


@dataclass(frozen=True)
class _Pitch:
    """How text and bar share the height of a row, in px; all rows have the same."""

    rows: Sequence[ShareRow]

    @cached_property
    def lines(self) -> list[list[str]]:
        """The name of each row, beside the room of its text."""
        return [
            wrapped(row.name, NARROWEST - widest([row.text]) - 12, 2)
            for row in self.rows
        ]

    @cached_property
    def height(self) -> float:
        more = max(len(lines) for lines in self.lines) - 1
        return 2 * SHARE_HEAD + SHARE_BAR + SHARE_FOOT + 1 + more * LINE_HEIGHT

    @property
    def bar(self) -> float:
        """Where the middle of a bar lies, from the middle of its row."""
        middle = self.height - SHARE_FOOT - SHARE_BAR / 2
        return round(middle / self.height - 0.5, 4)

    def labels(self) -> list[Figure]:
        """Return name and text of each row, over its bar."""
        found = []
        for place, (row, lines) in enumerate(zip(self.rows, self.lines, strict=True)):
            # Of two lengths of names the shorter lies at its bar as well.
            lowest = place + self.bar - (SHARE_BAR / 2 + SHARE_HEAD) / self.height
            last = len(lines) - 1
            found += [
                label(
                    line,
                    0,
                    round(lowest, 4),
                    yref="y",
                    shift=(0, (last - index) * LINE_HEIGHT),
                    colour=theme.INK,
                )
                for index, line in enumerate(lines)
            ]
            found.append(label(row.text, 1, round(lowest, 4), yref="y", align="right"))
        return found


def _share_trace(part: Part, shares: Sequence[float], pitch: _Pitch) -> Figure:
    rows = pitch.rows
    name = escaped(part.name)
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "ids": [escaped(row.name) for row in rows],
        "x": [round(share, 6) for share in shares],
        "y": [place + pitch.bar for place in range(len(shares))],
        "width": SHARE_BAR / pitch.height,
        "marker": {
            **marker(part.tone),
            "line": {"color": theme.RAISED, "width": 1},
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{escaped(row.name)}, {name}: {PERCENT.text(share)}"
            for row, share in zip(rows, shares, strict=True)
        ],
    }


def _key(parts: Sequence[Part]) -> list[tuple[int, float, str]]:
    """Return line, place and text of each part in the key over the bars."""
    found = []
    line, x = 0, 0.0
    for part in parts:
        text = shortened(part.name, NARROWEST - SHAPE_ROOM - 4)
        width = SHAPE_ROOM + widest([text]) + 14
        if x and x + width > NARROWEST:
            line, x = line + 1, 0.0
        found.append((line, x, text))
        x += width
    return found


def _key_labels(
    parts: Sequence[Part], key: Sequence[tuple[int, float, str]], top: float
) -> list[Figure]:
    labels = []
    for part, (line, x, text) in zip(parts, key, strict=True):
        y = top - 10 - line * KEY_PITCH
        shape = FILLS[part.tone].shape
        colour = shape_colour(part.tone)
        labels.append(label(shape, 0, 1, shift=(x, y), colour=colour))
        labels.append(label(text, 0, 1, shift=(x + SHAPE_ROOM, y)))
    return labels


def _share_texts(
    parts: Sequence[Part], shares: Sequence[Sequence[float]], bar: float
) -> list[Figure]:
    """Return the percentages that have room inside their part of the bar."""
    labels = []
    for place, row in enumerate(shares):
        start = 0.0
        for part, share in zip(parts, row, strict=True):
            text = PERCENT.text(share)
            if widest([text], 11) + 8 <= share * NARROWEST:
                labels.append(
                    label(
                        text,
                        round(start + share / 2, 4),
                        place + bar,
                        xref="x",
                        yref="y",
                        align="center",
                        colour=FILLS[part.tone].text,
                        size=11,
                    )
                )
            start += share
    return labels


def completeness_figure(rows: Sequence[Completeness]) -> Figure:
    """How much of the data is there, input by input, each on a ground of all.

    Units: shares of the inputs expected. Where nothing is expected the row says so;
    no row at all gives a figure that says so.
    """
    if not rows:
        return empty_figure(_("No data is expected here."))
    row_names = names([row.name for row in rows])
    texts = [
        _("%(known)s of %(expected)s")
        % {
            "known": formatting.number(row.known),
            "expected": formatting.number(row.expected),
        }
        if row.expected
        else _("none expected")
        for row in rows
    ]
    right = round(widest(texts) + 2 * VALUE_GAP, 1)
    shares = [row.known / row.expected if row.expected else None for row in rows]
    return sheet(
        [
            {
                "type": "bar",
                "orientation": "h",
                "ids": [escaped(row.name) for row in rows],
                "x": shares,
                "y": list(range(len(rows))),
                "width": 0.34,
                "marker": {"color": theme.SERIES[1]},
                "hoverinfo": "text",
                "hovertext": [
                    f"{escaped(row.name)}: {text}"
                    for row, text in zip(rows, texts, strict=True)
                ],
            }
        ],
        height=row_names.row_height * len(rows),
        margin=(0, right, 0, row_names.room),
        axes={"xaxis": hidden_axis(0, 1), "yaxis": row_axis(len(rows))},
        shapes=[
            band((0, 1), (place - 0.17, place + 0.17), colour=theme.BANDS[1])
            for place, row in enumerate(rows)
            if row.expected
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
                    shift=(right, 0),
                    colour=theme.INK if row.expected else theme.INK_3,
                )
                for place, (row, text) in enumerate(zip(rows, texts, strict=True))
            ),
        ],
    )
