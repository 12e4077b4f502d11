"""Facts by hand, and what the panels make of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from delivery.calculations.periods import Period, add_months
from delivery.calculations.scope import ScopeEntry, ScopeState
from scorecards.facts import (
    AttributionFacts,
    BaselineFacts,
    BenefitFacts,
    CapacityFacts,
    CostFacts,
    DemandFacts,
    EntryFacts,
    FeedbackFacts,
    HeardFacts,
    HoursFacts,
    KpiFacts,
    MilestoneFacts,
    ObjectiveFacts,
    OverlapFacts,
    PortfolioFacts,
    ProjectFacts,
    RatingFacts,
    ReadingFacts,
    ResourceFacts,
    ServiceFacts,
    TargetFacts,
    TaskFacts,
    UpdateFacts,
    ValueItemFacts,
)
from scorecards.panels.contract import Child, Content, Panel, Readings, Scene

SPACES = str.maketrans("\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}", "  ")

Q3 = Period.parse("2026-Q3")
END = date(2026, 9, 30)

SCALE = (
    RatingFacts("Green", "green"),
    RatingFacts("Amber", "amber"),
    RatingFacts("Red", "red"),
)


def money(amount: int | str | Decimal | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def baseline(
    start: date | None = date(2026, 1, 1),
    finish: date | None = date(2026, 8, 31),
    budget: int | str | None = 1000,
    *,
    number: int = 1,
    approved_on: date | None = None,
) -> BaselineFacts:
    """A plan of eight months and a thousand."""
    return BaselineFacts(number, approved_on, start, finish, money(budget), None)


def update(status_date: date = END, **figures: Any) -> UpdateFacts:
    """A report that gives nothing but what is named."""
    known: dict[str, Any] = dict.fromkeys(UpdateFacts.__dataclass_fields__)
    amounts = {
        name: money(value)
        if isinstance(value, int | str) and name != "rating"
        else value
        for name, value in figures.items()
    }
    return UpdateFacts(**{**known, **amounts, "status_date": status_date})


def project(
    pk: int = 1,
    *,
    name: str = "",
    status: str = "active",
    currency: str = "EUR",
    plans: Sequence[BaselineFacts] = (),
    updates: Sequence[UpdateFacts] = (),
    milestones: Sequence[MilestoneFacts] = (),
    tasks: Sequence[TaskFacts] = (),
    scope: Sequence[ScopeEntry] = (),
    tier: int | None = None,
    marks: Sequence[tuple[int | None, int]] = (),
    actual_start: date | None = None,
    actual_finish: date | None = None,
    final_cost: int | str | None = None,
    business_case_on: date | None = None,
    first_use_on: date | None = None,
) -> ProjectFacts:
    """A project of which nothing is known but what is named."""
    return ProjectFacts(
        pk=pk,
        code=f"P{pk}",
        name=name or f"Project {pk}",
        status=status,
        currency=currency,
        organisation="",
        sponsor="",
        priority_tier=tier,
        actual_start=actual_start,
        actual_finish=actual_finish,
        final_cost=money(final_cost),
        business_case_on=business_case_on,
        first_use_on=first_use_on,
        baselines=tuple(plans),
        updates=tuple(updates),
        milestones=tuple(milestones),
        tasks=tuple(tasks),
        scope=tuple(scope),
        marks=tuple((mark, Decimal(weight)) for mark, weight in marks),
    )


def task(
    code: str = "W1",
    planned: date | None = None,
    started: date | None = None,
    finished: date | None = None,
) -> TaskFacts:
    """A work package by its planned finish and by what became of it."""
    return TaskFacts(code, f"Package {code}", planned, started, finished)


def scope(
    state: str, size: int | str, day: date = date(2026, 1, 1), **more: Any
) -> ScopeEntry:
    """An entry of a scope register."""
    return ScopeEntry(ScopeState(state), Decimal(size), day, **more)


def done(
    pk: int = 1,
    finish: date | None = date(2026, 8, 31),
    cost: int | None = 1000,
    plan: BaselineFacts | None = None,
    **more: Any,
) -> ProjectFacts:
    """A completed project, on plan and on budget unless said otherwise."""
    return project(
        pk,
        status="completed",
        plans=[plan or baseline()],
        actual_finish=finish,
        final_cost=cost,
        **more,
    )


def at_work(pk: int = 1, **figures: Any) -> ProjectFacts:
    """An open project with a plan, reported at the end of the quarter."""
    return project(pk, plans=[baseline()], updates=[update(**figures)])


def target(
    aim: int | str | None = None,
    valid_from: date = date(2020, 1, 1),
    **limits: int | str | None,
) -> TargetFacts:
    """A target, with the limits that are named."""
    return TargetFacts(
        valid_from=valid_from,
        target=money(aim),
        green_limit=money(limits.get("green")),
        red_limit=money(limits.get("red")),
        worst=money(limits.get("worst")),
        low=money(limits.get("low")),
        high=money(limits.get("high")),
        fail_distance=money(limits.get("fail_distance")),
    )


def monthly(last: date, *values: int | str | None) -> tuple[ReadingFacts, ...]:
    """Readings of the months up to the one of `last`."""
    readings = []
    for place, value in enumerate(values):
        start = add_months(last, place + 1 - len(values))
        end = add_months(start, 1) - timedelta(days=1)
        readings.append(ReadingFacts(start, end, money(value), None, None))
    return tuple(readings)


def kpi(
    pk: int = 1,
    readings: Sequence[ReadingFacts] = (),
    targets: Sequence[TargetFacts] = (),
    **more: Any,
) -> KpiFacts:
    """A monthly KPI in plain numbers of which the last value counts."""
    plain: dict[str, Any] = {
        "code": f"K{pk}",
        "name": f"KPI {pk}",
        "group": "",
        "family": "delivery",
        "unit": "number",
        "unit_label": "",
        "currency": "",
        "direction": "increase",
        "aggregation": "last",
        "cadence": "month",
        "formula": "",
        "signal_rules": "wheeler",
        "baseline": None,
        "weight": Decimal(1),
        "is_critical": False,
        "retired_on": None,
        "service": None,
        "service_name": "",
    }
    return KpiFacts(
        pk=pk, targets=tuple(targets), readings=tuple(readings), **{**plain, **more}
    )


def entries(kind: str, first: date, *amounts: int | str) -> list[EntryFacts]:
    """Amounts of one kind, month after month."""
    return [
        EntryFacts(add_months(first, place), kind, Decimal(amount))
        for place, amount in enumerate(amounts)
    ]


def benefit(pk: int = 1, *amounts: Sequence[EntryFacts], **more: Any) -> BenefitFacts:
    """A cashable benefit in euros with some amounts; finance decides in order."""
    known = [entry for some in amounts for entry in some]
    months = {
        kind: {entry.month for entry in known if entry.kind == kind}
        for kind in ("claimed", "validated")
    }
    plain: dict[str, Any] = {
        "code": f"B{pk}",
        "name": f"Benefit {pk}",
        "benefit_class": "cashable",
        "is_disbenefit": False,
        "unit_label": "",
        "currency": "EUR",
        "owner": "Helen Marsh",
        "starts_on": None,
        "retires_on": None,
        "price_basis": "nominal",
        "steady_amount": None,
        "baseline_value": None,
        "has_method": False,
        "is_evidenced": False,
        "overlap": None,
        "open_months": frozenset(months["claimed"] - months["validated"]),
        "leaks": (),
        "attributions": (),
    }
    return BenefitFacts(
        pk=pk,
        entries=tuple(known),
        **{**plain, **more},
    )


def hours(first: date, *amounts: int | None) -> tuple[HoursFacts, ...]:
    """Hours month after month; None leaves a month out."""
    return tuple(
        HoursFacts(add_months(first, place), Decimal(amount))
        for place, amount in enumerate(amounts)
        if amount is not None
    )


def capacity(first: date, *amounts: int | None) -> tuple[CapacityFacts, ...]:
    """Available hours month after month; None is a month whose leave is unknown."""
    return tuple(
        CapacityFacts(
            add_months(first, place),
            Decimal(amount or 0),
            None if amount is None else Decimal(0),
            Decimal(0),
        )
        for place, amount in enumerate(amounts)
    )


def person(
    pk: int = 1,
    role: str = "Engineer",
    *,
    name: str = "",
    capacities: Sequence[CapacityFacts] = (),
    planned: Sequence[HoursFacts] = (),
    booked: Sequence[HoursFacts] = (),
) -> ResourceFacts:
    """A person of whom no hour is known but those named."""
    return ResourceFacts(
        pk=pk,
        code=f"R{pk}",
        name=name or f"Person {pk}",
        kind="person",
        role=role,
        capacities=tuple(capacities),
        planned=tuple(planned),
        booked=tuple(booked),
    )


def service(pk: int = 1, *costs: CostFacts, **more: Any) -> ServiceFacts:
    """A service of which nothing is known but its costs."""
    plain: dict[str, Any] = {
        "name": f"Service {pk}",
        "starts_on": None,
        "retired_on": None,
        "projects": 0,
    }
    return ServiceFacts(pk=pk, costs=tuple(costs), **{**plain, **more})


def costs(month: date, **amounts: int) -> list[CostFacts]:
    """Costs of a month by category."""
    return [CostFacts(month, name, Decimal(amount)) for name, amount in amounts.items()]


def share(
    service: int, part: str, confidence: str | None = "1", method: str = "trend"
) -> AttributionFacts:
    """The share of a service in a benefit."""
    return AttributionFacts(
        service, f"Service {service}", Decimal(part), method, money(confidence)
    )


def value(
    benefit: int = 1,
    amount: int | str = 1000,
    *events: tuple[date, str] | tuple[date, str, int],
    pk: int = 1,
    start: date = date(2026, 7, 1),
    validated_on: date | None = END,
    unit: str = "Operations",
) -> ValueItemFacts:
    """The value of a benefit in a quarter, and what happened to it, in order."""
    return ValueItemFacts(
        pk=pk,
        benefit=benefit,
        start=start,
        end=add_months(start, 3) - timedelta(days=1),
        amount=Decimal(amount),
        validated_on=validated_on,
        has_sponsor=bool(unit),
        unit=unit,
        events=tuple(
            HeardFacts(day, kind, money(rest[0]) if rest else None)
            for day, kind, *rest in events
        ),
    )


def portfolio(
    *,
    projects: Sequence[ProjectFacts] = (),
    kpis: Sequence[KpiFacts] = (),
    benefits: Sequence[BenefitFacts] = (),
    people: Sequence[ResourceFacts] = (),
    objectives: Sequence[ObjectiveFacts] = (),
    overlaps: Sequence[OverlapFacts] = (),
    services: Sequence[ServiceFacts] = (),
    feedback: FeedbackFacts | None = None,
    demand: DemandFacts | None = None,
    currency: str = "EUR",
    tolerance: str = "0.05",
    **more: Any,
) -> PortfolioFacts:
    """What a portfolio in euros knows; `more` names risks, issues and so on."""
    return PortfolioFacts(
        slug="rail",
        currency=currency,
        time_tolerance=Decimal(tolerance),
        cost_tolerance=Decimal(tolerance),
        ratings=SCALE,
        projects=tuple(projects),
        kpis=tuple(kpis),
        benefits=tuple(benefits),
        resources=tuple(people),
        objectives=tuple(objectives),
        overlaps=tuple(overlaps),
        services=tuple(services),
        feedback=feedback or FeedbackFacts(),
        demand=demand or DemandFacts(),
        **{name: tuple(rows) for name, rows in more.items()},
    )


def scene(
    period: Period = Q3,
    as_of: date | None = None,
    *,
    readings: Readings | None = None,
    children: Sequence[Child] = (),
    tolerance: str = "0.05",
    currency: str = "EUR",
) -> Scene:
    """Where and when a panel is read."""
    return Scene(
        slug="rail",
        name="Rail",
        currency=currency,
        period=period,
        as_of=as_of or period.end,
        time_tolerance=Decimal(tolerance),
        cost_tolerance=Decimal(tolerance),
        readings=readings or {},
        children=tuple(children),
    )


def read(
    panel: Panel[Any],
    facts: PortfolioFacts,
    period: Period = Q3,
    as_of: date | None = None,
) -> Readings:
    """The readings of one panel."""
    where = scene(period, as_of, currency=facts.currency)
    return panel.read(panel.collect(facts, period, where.as_of), where)


def show(
    panel: Panel[Any],
    facts: PortfolioFacts,
    period: Period = Q3,
    as_of: date | None = None,
) -> Content:
    """What one panel shows."""
    where = scene(period, as_of, currency=facts.currency)
    component = panel.collect(facts, period, where.as_of)
    content = panel.present(component, panel.read(component, where), where)
    assert content is not None
    return content


def plain(text: str) -> str:
    """A text with ordinary spaces, as one types it."""
    return text.translate(SPACES)


def said(readings: Readings, name: str) -> str:
    """The sentence of a reading."""
    return plain(readings[name].sentence)


def sentence(panel: Panel[Any], facts: PortfolioFacts, *when: Any) -> str:
    """The sentence of a panel."""
    return plain(show(panel, facts, *when).sentence)
