"""Readings as text: values, changes and colours in the reader's locale."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.measure import Measure, Rag, Unit
from pmo_value import formatting
from scorecards import figures, svg
from scorecards.panels import wording
from scorecards.panels.contract import (
    Reading,
)

Page = dict[str, Any]

SPARKLINE_WIDTH = 112

STATUS = {
    Rag.GREEN: "good",
    Rag.AMBER: "attention",
    Rag.RED: "critical",
    Rag.GREY: "none",
}

UNCERTAIN = gettext_lazy("uncertain")


def written(measure: Measure) -> str:
    """A measure's value as sentences have it; a dash when there is none."""
    if measure.value is None:
        return formatting.UNKNOWN
    return wording.value(measure.value, measure.unit, measure.currency)


def told(reading: Reading) -> str:
    """The number of a reading; where few answered, the range that it may be in."""
    if not reading.is_of_few or reading.interval is None:
        return written(reading.measure)
    return _("%(low)s to %(high)s") % {
        "low": wording.value(reading.interval.low, reading.measure.unit),
        "high": wording.value(reading.interval.high, reading.measure.unit),
    }


def change_in_words(reading: Reading) -> str:
    """How far a value moved since the period before, with its sign."""
    if reading.comparison is None:
        return ""
    if not reading.comparison.is_clear:
        return _("no detectable change")
    change = moved(reading.comparison.change, reading.measure)
    return change if has_moved(change) else _("unchanged")


def on(change: str, period: str) -> str:
    """A change and what it is held against: "+4 pp on Q2", "unchanged since Q2"."""
    words = {"change": change, "period": period}
    if has_moved(change):
        return _("%(change)s on %(period)s") % words
    return _("%(change)s since %(period)s") % words


def has_moved(change: str) -> bool:
    """Tell whether a change is one in the digits that are shown."""
    return any(digit in change for digit in "123456789")


def moved(change: Decimal | float, measure: Measure) -> str:
    """How far a measure has moved, with its sign and in its unit."""
    match measure.unit:
        case Unit.RATIO:
            return formatting.percentage_points(change, 1)
        case Unit.MONEY:
            sign = "+" if change > 0 else ""
            return sign + formatting.compact_money(change, measure.currency)
        case Unit.INDEX:
            return formatting.signed(change, 2)
        case _:
            return formatting.signed(change)


def status_of(reading: Reading | None) -> str:
    """The status component's word for a reading; empty where nothing is judged."""
    if reading is None or not reading.measure.is_ok:
        return "none"
    if reading.rag is None:
        return ""
    return STATUS[reading.rag]


def word_of(reading: Reading | None, rag: Rag | None = None) -> str:
    """What is said of a value whose colour chance could have changed."""
    is_grey = reading is not None and (rag or reading.rag) is Rag.GREY
    return str(UNCERTAIN) if is_grey and reading and reading.measure.is_ok else ""


def sparkline(values: Sequence[Decimal | None]) -> SafeString | str:
    """The course of a value in a line of text; nothing for fewer than two values."""
    if sum(value is not None for value in values) < 2:
        return ""
    figure = figures.sparkline_figure(values)
    title = _("Trend")
    drawn = svg.render(figure, title=title, description=title, width=SPARKLINE_WIDTH)
    return mark_safe(drawn)  # noqa: S308 - drawn by us from numbers alone


def exactly(measure: Measure) -> str:
    """The full amount behind a shortened one; nothing where nothing was shortened."""
    if measure.unit != Unit.MONEY or measure.value is None:
        return ""
    return formatting.money(measure.value, measure.currency)
