"""Portfolios of every kind, with facts missing in every way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from delivery.calculations.periods import add_months
from delivery.calculations.scope import ScopeEntry, ScopeState
from scorecards.facts import (
    LeakFacts,
    LinkFacts,
    MilestoneFacts,
    ObjectiveFacts,
    OverlapFacts,
    PortfolioFacts,
)
from tests.scorecards.panels import demand, feedback, risks
from tests.scorecards.panels.building import (
    baseline,
    benefit,
    capacity,
    costs,
    entries,
    hours,
    kpi,
    monthly,
    person,
    portfolio,
    project,
    service,
    share,
    target,
    task,
    update,
    value,
)

days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
maybe_days = st.none() | days
HEARD = (
    *("told", "viewed", "questioned", "disputed", "resolved", "sponsor_changed"),
    *("acknowledged", "acknowledged_in_part"),
)
CATEGORIES = ("staff", "contractors", "tools", "training", "overhead", "others_time")
amounts = st.none() | st.integers(0, 5000)
currencies = st.sampled_from(["EUR", "EUR", "EUR", "GBP"])


@st.composite
def plans(draw):
    first, last = sorted([draw(days), draw(days)])
    return baseline(
        draw(st.sampled_from([first, None])),
        draw(st.sampled_from([last, None])),
        draw(amounts),
    )


@st.composite
def reports(draw):
    when = sorted(draw(st.sets(days, max_size=3)))
    return [
        update(
            day,
            rating=draw(st.sampled_from([None, "Green", "Red", "Purple"])),
            planned_value=draw(amounts),
            earned_value=draw(amounts),
            actual_cost=draw(amounts),
            forecast_finish=draw(maybe_days),
            forecast_cost=draw(amounts),
            estimate_to_complete=draw(amounts),
            in_year_budget=draw(amounts),
            in_year_forecast=draw(amounts),
            whole_life_cost=draw(amounts),
            scope_approved=draw(amounts),
            scope_accepted=draw(amounts),
        )
        for day in when
    ]


milestones = st.builds(
    MilestoneFacts,
    code=st.sampled_from(["M1", "M2", "M3"]),
    name=st.just("Handover"),
    baseline_on=maybe_days,
    forecast_on=maybe_days,
    actual_on=maybe_days,
)


# The same for every portfolio: those of one above are open to all.
OBJECTIVES = tuple(
    ObjectiveFacts(
        pk=pk,
        portfolio="rail",
        code=code,
        name=code.title(),
        weight=Decimal(weight),
        target_share=Decimal("0.5"),
        valid_from=None,
        valid_to=None,
        is_own=True,
    )
    for pk, (code, weight) in enumerate([("GROW", 3), ("SAFE", 7)], start=1)
)


@st.composite
def links(draw):
    served = draw(st.sets(st.sampled_from(OBJECTIVES)))
    strengths = st.sampled_from(["0", "0.25", "0.5", "0.75", "1"])
    return tuple(
        LinkFacts(
            one.key,
            Decimal(draw(strengths)),
            draw(st.sampled_from([None, None, Decimal("0.5"), Decimal(1)])),
        )
        for one in sorted(served, key=lambda one: one.key)
    )


@st.composite
def tasks(draw):
    """A work package; one that is finished may have begun on no known day."""
    started, finished = sorted([draw(days), draw(days)])
    return task(
        draw(st.sampled_from(["W1", "W2", "W3"])),
        draw(maybe_days),
        draw(st.sampled_from([started, None])),
        draw(st.sampled_from([finished, None])),
    )


scope_entries = st.builds(
    ScopeEntry,
    state=st.sampled_from(ScopeState),
    size=st.integers(0, 50).map(Decimal),
    changed_on=days,
    is_approved=st.booleans(),
    accepted_on=maybe_days,
)


@st.composite
def projects(draw, pk):
    status = draw(
        st.sampled_from(["planned", "active", "on_hold", "completed", "cancelled"])
    )
    over = status in {"completed", "cancelled"}
    approved, used = sorted([draw(days), draw(days)])
    made = project(
        pk,
        status=status,
        currency=draw(currencies),
        plans=draw(st.lists(plans(), max_size=1)),
        updates=draw(reports()),
        milestones=draw(st.lists(milestones, max_size=2)),
        tasks=draw(st.lists(tasks(), max_size=3)),
        scope=draw(st.lists(scope_entries, max_size=3)),
        business_case_on=draw(st.sampled_from([approved, None])),
        first_use_on=draw(st.sampled_from([used, None])),
        tier=draw(st.none() | st.integers(1, 3)),
        marks=draw(st.lists(st.tuples(st.none() | st.integers(0, 10), st.just(1)))),
        actual_start=draw(maybe_days) if not over else None,
        actual_finish=draw(maybe_days) if over else None,
        final_cost=draw(amounts) if over else None,
    )
    return replace(made, links=draw(links()))


@st.composite
def kpis(draw, pk):
    limits = {
        name: draw(st.none() | st.integers(0, 100))
        for name in ("green", "red", "worst", "fail_distance")
    }
    low, high = sorted([draw(st.integers(0, 100)), draw(st.integers(0, 100))])
    aims = draw(
        st.lists(
            st.just(target(draw(st.none() | st.integers(0, 100)), **limits))
            | st.just(target(None, low=low, high=high)),
            max_size=1,
        )
    )
    values = draw(st.lists(st.none() | st.integers(-50, 150), max_size=5))
    return kpi(
        pk,
        monthly(draw(days), *values),
        aims,
        family=draw(st.sampled_from(["delivery", "risk", "benefits"])),
        unit=draw(st.sampled_from(["number", "ratio", "days"])),
        direction=draw(st.sampled_from(["increase", "decrease", "range"])),
        aggregation=draw(st.sampled_from(["sum", "last", "average", "ratio", "max"])),
        cadence=draw(st.sampled_from(["week", "month", "quarter"])),
        weight=Decimal(draw(st.integers(0, 3))),
        is_critical=draw(st.booleans()),
    )


@st.composite
def shares(draw):
    services = draw(st.sets(st.integers(1, 3), max_size=2))
    return tuple(
        share(
            pk,
            draw(st.sampled_from(["0.25", "0.5"])),
            draw(st.none() | st.sampled_from(["0.5", "1"])),
            draw(st.sampled_from(["trend", "owner_estimate"])),
        )
        for pk in sorted(services)
    )


leaks = st.lists(
    st.builds(
        LeakFacts,
        cause=st.sampled_from(["delay", "low_adoption", "erosion"]),
        amount=st.integers(1, 400).map(Decimal),
    ),
    max_size=2,
    unique_by=lambda leak: leak.cause,
).map(tuple)


@st.composite
def services(draw, pk):
    months = [add_months(draw(days), 0) for _ in range(draw(st.integers(0, 2)))]
    rows = [
        row
        for month in sorted(set(months))
        for row in costs(
            month,
            **{
                name: draw(st.integers(0, 500))
                for name in draw(st.sampled_from([("staff",), CATEGORIES]))
            },
        )
    ]
    return service(
        pk,
        *rows,
        starts_on=draw(maybe_days),
        projects=draw(st.integers(0, 2)),
    )


@st.composite
def benefits(draw, pk, groups=()):
    kind = draw(st.sampled_from(["cashable", "cost_avoidance", "qualitative"]))
    first = add_months(draw(days), 0)
    return benefit(
        pk,
        *(
            entries(
                entry_kind, first, *draw(st.lists(st.integers(-50, 500), max_size=3))
            )
            for entry_kind in ("planned", "forecast", "claimed", "validated")
        ),
        benefit_class=kind,
        is_disbenefit=draw(st.booleans()),
        currency=draw(currencies),
        starts_on=draw(maybe_days),
        price_basis=draw(st.sampled_from(["nominal", "nominal", "real"])),
        steady_amount=draw(st.none() | st.integers(1, 100).map(Decimal)),
        baseline_value=draw(st.none() | st.just(Decimal(1))),
        has_method=draw(st.booleans()),
        is_evidenced=draw(st.booleans()),
        overlap=draw(st.sampled_from([None, *groups])),
        open_months=frozenset(
            draw(st.sets(st.sampled_from([add_months(first, n) for n in range(3)])))
        ),
        leaks=draw(leaks),
        attributions=draw(shares()),
    )


@st.composite
def people(draw, pk):
    first = add_months(draw(days), 0)
    some = st.lists(st.none() | st.integers(0, 300), max_size=4)
    return person(
        pk,
        draw(st.sampled_from(["Engineer", "Tester", ""])),
        capacities=capacity(first, *draw(some)),
        planned=hours(first, *draw(some)),
        booked=hours(first, *draw(some)),
    )


@st.composite
def values(draw, pk: int):
    """The value of a quarter of a benefit that may not be there, however far it is."""
    events = sorted(
        draw(
            st.lists(
                st.tuples(days, st.sampled_from(HEARD), st.integers(0, 900)),
                max_size=4,
            )
        )
    )
    return value(
        pk,
        draw(st.integers(1, 900)),
        *events,
        pk=pk,
        start=draw(st.sampled_from([date(2026, 1, 1), date(2026, 4, 1)])),
        validated_on=draw(maybe_days),
        unit=draw(st.sampled_from(["", "Operations", "Finance"])),
    )


@st.composite
def portfolios(draw, first_pk: int = 1) -> PortfolioFacts:
    """A portfolio in euros; `first_pk` keeps the keys of two of them apart."""
    keys = range(first_pk, first_pk + 3)
    groups = (first_pk, first_pk + 1)
    return portfolio(
        projects=[draw(projects(pk)) for pk in keys if draw(st.booleans())],
        kpis=[draw(kpis(pk)) for pk in keys if draw(st.booleans())],
        benefits=[draw(benefits(pk, groups)) for pk in keys if draw(st.booleans())],
        overlaps=[OverlapFacts(groups[0], Decimal(300)), OverlapFacts(groups[1], None)],
        services=[draw(services(pk)) for pk in keys if draw(st.booleans())],
        people=[draw(people(pk)) for pk in keys if draw(st.booleans())],
        objectives=OBJECTIVES,
        risks=[draw(risks.risks(pk)) for pk in keys if draw(st.booleans())],
        reserves=draw(st.lists(risks.reserves(first_pk), max_size=2)),
        issues=[draw(risks.issues(pk)) for pk in keys if draw(st.booleans())],
        rework=[draw(risks.months_of_work(pk)) for pk in keys if draw(st.booleans())],
        quality=[
            draw(risks.months_of_releases(pk)) for pk in keys if draw(st.booleans())
        ],
        feedback=draw(feedback.rounds_of(first_pk)),
        value=[draw(values(pk)) for pk in keys if draw(st.booleans())],
        demand=draw(demand.demands(first_pk, keys)),
    )
