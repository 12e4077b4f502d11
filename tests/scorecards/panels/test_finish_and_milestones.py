"""How late projects finish, and which milestones were met."""

from datetime import date
from decimal import Decimal

from delivery.calculations.measure import Caveat, Rag
from scorecards.facts import MilestoneFacts
from scorecards.panels.finish_variance import FINISH_VARIANCE
from scorecards.panels.milestones import MILESTONES
from tests.scorecards.panels.building import (
    Q3,
    at_work,
    baseline,
    done,
    portfolio,
    project,
    read,
    said,
    sentence,
    show,
)

HUNDRED_DAYS = baseline(date(2026, 5, 23), date(2026, 8, 31))


def late(pk: int, finish: date) -> object:
    return done(pk, finish, plan=HUNDRED_DAYS)


def test_the_middle_and_the_late_end_are_pooled():
    facts = portfolio(
        projects=[
            late(1, date(2026, 8, 31)),
            late(2, date(2026, 9, 4)),
            late(3, date(2026, 9, 5)),
            late(4, date(2026, 9, 10)),
            late(5, date(2026, 9, 30)),
        ]
    )

    readings = read(FINISH_VARIANCE, facts)

    assert readings["finish_variance.pct"].measure.value == Decimal("0.05")
    assert readings["finish_variance.pct"].rag is Rag.GREEN
    assert readings["finish_variance.pct_p80"].measure.value == Decimal("0.14")
    assert readings["finish_variance.days"].measure.value == 5
    assert sentence(FINISH_VARIANCE, facts) == (
        "Half of the projects are late by 5.0 % of their plan or less. One in five is "
        "late by more than 14 %. Project 5 finished 30 days late."
    )


def test_early_projects_are_said_to_be_early():
    facts = portfolio(projects=[late(pk, date(2026, 8, 21)) for pk in range(1, 6)])

    assert sentence(FINISH_VARIANCE, facts) == (
        "Half of the projects are early by 10.0 % of their plan or more. Four in five "
        "are on plan or early. No project is late."
    )


def test_few_projects_are_told_one_by_one():
    facts = portfolio(projects=[late(1, date(2026, 9, 30)), late(2, date(2026, 8, 1))])

    assert sentence(FINISH_VARIANCE, facts) == "Project 1 finished 30 days late."


def test_open_projects_count_by_their_forecast():
    facts = portfolio(projects=[at_work(1, forecast_finish=date(2026, 9, 12)), done(2)])

    table = show(FINISH_VARIANCE, facts).table

    assert [(row.cells[0], row.cells[3], row.cells[-1]) for row in table.rows] == [
        ("Project 1", 12, "forecast late by 12 days"),
        ("Project 2", 0, "on plan"),
    ]


def test_what_is_missing_is_said_project_by_project():
    facts = portfolio(
        projects=[
            done(1),
            project(2, status="active"),
            at_work(3, forecast_finish=None),
        ]
    )

    table = show(FINISH_VARIANCE, facts).table

    assert [row.cells[-1] for row in table.rows][1:] == [
        "not available: no planned finish",
        "not available: no recent forecast",
    ]


def milestone(
    code: str, planned: date | None, actual: date | None = None
) -> MilestoneFacts:
    return MilestoneFacts(code, f"Milestone {code}", planned, None, actual)


def test_a_milestone_counts_in_the_period_it_was_due():
    facts = portfolio(
        projects=[
            project(
                1,
                milestones=[
                    milestone("early", date(2026, 7, 31), date(2026, 6, 1)),
                    milestone("on the day", date(2026, 8, 31), date(2026, 8, 31)),
                    milestone("late", date(2026, 8, 31), date(2026, 9, 1)),
                    milestone("not reached", date(2026, 9, 1)),
                    milestone("another quarter", date(2026, 10, 1)),
                    milestone("undated", None, date(2026, 8, 1)),
                ],
            )
        ]
    )

    rate = read(MILESTONES, facts)["milestone_hit_rate"]

    assert (rate.measure.value, rate.measure.n) == (Decimal("0.5"), 4)
    assert sentence(MILESTONES, facts) == (
        "2 of 4 milestones due in Q3 FY2026 were met on or before plan."
    )


def test_while_the_period_goes_on_only_what_was_due_by_now_counts():
    facts = portfolio(
        projects=[
            project(
                1,
                milestones=[
                    milestone("met", date(2026, 7, 31), date(2026, 7, 31)),
                    milestone("to come", date(2026, 9, 15)),
                ],
            )
        ]
    )

    rate = read(MILESTONES, facts, Q3, date(2026, 8, 31))["milestone_hit_rate"]

    assert rate.measure.value == 1
    assert Caveat.PERIOD_IN_PROGRESS in rate.measure.warnings


def test_what_was_reached_later_was_not_reached_on_the_day():
    facts = portfolio(
        projects=[
            project(1, milestones=[milestone("M", date(2026, 8, 1), date(2026, 9, 20))])
        ]
    )

    (missed,) = show(MILESTONES, facts, Q3, date(2026, 8, 31)).further

    assert missed.rows[0].cells[3:] == (None, 30, "red", "not reached")


def test_a_cancelled_project_owes_no_milestone():
    facts = portfolio(
        projects=[
            project(
                1,
                status="cancelled",
                actual_finish=date(2026, 6, 30),
                milestones=[milestone("M", date(2026, 8, 1))],
            )
        ]
    )

    assert said(read(MILESTONES, facts), "milestone_hit_rate") == (
        "Not available: no milestone was due in Q3 FY2026."
    )
