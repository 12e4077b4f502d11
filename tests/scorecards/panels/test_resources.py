"""How hours are used, which roles are short, and where money goes."""

from datetime import date
from decimal import Decimal

from delivery.calculations.measure import Caveat, Rag
from scorecards.panels.demand import DEMAND
from scorecards.panels.priorities import PRIORITIES
from scorecards.panels.utilization import UTILIZATION
from tests.scorecards.panels.building import (
    Q3,
    baseline,
    capacity,
    hours,
    person,
    plain,
    portfolio,
    project,
    read,
    said,
    sentence,
    show,
    update,
)

JULY = date(2026, 7, 1)
D = Decimal


# Utilization


def ann(**more):
    return person(1, "Tester", name="Ann", **more)


def test_hours_are_added_up_before_they_are_divided():
    facts = portfolio(
        people=[
            person(1, capacities=capacity(JULY, 40), booked=hours(JULY, 10)),
            person(2, capacities=capacity(JULY, 40), booked=hours(JULY, 40)),
        ]
    )

    used = read(UTILIZATION, facts)["utilization"]

    assert (used.measure.value, used.rag) == (D("0.625"), Rag.AMBER)
    assert plain(used.target) == "70 % to 85 %"
    assert said(read(UTILIZATION, facts), "utilization") == (
        "Teams used 62 % of their available capacity."
    )


def test_what_nobody_booked_is_no_zero():
    facts = portfolio(
        people=[
            ann(capacities=capacity(JULY, 100, 100, 100), booked=hours(JULY, 80, 80))
        ]
    )

    used = read(UTILIZATION, facts)["utilization"].measure

    assert used.value == D("0.8")
    assert used.completeness == D(200) / D(300)
    assert Caveat.PARTIAL_DATA in used.warnings
    (note, *_rest) = show(UTILIZATION, facts).notes
    assert note == ("For 1 month of a person nothing is booked; it is not taken for 0.")


def test_a_month_that_goes_on_does_not_count():
    facts = portfolio(
        people=[ann(capacities=capacity(JULY, 100, 100), booked=hours(JULY, 80, 10))]
    )

    used = read(UTILIZATION, facts, Q3, date(2026, 8, 20))["utilization"].measure

    assert (used.value, used.n_expected) == (D("0.8"), 1)
    assert Caveat.PERIOD_IN_PROGRESS in used.warnings


def test_who_has_only_booked_in_months_to_come_is_not_listed_yet():
    facts = portfolio(people=[ann(booked=hours(date(2026, 8, 1), 10))])

    part = UTILIZATION.collect(facts, Q3, date(2026, 7, 31))

    assert not part.rows.rows


def test_capacity_that_is_unknown_or_nil_is_left_outside():
    facts = portfolio(
        people=[
            ann(capacities=capacity(JULY, None, 0, 100), booked=hours(JULY, 9, 9, 80))
        ]
    )

    used = read(UTILIZATION, facts)["utilization"].measure

    assert (used.value, used.completeness) == (D("0.8"), 1)


def test_free_time_does_not_balance_overload():
    facts = portfolio(
        people=[
            ann(capacities=capacity(JULY, 100, 100), planned=hours(JULY, 120, 60)),
            person(2, capacities=capacity(JULY, 100), planned=hours(JULY, 20)),
        ]
    )

    readings = read(UTILIZATION, facts)

    assert readings["overallocation.rate"].measure.value == D(1) / D(3)
    assert readings["overallocation.excess_hours"].measure.value == 20
    assert said(readings, "overallocation.rate") == (
        "1 person or team is booked beyond capacity (20 h)."
    )
    (people,) = show(UTILIZATION, facts).further
    assert people.rows[0].cells[0] == "Ann"


def test_hours_planned_where_there_is_no_capacity_are_told():
    facts = portfolio(people=[ann(planned=hours(JULY, 10))])

    assert show(UTILIZATION, facts).notes == (
        "In 1 month hours are planned for somebody without capacity.",
    )


def test_without_people_there_is_no_panel_and_a_reason():
    facts = portfolio()
    where = read(UTILIZATION, facts)

    assert said(where, "utilization").startswith(
        "Not available: nobody’s hours are recorded."
    )


# Capacity and demand


def test_roles_are_never_netted():
    facts = portfolio(
        people=[
            person(
                1, "Tester", capacities=capacity(JULY, 100), planned=hours(JULY, 150)
            ),
            person(
                2, "Writer", capacities=capacity(JULY, 100), planned=hours(JULY, 20)
            ),
        ]
    )

    readings = read(DEMAND, facts)

    assert readings["capacity_demand.ratio"].measure.value == D("0.85")
    assert readings["capacity_demand.shortage"].measure.value == 50
    assert said(readings, "capacity_demand.shortage") == (
        "Demand exceeds capacity by 50 h, mostly in Tester."
    )


def test_a_free_month_does_not_help_a_full_one():
    facts = portfolio(
        people=[
            ann(capacities=capacity(JULY, 100, 100), planned=hours(JULY, 130, 40)),
        ]
    )

    readings = read(DEMAND, facts)

    assert readings["capacity_demand.ratio"].rag is Rag.GREEN
    assert readings["capacity_demand.shortage"].measure.value == 30


def test_work_for_which_nobody_is_there_adds_to_the_demand_of_its_role():
    facts = portfolio(
        people=[
            ann(capacities=capacity(JULY, 100), planned=hours(JULY, 90)),
            person(2, "Tester", name="To be found", planned=hours(JULY, 60)),
        ]
    )

    assert read(DEMAND, facts)["capacity_demand.shortage"].measure.value == 50


def test_a_role_without_capacity_is_listed_and_unknown():
    facts = portfolio(
        people=[
            ann(capacities=capacity(JULY, 100), planned=hours(JULY, 90)),
            person(2, "Writer", planned=hours(JULY, 60)),
        ]
    )

    content = show(DEMAND, facts)

    assert "Writer has no capacity entered." in content.notes
    writer = next(row for row in content.table.rows if row.cells[0] == "Writer")
    assert writer.cells[3:] == (None, None, "grey")


def test_the_half_year_ahead_is_told_while_there_is_time():
    facts = portfolio(
        people=[
            ann(
                capacities=capacity(JULY, *[100] * 9),
                planned=hours(JULY, *[90] * 3, *[130] * 6),
            )
        ]
    )

    content = show(DEMAND, facts)

    assert "No role is short of hours in Q3 FY2026." in plain(content.sentence)
    assert plain(content.notes[0]) == (
        "In the 6 months that follow, 180 h are missing, mostly in Tester."
    )
    (course,) = content.further
    assert course.rows[0].cells == ("Tester", *[10] * 3, *[-30] * 6)


# Priorities


def spender(pk: int, tier: int | None, before: int, now: int, **more):
    return project(
        pk,
        tier=tier,
        plans=[baseline()],
        updates=[
            update(date(2026, 6, 30), actual_cost=before),
            update(date(2026, 9, 30), actual_cost=now),
        ],
        **more,
    )


def test_spend_is_what_the_period_added_to_the_cost():
    facts = portfolio(
        projects=[
            spender(1, 1, 900, 960),
            spender(2, 2, 100, 130),
            spender(3, None, 0, 10),
        ]
    )

    assert sentence(PRIORITIES, facts) == (
        "60 % of spend went to top-priority work; 10 % had no priority."
    )


def test_a_project_that_began_in_the_period_had_spent_nothing_before():
    begun = project(
        1,
        tier=1,
        actual_start=date(2026, 7, 15),
        updates=[update(date(2026, 9, 30), actual_cost=50)],
    )
    earlier = project(
        2,
        tier=2,
        actual_start=date(2025, 1, 1),
        updates=[update(date(2026, 9, 30), actual_cost=500)],
    )

    top = read(PRIORITIES, portfolio(projects=[begun, earlier]))["priority_spend.top"]

    assert (top.measure.value, top.measure.n, top.measure.n_expected) == (1, 1, 2)


def test_money_in_another_currency_is_not_known_here():
    facts = portfolio(
        projects=[spender(1, 1, 0, 5), spender(2, 2, 0, 5, currency="GBP")]
    )

    top = read(PRIORITIES, facts)["priority_spend.top"].measure

    assert (top.n, top.n_expected) == (1, 2)


def test_resources_that_follow_priorities_are_said_to():
    facts = portfolio(
        projects=[
            spender(pk, None, 0, pk * 10 + pk % 2 * 15, marks=[(pk, 1)])
            for pk in range(1, 11)
        ]
    )

    rho = read(PRIORITIES, facts)["spearman.rho"]

    assert rho.rag is Rag.GREEN
    assert plain(rho.sentence).startswith("Resources follow stated priorities (rank ")
    assert "95 % interval" in plain(rho.sentence)


def test_a_handful_of_projects_gives_no_verdict():
    few = [spender(pk, pk, 0, 100 - pk) for pk in range(1, 7)]
    rho = read(PRIORITIES, portfolio(projects=few))["spearman.rho"]
    fewer = read(PRIORITIES, portfolio(projects=few[:4]))["spearman.rho"]

    assert (rho.measure.value, rho.rag, rho.target) == (1, None, "")
    assert fewer.measure.reason == "INSUFFICIENT_N:5"
