"""From a story to the rows that tell it, not saved yet."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from accounts.models import User
from delivery.calculations import bands
from delivery.calculations.bands import Band
from delivery.demo.benefits import BenefitStory
from delivery.demo.histories import (
    Calendar,
    ProjectRun,
    benefit_amounts,
    curve,
    kpi_values,
)
from delivery.demo.kpis import ANNOTATIONS, NEW_LIMITS, KpiStory
from delivery.demo.projects import DONE, PLANNED
from delivery.demo.register_rows import evidence_of, proof_of
from delivery.demo.strategy import PAID_IN
from delivery.demo.work import market_days, scope_size
from delivery.models import (
    Annotation,
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
    Milestone,
    Portfolio,
    Project,
    RatingLevel,
    StatusUpdate,
)

CURRENCY = "EUR"
WHY_RED = "Worse than the limit; the cause stands in the status update."
# From so many months before the end on, some KPIs have their values approved.
APPROVED_MONTHS = 6

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


def project_row(run: ProjectRun, portfolio: Portfolio, calendar: Calendar) -> Project:
    story = run.story
    is_done = story.status == DONE
    return Project(
        portfolio=portfolio,
        code=story.code,
        name=story.name,
        sponsor=story.sponsor,
        priority_tier=story.priority,
        status=story.status,
        currency=PAID_IN.get(story.code, CURRENCY),
        actual_start=(
            None if story.status == PLANNED else calendar.first_day(story.begins)
        ),
        actual_finish=calendar.day(run.finishes_at) if is_done else None,
        final_cost=run.actual_cost(run.months_reported()[-1]) if is_done else None,
        **market_days(run, calendar),
    )


def baseline_rows(
    run: ProjectRun, project: Project, calendar: Calendar
) -> Iterator[Baseline]:
    story = run.story
    if not story.has_baseline:
        return
    start = calendar.first_day(story.begins)
    size = scope_size(run)
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


def update_rows(
    run: ProjectRun,
    project: Project,
    calendar: Calendar,
    levels: dict[str, RatingLevel],
    by: User | None,
) -> Iterator[StatusUpdate]:
    for month in run.months_reported():
        yield _update_row(run, project, month, calendar, levels, by)


def _update_row(
    run: ProjectRun,
    project: Project,
    month: int,
    calendar: Calendar,
    levels: dict[str, RatingLevel],
    by: User | None,
) -> StatusUpdate:
    story = run.story
    colour = run.colour(month)
    budget, forecast = run.in_year(calendar.year_begins(month), month)
    size = scope_size(run)
    rest = max(run.forecast_cost(month) - run.actual_cost(month), Decimal(0))
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
        estimate_to_complete=rest if planned else None,
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


def milestone_rows(
    run: ProjectRun, project: Project, calendar: Calendar
) -> Iterator[Milestone]:
    story = run.story
    if not story.has_baseline:
        return
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


def kpi_row(
    story: KpiStory, portfolio: Portfolio, calendar: Calendar, owner: User | None
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
        aggregation=_over_time(story),
        formula=story.formula,
        cadence=by_quarter,
        baseline=Decimal(str(story.first)),
        baseline_on=calendar.first_day(0),
        weight=story.weight,
        is_critical=story.critical,
        owner=owner,
        approval_from=(
            calendar.first_day(calendar.months - APPROVED_MONTHS)
            if story.approval and owner
            else None
        ),
    )


def _over_time(story: KpiStory) -> Kpi.Aggregation:
    if story.cases:
        return Kpi.Aggregation.RATIO
    return Kpi.Aggregation.SUM if story.adds_up else Kpi.Aggregation.AVERAGE


def target_rows(story: KpiStory, kpi: Kpi, calendar: Calendar) -> Iterator[KpiTarget]:
    target, limit = Decimal(str(story.target)), Decimal(str(story.limit))
    way = target - limit
    last_year = max(calendar.months - 12, 1)
    for month, share in ((0, Decimal("0.6")), (last_year, Decimal("0.75"))):
        aim = round(limit + way * share, 6)
        green = round(limit + way * share * Decimal("0.75"), 6)
        worst = max(limit - way, Decimal(0))
        row = KpiTarget(kpi=kpi, valid_from=calendar.first_day(month), target=aim)
        if story.is_banded:
            row.bands = bands.as_json(
                [
                    Band(worst, Decimal(0), "Poor"),
                    Band(limit, Decimal(50), "Fair"),
                    Band(green, Decimal(80), "Good"),
                    Band(aim, Decimal(100), "Excellent"),
                ]
            )
        else:
            row.green_limit, row.red_limit, row.worst = green, limit, worst
        yield row


def reading_rows(
    story: KpiStory,
    kpi: Kpi,
    calendar: Calendar,
    by: User | None,
    lead: User | None = None,
) -> Iterator[KpiMeasurement]:
    values = kpi_values(story, calendar.months) if not story.formula else []
    step = 3 if story.quarterly else 1
    for month in range(step - 1, len(values), step):
        value = values[month]
        if value is None:
            continue
        is_red = (
            value < story.limit if story.target > story.limit else (value > story.limit)
        )
        reading = KpiMeasurement(
            kpi=kpi,
            period_start=calendar.first_day(month - step + 1),
            period_end=calendar.last_day(month),
            value=value,
            numerator=round(value * story.cases) if story.cases else None,
            denominator=story.cases,
            note=WHY_RED if is_red else "",
            source="Monthly KPI return",
            recorded_by=by,
        )
        if story.approval and lead and month >= calendar.months - APPROVED_MONTHS:
            _decide(reading, story, lead, is_last=month == calendar.months - 1)
        yield reading


def _decide(
    reading: KpiMeasurement, story: KpiStory, lead: User | None, *, is_last: bool
) -> None:
    """Let the lead approve a value; the last one comes to what the story says."""
    reading.approval = (
        KpiMeasurement.Approval(story.approval)
        if is_last
        else KpiMeasurement.Approval.APPROVED
    )
    if reading.approval != KpiMeasurement.Approval.SUBMITTED:
        reading.decided_by = lead
    if is_last:
        reading.decision_note = story.comment


def annotation_rows(
    kpis: Mapping[str, Kpi], calendar: Calendar, by: User | None
) -> Iterator[Annotation]:
    for code, month, text in ANNOTATIONS:
        on = calendar.first_day(month) + timedelta(days=11)
        yield Annotation(kpi=kpis[code], on=on, text=text, author=by)


def decision_rows(
    kpis: Mapping[str, Kpi], calendar: Calendar, by: User | None
) -> Iterator[LimitDecision]:
    for code, month, reason in NEW_LIMITS:
        yield LimitDecision(
            kpi=kpis[code],
            step=LimitDecision.Step.NEW_LIMITS,
            period_start=calendar.first_day(month),
            reason=reason,
            decided_by=by,
        )


def benefit_row(
    story: BenefitStory, number: int, project: Project, calendar: Calendar
) -> Benefit:
    return Benefit(
        portfolio=project.portfolio,
        project=project,
        code=f"B-{number:02}",
        name=story.name,
        benefit_class=story.kind,
        is_disbenefit=story.is_loss,
        pattern=Benefit.Pattern.ONE_OFF if story.once else Benefit.Pattern.RECURRING,
        unit_label=story.unit,
        currency="" if story.unit or not story.monthly else project.currency,
        owner=story.owner,
        starts_on=calendar.first_day(story.begins),
        **proof_of(story, calendar),
    )


def entry_rows(
    story: BenefitStory,
    benefit: Benefit,
    calendar: Calendar,
    by: User | None,
    validator: User | None,
) -> Iterator[BenefitEntry]:
    """The monthly amounts of a benefit; `validator` is who has confirmed them."""
    for month, kind, amount in benefit_amounts(benefit.code, story, calendar.months):
        is_validated = kind == BenefitEntry.Kind.VALIDATED
        first_day = calendar.first_day(month)
        yield BenefitEntry(
            benefit=benefit,
            month=first_day,
            kind=kind,
            amount=amount,
            evidence=evidence_of(benefit, kind, first_day),
            recorded_by=validator if is_validated else by,
        )
