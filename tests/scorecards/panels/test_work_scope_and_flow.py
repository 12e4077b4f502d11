"""Work packages against plan, the movement of scope, and how fast work flows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from delivery.calculations.measure import Caveat, Rag, Reason
from delivery.calculations.periods import Period
from scorecards.panels.flow import FLOW
from scorecards.panels.scope_changes import SCOPE_CHANGES
from scorecards.panels.within_scope import WITHIN_SCOPE
from scorecards.panels.work_packages import WORK_PACKAGES
from tests.scorecards.panels.building import (
    END,
    Q3,
    done,
    plain,
    portfolio,
    project,
    read,
    said,
    scene,
    scope,
    sentence,
    show,
    task,
    update,
)

D = Decimal
BEI = "baseline_execution_index"
JULY, AUGUST = date(2026, 7, 15), date(2026, 8, 15)


def is_asked(panel, facts):
    where = scene()
    component = panel.collect(facts, where.period, where.as_of)
    return panel.present(component, panel.read(component, where), where) is not None


# Work packages


def test_work_done_ahead_of_plan_makes_up_for_work_that_is_late():
    facts = portfolio(
        projects=[
            project(
                1,
                tasks=[
                    task("W1", JULY, JULY, JULY),
                    task("W2", JULY, JULY),
                    task("W3", date(2026, 12, 1), JULY, AUGUST),
                    task("W4", None, JULY, AUGUST),
                ],
            )
        ]
    )

    assert read(WORK_PACKAGES, facts)[BEI].measure.value == 1
    assert sentence(WORK_PACKAGES, facts) == (
        "2 work packages are done where 2 should be: for every one due, 1.00 are "
        "done. 1 work package is overdue."
    )


def test_what_is_overdue_longest_comes_first():
    facts = portfolio(
        projects=[
            project(1, tasks=[task("W1", AUGUST), task("W2", JULY, JULY)]),
            project(2, status="cancelled", tasks=[task("W9", JULY)]),
        ]
    )

    (late,) = show(WORK_PACKAGES, facts).further

    assert [(row.cells[0], *row.cells[3:]) for row in late.rows] == [
        ("Package W2", 77, "at work"),
        ("Package W1", 46, "not begun"),
    ]


def test_what_was_finished_later_was_not_done_yet():
    facts = portfolio(projects=[project(1, tasks=[task("W1", JULY, JULY, END)])])

    before = read(WORK_PACKAGES, facts, Period.parse("2026-08"))[BEI]

    assert (before.measure.value, before.rag) == (0, Rag.RED)
    assert read(WORK_PACKAGES, facts)[BEI].measure.value == 1
    assert before.trend[-2:] == (0, 0)


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        pytest.param(
            [],
            "Not available: no work package has a planned finish. Enter or import "
            "work packages with their planned finish.",
            id="none",
        ),
        pytest.param(
            [task("W1", date(2027, 1, 1))],
            "Not available: no work package is due yet.",
            id="none due",
        ),
    ],
)
def test_without_work_that_is_due_there_is_no_index(tasks, words):
    facts = portfolio(projects=[project(1, tasks=tasks)])

    readings = read(WORK_PACKAGES, facts)

    assert said(readings, BEI) == words
    assert readings[BEI].measure.reason == Reason.NO_DATA


# Scope

AGREED = scope("baseline", 100)


def test_scope_that_moved_is_told_with_what_nobody_approved():
    facts = portfolio(
        projects=[
            project(
                1,
                actual_start=date(2026, 1, 1),
                scope=[
                    AGREED,
                    scope("added", 6, JULY, is_approved=True),
                    scope("added", 4, JULY),
                    scope("deleted", 5, AUGUST),
                    scope("modified", 3, AUGUST),
                ],
            )
        ]
    )

    readings = read(SCOPE_CHANGES, facts)

    assert readings["scope_volatility.volatility"].measure.value == D("0.18")
    assert readings["scope_volatility.volatility"].rag is Rag.AMBER
    assert readings["scope_volatility.creep"].rag is Rag.AMBER
    assert sentence(SCOPE_CHANGES, facts) == (
        "Scope changed by 18 % in Q3 FY2026; 4.0 % was added without approval. In all "
        "the scope grew by 5.0 %."
    )


def test_the_whole_is_a_ratio_of_sums():
    small = project(
        1, actual_start=JULY, scope=[scope("baseline", 10), scope("added", 5, JULY)]
    )
    large = project(2, actual_start=JULY, scope=[scope("baseline", 990)])

    volatility = read(SCOPE_CHANGES, portfolio(projects=[small, large]))[
        "scope_volatility.volatility"
    ]

    assert volatility.measure.value == D("0.005")


def test_a_project_without_a_register_is_unknown_and_not_stable():
    kept = project(1, actual_start=JULY, scope=[AGREED])
    unkept = [project(pk, actual_start=JULY) for pk in (2, 3)]

    still = read(SCOPE_CHANGES, portfolio(projects=[kept]))
    unknown = read(SCOPE_CHANGES, portfolio(projects=[kept, *unkept]))

    assert said(still, "scope_volatility.volatility") == (
        "Scope did not change in Q3 FY2026."
    )
    measure = unknown["scope_volatility.volatility"].measure
    assert (measure.value, measure.n, measure.n_expected) == (None, 1, 3)


def test_nobody_who_keeps_no_register_is_asked_about_it():
    assert not is_asked(SCOPE_CHANGES, portfolio(projects=[project(1)]))
    assert not is_asked(WORK_PACKAGES, portfolio(projects=[project(1)]))
    assert not is_asked(FLOW, portfolio(projects=[project(1)]))


def test_the_register_says_whether_a_project_delivered_its_scope():
    accepted = {"accepted_on": AUGUST}
    register = [
        scope("baseline", 90, **accepted),
        scope("added", 10, is_approved=True, **accepted),
        scope("added", 50),
    ]
    reported = update(scope_approved=100, scope_accepted=10)
    facts = portfolio(projects=[done(1, scope=register, updates=[reported])])

    rate = read(WITHIN_SCOPE, facts)["within_scope_rate"].measure

    assert (rate.value, rate.n) == (1, 1)


# Flow


def tasks_of(*days: int, finish: date = END) -> list:
    """Work packages that took so long, one finished a day up to the last."""
    return [
        task(
            f"W{place}",
            None,
            finish - timedelta(days=place + length - 1),
            finish - timedelta(days=place),
        )
        for place, length in enumerate(days)
    ]


def test_half_and_most_of_the_work_packages_are_told_in_days():
    facts = portfolio(projects=[project(1, tasks=tasks_of(2, 4, 6, 8, 30))])

    readings = read(FLOW, facts)

    assert readings["cycle_time.p50"].measure.value == 6
    assert readings["throughput.work_packages"].measure.value == 5
    assert said(readings, "cycle_time.p50") == (
        "Half of all work packages took 6 days or less; 85 % took 16.8 days or less "
        "(n = 5)."
    )


def test_four_work_packages_are_no_distribution():
    readings = read(FLOW, portfolio(projects=[project(1, tasks=tasks_of(2, 4, 6, 8))]))

    assert readings["cycle_time.p50"].missing == "fewer than 5 values are known"


def test_what_is_finished_after_the_day_is_not_counted():
    facts = portfolio(projects=[project(1, tasks=tasks_of(2, 4, 6, 8, 9))])

    readings = read(FLOW, facts, Q3, END - timedelta(days=1))

    counted = readings["throughput.work_packages"]
    assert counted.measure.value == 4
    assert Caveat.PERIOD_IN_PROGRESS in counted.measure.warnings
    assert counted.trend == ()


def launched(pk: int, used: date, days: int) -> object:
    return project(
        pk, business_case_on=used - timedelta(days=days - 1), first_use_on=used
    )


def launches(first: int, year: int, *days: int) -> list:
    return [
        launched(first + place, date(year, 3 + place % 6, 1), length)
        for place, length in enumerate(days)
    ]


BEFORE = (400, 430, 390, 410, 440, 395)


def test_a_shorter_way_to_market_is_told_with_both_medians():
    facts = portfolio(
        projects=[
            *launches(1, 2025, *BEFORE),
            *launches(11, 2026, 200, 210, 190, 205, 195),
        ]
    )

    readings = read(FLOW, facts)

    assert readings["time_to_market.p50"].measure.value == 200
    assert said(readings, "pct_faster") == (
        "Time to market is 51 % shorter than in the year before (median 405 to 200 "
        "days, n = 6/5)."
    )


def test_routine_variation_is_not_called_faster():
    facts = portfolio(
        projects=[
            *launches(1, 2025, *BEFORE),
            *launches(11, 2026, 395, 405, 400, 390, 410),
        ]
    )

    assert said(read(FLOW, facts), "pct_faster") == (
        "No detectable change in time to market (median 405 against 400 days, "
        "n = 6/5; within routine variation)."
    )


def test_the_longest_way_to_market_comes_first_and_an_open_one_has_an_age():
    facts = portfolio(
        projects=[
            launched(1, JULY, 30),
            project(2, business_case_on=date(2026, 9, 1)),
            project(3, status="cancelled", business_case_on=date(2020, 1, 1)),
            project(4, business_case_on=date(2026, 12, 1)),
        ]
    )

    (ways,) = show(FLOW, facts).further

    assert [(row.cells[0], *row.cells[3:]) for row in ways.rows] == [
        ("Project 1", 30, "in use"),
        ("Project 2", 30, "on its way"),
    ]


def test_work_that_piles_up_is_named():
    waiting = [task(f"X{n}", None, date(2026, 7, 1)) for n in range(40)]
    facts = portfolio(projects=[project(1, tasks=[*tasks_of(2, 2, 2, 2, 2), *waiting])])

    notes = [plain(note) for note in show(FLOW, facts).notes]

    assert any("work piles up, or days are missing." in note for note in notes)


def test_completed_projects_are_counted_in_their_period():
    facts = portfolio(
        projects=[
            done(1, date(2026, 8, 31), actual_start=JULY),
            done(2, date(2026, 5, 31), actual_start=date(2026, 1, 1)),
        ]
    )

    readings = read(FLOW, facts)

    assert said(readings, "throughput") == "1 project was completed in Q3 FY2026."
    assert readings["throughput"].trend[-2:] == (1, 1)
