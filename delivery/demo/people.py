"""The people and teams of Norwick Utilities, their hours, and what matters there."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from random import Random
from typing import Final

from accounts.models import User
from delivery.calculations.resources import available_hours
from delivery.demo.histories import Calendar
from delivery.demo.projects import PLANNED, PROJECTS, STOPPED, ProjectStory
from delivery.models import (
    Allocation,
    Capacity,
    Portfolio,
    PriorityCriterion,
    PriorityScore,
    Project,
    Resource,
    ResourceHours,
)

# Hours are kept for the last year and a half, and planned for half a year more.
MONTHS_BACK: Final = 18
MONTHS_AHEAD: Final = 9
CONTRACT: Final = Decimal(160)
HOLIDAYS: Final = {1: 8, 4: 16, 5: 16, 12: 24}
LEAVE: Final = {7: Decimal("0.10"), 8: Decimal("0.18"), 12: Decimal("0.12")}
USUAL_LEAVE: Final = Decimal("0.05")
STEP: Final = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class TeamStory:
    """A person or team, and how its hours were planned and used.

    Units: `planned` and `booked` as shares of the available hours; from the month
    `turns_at` on it is `planned_later`, until it turns back after `lasts` months. A
    team of no `heads` is work that nobody is there to do: `planned` is then in people.
    """

    portfolio: str
    code: str
    name: str
    role: str
    projects: tuple[str, ...]
    heads: int = 1
    planned: str = "0.85"
    booked: str = "0.80"
    turns_at: int | None = None
    planned_later: str = "0.85"
    lasts: int = 99

    def load(self, month: int) -> Decimal:
        """What is planned for a month."""
        turned = self.turns_at is not None and (
            self.turns_at <= month < self.turns_at + self.lasts
        )
        return Decimal(self.planned_later if turned else self.planned)


T = TeamStory

TEAMS: Final = [
    # One team that is planned for more than it can do, month after month.
    T("smart-metering", "SM-FLD", "Meter fitting crews", "Field engineer",
      ("SM-02", "SM-03"), 14, "0.94", "0.97", 21, "1.17"),
    T("smart-metering", "SM-DAT", "Ines Halloran", "Data engineer", ("SM-05", "SM-03"),
      1, "0.84", "0.81"),
    T("smart-metering", "SM-PM", "Rory Blake", "Project manager", ("SM-02", "SM-03"), 1,
      "0.90", "0.86"),
    T("leakage", "LK-FLD", "Leakage crews", "Field engineer", ("LK-04", "LK-06"), 10,
      "0.82", "0.79"),
    T("leakage", "LK-HYD", "Network hydraulics", "Hydraulic engineer",
      ("LK-02", "LK-04"), 3, "0.80", "0.76"),
    T("leakage", "LK-PM", "Owen Sadler", "Project manager", ("LK-02", "LK-06"), 1,
      "0.85", "0.82"),
    T("treatment", "TW-CIV", "Civil works team", "Civil engineer", ("TW-02", "TW-03"),
      8, "0.89", "0.84"),
    T("treatment", "TW-AUT", "Control systems team", "Automation engineer", ("TW-04",),
      4, "0.80", "0.74"),
    # One role that is short for two quarters: this one and the next.
    T("billing", "BR-DAT", "Billing data team", "Data engineer", ("BR-03", "BR-01"), 4,
      "0.88", "0.86", 27, "1.30", 6),
    T("billing", "BR-NEW", "Data engineers to be found", "Data engineer", ("BR-03",), 0,
      "0", "0", 28, "2", 5),
    T("billing", "BR-TST", "Test team", "Tester", ("BR-01", "BR-04"), 5, "0.86",
      "0.83"),
    T("digital-service", "DS-DEV", "Digital developers", "Developer",
      ("DS-05", "DS-06", "DS-07"), 7, "0.83", "0.80"),
    T("digital-service", "DS-UX", "Mara Voigt", "Designer", ("DS-05", "DS-06"), 1,
      "0.72", "0.66"),
    T("enterprise", "EC-SEC", "Security engineers", "Security engineer", ("EC-05",), 3,
      "0.90", "0.88"),
    T("enterprise", "EC-PM", "Samir Haddad", "Project manager", ("EC-02", "EC-08"), 1,
      "0.93", "0.90"),
]  # fmt: skip

# What matters to the group: name, weight, and what earns 0 and 10.
CRITERIA: Final = [
    ("Regulatory duty", 3, "0: nobody asks for it. 10: a licence depends on it."),
    ("Customer value", 2, "0: nobody notices. 10: every customer does."),
    ("Safety", 2, "0: no effect. 10: it prevents serious harm."),
    ("Return", 1, "0: never pays back. 10: pays back within a year."),
]
# The range of marks of a project of each priority.
MARKS: Final = {1: (6, 10), 2: (4, 8), 3: (1, 5)}


def halves(hours: Decimal) -> Decimal:
    """Hours as somebody books them, to half an hour."""
    return (hours / STEP).quantize(Decimal(1), ROUND_HALF_EVEN) * STEP


def resource_row(story: TeamStory, portfolio: Portfolio) -> Resource:
    is_person = story.heads == 1
    return Resource(
        portfolio=portfolio,
        code=story.code,
        name=story.name,
        kind=Resource.Kind.PERSON if is_person else Resource.Kind.TEAM,
        role=story.role,
    )


def months_kept(calendar: Calendar) -> range:
    """The months with hours, counted as in the stories of projects."""
    return range(calendar.months - MONTHS_BACK, calendar.months + MONTHS_AHEAD)


def capacity_rows(
    story: TeamStory, resource: Resource, calendar: Calendar
) -> Iterator[Capacity]:
    if not story.heads:
        return
    for month in months_kept(calendar):
        first = calendar.first_day(month)
        contracted = CONTRACT * story.heads
        leave = contracted * LEAVE.get(first.month, USUAL_LEAVE)
        yield Capacity(
            resource=resource,
            month=first,
            contracted_hours=contracted,
            leave_hours=halves(leave),
            holiday_hours=Decimal(HOLIDAYS.get(first.month, 0) * story.heads),
        )


def hours_rows(
    story: TeamStory,
    resource: Resource,
    projects: dict[str, Project],
    calendar: Calendar,
    by: User | None,
) -> Iterator[Allocation | ResourceHours]:
    """What was planned in each month, and what was booked in those that are over."""
    random = Random(f"{story.code} hours")
    capacities = {
        row.month: available_hours(
            row.contracted_hours, row.leave_hours, row.holiday_hours
        )
        for row in capacity_rows(story, resource, calendar)
    }
    stories = {one.code: one for one in PROJECTS}
    for month in months_kept(calendar):
        first = calendar.first_day(month)
        available = capacities.get(first) or CONTRACT
        at_work = [
            code for code in story.projects if stories[code].begins <= month
        ] or list(story.projects)[:1]
        planned = available * story.load(month) / len(at_work)
        for code in at_work:
            place = {"resource": resource, "project": projects[code], "month": first}
            if planned:
                yield Allocation(**place, hours=halves(planned))
            if story.heads and month < calendar.months:
                wobble = Decimal(str(random.uniform(0.96, 1.04)))
                booked = available * Decimal(story.booked) * wobble / len(at_work)
                yield ResourceHours(
                    **place,
                    hours=halves(booked),
                    source="Timesheets",
                    recorded_by=by,
                )


def criterion_rows(root: Portfolio) -> Iterator[PriorityCriterion]:
    for name, weight, description in CRITERIA:
        yield PriorityCriterion(
            portfolio=root, name=name, weight=Decimal(weight), description=description
        )


def score_rows(
    story: ProjectStory,
    project: Project,
    criteria: list[PriorityCriterion],
    by: User | None,
) -> Iterator[PriorityScore]:
    """The marks of a project; what was never ranked, and not begun, has none."""
    if story.priority is None or story.status in {PLANNED, STOPPED}:
        return
    random = Random(f"{story.code} marks")
    low, high = MARKS[story.priority]
    for criterion in criteria:
        yield PriorityScore(
            project=project,
            criterion=criterion,
            mark=random.randint(low, high),
            recorded_by=by,
        )
