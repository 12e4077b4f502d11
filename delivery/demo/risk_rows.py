"""From the stories of risks, issues and rework to the rows that tell them."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from accounts.models import User
from delivery.demo.histories import Calendar, ProjectRun
from delivery.demo.risks import (
    RELEASES,
    RESERVES,
    SCALE,
    TARGETS,
    WORK,
    IssueStory,
    ReleaseStory,
    RiskStory,
    WorkStory,
)
from delivery.models import (
    Contingency,
    Issue,
    Portfolio,
    Project,
    QualityCount,
    ReworkEntry,
    Risk,
    RiskAssessment,
    RiskLevel,
)

CURRENCY = "EUR"
HOUR_COST = 62


def thousands(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) * 1000


def share(per_cent: int | None) -> Decimal | None:
    return None if per_cent is None else Decimal(per_cent) / 100


def level_rows(portfolio: Portfolio) -> Iterator[RiskLevel]:
    for step, (likely, chance, bad, cost, days) in enumerate(SCALE, start=1):
        yield RiskLevel(
            portfolio=portfolio,
            position=step,
            probability_label=likely,
            probability=Decimal(chance) / 100,
            impact_label=bad,
            impact_money=thousands(cost),
            impact_days=days,
        )


def reserve_rows(
    portfolios: dict[str, Portfolio], projects: dict[str, Project], calendar: Calendar
) -> Iterator[Contingency]:
    for portfolio, project, month, amount, days in RESERVES:
        yield Contingency(
            portfolio=portfolios[portfolio],
            project=projects.get(project),
            valid_from=calendar.first_day(month),
            reserve=thousands(amount),
            reserve_days=days,
            currency=CURRENCY,
        )


def risk_row(
    story: RiskStory,
    portfolios: dict[str, Portfolio],
    projects: dict[str, Project],
    calendar: Calendar,
) -> Risk:
    first = story.judgements[0].month
    return Risk(
        portfolio=portfolios[story.portfolio],
        project=projects.get(story.project),
        code=story.code,
        name=story.name,
        description=story.description,
        kind=Risk.Kind.OPPORTUNITY if story.is_chance else Risk.Kind.THREAT,
        category=story.category,
        owner=story.owner,
        raised_on=calendar.first_day(first),
        status=story.status,
        closed_on=None if story.ended is None else calendar.first_day(story.ended),
        currency=CURRENCY,
        strategy=story.strategy,
        response=story.response,
        response_cost=thousands(story.cost),
        due_on=None if story.due is None else calendar.last_day(story.due),
        realised_amount=thousands(story.came_to),
        avoided_loss=thousands(story.avoided),
    )


def assessment_rows(
    story: RiskStory, risk: Risk, calendar: Calendar, by: User | None
) -> Iterator[RiskAssessment]:
    for one in story.judgements:
        yield RiskAssessment(
            risk=risk,
            assessed_on=calendar.last_day(one.month),
            probability=share(one.chance),
            impact_money=thousands(one.cost),
            impact_days=one.days,
            residual_probability=share(one.chance_after),
            residual_money=thousands(one.cost_after),
            residual_days=one.days_after,
            recorded_by=by,
        )


def issue_row(
    story: IssueStory,
    number: int,
    project: Project,
    risk: Risk | None,
    calendar: Calendar,
) -> Issue:
    opened_on = calendar.day(story.opened_at)
    took = story.took
    settled_on = None
    if took is not None:
        settled_on = opened_on.fromordinal(opened_on.toordinal() + took)
    is_over = settled_on is not None and settled_on <= calendar.until
    return Issue(
        portfolio=project.portfolio,
        project=project,
        risk=risk,
        code=f"I-{number:02}",
        name=story.name,
        severity=story.severity,
        owner=project.sponsor,
        opened_on=opened_on,
        target_days=TARGETS[story.severity] if story.has_target else None,
        resolved_on=settled_on if is_over else None,
        resolution="Settled and accepted by the sponsor." if is_over else "",
    )


def rework_rows(
    run: ProjectRun, project: Project, calendar: Calendar, by: User | None
) -> Iterator[ReworkEntry]:
    """The months of work of a project, as far as somebody codes its rework."""
    story = next((one for one in WORK if one.project == project.code), None)
    if story is None:
        return
    random = Random(f"rework {project.code}")
    months = run.months_reported()
    for month in months:
        part = _per_cent(story, month, months) * random.uniform(0.88, 1.12) / 100
        hours = round(story.hours * random.uniform(0.9, 1.1))
        again = round(hours * part)
        yield ReworkEntry(
            project=project,
            month=calendar.first_day(month),
            hours=Decimal(hours),
            rework_hours=Decimal(again),
            cost=Decimal(hours * HOUR_COST),
            rework_cost=Decimal(again * HOUR_COST),
            source="Timesheets",
            recorded_by=by,
            **_causes(story, again),
        )


def _per_cent(story: WorkStory, month: int, months: range) -> float:
    if story.turns_at is not None:
        return story.last if month >= story.turns_at else story.first
    way = (month - months.start) / max(len(months) - 1, 1)
    return story.first + (story.last - story.first) * way


def _causes(story: WorkStory, hours: int) -> dict[str, Decimal]:
    """Share hours out by the weights of their causes; a tenth was given none."""
    coded = hours * 9 // 10
    total = sum(story.causes)
    return {
        name: Decimal(coded * weight // total)
        for name, weight in zip(ReworkEntry.CAUSES, story.causes, strict=True)
    }


def count_rows(
    run: ProjectRun, project: Project, calendar: Calendar, by: User | None
) -> Iterator[QualityCount]:
    """What a product released by month, as far as somebody counts it."""
    story = next((one for one in RELEASES if one.project == project.code), None)
    if story is None:
        return
    random = Random(f"releases {project.code}")
    months = run.months_reported()
    for month in months:
        way = (month - months.start) / max(len(months) - 1, 1)
        yield _count_row(story, project, calendar, by, month, way, random)


def _count_row(
    story: ReleaseStory,
    project: Project,
    calendar: Calendar,
    by: User | None,
    month: int,
    way: float,
    random: Random,
) -> QualityCount:
    def part(ends: tuple[int, int]) -> float:
        return (ends[0] + (ends[1] - ends[0]) * way) * random.uniform(0.8, 1.2) / 100

    found = round(story.defects * random.uniform(0.8, 1.2))
    changes = round(story.changes * random.uniform(0.8, 1.2))
    escaped = round(found * part(story.escaped))
    return QualityCount(
        project=project,
        month=calendar.first_day(month),
        defects_before=found - escaped,
        defects_after=escaped,
        changes_deployed=changes,
        changes_failed=round(changes * part(story.failed)),
        unplanned_deployments=round(changes * part(story.unplanned)),
        source="Release log",
        recorded_by=by,
    )
