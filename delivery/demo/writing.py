"""Writing the demonstration into the database: all of it or nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from delivery.demo.benefits import BENEFITS
from delivery.demo.histories import (
    MONTHS,
    Calendar,
    ProjectRun,
    benefit_amounts,
    curve,
    kpi_values,
)
from delivery.demo.kpis import KPIS, KpiStory
from delivery.demo.projects import DONE, PLANNED, PORTFOLIOS, PROJECTS, ROOT
from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Cycle,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Membership,
    Milestone,
    Portfolio,
    Project,
    RatingLevel,
    RatingScale,
    Role,
    StatusUpdate,
)

CURRENCY = "EUR"

PEOPLE = [
    ("analyst", "Nadia Farrow", Role.ANALYST),
    ("lead", "Simon Achterberg", Role.LEAD),
    ("finance", "Grace Whitlock", Role.FINANCE),
    ("executive", "Eleanor Voss", Role.EXECUTIVE),
    ("admin", "Victor Hale", Role.ADMIN),
    ("outsider", "Olivia Strand", None),
]

MILESTONES = [
    ("M1", "Design approved", Decimal("0.25")),
    ("M2", "First delivery", Decimal("0.55")),
    ("M3", "Acceptance", Decimal("0.85")),
    ("M4", "Handover", Decimal(1)),
]

RED_NOTES = [
    "The supplier cannot staff the work; the finish moves again.",
    "Acceptance found defects that have to be mended before we go on.",
    "Ground conditions cost more than the contingency holds.",
]


@transaction.atomic
def write_demo(until: date, password: str) -> bool:
    """Write people, portfolios and facts of the months up to `until`.

    Returns False, and writes nothing, when the demonstration is there already.
    """
    if Portfolio.objects.filter(slug=ROOT).exists():
        return False
    calendar = Calendar(until)
    people = _people(password)
    portfolios = _portfolios(people)
    projects = _projects(portfolios, calendar, people["analyst"])
    _kpis(portfolios, calendar, people)
    _benefits(projects, calendar, people)
    Portfolio.objects.under(portfolios[ROOT]).touch()
    return True


def _people(password: str) -> dict[str, User]:
    people = {}
    for username, name, role in PEOPLE:
        person, _ = User.objects.get_or_create(
            username=username, defaults={"email": f"{username}@example.org"}
        )
        person.name = name
        person.is_staff = person.is_superuser = role == Role.ADMIN
        person.set_password(password)
        person.save()
        people[username] = person
    return people


def _portfolios(people: dict[str, User]) -> dict[str, Portfolio]:
    scale, _ = RatingScale.objects.get_or_create(name="Red, amber, green")
    for position, colour in enumerate(RatingLevel.Colour.values, start=1):
        scale.levels.get_or_create(
            label=colour.title(), defaults={"position": position, "colour": colour}
        )
    portfolios: dict[str, Portfolio] = {}
    for slug, name, parent, description in PORTFOLIOS:
        portfolios[slug] = Portfolio.objects.create(
            slug=slug,
            name=name,
            parent=portfolios[parent] if parent else None,
            description=description,
            currency=CURRENCY,
            lead=people["lead"],
            rating_scale=scale,
        )
    root = portfolios[ROOT]
    for username, _name, role in PEOPLE:
        if role:
            Membership.objects.create(portfolio=root, user=people[username], role=role)
    return portfolios


def _create(model: type[Any], rows: Iterable[Any], by: User) -> list[Any]:
    return bulk_create_with_history(
        list(rows), model, default_user=by, default_change_reason="Demonstration"
    )


def _projects(
    portfolios: dict[str, Portfolio], calendar: Calendar, by: User
) -> dict[str, Project]:
    runs = {story.code: ProjectRun(story) for story in PROJECTS}
    rows = [_project(run, portfolios, calendar) for run in runs.values()]
    projects = {row.code: row for row in _create(Project, rows, by)}
    levels = {
        level.colour: level
        for level in RatingLevel.objects.filter(scale=portfolios[ROOT].rating_scale)
    }
    _create(
        Baseline,
        (
            row
            for code, run in runs.items()
            for row in _baselines(run, projects[code], calendar)
        ),
        by,
    )
    _create(
        StatusUpdate,
        (
            _update(run, projects[code], month, calendar, levels, by)
            for code, run in runs.items()
            for month in run.months_reported()
        ),
        by,
    )
    _create(
        Milestone,
        (
            row
            for code, run in runs.items()
            if run.story.has_baseline
            for row in _milestones(run, projects[code], calendar)
        ),
        by,
    )
    _cycles(portfolios[ROOT], calendar, by)
    return projects


def _project(
    run: ProjectRun, portfolios: dict[str, Portfolio], calendar: Calendar
) -> Project:
    story = run.story
    reported = run.months_reported()
    is_done = story.status == DONE
    return Project(
        portfolio=portfolios[story.portfolio],
        code=story.code,
        name=story.name,
        sponsor=story.sponsor,
        priority_tier=story.priority,
        status=story.status,
        currency=CURRENCY,
        actual_start=(
            None if story.status == PLANNED else calendar.first_day(story.begins)
        ),
        actual_finish=calendar.day(run.finishes_at) if is_done else None,
        final_cost=run.actual_cost(reported[-1]) if is_done else None,
    )


def _baselines(
    run: ProjectRun, project: Project, calendar: Calendar
) -> Iterable[Baseline]:
    story = run.story
    if not story.has_baseline:
        return
    start = calendar.first_day(story.begins)
    size = Decimal(20 + 3 * story.months)
    yield Baseline(
        project=project,
        number=1,
        approved_on=start,
        start=start,
        finish=calendar.last_day(story.begins + story.months - 1),
        budget=story.amount,
        scope_size=size,
    )
    if story.replanned_at is not None:
        yield Baseline(
            project=project,
            number=2,
            approved_on=calendar.first_day(story.replanned_at),
            start=start,
            finish=calendar.day(run.finishes_at),
            budget=run.budget(story.replanned_at),
            scope_size=size,
            reason="New ground survey; approved by the investment board.",
        )


def _update(
    run: ProjectRun,
    project: Project,
    month: int,
    calendar: Calendar,
    levels: dict[str, RatingLevel],
    by: User,
) -> StatusUpdate:
    story = run.story
    colour = run.colour(month)
    budget, forecast = run.in_year(calendar.year_begins(month), month)
    size = Decimal(20 + 3 * story.months)
    done = curve(run.progress(month))
    is_finished = story.status == DONE and month == run.months_reported()[-1]
    finish = run.finishes_at if is_finished else run.forecast_finish_at(month)
    planned = story.has_baseline
    return StatusUpdate(
        project=project,
        status_date=calendar.last_day(month),
        rating=levels[colour],
        note=RED_NOTES[month % len(RED_NOTES)] if colour == "red" else "",
        planned_value=run.planned_value(month) if planned else None,
        earned_value=run.earned_value(month) if planned else None,
        actual_cost=run.actual_cost(month),
        forecast_start=calendar.first_day(story.begins),
        forecast_finish=calendar.day(finish),
        forecast_cost=run.forecast_cost(month),
        in_year_budget=budget if planned else None,
        in_year_forecast=forecast,
        whole_life_cost=(story.amount * Decimal("1.35")).quantize(Decimal(1000)),
        scope_approved=size if planned else None,
        scope_accepted=(
            size * done * min(run.pace + Decimal("0.12"), Decimal(1))
        ).quantize(Decimal("0.1"))
        if planned
        else None,
        source="Monthly status report",
        recorded_by=by,
    )


def _milestones(
    run: ProjectRun, project: Project, calendar: Calendar
) -> Iterable[Milestone]:
    story = run.story
    reached = max(run.months_reported(), default=-1)
    for code, name, share in MILESTONES:
        at = story.begins + run.months_needed * share
        happens = calendar.day(at)
        is_reached = at <= reached + 1 and happens <= calendar.until
        yield Milestone(
            project=project,
            code=code,
            name=name,
            baseline_on=calendar.day(story.begins + story.months * share),
            forecast_on=None if is_reached else happens,
            actual_on=happens if is_reached else None,
        )


def _cycles(root: Portfolio, calendar: Calendar, by: User) -> None:
    year = calendar.until.year
    _create(
        Cycle,
        (
            Cycle(
                portfolio=root,
                name=f"Value cycle {name}",
                starts_on=date(name, 1, 1),
                ends_on=date(name, 12, 31),
                status=Cycle.Status.OPEN if name == year else Cycle.Status.CLOSED,
            )
            for name in (year - 1, year)
        ),
        by,
    )


def _kpis(
    portfolios: dict[str, Portfolio], calendar: Calendar, people: dict[str, User]
) -> None:
    by = people["analyst"]
    kpis = _create(
        Kpi,
        (_kpi(story, portfolios[story.portfolio], people, calendar) for story in KPIS),
        by,
    )
    pairs = list(zip(KPIS, kpis, strict=True))
    _create(
        KpiTarget,
        (row for story, kpi in pairs for row in _targets(story, kpi, calendar)),
        by,
    )
    _create(
        KpiMeasurement,
        (row for story, kpi in pairs for row in _readings(story, kpi, calendar, by)),
        by,
    )


def _kpi(
    story: KpiStory,
    portfolio: Portfolio,
    people: dict[str, User],
    calendar: Calendar,
) -> Kpi:
    by_quarter = Kpi.Cadence.QUARTER if story.quarterly else Kpi.Cadence.MONTH
    rises = story.target > story.limit
    return Kpi(
        portfolio=portfolio,
        code=story.code,
        name=story.name,
        promise=story.promise,
        family=story.family,
        unit=story.unit,
        unit_label=story.label,
        currency=CURRENCY if story.unit == Kpi.Unit.MONEY else "",
        direction=Kpi.Direction.INCREASE if rises else Kpi.Direction.DECREASE,
        aggregation=(Kpi.Aggregation.SUM if story.adds_up else Kpi.Aggregation.AVERAGE),
        cadence=by_quarter,
        baseline=Decimal(str(story.first)),
        baseline_on=calendar.first_day(0),
        weight=story.weight,
        is_critical=story.critical,
        owner=people["analyst"],
    )


def _targets(story: KpiStory, kpi: Kpi, calendar: Calendar) -> Iterable[KpiTarget]:
    # Something counted every month is aimed at per quarter, the reporting period.
    times = 3 if story.adds_up else 1
    target, limit = (
        Decimal(str(number)) * times for number in (story.target, story.limit)
    )
    way = target - limit
    for month, share in ((0, Decimal("0.8")), (MONTHS - 12, Decimal(1))):
        aim = limit + way * share
        yield KpiTarget(
            kpi=kpi,
            valid_from=calendar.first_day(month),
            target=aim,
            green_limit=limit + way * share * Decimal("0.75"),
            red_limit=limit,
            worst=max(limit - way, Decimal(0)),
        )


def _readings(
    story: KpiStory, kpi: Kpi, calendar: Calendar, by: User
) -> Iterable[KpiMeasurement]:
    values = kpi_values(story)
    step = 3 if story.quarterly else 1
    for month in range(step - 1, MONTHS, step):
        value = values[month]
        if value is not None:
            yield KpiMeasurement(
                kpi=kpi,
                period_start=calendar.first_day(month - step + 1),
                period_end=calendar.last_day(month),
                value=value,
                source="Monthly KPI return",
                recorded_by=by,
            )


def _benefits(
    projects: dict[str, Project], calendar: Calendar, people: dict[str, User]
) -> None:
    by = people["analyst"]
    rows = [
        Benefit(
            portfolio=projects[story.project].portfolio,
            project=projects[story.project],
            code=f"B-{number:02}",
            name=story.name,
            benefit_class=story.kind,
            is_disbenefit=story.is_loss,
            pattern=(
                Benefit.Pattern.ONE_OFF if story.once else Benefit.Pattern.RECURRING
            ),
            unit_label=story.unit,
            currency="" if story.unit or not story.monthly else CURRENCY,
            owner=story.owner,
            starts_on=calendar.first_day(story.begins),
        )
        for number, story in enumerate(BENEFITS, start=1)
    ]
    benefits = _create(Benefit, rows, by)
    validated = BenefitEntry.Kind.VALIDATED
    _create(
        BenefitEntry,
        (
            BenefitEntry(
                benefit=benefit,
                month=calendar.first_day(month),
                kind=kind,
                amount=amount,
                recorded_by=people["finance"] if kind == validated else by,
            )
            for story, benefit in zip(BENEFITS, benefits, strict=True)
            for month, kind, amount in benefit_amounts(benefit.code, story)
        ),
        by,
    )
