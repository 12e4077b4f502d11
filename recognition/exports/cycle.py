"""Promises and lessons as files."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from recognition.models import CarriedValue, CycleLesson, CyclePromise

Row = tuple[Any, ...]

PROMISE_COLUMNS = (
    "portfolio",
    "cycle",
    "promise",
    "kpi",
    "kpi_name",
    "unit",
    "baseline",
    "target",
    "due_on",
    "value",
    "measured_until",
    "way_covered",
    "outcome",
)

CARRIED_COLUMNS = (
    "portfolio",
    "benefit",
    "period_from",
    "period_to",
    "sponsor",
    "currency",
    "carried_over",
    "state_then",
    "state_now",
    "acknowledged_since",
)

LESSON_COLUMNS = ("portfolio", "cycle", "lesson", "what_to_do")


def promise_rows(promises: Iterable[CyclePromise], day: date) -> Iterator[Row]:
    """Yield promises `with_outcome`, in the order of PROMISE_COLUMNS."""
    for promise in promises:
        kpi = promise.measured_by
        yield (
            promise.cycle.portfolio.slug,
            promise.cycle.name,
            promise.text,
            kpi.code,
            kpi.name,
            kpi.unit,
            promise.baseline,
            promise.target,
            promise.falls_due_on,
            promise.value,
            promise.measured_until,
            promise.way_covered.value,
            promise.outcome_on(day).value,
        )


def lesson_rows(lessons: Iterable[CycleLesson]) -> Iterator[Row]:
    """Yield lessons in the order of LESSON_COLUMNS."""
    for lesson in lessons:
        cycle = lesson.cycle
        yield cycle.portfolio.slug, cycle.name, lesson.text, lesson.deed


def carried_rows(carried: Iterable[CarriedValue]) -> Iterator[Row]:
    """Yield value that was carried over, in the order of CARRIED_COLUMNS."""
    for one in carried:
        item = one.item
        yield (
            item.portfolio.slug,
            item.benefit.code if item.benefit else "",
            item.period_start,
            item.period_end,
            str(item.sponsor) if item.sponsor else "",
            one.currency,
            one.amount,
            one.state,
            item.state.value,
            one.acknowledged_since,
        )
