"""The course of a KPI: its readings as a series, and how that behaves."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .aggregation import Aggregation
from .attainment import Direction
from .behaviour import Behaviour, Decided, Step, behaviour
from .kpi_values import Cadence, Reported
from .series import Slot, series
from .xmr import NHS, WHEELER, Rules

RULES: dict[str, Rules] = {"wheeler": WHEELER, "nhs": NHS}


@dataclass(frozen=True, slots=True)
class Course:
    """A series with its rules; a running total has no behaviour to speak of."""

    slots: tuple[Slot, ...]
    rules: Rules
    behaviour: Behaviour | None


def course(
    readings: Iterable[Reported],
    *,
    cadence: str,
    aggregation: str,
    direction: str,
    rules: str,
    decisions: Iterable[tuple[str, date]] = (),
    as_of: date | None = None,
) -> Course:
    """Return how a KPI behaves, by what was known on a day or by all that is known.

    Shape: readings in ascending order; decisions as they were taken, each with its
    step and the first day of the period it is about.

    A running total (cumulative) can only rise and is not judged.

    Source: docs/formulas.md, "Signal or noise".
    """
    slots = series(Cadence(cadence), readings, as_of)
    if aggregation == Aggregation.CUMULATIVE:
        return Course(slots, RULES[rules], None)
    starts = [slot.start for slot in slots]
    found = behaviour(
        [slot.value for slot in slots],
        Direction(direction),
        [Decided(Step(step), bisect_left(starts, day)) for step, day in decisions],
        RULES[rules],
    )
    return Course(slots, RULES[rules], found)
