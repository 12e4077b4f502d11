"""A generated organisation of any size, to measure how the application copes.

The same size and seed give the same rows. The stories are dull on purpose: projects,
KPIs and benefits go better or worse by chance, and all of them are reported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Model

from delivery.demo import rows
from delivery.demo.benefits import AVOID, CAPACITY, CASH, MEASURED, BenefitStory
from delivery.demo.histories import Calendar, ProjectRun
from delivery.demo.kpis import KpiStory
from delivery.demo.projects import DONE, ProjectStory
from delivery.demo.writing import let_people_in, levels_by_colour, red_amber_green
from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Milestone,
    OutcomeFamily,
    Portfolio,
    Project,
    RatingLevel,
    StatusUpdate,
)

PROJECTS_IN_ONE = 25
ROWS_AT_ONCE = 2000

WORKS = [
    "Depot renewal",
    "Ticketing platform",
    "Signalling upgrade",
    "Records archive",
    "Heat network",
    "Case management",
    "Bridge repair",
    "Fleet replacement",
    "Payroll transfer",
    "Flood defence",
    "Library refit",
    "Data centre exit",
    "Street lighting",
]
PLACES = [
    "Northgate",
    "Ashby",
    "Kingsmoor",
    "Fenwick",
    "Marlow",
    "Calder Bridge",
    "Thornley",
    "Saltmarsh",
    "Westerly",
    "Holme",
    "Redford",
]
OWNERS = ["Iris Tandy", "Joel Brandt", "Maya Sorrel", "Owen Pike", "Petra Lund"]

# What every project measures. Targets lie on the better side of limits; where the
# first value lies and how far the KPI gets is left to chance.
KPI_KINDS = [
    ("Work accepted at first inspection", OutcomeFamily.RISK, Kpi.Unit.RATIO, 0.9, 0.7),
    ("Milestones met", OutcomeFamily.DELIVERY, Kpi.Unit.RATIO, 0.85, 0.6),
    ("Days from request to decision", OutcomeFamily.ALIGNMENT, Kpi.Unit.DAYS, 10, 25),
    ("Staff hours spent on rework", OutcomeFamily.RISK, Kpi.Unit.HOURS, 40, 120),
    ("Planned hours worked", OutcomeFamily.RESOURCES, Kpi.Unit.RATIO, 0.8, 0.55),
    ("Users reached", OutcomeFamily.BENEFITS, Kpi.Unit.NUMBER, 900, 400),
    ("Satisfaction of users", OutcomeFamily.BENEFITS, Kpi.Unit.POINTS, 8, 6),
    ("Cost of one case", OutcomeFamily.BENEFITS, Kpi.Unit.MONEY, 45, 70),
]
BENEFIT_KINDS = [
    (CASH, "Cost of operation saved"),
    (AVOID, "Cost of a replacement avoided"),
    (CAPACITY, "Hours released"),
    (MEASURED, "Enquiries no longer needed"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is generated: KPIs for each project, everything else in all."""

    projects: int
    kpis: int
    months: int
    benefits: int
    seed: int = 1

    @property
    def slug(self) -> str:
        """The short name of the portfolio of this size."""
        counts = (self.projects, self.kpis, self.months, self.benefits, self.seed)
        return "-".join(["scale", *map(str, counts)])


def project_stories(size: Size) -> Iterator[ProjectStory]:
    """How each project was planned and went; most are still under way at the end."""
    for number in range(1, size.projects + 1):
        random = Random(f"{size.seed}/project/{number}")
        story = ProjectStory(
            portfolio="",
            code=f"P{number:05}",
            name=f"{random.choice(WORKS)}, {random.choice(PLACES)}",
            begins=random.randint(0, size.months // 3),
            months=random.randint(12, 36),
            budget=random.randint(20, 1500) * 10,
            pace=f"{random.triangular(0.68, 1.08, 0.97):.2f}",
            cost=f"{random.triangular(0.92, 1.25, 1.01):.2f}",
            priority=random.randint(1, 3),
            sponsor=random.choice(OWNERS),
            rated_kindly=random.random() < 0.1,
            has_baseline=random.random() < 0.97,
        )
        is_over = ProjectRun(story).finishes_at < size.months
        yield replace(story, status=DONE) if is_over else story


def kpi_stories(project: ProjectStory, size: Size) -> Iterator[KpiStory]:
    """How each KPI of a project moved."""
    for number in range(size.kpis):
        name, family, unit, target, limit = KPI_KINDS[number % len(KPI_KINDS)]
        code = f"{project.code}-K{number + 1:02}"
        random = Random(f"{size.seed}/{code}")
        way = target - limit
        yield KpiStory(
            portfolio="",
            code=code,
            name=f"{name}: {project.name}",
            family=family,
            unit=unit,
            first=round(limit + way * random.uniform(-0.3, 0.6), 3),
            last=round(limit + way * random.uniform(0, 1.2), 3),
            noise=abs(way) * 0.1,
            target=target,
            limit=limit,
        )


def benefit_stories(
    projects: Sequence[ProjectStory], size: Size
) -> Iterator[BenefitStory]:
    """What each benefit promised and what came of it, project after project."""
    for number in range(size.benefits):
        project = projects[number % len(projects)]
        random = Random(f"{size.seed}/benefit/{number}")
        kind, name = BENEFIT_KINDS[number % len(BENEFIT_KINDS)]
        yield BenefitStory(
            project=project.code,
            name=f"{name}: {project.name}",
            kind=kind,
            monthly=random.randint(2, 60),
            begins=random.randint(project.begins, size.months - 1),
            came_true=(
                None if random.random() < 0.1 else f"{random.uniform(0.5, 1.15):.2f}"
            ),
            confirmed=f"{random.uniform(0.85, 1):.2f}",
            owner=project.sponsor,
            unit="enquiries" if kind == MEASURED else "",
        )


@transaction.atomic
def write_scale(size: Size, until: date) -> Portfolio | None:
    """Write a portfolio of this size whose last month ends with `until`.

    Returns None, and writes nothing, when it is there already. The rows have no
    history: nobody has entered them.
    """
    if Portfolio.objects.filter(slug=size.slug).exists():
        return None
    top = Portfolio.objects.create(
        slug=size.slug,
        name=f"Generated: {size.projects} projects",
        currency=rows.CURRENCY,
        rating_scale=red_amber_green(),
    )
    let_people_in(top)
    stories = list(project_stories(size))
    benefits: dict[str, list[tuple[int, BenefitStory]]] = {}
    for number, benefit in enumerate(benefit_stories(stories, size), start=1):
        benefits.setdefault(benefit.project, []).append((number, benefit))
    writer = Writer(size, Calendar(until, size.months), levels_by_colour(top))
    for start in range(0, len(stories), PROJECTS_IN_ONE):
        number = start // PROJECTS_IN_ONE + 1
        programme = Portfolio.objects.create(
            slug=f"{size.slug}-{number:02}",
            name=f"Programme {number}",
            parent=top,
            currency=top.currency,
            rating_scale=top.rating_scale,
        )
        some = stories[start : start + PROJECTS_IN_ONE]
        projects = writer.write_projects(programme, some)
        writer.write_kpis(projects, some)
        for project in projects:
            writer.write_benefits(project, benefits.get(project.code, []))
    Portfolio.objects.under(top).touch()
    return top


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the rows of some projects at a time."""

    size: Size
    calendar: Calendar
    levels: dict[str, RatingLevel]

    def write_projects(
        self, portfolio: Portfolio, stories: Sequence[ProjectStory]
    ) -> list[Project]:
        runs = [ProjectRun(story, self.size.months) for story in stories]
        projects = _create(
            Project, [rows.project_row(run, portfolio, self.calendar) for run in runs]
        )
        pairs = list(zip(runs, projects, strict=True))
        _create(
            Baseline,
            [row for pair in pairs for row in rows.baseline_rows(*pair, self.calendar)],
        )
        _create(
            StatusUpdate,
            [
                row
                for pair in pairs
                for row in rows.update_rows(*pair, self.calendar, self.levels, None)
            ],
        )
        _create(
            Milestone,
            [
                row
                for pair in pairs
                for row in rows.milestone_rows(*pair, self.calendar)
            ],
        )
        return projects

    def write_kpis(
        self, projects: Sequence[Project], stories: Sequence[ProjectStory]
    ) -> None:
        told: list[KpiStory] = []
        kpis: list[Kpi] = []
        for project, its_story in zip(projects, stories, strict=True):
            for story in kpi_stories(its_story, self.size):
                kpi = rows.kpi_row(story, project.portfolio, self.calendar, None)
                kpi.project = project
                told.append(story)
                kpis.append(kpi)
        pairs = list(zip(told, _create(Kpi, kpis), strict=True))
        _create(
            KpiTarget,
            [row for pair in pairs for row in rows.target_rows(*pair, self.calendar)],
        )
        _create(
            KpiMeasurement,
            [
                row
                for pair in pairs
                for row in rows.reading_rows(*pair, self.calendar, None)
            ],
        )

    def write_benefits(
        self, project: Project, stories: Sequence[tuple[int, BenefitStory]]
    ) -> None:
        benefits = _create(
            Benefit,
            [
                rows.benefit_row(story, number, project, self.calendar)
                for number, story in stories
            ],
        )
        _create(
            BenefitEntry,
            [
                row
                for (_number, story), benefit in zip(stories, benefits, strict=True)
                for row in rows.entry_rows(story, benefit, self.calendar, None, None)
            ],
        )


def _create(model: type[Model], made: list[Any]) -> list[Any]:
    return model._default_manager.bulk_create(made, batch_size=ROWS_AT_ONCE)
