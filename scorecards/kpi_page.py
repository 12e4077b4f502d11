"""A stored study as its page shows it: pictures, tables and sentences."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from delivery.calculations.behaviour import Signal
from delivery.calculations.measure import Unit
from delivery.calculations.xmr import Phase
from pmo_value import formatting
from scorecards import figures, svg
from scorecards.figures import Figure, Marked, Note, Place, Zone
from scorecards.models import KpiStudy
from scorecards.panels import wording
from scorecards.panels.verdicts import PHASES, WORDS, Told, ends
from scorecards.study import Point, Stretch, Study
from scorecards.svg import NARROW_WIDTH

Page = dict[str, Any]

WIDE = 1080
# As many periods as a picture has room for; the table has all of them.
DRAWN = 60
STATUS = {
    Told.IMPROVED: "good",
    Told.DETERIORATED: "critical",
    Told.CHANGED: "attention",
}
FIGURE_UNITS = {Unit.RATIO: figures.PERCENT, Unit.DAYS: figures.DAYS}


def figure_of(study: Study) -> Figure:
    """Draw the values between their limits, with what stands out and was noted."""
    first, places = _drawn_part(study)
    points = study.points[first:]
    return figures.behaviour_figure(
        [point.value for point in points],
        places,
        unit=_unit(study),
        zones=[
            Zone(start, end, one.centre, one.high, one.low)
            for one, start, end in _zones(study, first)
        ],
        signals=_marked(points),
        target=study.target,
        notes=_notes(study),
    )


def range_figure_of(study: Study) -> Figure:
    """Draw how far each value lies from the one before."""
    first, places = _drawn_part(study)
    points = study.points[first:]
    return figures.behaviour_figure(
        [point.moving_range for point in points],
        places,
        unit=_unit(study),
        zones=[
            Zone(start, end, one.mean_range, one.range_limit)
            for one, start, end in _zones(study, first)
        ],
        signals=_marked(points, Signal.JUMP),
        notes=_notes(study),
    )


def _drawn_part(study: Study) -> tuple[int, list[Place]]:
    """The first period that is drawn, and the places of all of them."""
    first = max(len(study.points) - DRAWN, 0)
    places = [Place(point.end, point.label) for point in study.points[first:]]
    return first, places


def _zones(study: Study, first: int) -> Iterator[tuple[Stretch, int, int]]:
    """The stretches with limits, and the places that they reach over."""
    for one in study.stretches:
        if one.end > first:
            yield one, max(one.start - first, 0), one.end - first


def _marked(points: Sequence[Point], only: Signal | None = None) -> list[Marked]:
    return [
        Marked(place, "; ".join(point.rules))
        for place, point in enumerate(points)
        if point.signals and (only is None or only in point.signals)
    ]


def _notes(study: Study) -> list[Note]:
    return [Note(remark.on, remark.text) for remark in study.remarks]


def _unit(study: Study) -> figures.Unit:
    if study.unit is Unit.MONEY:
        return figures.money(study.currency)
    return FIGURE_UNITS.get(study.unit, figures.NUMBER)


def page_of(stored: KpiStudy) -> Page:
    """What the page of a KPI's study shows."""
    study = stored.study
    told = Told(study.told)
    known = any(point.value is not None for point in study.points)
    title = _("Values of %(kpi)s within their limits") % {"kpi": study.name}
    page: Page = {
        "study": study,
        "verdict": WORDS[told],
        "status": STATUS.get(told, ""),
        "latest": _latest(study),
        "sentences": [
            text
            for text in (
                study.verdict,
                study.trend,
                study.prospect,
                study.assurance,
                *_limits_said(study),
            )
            if text
        ],
        "rows": list(_rows(study)),
        "in_unit": study.label or (_("days") if study.unit is Unit.DAYS else ""),
        "notes": list(enumerate(study.remarks, start=1)),
    }
    if known and told is not Told.NOT_CHARTED:
        page |= _pictures(study, title)
    return page


def _pictures(study: Study, title: str) -> Page:
    description = study.verdict
    figure = figure_of(study)
    ranges = _("Steps from one value to the next")
    return {
        "title": title,
        "svg": _drawn(figure, title, description, WIDE),
        "narrow_svg": _drawn(figure, title, description, NARROW_WIDTH),
        "range_title": ranges,
        "range_svg": _drawn(range_figure_of(study), ranges, ranges, WIDE),
        "range_narrow_svg": _drawn(
            range_figure_of(study), ranges, ranges, NARROW_WIDTH
        ),
    }


def _drawn(figure: Figure, title: str, description: str, width: float) -> SafeString:
    drawn = svg.render(figure, title=title, description=description, width=width)
    return mark_safe(drawn)  # noqa: S308 - `svg.render` escapes every text


def _latest(study: Study) -> Page | None:
    for point in reversed(study.points):
        if point.value is not None:
            return {
                "number": wording.quantity(study.quantity(point.value)),
                "label": point.label,
            }
    return None


def _limits_said(study: Study) -> Iterator[str]:
    """Say what the limits that hold now rest on."""
    if not study.stretches:
        return
    stretch = study.stretches[-1]
    points = study.points[stretch.start : stretch.start + stretch.rests_on]
    words = {
        "first": points[0].label,
        "last": points[-1].label,
        "ends": ends(
            wording.quantity(study.quantity(stretch.low)),
            wording.quantity(study.quantity(stretch.high)),
        ),
        "step": wording.quantity(study.quantity(stretch.range_limit)),
    }
    text = (
        _(
            "Trial limits from %(first)s to %(last)s: values vary by routine from "
            "%(ends)s, and by up to %(step)s from one to the next."
        )
        if stretch.phase == Phase.TRIAL
        else _(
            "Limits locked on %(first)s to %(last)s: values vary by routine from "
            "%(ends)s, and by up to %(step)s from one to the next."
        )
    )
    yield text % words


def _rows(study: Study) -> Iterator[Page]:
    """Every drawn value, the newest first, with the limits that hold for it."""
    held = _by_place(study)

    def written(value: Any) -> str:
        if value is None or study.unit not in {Unit.RATIO, Unit.MONEY}:
            return formatting.trimmed(value, 2)
        return wording.quantity(study.quantity(value))

    for place, point in reversed(list(enumerate(study.points))):
        stretch = held.get(place)
        yield {
            "period": point.label,
            "value": "" if point.value is None else written(point.value),
            "missing": point.missing,
            "moving_range": written(point.moving_range),
            "low": written(stretch.low if stretch else None),
            "centre": written(stretch.centre if stretch else None),
            "high": written(stretch.high if stretch else None),
            "range_limit": written(stretch.range_limit if stretch else None),
            "phase": PHASES[Phase(stretch.phase)] if stretch else PHASES[Phase.NONE],
            "rules": point.rules,
        }


EXPORT_HEADER = (
    "period_start",
    "period_end",
    "value",
    "moving_range",
    "lower_limit",
    "mean",
    "upper_limit",
    "range_limit",
    "limits",
    "signals",
    "missing",
)
EXPORTED_LIMITS = ("low", "centre", "high", "range_limit")


def _by_place(study: Study) -> dict[int, Stretch]:
    """The stretch that each place of the series lies in."""
    return {
        place: one for one in study.stretches for place in range(one.start, one.end)
    }


def export_rows(study: Study) -> Iterator[Sequence[Any]]:
    """Every value with its limits, oldest first, in the order of EXPORT_HEADER."""
    held = _by_place(study)
    for place, point in enumerate(study.points):
        stretch = held.get(place)
        yield (
            point.start,
            point.end,
            point.value,
            point.moving_range,
            *(
                (stretch.low, stretch.centre, stretch.high, stretch.range_limit)
                if stretch
                else [None] * 4
            ),
            stretch.phase if stretch else "none",
            " ".join(point.signals),
            point.missing,
        )
