"""From a figure to one SVG document."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from scorecards import theme
from scorecards.svg.axes import Axis, kind_of, laid_out, number_of
from scorecards.svg.marks import (
    Bar,
    Point,
    arranged_bars,
    bar_paths,
    is_horizontal,
    scatter_paths,
)
from scorecards.svg.markup import (
    Palette,
    attributes,
    dashes,
    element,
    literal,
    paint,
    short,
)
from scorecards.svg.text import (
    ANCHORS,
    BASELINES,
    Lettering,
    annotation_line,
    tick_lines,
    written,
)

Letter = Literal["x", "y"]
Trace = Mapping[str, Any]

# The room in a panel where three stand in a row of the widest page.
DEFAULT_WIDTH: Final = 388
# A phone of 320 px less its padding: what a picture for phones is drawn at.
NARROW_WIDTH: Final = 288
DEFAULT_HEIGHT: Final = 240
DEFAULT_MARGIN: Final = {"l": 80, "r": 80, "t": 100, "b": 80}


@dataclass(frozen=True)
class Drawing:
    """A figure laid out at a width, in px."""

    figure: Mapping[str, Any]
    width: float
    palette: Palette = "tokens"
    face: str = theme.FONT_FAMILY

    @cached_property
    def layout(self) -> Mapping[str, Any]:
        layout: Mapping[str, Any] = self.figure.get("layout", {})
        return layout

    @cached_property
    def traces(self) -> list[Trace]:
        traces = [
            trace
            for trace in self.figure.get("data", [])
            if trace.get("visible", True) is True
        ]
        for trace in traces:
            if trace.get("type", "scatter") not in {"bar", "scatter"}:
                raise ValueError(f"traces of type {trace['type']!r} are not supported")
        return traces

    @property
    def height(self) -> float:
        return float(self.layout.get("height", DEFAULT_HEIGHT))

    @cached_property
    def margin(self) -> dict[str, float]:
        return {**DEFAULT_MARGIN, **self.layout.get("margin", {})}

    @cached_property
    def font(self) -> dict[str, Any]:
        own = {"size": theme.TEXT_SIZE, "color": theme.INK_2}
        return {**own, **self.layout.get("font", {})}

    @property
    def ends(self) -> dict[Letter, tuple[float, float]]:
        """Where the plot begins and ends: from the left, and from the bottom."""
        margin = self.margin
        return {
            "x": (margin["l"], self.width - margin["r"]),
            "y": (self.height - margin["b"], margin["t"]),
        }

    # Axes

    def _options(self, name: str) -> Mapping[str, Any]:
        options: Mapping[str, Any] = self.layout.get(f"{name[0]}axis{name[1:]}", {})
        return options

    def _values(self, name: str) -> list[object]:
        letter = name[0]
        return [
            value
            for trace in self.traces
            if trace.get(f"{letter}axis", letter) == name
            for value in trace.get(letter) or ()
        ]

    @cached_property
    def names(self) -> list[str]:
        """The axes in use, such as x, y, x2."""
        drawn = [
            trace.get(f"{letter}axis", letter)
            for trace in self.traces
            for letter in ("x", "y")
        ]
        stated = [key.replace("axis", "") for key in self.layout if "axis" in key]
        return list(dict.fromkeys([*drawn, *stated, "x", "y"]))

    @cached_property
    def axes(self) -> dict[str, Axis]:
        extremes = self._extremes()
        return {name: self._axis(name, extremes[name]) for name in self.names}

    def _axis(self, name: str, extremes: Sequence[float]) -> Axis:
        letter: Letter = "x" if name[0] == "x" else "y"
        values = self._values(name)
        frame = self.width if letter == "x" else self.height
        options, ends = self._options(name), self.ends[letter]
        return laid_out(letter, options, values, extremes, ends, frame)

    def _extremes(self) -> defaultdict[str, list[float]]:
        """How far bars reach on the axis they are measured on."""
        extremes: defaultdict[str, list[float]] = defaultdict(list)
        for trace, bars in self.bars:
            length = "x" if is_horizontal(trace) else "y"
            name = trace.get(f"{length}axis", length)
            extremes[name] += [end for bar in bars for end in (bar.start, bar.end)]
        return extremes

    def _numbers(self, trace: Trace, letter: Letter) -> list[float | None]:
        name = trace.get(f"{letter}axis", letter)
        values = self._values(name)
        options = self._options(name)
        kind = kind_of(options, values)
        categories = tuple(
            dict.fromkeys([*options.get("categoryarray", ()), *map(str, values)])
        )
        return [number_of(value, kind, categories) for value in trace[letter]]

    # Marks

    @cached_property
    def bars(self) -> list[tuple[Trace, list[Bar]]]:
        panes: defaultdict[tuple[str, str], list[Trace]] = defaultdict(list)
        for trace in self.traces:
            if trace.get("type") == "bar":
                panes[trace.get("xaxis", "x"), trace.get("yaxis", "y")].append(trace)
        found = []
        for traces in panes.values():
            numbers = []
            for trace in traces:
                x, y = self._numbers(trace, "x"), self._numbers(trace, "y")
                numbers.append((y, x) if is_horizontal(trace) else (x, y))
            arranged = arranged_bars(traces, self.layout, numbers)
            found += list(zip(traces, arranged, strict=True))
        return found

    def pane(self, trace: Trace) -> tuple[Axis, Axis]:
        """The two axes of a trace."""
        return self.axes[trace.get("xaxis", "x")], self.axes[trace.get("yaxis", "y")]

    def _points(self, trace: Trace) -> list[Point | None]:
        x_axis, y_axis = self.pane(trace)
        pairs = (
            (x_axis.place(x), y_axis.place(y))
            for x, y in zip(trace["x"], trace["y"], strict=True)
        )
        return [None if x is None or y is None else (x, y) for x, y in pairs]

    def marks(self) -> Iterator[str]:
        """Draw every trace, in the order of the figure, bars first as Plotly does."""
        for trace, bars in self.bars:
            yield bar_paths(trace, bars, self.pane(trace), self.palette)
        lines = [t for t in self.traces if t.get("type", "scatter") == "scatter"]
        before: list[Point | None] = []
        for trace in lines:
            points = self._points(trace)
            below = before
            if trace.get("fill") == "tozeroy":
                zero = self.pane(trace)[1].px(0)
                below = [point and (point[0], zero) for point in points]
            yield scatter_paths(trace, points, below, self.palette)
            before = points

    # Ground

    def grid(self) -> Iterator[str]:
        """Draw grid and zero lines."""
        for name, axis in self.axes.items():
            options = axis.options
            if not options.get("visible", True):
                continue
            if options.get("showgrid", True):
                places = [tick.place for tick in axis.ticks]
                yield self._rules(name, places, options.get("gridcolor", theme.LINE))
            if options.get("zeroline") and axis.kind == "linear":
                colour = options.get("zerolinecolor", theme.INK_3)
                yield self._rules(name, [axis.px(0)], colour)

    def _across(self, name: str) -> Axis:
        """The axis that the rules of an axis run along."""
        letter, other = name[0], "y" if name[0] == "x" else "x"
        partners = [
            trace.get(f"{other}axis", other)
            for trace in self.traces
            if trace.get(f"{letter}axis", letter) == name
        ]
        anchor = self._options(name).get("anchor")
        return self.axes[anchor or next(iter(partners), other)]

    def _rules(self, name: str, places: Sequence[float], colour: str) -> str:
        across = self._across(name)
        start, end = sorted((across.start, across.end))
        at = [round(place - 0.5) + 0.5 for place in places]
        if name[0] == "x":
            path = "".join(f"M{short(x)} {short(start)}V{short(end)}" for x in at)
        else:
            path = "".join(f"M{short(start)} {short(y)}H{short(end)}" for y in at)
        stroke = paint(colour, self.palette)
        return element("path", {"class": "rule", "d": path, "stroke": stroke})

    def shapes(self, layer: str) -> Iterator[str]:
        """Draw the shapes below the grid, between it and the marks, or above all."""
        for shape in self.layout.get("shapes", []):
            if shape.get("layer", "above") == layer:
                yield self._shape(shape)

    def _shape(self, shape: Mapping[str, Any]) -> str:
        if shape["type"] not in {"line", "rect"}:
            raise ValueError(f"shapes of type {shape['type']!r} are not supported")
        x0, x1 = (self._reference("x", shape, key) for key in ("x0", "x1"))
        y0, y1 = (self._reference("y", shape, key) for key in ("y0", "y1"))
        line = shape.get("line", {})
        width = line.get("width", 2)
        stroke = {
            "stroke": paint(line["color"], self.palette) if width else None,
            "stroke-width": width if width and width != 1 else None,
            "stroke-dasharray": dashes(line.get("dash"), width) if width else None,
        }
        if shape["type"] == "line":
            path = f"M{short(x0)} {short(y0)}L{short(x1)} {short(y1)}"
            return element("path", {"class": "shape", "d": path, **stroke})
        fill = paint(shape["fillcolor"], self.palette)
        path = (
            f"M{short(min(x0, x1))} {short(min(y0, y1))}h{short(abs(x1 - x0))}"
            f"v{short(abs(y1 - y0))}h{short(-abs(x1 - x0))}z"
        )
        return element("path", {"class": "shape", "d": path, "fill": fill, **stroke})

    def _reference(self, letter: Letter, item: Mapping[str, Any], key: str) -> float:
        """Return the px of a position that names the axis it is measured on."""
        reference = item.get(f"{letter}ref", letter)
        if reference == "paper":
            start, end = self.ends[letter]
            return start + float(item[key]) * (end - start)
        name, _, domain = reference.partition(" ")
        axis = self.axes[name]
        if domain:
            return axis.fraction(float(item[key]))
        place = axis.place(item[key])
        if place is None:
            raise ValueError(f"{key} of a shape or annotation is unknown")
        return place

    # Text

    def lines_of_text(self) -> list[Lettering]:
        """Return every line of text, ticks first."""
        return [*self._tick_texts(), *self._trace_texts(), *self._annotations()]

    def _tick_texts(self) -> Iterator[Lettering]:
        for name, axis in self.axes.items():
            options = axis.options
            if options.get("visible", True) and options.get("showticklabels", True):
                across = self._across(name)
                far = options.get("side") in {"top", "right"}
                edge = across.end if far else across.start
                yield from tick_lines(axis, edge, self.font)

    def _trace_texts(self) -> Iterator[Lettering]:
        for trace in self.traces:
            if trace.get("type") == "bar" or "text" not in trace.get("mode", ""):
                continue
            font = {**self.font, **trace.get("textfont", {})}
            size = float(font["size"])
            vertical, _, side = trace.get("textposition", "middle center").partition(
                " "
            )
            # Plotly names the side on which the text lies; SVG, the end it hangs by.
            x_anchor = {"left": "right", "right": "left"}.get(side, "center")
            y_anchor = {"top": "bottom", "bottom": "top"}.get(vertical, "middle")
            for point, text in zip(self._points(trace), trace["text"], strict=True):
                if point is not None and text:
                    yield Lettering(
                        x=point[0],
                        y=point[1] + BASELINES[y_anchor] * size,
                        text=text,
                        colour=font["color"],
                        anchor=ANCHORS[x_anchor],
                        size=size,
                    )

    def _annotations(self) -> Iterator[Lettering]:
        for options in self.layout.get("annotations", []):
            x = self._reference("x", options, "x")
            y = self._reference("y", options, "y")
            yield annotation_line(options, x, y, self.font)

    # Document

    def document(self, title: str, description: str) -> str:
        """Write the whole picture."""
        opening = attributes(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "picture",
                "role": "img",
                "viewBox": f"0 0 {short(self.width)} {short(self.height)}",
                "width": self.width,
                "height": self.height,
                "font-family": None if self.palette == "tokens" else self.face,
                "font-size": theme.TEXT_SIZE,
            }
        )
        parts = [
            f"<svg{opening}><title>{literal(title)}</title>",
            f"<desc>{literal(description)}</desc>",
            *self.shapes("below"),
            *self.grid(),
            *self.shapes("between"),
            *self.marks(),
            *self.shapes("above"),
            written(self.lines_of_text(), self.palette),
            "</svg>",
        ]
        return "".join(parts)


def render(
    figure: Mapping[str, Any],
    *,
    title: str,
    description: str,
    width: float = DEFAULT_WIDTH,
    palette: Palette = "tokens",
    face: str = theme.FONT_FAMILY,
) -> str:
    """Draw a figure as static SVG; the same figure gives the same bytes.

    The result may stand in a page as it is: every text in it, `title` and
    `description` too, is escaped. With the palette "tokens" the colours are those of
    the page around it; "light" and "dark" write them out, and the `face` of the type
    with them, for media without styles.

    Raises ValueError for a trace, shape or colour that this renderer cannot draw.
    """
    return Drawing(figure, width, palette, face).document(title, description)
