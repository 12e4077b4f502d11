"""The work packages and the scope registers of the demonstration's projects."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from delivery.demo.histories import Calendar, ProjectRun
from delivery.demo.projects import DONE, PLANNED
from delivery.models import Project, ScopeItem, Task

PHASES: Final = (
    "Requirements",
    "Concept",
    "Detailed design",
    "Tender",
    "Contracts",
    "Site and systems made ready",
    "First lot",
    "Second lot",
    "Third lot",
    "Integration",
    "Trial run",
    "Training",
    "Acceptance",
    "Handover",
)
REQUIREMENTS: Final = (
    "Core function",
    "Connections to other systems",
    "Reporting",
    "Safety and security",
    "Ease of use",
)
CHANGES: Final = (
    "Second control room",
    "Report for the regulator",
    "Older equipment kept in service",
    "Wider roll-out area",
    "Further interface",
)
# The share of its time at which a change of scope comes up.
CHANGES_AT: Final = tuple(map(Decimal, ("0.3", "0.45", "0.6", "0.75", "0.9")))
# A project that keeps less than this pace is asked for more than was agreed.
CALM: Final = Decimal("0.95")


def scope_size(run: ProjectRun) -> Decimal:
    """The size of what was agreed, in points."""
    return Decimal(20 + 3 * run.story.months)


def is_reached(run: ProjectRun, position: Decimal, day: date, until: date) -> bool:
    """Whether something that happens at a position of the work has happened."""
    reported = max(run.months_reported(), default=-1)
    return position <= reported + 1 and day <= until


def task_rows(run: ProjectRun, project: Project, calendar: Calendar) -> Iterator[Task]:
    """The phases of a project: planned one after the other, done at its real pace."""
    story = run.story
    if not story.has_baseline or story.status == PLANNED:
        return
    random = Random(f"{story.code} work")
    count = len(PHASES)
    for number, name in enumerate(PHASES, start=1):
        first, last = Decimal(number - 1) / count, Decimal(number) / count
        overlap = Decimal(str(random.uniform(0.2, 0.9))) / count
        began = story.begins + run.months_needed * max(first - overlap, Decimal(0))
        ended = story.begins + run.months_needed * last
        start, finish = calendar.day(began), calendar.day(ended)
        is_begun = is_reached(run, began, start, calendar.until)
        is_done = is_reached(run, ended, finish, calendar.until)
        passed = max(run.months_reported(), default=-1) + 1 - began
        yield Task(
            project=project,
            code=f"W{number:02}",
            name=name,
            baseline_start=calendar.day(story.begins + story.months * first),
            baseline_finish=calendar.day(story.begins + story.months * last),
            actual_start=start if is_begun else None,
            actual_finish=finish if is_done else None,
            budget=(story.amount / count).quantize(Decimal("0.01")),
            progress_method=Task.Method.PERCENT,
            percent_complete=_share(passed, ended - began) if is_begun else Decimal(0),
        )


def _share(passed: Decimal, needed: Decimal) -> Decimal:
    return min(max(passed / needed, Decimal(0)), Decimal(1)).quantize(Decimal("0.01"))


def scope_rows(
    run: ProjectRun, project: Project, calendar: Calendar
) -> Iterator[ScopeItem]:
    """What was agreed, what was accepted of it, and what was asked for on the way."""
    story = run.story
    if not story.has_baseline or story.status == PLANNED:
        return
    agreed_on = calendar.first_day(story.begins)
    accepted_on = calendar.day(run.finishes_at) if story.status == DONE else None
    share = min(run.pace + Decimal("0.12"), Decimal(1))
    size = (scope_size(run) * share / len(REQUIREMENTS)).quantize(Decimal("0.1"))
    rest = scope_size(run) - size * len(REQUIREMENTS)
    for number, name in enumerate((*REQUIREMENTS, "Finishing touches"), start=1):
        is_rest = number > len(REQUIREMENTS)
        if is_rest and rest <= 0:
            continue
        yield ScopeItem(
            project=project,
            code=f"R{number:02}",
            name=name,
            state=ScopeItem.State.BASELINE,
            size=rest if is_rest else size,
            changed_on=agreed_on,
            is_approved=True,
            accepted_on=None if is_rest and share < 1 else accepted_on,
        )
    yield from _change_rows(run, project, calendar)


def _change_rows(
    run: ProjectRun, project: Project, calendar: Calendar
) -> Iterator[ScopeItem]:
    """Calm projects change little and with approval; hurried ones creep."""
    random = Random(f"{run.story.code} scope")
    is_calm = run.pace >= CALM
    wanted = CHANGES[:2] if is_calm else CHANGES
    for number, (name, share) in enumerate(
        zip(wanted, CHANGES_AT, strict=False), start=1
    ):
        at = run.story.begins + run.months_needed * share
        day = calendar.day(at)
        if not is_reached(run, at, day, calendar.until):
            continue
        is_taken_out = number == len(wanted)
        yield ScopeItem(
            project=project,
            code=f"C{number:02}",
            name=name,
            state=ScopeItem.State.DELETED if is_taken_out else ScopeItem.State.ADDED,
            size=Decimal(random.randint(1, 2 if is_calm else 4)),
            changed_on=day,
            is_approved=is_calm or number % 2 == 0,
        )


def market_days(run: ProjectRun, calendar: Calendar) -> dict[str, date | None]:
    """When the business case was approved, and when the result was first used."""
    story = run.story
    if not story.has_baseline:
        return {}
    random = Random(f"{story.code} market")
    approved = calendar.first_day(story.begins) - timedelta(days=random.randint(20, 90))
    if approved > calendar.until:
        return {}
    used = calendar.day(run.finishes_at) + timedelta(days=random.randint(3, 25))
    is_used = story.status == DONE and used <= calendar.until
    return {"business_case_on": approved, "first_use_on": used if is_used else None}
