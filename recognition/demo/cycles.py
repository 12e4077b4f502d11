"""What the last cycle of Norwick Utilities taught, and what it promised for this one."""

from dataclasses import dataclass
from datetime import date

from simple_history.utils import bulk_create_with_history

from delivery.models import Cycle, Kpi, Portfolio
from recognition.models import CycleLesson, CyclePromise

LESSONS = (
    (
        "Sponsors heard of late projects from each other before we told them.",
        "Every slip of two weeks is told to its sponsor within three days.",
    ),
    (
        "Benefits were counted when nobody remembered the baseline any more.",
        "No benefit is planned without a baseline and the name of who measures it.",
    ),
    (
        "The status report was read by those who write it.",
        "One page for executives; all that lies behind it is a link.",
    ),
)


@dataclass(frozen=True, slots=True)
class PromiseStory:
    """A promise, and the KPI by its code that has told since whether it is kept."""

    text: str
    kpi: str


PROMISES = (
    PromiseStory("Your status report is there on the day it is due.", "PM-K6"),
    PromiseStory("A change request waits no longer than ten days.", "PM-K1"),
    PromiseStory("What we forecast is what you pay, give or take a tenth.", "PM-K5"),
)


def write_cycles(root: Portfolio) -> None:
    """Write what the closed cycle of the demonstration leaves to the one after it.

    The KPIs are there with their targets, so that no fact changes by it.
    """
    cycle = root.cycles.filter(status=Cycle.Status.CLOSED).latest("ends_on")
    lessons = [CycleLesson(cycle=cycle, text=text, deed=deed) for text, deed in LESSONS]
    bulk_create_with_history(lessons, CycleLesson)
    kpis = {kpi.code: kpi for kpi in Kpi.objects.filter(portfolio=root)}
    promises = [_promise(cycle, story.text, kpis[story.kpi]) for story in PROMISES]
    bulk_create_with_history(promises, CyclePromise)


def _promise(cycle: Cycle, text: str, kpi: Kpi) -> CyclePromise:
    target = kpi.targets.latest("valid_from").target
    return CyclePromise(
        cycle=cycle,
        text=text,
        kpi=kpi,
        target=target,
        due_on=date(cycle.ends_on.year + 1, 12, 31),
        family=kpi.family,
        unit=kpi.unit,
        unit_label=kpi.unit_label,
        currency=kpi.currency,
        direction=kpi.direction,
        cadence=kpi.cadence,
        baseline=kpi.baseline,
    )
