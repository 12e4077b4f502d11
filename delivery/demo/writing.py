"""Writing the demonstration into the database: all of it or nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from delivery.demo import people as teams
from delivery.demo import register_rows, risk_rows, rows, strategy, work
from delivery.demo.benefits import BENEFITS
from delivery.demo.histories import Calendar, ProjectRun
from delivery.demo.kpis import KPIS
from delivery.demo.projects import PORTFOLIOS, PROJECTS, ROOT
from delivery.demo.risks import ISSUES, RISKS
from delivery.demo.services import KPI_OF, LEAKS, OVERLAPS, SERVICES, SHARES, USES
from delivery.models import (
    Allocation,
    Annotation,
    Attribution,
    Baseline,
    Benefit,
    BenefitEntry,
    BenefitLeak,
    Capacity,
    ClaimDecision,
    Contingency,
    Cycle,
    ExchangeRate,
    Issue,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
    Membership,
    Milestone,
    Objective,
    ObjectiveLink,
    OverlapGroup,
    Portfolio,
    PriorityCriterion,
    PriorityScore,
    Project,
    QualityCount,
    RatingLevel,
    RatingScale,
    Resource,
    ResourceHours,
    ReworkEntry,
    Risk,
    RiskAssessment,
    RiskLevel,
    Role,
    ScopeItem,
    Service,
    ServiceCost,
    ServiceUse,
    StatusUpdate,
    Task,
)

PEOPLE = [
    ("analyst", "Nadia Farrow", Role.ANALYST),
    ("lead", "Simon Achterberg", Role.LEAD),
    ("finance", "Grace Whitlock", Role.FINANCE),
    ("executive", "Eleanor Voss", Role.EXECUTIVE),
    ("admin", "Victor Hale", Role.ADMIN),
    ("outsider", "Olivia Strand", None),
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
    portfolios = _portfolios(people, calendar)
    projects = _projects(portfolios, calendar, people["analyst"])
    _kpis(portfolios, calendar, people)
    _services(portfolios[ROOT], projects, calendar, people["analyst"])
    _benefits(projects, calendar, people)
    _strategy(portfolios[ROOT], projects, calendar, people)
    _resources(portfolios, projects, calendar, people["analyst"])
    _priorities(portfolios[ROOT], projects, people["analyst"])
    _risks(portfolios, projects, calendar, people["analyst"])
    _work(projects, calendar, people["analyst"])
    Portfolio.objects.under(portfolios[ROOT]).touch()
    return True


def _people(password: str) -> dict[str, User]:
    people = {}
    # Working a password out is slow on purpose, and they share one.
    secret = make_password(password)
    for username, name, role in PEOPLE:
        person, _ = User.objects.get_or_create(
            username=username, defaults={"email": f"{username}@example.org"}
        )
        person.name = name
        person.is_staff = person.is_superuser = role == Role.ADMIN
        person.password = secret
        person.save()
        people[username] = person
    return people


def _portfolios(people: dict[str, User], calendar: Calendar) -> dict[str, Portfolio]:
    scale = red_amber_green()
    portfolios: dict[str, Portfolio] = {}
    for slug, name, parent, description in PORTFOLIOS:
        portfolios[slug] = Portfolio.objects.create(
            slug=slug,
            name=name,
            parent=portfolios[parent] if parent else None,
            description=description,
            currency=rows.CURRENCY,
            lead=people["lead"],
            rating_scale=scale,
        )
    let_people_in(portfolios[ROOT])
    _close_first_year(portfolios[ROOT], calendar)
    return portfolios


def _close_first_year(root: Portfolio, calendar: Calendar) -> None:
    """Close what the board has seen; a lead can still correct it."""
    root.locked_until = calendar.last_day(11)
    root._change_reason = "Annual report approved by the board"  # type: ignore[attr-defined]
    root.save()


def red_amber_green() -> RatingScale:
    """Return the scale of the demonstration's ratings."""
    scale, _ = RatingScale.objects.get_or_create(name="Red, amber, green")
    for position, colour in enumerate(RatingLevel.Colour.values, start=1):
        scale.levels.get_or_create(
            label=colour.title(), defaults={"position": position, "colour": colour}
        )
    return scale


def levels_by_colour(portfolio: Portfolio) -> dict[str, RatingLevel]:
    """Return the ratings that a portfolio gives, by the colours they stand for."""
    levels = RatingLevel.objects.filter(scale=portfolio.rating_scale)
    return {level.colour: level for level in levels}


def let_people_in(portfolio: Portfolio) -> None:
    """Give the people of the demonstration, as far as they exist, their roles."""
    roles = {username: role for username, _name, role in PEOPLE if role}
    for user in User.objects.filter(username__in=roles).order_by("pk"):
        role = roles[user.username]
        Membership.objects.create(portfolio=portfolio, user=user, role=role)


def _create(model: type[Any], made: Iterable[Any], by: User) -> list[Any]:
    return bulk_create_with_history(
        list(made), model, default_user=by, default_change_reason="Demonstration"
    )


def _projects(
    portfolios: dict[str, Portfolio], calendar: Calendar, by: User
) -> dict[str, Project]:
    runs = {story.code: ProjectRun(story) for story in PROJECTS}
    created = _create(
        Project,
        (
            rows.project_row(run, portfolios[run.story.portfolio], calendar)
            for run in runs.values()
        ),
        by,
    )
    projects = {project.code: project for project in created}
    pairs = [(run, projects[code]) for code, run in runs.items()]
    levels = levels_by_colour(portfolios[ROOT])
    _create(
        Baseline,
        (row for pair in pairs for row in rows.baseline_rows(*pair, calendar)),
        by,
    )
    _create(
        StatusUpdate,
        (
            row
            for pair in pairs
            for row in rows.update_rows(*pair, calendar, levels, by)
        ),
        by,
    )
    _create(
        Milestone,
        (row for pair in pairs for row in rows.milestone_rows(*pair, calendar)),
        by,
    )
    _create(
        Task, (row for pair in pairs for row in work.task_rows(*pair, calendar)), by
    )
    _create(
        ScopeItem,
        (row for pair in pairs for row in work.scope_rows(*pair, calendar)),
        by,
    )
    _cycles(portfolios[ROOT], calendar, by)
    return projects


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
        (
            rows.kpi_row(story, portfolios[story.portfolio], calendar, owner=by)
            for story in KPIS
        ),
        by,
    )
    pairs = list(zip(KPIS, kpis, strict=True))
    _create(
        KpiTarget,
        (row for pair in pairs for row in rows.target_rows(*pair, calendar)),
        by,
    )
    _create(
        KpiMeasurement,
        (
            row
            for pair in pairs
            for row in rows.reading_rows(*pair, calendar, by, people["lead"])
        ),
        by,
    )
    by_code = {kpi.code: kpi for kpi in kpis}
    _create(Annotation, rows.annotation_rows(by_code, calendar, by), by)
    _create(LimitDecision, rows.decision_rows(by_code, calendar, by), by)


def _services(
    root: Portfolio, projects: dict[str, Project], calendar: Calendar, by: User
) -> None:
    services = _create(
        Service,
        (
            Service(
                portfolio=root,
                code=story.code,
                name=story.name,
                owner=story.owner,
                description=story.description,
                starts_on=calendar.first_day(0),
            )
            for story in SERVICES
        ),
        by,
    )
    pairs = zip(SERVICES, services, strict=True)
    _create(ServiceCost, register_rows.cost_rows(pairs, calendar, by), by)
    known = {service.code: service for service in services}
    for service, code in KPI_OF.items():
        kpi = Kpi.objects.get(code=code)
        kpi.service = known[service]
        kpi.save()
    _create(
        ServiceUse,
        (
            ServiceUse(service=known[service], project=projects[project], note=note)
            for service, project, note in USES
        ),
        by,
    )


def _benefits(
    projects: dict[str, Project], calendar: Calendar, people: dict[str, User]
) -> None:
    by, validator = people["analyst"], people["finance"]
    groups = _overlaps(by, calendar)
    made = [
        rows.benefit_row(story, number, projects[story.project], calendar)
        for number, story in enumerate(BENEFITS, start=1)
    ]
    for benefit in made:
        benefit.overlap_group = groups.get(benefit.name)
    benefits = _create(Benefit, made, by)
    pairs = list(zip(BENEFITS, benefits, strict=True))
    entries = _create(
        BenefitEntry,
        (
            row
            for pair in pairs
            for row in rows.entry_rows(*pair, calendar, by, validator)
        ),
        by,
    )
    decisions = register_rows.decision_rows(pairs, entries, validator)
    ClaimDecision.objects.bulk_create(decisions)
    _shares_and_leaks(projects, benefits, by)


def _overlaps(by: User, calendar: Calendar) -> dict[str, OverlapGroup]:
    """Return the group of each benefit that shares its measure, by its name."""
    groups = _create(
        OverlapGroup,
        (
            OverlapGroup(
                portfolio=Portfolio.objects.get(slug=story.portfolio),
                code=story.code,
                name=story.name,
                measured_total=story.total,
                measured_on=calendar.until if story.total else None,
                note=story.note,
            )
            for story in OVERLAPS
        ),
        by,
    )
    return {
        name: group
        for story, group in zip(OVERLAPS, groups, strict=True)
        for name in story.benefits
    }


def _shares_and_leaks(
    projects: dict[str, Project], benefits: list[Benefit], by: User
) -> None:
    services = {service.code: service for service in Service.objects.all()}
    reported = set(
        BenefitEntry.objects.filter(kind=BenefitEntry.Kind.CLAIMED).values_list(
            "benefit", flat=True
        )
    )
    _create(
        Attribution,
        (
            Attribution(
                benefit=benefit,
                service=services[story.service],
                share=Decimal(story.share),
                method=story.method,
                confidence=Decimal(story.confidence),
                note=story.note,
            )
            for story in SHARES
            for benefit in benefits
            if benefit.project == projects[story.project] and benefit.pk in reported
        ),
        by,
    )
    amounts = {story.name: story.amount for story in BENEFITS}
    named = {benefit.name: benefit for benefit in benefits}
    _create(
        BenefitLeak,
        (
            BenefitLeak(
                benefit=named[story.benefit],
                cause=story.cause,
                amount=amounts[story.benefit] * story.months,
                note=story.note,
            )
            for story in LEAKS
        ),
        by,
    )


def _strategy(
    root: Portfolio,
    projects: dict[str, Project],
    calendar: Calendar,
    people: dict[str, User],
) -> None:
    by = people["lead"]
    stated = _create(Objective, strategy.objective_rows(root, calendar), by)
    objectives = {objective.code: objective for objective in stated}
    _create(ObjectiveLink, strategy.link_rows(projects, objectives), by)
    _create(ExchangeRate, strategy.rate_rows(root, calendar, people["admin"]), by)
    benefits = list(
        Benefit.objects.filter(project__in=projects.values()).select_related("project")
    )
    for benefit in benefits:
        project = projects[benefit.project.code]
        benefit.objective = objectives.get(strategy.served_most(project))
    bulk_update_with_history(
        [benefit for benefit in benefits if benefit.objective],
        Benefit,
        ["objective"],
        default_user=by,
        default_change_reason="Demonstration",
    )


def _resources(
    portfolios: dict[str, Portfolio],
    projects: dict[str, Project],
    calendar: Calendar,
    by: User,
) -> None:
    created = _create(
        Resource,
        (
            teams.resource_row(story, portfolios[story.portfolio])
            for story in teams.TEAMS
        ),
        by,
    )
    pairs = list(zip(teams.TEAMS, created, strict=True))
    _create(
        Capacity,
        (row for pair in pairs for row in teams.capacity_rows(*pair, calendar)),
        by,
    )
    hours = [
        row for pair in pairs for row in teams.hours_rows(*pair, projects, calendar, by)
    ]
    for model in (Allocation, ResourceHours):
        _create(model, (row for row in hours if isinstance(row, model)), by)


def _priorities(root: Portfolio, projects: dict[str, Project], by: User) -> None:
    criteria = _create(PriorityCriterion, teams.criterion_rows(root), by)
    _create(
        PriorityScore,
        (
            row
            for story in PROJECTS
            for row in teams.score_rows(story, projects[story.code], criteria, by)
        ),
        by,
    )


def _risks(
    portfolios: dict[str, Portfolio],
    projects: dict[str, Project],
    calendar: Calendar,
    by: User,
) -> None:
    """Write the register, how it was judged, what stands by, and the issues."""
    _create(RiskLevel, risk_rows.level_rows(portfolios[ROOT]), by)
    _create(Contingency, risk_rows.reserve_rows(portfolios, projects, calendar), by)
    risks = _create(
        Risk,
        (risk_rows.risk_row(story, portfolios, projects, calendar) for story in RISKS),
        by,
    )
    _create(
        RiskAssessment,
        (
            row
            for story, risk in zip(RISKS, risks, strict=True)
            for row in risk_rows.assessment_rows(story, risk, calendar, by)
        ),
        by,
    )
    by_code = {risk.code: risk for risk in risks}
    _create(
        Issue,
        (
            risk_rows.issue_row(
                story,
                number,
                projects[story.project],
                by_code.get(story.risk),
                calendar,
            )
            for number, story in enumerate(ISSUES, start=1)
        ),
        by,
    )


def _work(projects: dict[str, Project], calendar: Calendar, by: User) -> None:
    """Write what was done again, and what was released, by month."""
    runs = [(ProjectRun(story), projects[story.code]) for story in PROJECTS]
    _create(
        ReworkEntry,
        (row for run in runs for row in risk_rows.rework_rows(*run, calendar, by)),
        by,
    )
    _create(
        QualityCount,
        (row for run in runs for row in risk_rows.count_rows(*run, calendar, by)),
        by,
    )
