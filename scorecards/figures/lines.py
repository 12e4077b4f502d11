"""Lines over time with their names at their ends: the frame of several figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pmo_value.formatting import Number
from scorecards import theme
from scorecards.figures.canvas import (
    LINE_HEIGHT,
    NARROWEST,
    SMALL,
    Figure,
    band,
    escaped,
    fits,
    label,
    plain,
    rule,
    sheet,
    shortened,
    spread,
    widest,
    wrapped,
)
from scorecards.figures.numbers import Unit, as_float, axis_ticks

HEIGHT: Final = 208
TOP: Final = 10
BOTTOM: Final = 26
GAP: Final = 8
NAME_ROOM: Final = 116
NOTE_ROOM: Final = 14
HEAD_ROOM: Final = 14


@dataclass(frozen=True)
class Place:
    """A place in time: the last day of a period and its short name ("Sep 2026")."""

    on: date
    label: str


@dataclass(frozen=True)
class Note:
    """A remark on a day. The picture carries its number, counted from 1."""

    on: date
    text: str


@dataclass(frozen=True)
class Line:
    """One line: a value or None for each place.

    `marked` puts a dot at the newest value, `named` a text at the end of the line,
    and `ground` a colour under it, down to zero.
    """

    name: str
    values: Sequence[Number | None]
    colour: str = theme.ACCENT
    width: float = 2
    dash: str = "solid"
    marked: bool = False
    named: bool = True
    ground: str = ""


@dataclass(frozen=True)
class Level:
    """A horizontal mark across the picture, such as a target."""

    name: str
    value: Number
    colour: str = theme.INK_2
    dash: str = "dot"
    with_value: bool = True


@dataclass(frozen=True)
class Frame:
    """What stands around the lines."""

    places: Sequence[Place]
    unit: Unit
    levels: Sequence[Level] = ()
    bands: Sequence[tuple[Number | None, Number, str]] = ()
    notes: Sequence[Note] = ()
    shapes: Sequence[Figure] = ()
    spans_zero: bool = False
    extra: Sequence[Number] = ()


@dataclass(frozen=True)
class _End:
    """The text at the right edge that belongs to a height."""

    name: str
    value: float
    text: str
    colour: str

    def lines(self, room: float, most: int) -> list[str]:
        """Break the text into at most `most` lines; the value is never cut."""
        if most == 1 or fits([self.name, self.text], room):
            return [self._with_value(self.name, room)]
        first, *rest = wrapped(self.name, room, most)
        return [first, self._with_value(" ".join(rest), room)]

    def _with_value(self, name: str, room: float) -> str:
        value_room = theme.text_width(f" {self.text}") if self.text else 0
        return f"{shortened(name, room - value_room)} {self.text}".strip()


def has_values(lines: Iterable[Line]) -> bool:
    """Tell whether any line has a known value."""
    return any(as_float(value) is not None for line in lines for value in line.values)


def line_figure(frame: Frame, lines: Sequence[Line]) -> Figure:
    """Draw lines over the places of a frame, each named where it ends.

    Shape: every line has one value for each place; at least one value is known.
    A line stops, or has a gap, where a value is unknown.
    """
    ends = _ends(frame, lines)
    room = min(NAME_ROOM, widest(f"{end.name} {end.text}" for end in ends))
    ticks = axis_ticks(*_extremes(frame, lines))
    tick_texts = frame.unit.tick_texts(ticks)
    left = max(widest(tick_texts) + GAP, widest([frame.places[0].label]) / 2 + 2)
    right = max(room + GAP + 2, widest([frame.places[-1].label]) / 2 + 2, 12)
    plot_width = NARROWEST - left - right
    rows = _note_rows(frame, plot_width)
    note_room = NOTE_ROOM * (max(rows) + 1) if rows else 0
    head = frame.unit.head
    top = TOP + note_room + (HEAD_ROOM if head else 0)
    plot_height = HEIGHT - TOP - BOTTOM

    def px(value: float) -> float:
        return (value - ticks[0]) / (ticks[-1] - ticks[0]) * plot_height

    texts = _end_texts(ends, plot_height)
    pitch = LINE_HEIGHT * max((len(lines) for lines in texts), default=1)
    heights = spread(
        [px(end.value) for end in ends], pitch, pitch / 2, plot_height - pitch / 2
    )
    labels = [
        label(
            line,
            1,
            round(height / plot_height, 4),
            shift=(GAP, (len(lines) - 1) * LINE_HEIGHT / 2 - row * LINE_HEIGHT),
            colour=end.colour,
        )
        for end, lines, height in zip(ends, texts, heights, strict=True)
        for row, line in enumerate(lines)
    ]
    return sheet(
        [trace for line in lines for trace in _traces(frame, line)],
        height=HEIGHT - TOP + top,
        margin=(top, round(right, 1), BOTTOM, round(left, 1)),
        axes={
            "xaxis": _time_axis(frame),
            "yaxis": {
                "range": [ticks[0], ticks[-1]],
                "tickvals": ticks,
                "ticktext": tick_texts,
                "tickfont": {"color": theme.INK_3},
                "gridcolor": theme.LINE,
                "zeroline": ticks[0] <= 0 <= ticks[-1],
                "zerolinecolor": theme.INK_3,
                "fixedrange": True,
            },
        },
        shapes=[*_grounds(frame, ticks[0]), *frame.shapes, *_leaders(frame, lines)],
        labels=[*labels, *_note_numbers(frame, rows), *_head(head, left, note_room)],
    )


def _end_texts(ends: Sequence[_End], height: float) -> list[list[str]]:
    """Break the names of lines in two where they are long and there is the height."""
    most = 2 if len(ends) * 2 * LINE_HEIGHT <= height else 1
    return [end.lines(NAME_ROOM, most) for end in ends]


def _head(unit: str, left: float, above: float) -> list[Figure]:
    """Name the unit over the axis and the notes, where numbers do not carry it."""
    if not unit:
        return []
    shift = (-left, GAP + above)
    return [label(unit, 0, 1, valign="bottom", shift=shift, colour=theme.INK_3)]


def _known(line: Line) -> list[tuple[int, float]]:
    numbers = ((index, as_float(value)) for index, value in enumerate(line.values))
    return [(index, number) for index, number in numbers if number is not None]


def _ends(frame: Frame, lines: Sequence[Line]) -> list[_End]:
    ends = []
    for line in lines:
        known = _known(line)
        if known and line.named:
            value = known[-1][1]
            strong = line.colour == theme.ACCENT
            ends.append(
                _End(
                    plain(line.name),
                    value,
                    frame.unit.short(value),
                    theme.ACCENT if strong else theme.INK_2,
                )
            )
    for level in frame.levels:
        text = frame.unit.short(level.value) if level.with_value else ""
        ends.append(_End(plain(level.name), float(level.value), text, theme.INK_3))
    return ends


def _extremes(frame: Frame, lines: Sequence[Line]) -> tuple[float, float]:
    numbers = [number for line in lines for _, number in _known(line)]
    numbers += [float(level.value) for level in frame.levels]
    numbers += [float(value) for value in frame.extra]
    if frame.spans_zero:
        numbers.append(0.0)
    return min(numbers), max(numbers)


def _traces(frame: Frame, line: Line) -> list[Figure]:
    known = _known(line)
    if not known:
        return []
    values = [as_float(value) for value in line.values]
    name = escaped(line.name)
    trace: Figure = {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [place.on.isoformat() for place in frame.places],
        "y": values,
        "line": {"color": line.colour, "width": line.width, "dash": line.dash},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [
            ""
            if value is None
            else f"{name}, {escaped(place.label)}: {frame.unit.text(value)}"
            for place, value in zip(frame.places, values, strict=True)
        ],
    }
    if line.ground:
        trace |= {"fill": "tozeroy", "fillcolor": line.ground}
    shown = [known[-1][0]] if line.marked else []
    shown = sorted({*shown, *_lonely(values)})
    if not shown:
        return [trace]
    dots: Figure = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [frame.places[index].on.isoformat() for index in shown],
        "y": [values[index] for index in shown],
        "marker": {"color": line.colour, "size": 6},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return [trace, dots]


def _lonely(values: Sequence[float | None]) -> list[int]:
    """Return where a value stands between gaps: a line cannot show it."""
    padded = [None, *values, None]
    return [
        index
        for index, value in enumerate(values)
        if value is not None and padded[index] is None and padded[index + 2] is None
    ]


def _time_range(frame: Frame) -> tuple[date, date]:
    days = [place.on for place in frame.places]
    first, last = min(days), max(days)
    if first == last:
        return first - timedelta(days=15), last + timedelta(days=15)
    return first, last


def _time_axis(frame: Frame) -> Figure:
    first, last = _time_range(frame)
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "tickvals": [place.on.isoformat() for place in frame.places],
        "ticktext": [escaped(place.label) for place in frame.places],
        "tickfont": {"color": theme.INK_3},
        "ticklabelstandoff": 4,
        "showgrid": False,
        "zeroline": False,
    }


def _grounds(frame: Frame, floor: float) -> list[Figure]:
    across = (0, 1)
    bands = [
        band(
            across,
            (floor if low is None else float(low), float(high)),
            colour=colour,
            xref="paper",
        )
        for low, high, colour in frame.bands
    ]
    levels = [
        {
            **rule(
                across,
                (float(level.value), float(level.value)),
                xref="paper",
                colour=level.colour,
                width=1,
                dash=level.dash,
            ),
            "name": escaped(level.name),
        }
        for level in frame.levels
    ]
    notes = [
        rule(
            (note.on.isoformat(), note.on.isoformat()),
            (0, 1),
            yref="paper",
        )
        for _number, note in _drawn_notes(frame)
    ]
    return [*bands, *levels, *notes]


def _leaders(frame: Frame, lines: Sequence[Line]) -> list[Figure]:
    """Hairlines from where a line stops early to the height of its name."""
    last_day = frame.places[-1].on.isoformat()
    leaders = []
    for line in lines:
        known = _known(line)
        if known and line.named and known[-1][0] < len(frame.places) - 1:
            index, value = known[-1]
            start = frame.places[index].on.isoformat()
            leaders.append(
                rule(
                    (start, last_day),
                    (value, value),
                    colour=theme.BANDS[3],
                    layer="above",
                )
            )
    return leaders


def _drawn_notes(frame: Frame) -> list[tuple[int, Note]]:
    """Return the notes within the picture, numbered as given, in order of time."""
    first, last = _time_range(frame)
    drawn = [
        (number, note)
        for number, note in enumerate(frame.notes, start=1)
        if first <= note.on <= last
    ]
    return sorted(drawn, key=lambda pair: pair[1].on)


def _note_rows(frame: Frame, plot_width: float) -> list[int]:
    """Return the row of each note's number: a new one where two would touch."""
    first, last = _time_range(frame)
    px = plot_width / (last - first).days
    free: list[float] = []
    rows = []
    for _number, note in _drawn_notes(frame):
        place = (note.on - first).days * px
        row = next((i for i, end in enumerate(free) if end <= place), len(free))
        free[row : row + 1] = [place + NOTE_ROOM + 4]
        rows.append(row)
    return rows


def _note_numbers(frame: Frame, rows: Sequence[int]) -> list[Figure]:
    return [
        {
            **label(
                str(number),
                note.on.isoformat(),
                1,
                xref="x",
                align="center",
                valign="bottom",
                shift=(0, 5 + NOTE_ROOM * row),
                colour=theme.INK_2,
                size=SMALL,
            ),
            "hovertext": escaped(note.text),
        }
        for (number, note), row in zip(_drawn_notes(frame), rows, strict=True)
    ]
