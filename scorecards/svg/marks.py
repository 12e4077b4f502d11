"""Marks: bars, lines, areas and markers of traces."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from scorecards.svg.axes import Axis, smallest_step
from scorecards.svg.markup import Palette, dashes, element, paint, short

BAR_GAP: Final = 0.2

Point = tuple[float, float]


@dataclass(frozen=True)
class Bar:
    """One bar, in numbers of its axes: where it stands, how wide, from and to."""

    place: float
    width: float
    start: float
    end: float
    index: int


def is_horizontal(trace: Mapping[str, Any]) -> bool:
    """Tell whether the bars of a trace lie."""
    return bool(trace.get("orientation") == "h")


def arranged_bars(
    traces: Sequence[Mapping[str, Any]],
    layout: Mapping[str, Any],
    numbers: Sequence[tuple[Sequence[float | None], Sequence[float | None]]],
) -> list[list[Bar]]:
    """Group, stack or overlay the bars that share one pair of axes.

    Shape: one list of bars for each trace. `numbers` holds, for each trace, the
    places of its bars and their lengths; an unknown length draws no bar.
    """
    mode = layout.get("barmode", "group")
    step = smallest_step(p for places, _ in numbers for p in places if p is not None)
    slot = step * (1 - layout.get("bargap", BAR_GAP))
    grouped = mode == "group" and len(traces) > 1
    share = slot / len(traces) if grouped else slot
    tops: defaultdict[tuple[float, bool], float] = defaultdict(float)
    arranged = []
    for order, (trace, (places, lengths)) in enumerate(
        zip(traces, numbers, strict=True)
    ):
        shift = -slot / 2 + share * (order + 0.5) if grouped else 0.0
        bases = trace.get("base")
        bars = []
        for index, (place, length) in enumerate(zip(places, lengths, strict=True)):
            if place is None or length is None:
                continue
            start = _nth(bases, index, 0.0)
            if mode in {"stack", "relative"} and bases is None:
                start = tops[place, length < 0]
                tops[place, length < 0] += length
            width = _nth(trace.get("width"), index, share)
            bars.append(Bar(place + shift, width, start, start + length, index))
        arranged.append(bars)
    return arranged


def _nth(value: Any, index: int, default: Any = None) -> Any:
    chosen = value[index] if isinstance(value, list | tuple) else value
    return default if chosen is None else chosen


def bar_paths(
    trace: Mapping[str, Any],
    bars: Iterable[Bar],
    axes: tuple[Axis, Axis],
    palette: Palette,
) -> str:
    """Draw the bars of one trace, one path for each style."""
    marker = trace.get("marker", {})
    line = marker.get("line", {})
    flat = is_horizontal(trace)
    outlines: defaultdict[tuple[str, Any], list[str]] = defaultdict(list)
    for bar in bars:
        if bar.start != bar.end:
            style = (
                _nth(marker.get("color"), bar.index),
                _nth(marker.get("opacity"), bar.index, trace.get("opacity", 1)),
            )
            outlines[style].append(_rectangle(bar, axes, flat))
    width = line.get("width", 0)
    return "".join(
        element(
            "path",
            {
                "class": "bar",
                "d": "".join(parts),
                "fill": paint(colour, palette),
                "fill-opacity": None if opacity == 1 else f"{opacity:g}",
                "stroke": paint(line["color"], palette) if width else None,
                "stroke-width": width if width and width != 1 else None,
            },
        )
        for (colour, opacity), parts in outlines.items()
    )


def _rectangle(bar: Bar, axes: tuple[Axis, Axis], flat: bool) -> str:
    along, across = axes if flat else axes[::-1]
    start, end = along.px(bar.start), along.px(bar.end)
    one, other = (across.px(bar.place + side * bar.width / 2) for side in (-1, 1))
    x, width = (start, end - start) if flat else (one, other - one)
    y, height = (one, other - one) if flat else (start, end - start)
    return f"M{short(x)} {short(y)}h{short(width)}v{short(height)}h{short(-width)}z"


def runs(points: Iterable[Point | None]) -> Iterator[list[Point]]:
    """Split points at the gaps, where one is unknown."""
    for known, members in groupby(points, key=lambda point: point is not None):
        if known:
            yield [point for point in members if point is not None]


def scatter_paths(
    trace: Mapping[str, Any],
    points: Sequence[Point | None],
    below: Sequence[Point | None],
    palette: Palette,
) -> str:
    """Draw area, line and markers of one trace; `below` bounds its area."""
    mode = trace.get("mode", "lines")
    stepped = trace.get("line", {}).get("shape") == "hv"
    parts = []
    if trace.get("fill", "none") != "none":
        parts.append(_area(trace, points, below, stepped, palette))
    if "lines" in mode and trace.get("line", {}).get("width", 2):
        parts.append(_line(trace, points, stepped, palette))
    if "markers" in mode:
        parts.append(_markers(trace, points, palette))
    return "".join(parts)


def _track(run: Sequence[Point], stepped: bool) -> str:
    x, y = run[0]
    track = f"{short(x)} {short(y)}"
    for next_x, next_y in run[1:]:
        if stepped:
            track += f"H{short(next_x)}V{short(next_y)}"
        else:
            track += f"L{short(next_x)} {short(next_y)}"
    return track


def _line(
    trace: Mapping[str, Any],
    points: Sequence[Point | None],
    stepped: bool,
    palette: Palette,
) -> str:
    line = trace.get("line", {})
    width = line.get("width", 2)
    path = "".join(f"M{_track(run, stepped)}" for run in runs(points) if len(run) > 1)
    if not path:
        return ""
    return element(
        "path",
        {
            "class": "line",
            "d": path,
            "fill": "none",
            "stroke": paint(line["color"], palette),
            "stroke-width": None if width == 1 else width,
            "stroke-dasharray": dashes(line.get("dash"), width),
            "stroke-linejoin": "round",
        },
    )


def _area(
    trace: Mapping[str, Any],
    points: Sequence[Point | None],
    below: Sequence[Point | None],
    stepped: bool,
    palette: Palette,
) -> str:
    pairs = zip(points, below, strict=True)
    both = [None if None in pair else pair for pair in pairs]
    path = ""
    for known, members in groupby(both, key=lambda pair: pair is not None):
        if known:
            upper, lower = zip(*members, strict=True)
            path += f"M{_track(upper, stepped)}L{_track(lower[::-1], stepped)}z"
    return element(
        "path",
        {
            "class": "area",
            "d": path,
            "fill": paint(trace["fillcolor"], palette),
            "fill-opacity": f"{trace['opacity']:g}" if "opacity" in trace else None,
        },
    )


def _markers(
    trace: Mapping[str, Any], points: Sequence[Point | None], palette: Palette
) -> str:
    marker = trace.get("marker", {})
    line = marker.get("line", {})
    shapes: defaultdict[tuple[str, float], list[str]] = defaultdict(list)
    for index, point in enumerate(points):
        if point is not None:
            radius = _nth(marker.get("size"), index, 6) / 2
            symbol = _nth(marker.get("symbol"), index, "circle")
            colour = _nth(marker.get("color"), index)
            shapes[colour, radius].append(_symbol(symbol, *point, radius))
    width = line.get("width", 0)
    return "".join(
        element(
            "path",
            {
                "class": "dot",
                "d": "".join(parts),
                "fill": paint(colour, palette),
                "stroke": paint(line["color"], palette) if width else None,
                "stroke-width": width if width and width != 1 else None,
            },
        )
        for (colour, _), parts in shapes.items()
    )


def _symbol(symbol: str, x: float, y: float, radius: float) -> str:
    r, d = short(radius), short(2 * radius)
    if symbol == "circle":
        half = f"a{r} {r} 0 0 1"
        return f"M{short(x - radius)} {short(y)}{half} {d} 0{half} -{d} 0z"
    if symbol == "square":
        return f"M{short(x - radius)} {short(y - radius)}h{d}v{d}h-{d}z"
    if symbol == "diamond":
        wide = radius * 1.3
        w = short(wide)
        return f"M{short(x - wide)} {short(y)}l{w} -{w} {w} {w} -{w} {w}z"
    raise ValueError(f"the marker {symbol!r} is not supported")
