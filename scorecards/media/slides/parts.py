"""What stands on a slide: texts, tables and native charts, each with its place."""

import math
import re
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from pmo_value.exports import safe_cell
from scorecards import theme
from scorecards.figures.canvas import plain
from scorecards.media.columns import widths
from scorecards.media.logo import Logo
from scorecards.media.report import Cell, Table
from scorecards.media.slides.charts import Chart, Kind, Series
from scorecards.media.slides.sheet import Area

KINDS: Final = {
    Kind.LINES: XL_CHART_TYPE.LINE,
    Kind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    Kind.STACKED_BARS: XL_CHART_TYPE.BAR_STACKED,
    Kind.WHOLE_BARS: XL_CHART_TYPE.BAR_STACKED_100,
    Kind.STACKED_COLUMNS: XL_CHART_TYPE.COLUMN_STACKED,
}
LYING: Final = (Kind.BARS, Kind.STACKED_BARS, Kind.WHOLE_BARS)
ROW: Final = 64
HEAD: Final = 48
STACKED: Final = (Kind.STACKED_BARS, Kind.WHOLE_BARS, Kind.STACKED_COLUMNS)
DASHES: Final = {
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
}
# A spreadsheet would run the first and follow the second.
UNSAFE_IN_CELLS: Final = re.compile(r"(?i)[a-z]+:")
SMALL_SHARE: Final = 0.04
DARK_BELOW: Final = 150
LINE: Final = 1.25
CELL_PADDING: Final = 5
# Two ends of lines are close, as a part of the axis.
CLOSE: Final = 0.07
# A bar is too small for what is written on it, as a part of the longest.
SMALL_BAR: Final = 0.14


def rgb(colour: str) -> RGBColor:
    """A colour of the theme as presentations have it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def write(
    slide: Any,
    area: Area,
    paragraphs: Sequence[tuple[str, float, str, bool]],
    *,
    align: Any = PP_ALIGN.LEFT,
) -> Any:
    """Write paragraphs into an area, each with its size, colour and weight."""
    box = slide.shapes.add_textbox(area.left, area.top, area.width, area.height)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for index, (text, size, token, is_bold) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment = align
        paragraph.space_after = Pt(size / 3)
        _run(paragraph, text, size, token, is_bold)
    return box


def _run(paragraph: Any, text: str, size: float, token: str, is_bold: bool) -> None:
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size = Pt(size)
    run.font.bold = is_bold
    run.font.color.rgb = rgb(token if token.startswith("#") else theme.light(token))


def describe(shape: Any, title: str, alternative: str) -> None:
    """Say in words what a chart or a table shows."""
    (properties,) = shape._element.xpath("./*[1]/p:cNvPr")
    properties.set("title", plain(title))
    properties.set("descr", plain(alternative))


def put_logo(slide: Any, area: Area, logo: Logo) -> Any:
    """Put a logo into an area, as large as it may be, at the left."""
    scale = min(area.height / logo.height, area.width / 2 / logo.width)
    width, height = int(logo.width * scale), int(logo.height * scale)
    top = area.top + (area.height - height) // 2
    return slide.shapes.add_picture(BytesIO(logo.png), area.left, top, width, height)


def safe(text: str) -> str:
    """A name that stays a text in the workbook behind a chart."""
    shown = str(safe_cell(plain(text)))
    return f"'{shown}" if UNSAFE_IN_CELLS.match(shown) else shown


# Tables


def put_table(
    slide: Any, area: Area, table: Table, size: float, *, is_bold: bool = True
) -> int:
    """Set a table into an area; return how many of its rows had no room.

    The first column names its row: in bold, unless it is a whole sentence.
    """
    kept = [
        index
        for index, one in enumerate(table.columns)
        if not one.is_trend and any(_text(row[index]) for row in table.rows)
    ]
    shown = Table(
        caption=table.caption,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )
    points = area.width / Pt(1)
    each = [
        width * size / 10 + 2 * CELL_PADDING / 2
        for width in widths(shown, (points - CELL_PADDING * len(kept)) * 10 / size)
    ]
    heads = [f"{one.label} {one.unit}".strip() for one in shown.columns]
    room = area.height / Pt(1) - _height(heads, each, size)
    rows: list[tuple[Cell, ...]] = []
    for row in shown.rows:
        room -= _height([_text(cell) for cell in row], each, size)
        if room < 0 and rows:
            break
        rows.append(row)
    frame = slide.shapes.add_table(
        len(rows) + 1, len(kept), area.left, area.top, int(sum(each) * Pt(1)), Pt(20)
    )
    _set(frame.table, heads, shown, rows, each, size, is_bold=is_bold)
    return len(table.rows) - len(rows)


def _height(texts: Sequence[str], each: Sequence[float], size: float) -> float:
    lines = max(
        math.ceil(theme.text_width(plain(text), size) * 1.03 / max(width - 6, 1))
        for text, width in zip(texts, each, strict=True)
    )
    return max(1, lines) * size * LINE + CELL_PADDING + 2


def _set(
    grid: Any,
    heads: Sequence[str],
    table: Table,
    rows: Sequence[Sequence[Cell]],
    each: Sequence[float],
    size: float,
    *,
    is_bold: bool,
) -> None:
    # The look of the program goes; hairlines of our own take its place.
    properties = grid._tbl.tblPr
    for name in ("bandRow", "firstRow"):
        properties.set(name, "0")
    properties.set("firstRow", "1")
    style = properties.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    for index, width in enumerate(each):
        grid.columns[index].width = int(width * Pt(1))
    for index, (head, column) in enumerate(zip(heads, table.columns, strict=True)):
        _fill(grid.cell(0, index), head, size, "ink-2", False, column.is_numeric)
    grid.rows[0].height = Pt(size * LINE + CELL_PADDING)
    for number, row in enumerate(rows, start=1):
        grid.rows[number].height = Pt(size * LINE + CELL_PADDING)
        for index, cell in enumerate(row):
            token = cell.status.kind if cell.status else "ink"
            token = {"none": "ink-2", "partial": "ink-2"}.get(token, token)
            is_numeric = table.columns[index].is_numeric
            _fill(
                grid.cell(number, index),
                _text(cell),
                size,
                token,
                index == 0 and is_bold,
                is_numeric,
            )


def _text(cell: Cell) -> str:
    return f"{cell.status.shape} {cell.status.word}" if cell.status else cell.text


def _fill(
    cell: Any, text: str, size: float, token: str, is_bold: bool, is_numeric: bool
) -> None:
    cell.margin_left = cell.margin_right = Pt(3)
    cell.margin_top = cell.margin_bottom = Pt(CELL_PADDING / 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_numeric else PP_ALIGN.LEFT
    _run(paragraph, text, size, token, is_bold)
    _underline(cell)


def _underline(cell: Any) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    colour = fill.makeelement(
        qn("a:srgbClr"), {"val": theme.LINE.removeprefix("#").upper()}
    )
    fill.append(colour)
    line.append(fill)
    properties.insert(0, line)


# Charts


def put_chart(slide: Any, area: Area, chart: Chart, size: float) -> Any:
    """Put a native chart into an area; its numbers lie in a workbook behind it."""
    data = CategoryChartData(number_format=chart.number_format)
    data.categories = [safe(name) or " " for name in chart.categories]
    for one in chart.series:
        data.add_series(safe(one.name), one.values)
    height = area.height
    if chart.kind in LYING:
        # Few rows make no thick bars.
        height = min(height, int(Pt(ROW * len(chart.categories) + HEAD)))
    shape = slide.shapes.add_chart(
        KINDS[chart.kind], area.left, area.top, area.width, height, data
    )
    drawn = shape.chart
    drawn.font.size = Pt(size)
    drawn.font.color.rgb = rgb(theme.INK_2)
    drawn.has_title = False
    named = [one for one in chart.series if not one.is_hidden]
    drawn.has_legend = len(named) > 1 and chart.kind is not Kind.STACKED_BARS
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
    _axes(drawn, chart)
    plot = drawn.plots[0]
    if chart.kind is not Kind.LINES:
        plot.gap_width = 60
        plot.overlap = 100 if chart.kind in STACKED else -10
    below = _below(chart)
    for one, series in zip(chart.series, plot.series, strict=True):
        if chart.kind is Kind.LINES:
            _line(one, series, chart, is_below=one in below)
        else:
            _bar(one, series, chart)
    return shape


def _axes(drawn: Any, chart: Chart) -> None:
    names, values = drawn.category_axis, drawn.value_axis
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb(theme.INK_3)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.major_tick_mark = XL_TICK_MARK.NONE
    if chart.kind is Kind.LINES:
        values.has_major_gridlines = True
        values.major_gridlines.format.line.color.rgb = rgb(theme.LINE)
        values.format.line.fill.background()
        values.tick_labels.number_format = chart.number_format
        values.tick_labels.number_format_is_linked = False
        values.minimum_scale, values.maximum_scale = chart.low, chart.high
        return
    values.has_major_gridlines = False
    values.visible = False
    if chart.kind is not Kind.STACKED_COLUMNS:
        names.reverse_order = True
    if chart.low is not None:
        values.minimum_scale = chart.low
    if chart.kind is Kind.WHOLE_BARS:
        values.maximum_scale = 1


def _below(chart: Chart) -> list[Series]:
    """The lines whose last value stands below them, since another is close above."""
    span = (chart.high or 0) - (chart.low or 0)
    ends = sorted(
        (
            ([value for value in one.values if value is not None][-1], index)
            for index, one in enumerate(chart.series)
            if any(value is not None for value in one.values)
        ),
    )
    return [
        chart.series[index]
        for (end, index), (above, _index) in pairwise(ends)
        if above - end < CLOSE * span
    ]


def _line(one: Series, series: Any, chart: Chart, *, is_below: bool) -> None:
    series.smooth = False
    series.marker.style = None
    series.format.line.width = Pt(one.width)
    series.format.line.color.rgb = rgb(one.colour)
    if one.dash in DASHES:
        series.format.line.dash_style = DASHES[one.dash]
    _no_markers(series)
    known = [index for index, value in enumerate(one.values) if value is not None]
    if known:
        label = series.points[known[-1]].data_label
        label.position = (
            XL_LABEL_POSITION.BELOW if is_below else XL_LABEL_POSITION.ABOVE
        )
        label.font.size = Pt(11)
        label.font.bold = True
        label.font.color.rgb = rgb(
            one.colour if one.colour == theme.ACCENT else theme.INK_2
        )
        _show_value(label, chart.number_format)


def _no_markers(series: Any) -> None:
    marker = series._element.get_or_add_marker()
    for child in list(marker):
        marker.remove(child)
    symbol = marker.makeelement(qn("c:symbol"), {"val": "none"})
    marker.append(symbol)


def _show_value(label: Any, number_format: str) -> None:
    """Let the label of one point show its value, as its chart writes numbers."""
    element = label._get_or_add_dLbl()
    found = element.find(qn("c:numFmt"))
    if found is None:
        found = element.makeelement(qn("c:numFmt"), {})
        before = next(
            child
            for child in element
            if child.tag in {qn("c:spPr"), qn("c:txPr"), qn("c:dLblPos")}
        )
        before.addprevious(found)
    found.set("formatCode", number_format)
    found.set("sourceLinked", "0")
    shown = {"showVal": "1"}
    for name in ("showLegendKey", "showVal", "showCatName", "showSerName"):
        child = element.find(qn(f"c:{name}"))
        if child is not None:
            child.set("val", shown.get(name, "0"))


def _bar(one: Series, series: Any, chart: Chart) -> None:
    if one.is_hidden:
        series.format.fill.background()
        series.format.line.fill.background()
        return
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(one.colour)
    for index, colour in enumerate(one.points):
        if colour != one.colour:
            point = series.points[index].format.fill
            point.solid()
            point.fore_color.rgb = rgb(colour)
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = one.number_format or chart.number_format
    labels.number_format_is_linked = False
    if chart.kind is Kind.BARS:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.color.rgb = rgb(theme.INK)
        return
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.color.rgb = rgb(_legible(one.colour))
    if chart.kind is Kind.STACKED_BARS:
        _ink_on_small(series, one, chart)
    if chart.kind is Kind.WHOLE_BARS:
        _unlabel_small(series, one)


def _unlabel_small(series: Any, one: Series) -> None:
    """Take the labels away for which a part is too small; the workbook has them."""
    for index, value in enumerate(one.values):
        if value is not None and value < SMALL_SHARE:
            element = series.points[index].data_label._get_or_add_dLbl()
            for child in list(element):
                if child.tag != qn("c:idx"):
                    element.remove(child)
            element.append(element.makeelement(qn("c:delete"), {"val": "1"}))


def _legible(colour: str) -> str:
    """White on dark bars, ink on light ones."""
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    weight = 0.299 * channels[0] + 0.587 * channels[1] + 0.114 * channels[2]
    return theme.RAISED if weight < DARK_BELOW else theme.INK


def _ink_on_small(series: Any, one: Series, chart: Chart) -> None:
    """Write in ink what is longer than its bar: it reaches beyond."""
    known = [value for row in chart.series for value in row.values if value is not None]
    longest = max(known, default=0.0)
    for index, value in enumerate(one.values):
        if value is not None and value < SMALL_BAR * longest:
            label = series.points[index].data_label
            label.font.color.rgb = rgb(theme.INK)
            label.position = XL_LABEL_POSITION.INSIDE_BASE
            _show_value(label, one.number_format or chart.number_format)
