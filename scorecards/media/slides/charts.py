"""From a stored figure to a chart that a presentation can edit, as plain values.

A figure is read by its traces: their names, their values, the names of their rows and
their colours. Kinds that a native chart cannot hold give None.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from babel.numbers import get_currency_symbol
from django.utils.translation import gettext as _

from pmo_value import formatting
from scorecards import theme

Trace = Mapping[str, Any]
Value = float | None

MILLION: Final = 1_000_000
HUNDRED: Final = 100
TEN: Final = 10
SMALL_SHARE: Final = 0.1
# As `pmo_value.formatting` writes them.
PERCENT: Final = f'0"{formatting.NARROW_SPACE}"%'
TENTHS: Final = f'0.0"{formatting.NARROW_SPACE}"%'


class Kind(StrEnum):
    """What a chart looks like; bars lie, columns stand."""

    LINES = "lines"
    BARS = "bars"
    STACKED_BARS = "stacked bars"
    WHOLE_BARS = "bars of 100 %"
    STACKED_COLUMNS = "stacked columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A named row of values, one for each category; unknown is None.

    `number_format` writes its labels where it is not that of the chart. A hidden
    series only carries another.
    """

    name: str
    values: tuple[Value, ...]
    colour: str
    points: tuple[str, ...] = ()
    dash: str = "solid"
    width: float = 2
    number_format: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A native chart: its kind, its categories and its series.

    `number_format` is as spreadsheets have it. `low` and `high` are the ends of the
    axis of values, where it has been laid out.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str
    low: float | None = None
    high: float | None = None


def chart_of(figure: Mapping[str, Any], currency: str) -> Chart | None:
    """Return a figure as a native chart, or None where none can hold it."""
    traces: list[Trace] = figure["data"]
    layout = figure["layout"]
    if not traces:
        return None
    has_one_pane = all(
        trace.get("xaxis", "x") == "x" and trace.get("yaxis", "y") == "y"
        for trace in traces
    )
    if all(trace["type"] == "scatter" for trace in traces):
        is_course = has_one_pane and layout["xaxis"].get("type") == "date"
        return _lines(traces, layout, currency) if is_course else None
    if any(trace["type"] != "bar" or "ids" not in trace for trace in traces):
        return None
    if not has_one_pane:
        return _bullets(traces, layout, currency)
    if "base" in traces[0]:
        return _waterfall(traces[0], currency)
    if traces[0].get("orientation") != "h":
        return _columns(traces, currency)
    if layout.get("barmode") == "stack":
        return _wholes(traces, currency)
    return _bars(traces[0], layout, currency)


def text(drawn: str) -> str:
    """A text of a figure as it is read; figures keep it escaped for Plotly."""
    return html.unescape(drawn)


def _texts(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(text, items))


def _numbers(values: Iterable[Any]) -> tuple[Value, ...]:
    return tuple(None if value is None else float(value) for value in values)


def _lines(traces: Sequence[Trace], layout: Mapping[str, Any], currency: str) -> Chart:
    axis, values = layout["xaxis"], layout["yaxis"]
    days = list(axis["tickvals"])
    series = [
        _line(trace, days)
        for trace in traces
        if trace["mode"] == "lines" and len(trace["x"]) == len(days)
    ]
    levels = [
        Series(
            name=text(shape["name"]),
            values=(float(shape["y0"]),) * len(days),
            colour=shape["line"]["color"],
            dash=shape["line"]["dash"],
            width=1,
        )
        for shape in layout["shapes"]
        if shape.get("name")
    ]
    low, high = values["range"]
    known = [n for one in series for n in one.values if n is not None]
    return Chart(
        kind=Kind.LINES,
        categories=_texts(axis["ticktext"]),
        series=(*series, *levels),
        number_format=number_format(values["ticktext"], known, currency),
        low=float(low),
        high=float(high),
    )


def _line(trace: Trace, days: Sequence[str]) -> Series:
    by_day = dict(zip(trace["x"], trace["y"], strict=True))
    line = trace["line"]
    return Series(
        name=text(trace["name"]),
        values=_numbers(by_day.get(day) for day in days),
        colour=line["color"],
        dash=line["dash"],
        width=line["width"],
    )


def _wholes(traces: Sequence[Trace], currency: str) -> Chart:
    return Chart(
        kind=Kind.WHOLE_BARS,
        categories=_texts(traces[0]["ids"]),
        series=tuple(map(_part, traces)),
        number_format=PERCENT,
        low=0,
        high=1,
    )


def _columns(traces: Sequence[Trace], currency: str) -> Chart:
    return Chart(
        kind=Kind.STACKED_COLUMNS,
        categories=_texts(traces[0]["ids"]),
        series=tuple(
            replace(_part(trace), values=_numbers(trace["y"])) for trace in traces
        ),
        number_format="#,##0;;",
    )


def _part(trace: Trace) -> Series:
    marker = trace["marker"]
    return Series(
        name=text(trace["name"]),
        values=_numbers(trace["x"]),
        colour=blended(marker["color"], marker.get("opacity", 1)),
    )


def _bars(trace: Trace, layout: Mapping[str, Any], currency: str) -> Chart:
    colours = trace["marker"]["color"]
    points = () if isinstance(colours, str) else tuple(colours)
    values = _numbers(trace["x"])
    return Chart(
        kind=Kind.BARS,
        categories=_texts(trace["ids"]),
        series=(
            Series(
                name=_("Value"),
                values=values,
                colour=points[0] if points else colours,
                points=points,
            ),
        ),
        number_format=_format_of(trace, values, layout, currency),
    )


def _format_of(
    trace: Trace,
    values: Sequence[Value],
    layout: Mapping[str, Any],
    currency: str,
) -> str:
    # The bars of a completeness are shares, though their texts say "46 of 53".
    if layout["xaxis"]["range"] == [0, 1]:
        return PERCENT
    texts = [text(one).rpartition(": ")[2] for one in trace["hovertext"]]
    found = number_format(texts, values, currency)
    is_signed = any(one.startswith("+") for one in texts)
    return f"+{found};{formatting.MINUS}{found};{found}" if is_signed else found


def _waterfall(trace: Trace, currency: str) -> Chart | None:
    """Bars on an unseen one: what was added, what was taken away, and totals."""
    bases, lengths = _numbers(trace["base"]), _numbers(trace["x"])
    steps = [
        (base or 0.0, (base or 0.0) + (length or 0.0))
        for base, length in zip(bases, lengths, strict=True)
    ]
    if min(min(step) for step in steps) < 0:
        return None
    colours = trace["marker"]["color"]
    are_totals = [colour == theme.ACCENT for colour in colours]
    texts = [text(one).rpartition(": ")[2] for one in trace["hovertext"]]
    plain = number_format(texts, [max(step) for step in steps], currency)
    is_money = currency and plain != number_format([], [], "")

    def bars(name: str, sign: str, token: str, kinds: Sequence[bool]) -> Series:
        values = tuple(
            abs(end - start) if is_kind else None
            for (start, end), is_kind in zip(steps, kinds, strict=True)
        )
        written = amount_format(currency, sign) if is_money else f"{sign}{plain}"
        return Series(name=name, values=values, colour=token, number_format=written)

    rises = [end >= start for start, end in steps]
    pairs = list(zip(are_totals, rises, strict=True))
    added = [not total and rise for total, rise in pairs]
    taken = [not total and not rise for total, rise in pairs]
    return Chart(
        kind=Kind.STACKED_BARS,
        categories=_texts(trace["ids"]),
        series=(
            Series(
                name=_("Start"),
                values=tuple(min(step) for step in steps),
                colour=theme.RAISED,
                is_hidden=True,
            ),
            bars(_("Total"), "", theme.ACCENT, are_totals),
            bars(_("Added"), "+", theme.SERIES[1], added),
            bars(_("Taken away"), formatting.MINUS, theme.SERIES[3], taken),
        ),
        number_format=plain,
    )


def _bullets(
    traces: Sequence[Trace], layout: Mapping[str, Any], currency: str
) -> Chart | None:
    """Values beside their targets, where all of them are counted alike."""
    texts = [text(trace["hovertext"][0]) for trace in traces]
    if not all("%" in one for one in texts):
        return None
    marks = {
        shape["xref"]: float(shape["x0"])
        for shape in layout["shapes"]
        if shape["type"] == "line" and shape.get("xref", "").startswith("x")
    }
    values = _numbers(trace["x"][0] for trace in traces)
    targets = tuple(marks.get(trace["xaxis"]) for trace in traces)
    series = [Series(name=_("Value"), values=values, colour=theme.ACCENT)]
    if any(target is not None for target in targets):
        series.append(Series(name=_("Target"), values=targets, colour=theme.BANDS[3]))
    return Chart(
        kind=Kind.BARS,
        categories=tuple(text(trace["ids"][0]) for trace in traces),
        series=tuple(series),
        number_format=PERCENT,
    )


def number_format(texts: Sequence[str], values: Iterable[Value], currency: str) -> str:
    """Return the format in which a spreadsheet writes numbers as these texts do."""
    sizes = [abs(value) for value in values if value is not None]
    largest = max(sizes, default=0.0)
    if any("%" in one for one in texts):
        return TENTHS if largest < SMALL_SHARE else PERCENT
    symbol = get_currency_symbol(currency, locale=formatting.reader_locale())
    if currency and any(symbol in one for one in texts):
        return money_format(largest, currency)
    if largest >= HUNDRED or all(size == int(size) for size in sizes):
        return "#,##0"
    return "0.0" if largest >= TEN else "0.00"


def money_format(largest: float, currency: str) -> str:
    """Return the format of amounts up to `largest`: €0.0,,M for millions."""
    if largest >= MILLION:
        return _around(formatting.compact_money(MILLION, currency, 0), "1", "0.0,,")
    if largest >= formatting.COMPACT_FROM:
        written = formatting.compact_money(formatting.COMPACT_FROM, currency, 0)
        if "10" in written and "000" not in written:
            return _around(written, "10", "0.0,")
    return _around(formatting.money(1, currency, 0), "1", "#,##0")


def amount_format(currency: str, sign: str = "") -> str:
    """Return the format of amounts of any size: millions, thousands, or all of it."""
    large, medium, small = (
        sign + money_format(size, currency)
        for size in (MILLION, formatting.COMPACT_FROM, 0)
    )
    return f"[>={MILLION}]{large};[>={formatting.COMPACT_FROM}]{medium};{small}"


def _around(written: str, digits: str, pattern: str) -> str:
    before, _digits, after = written.partition(digits)
    return f"{_quoted(before)}{pattern}{_quoted(after)}"


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""


def blended(colour: str, strength: float) -> str:
    """Return a colour of some strength on white, as presentations have it: whole."""
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    mixed = (round(255 - (255 - channel) * strength) for channel in channels)
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
