"""Whether services are wanted again: requests, returns, renewals, adoption."""

from datetime import date
from decimal import Decimal

import pytest

from scorecards.panels.service_demand import SERVICE_DEMAND
from tests.scorecards.panels.building import END, at_work, portfolio, read, show
from tests.scorecards.panels.demand import agreement, demand, request, use

EARLIER = date(2025, 5, 5)


def value(facts, name: str):
    return read(SERVICE_DEMAND, facts)[f"repeat_rate.{name}"].measure.value


def test_who_asked_in_the_cycle_before_and_asks_again_came_back():
    facts = portfolio(
        demand=demand(
            request(1, EARLIER, pk=1),
            request(2, EARLIER, pk=2),
            request(1, date(2026, 2, 2), pk=3),
            request(1, pk=4),
            request(3, pk=5),
        )
    )
    assert value(facts, "repeat") == Decimal("0.5")
    assert value(facts, "requests") == 2
    assert "1 of 2 people who asked in the cycle before came back for more." in (
        show(SERVICE_DEMAND, facts).sentence
    )


def test_without_cycles_the_period_is_held_against_the_one_before():
    facts = portfolio(
        demand=demand(
            request(1, date(2026, 5, 5), pk=1),
            request(2, date(2026, 5, 5), pk=2),
            request(1, pk=3),
            cycles=(),
        )
    )
    assert value(facts, "repeat") == Decimal("0.5")


def test_nobody_before_is_no_rate():
    facts = portfolio(demand=demand(request()))
    reading = read(SERVICE_DEMAND, facts)["repeat_rate.repeat"]
    assert reading.missing == "nobody asked for a service in the cycle before"


@pytest.mark.parametrize(
    ("one", "is_unmet"),
    [
        pytest.param(
            request(answered_on=date(2026, 8, 10), is_declined=True), 1, id="declined"
        ),
        pytest.param(
            request(agreed_days=5, answered_on=date(2026, 8, 10)), 1, id="too late"
        ),
        pytest.param(
            request(agreed_days=7, answered_on=date(2026, 8, 10)), 0, id="in time"
        ),
        pytest.param(request(agreed_days=30), 1, id="waits too long"),
        pytest.param(request(agreed_days=90), 0, id="may wait"),
        pytest.param(request(), None, id="no time agreed"),
        pytest.param(
            request(agreed_days=90, answered_on=date(2026, 10, 9), is_declined=True),
            0,
            id="declined later",
        ),
    ],
)
def test_a_request_is_unmet_when_declined_or_later_than_agreed(one, is_unmet):
    assert value(portfolio(demand=demand(one)), "unmet") == is_unmet


def test_whether_people_had_to_ask_is_a_share_of_those_of_whom_it_is_said():
    facts = portfolio(
        demand=demand(
            request(pk=1, is_mandated=True),
            request(pk=2),
            request(pk=3),
            request(pk=4, is_mandated=None),
        )
    )
    assert round(value(facts, "unsolicited"), 4) == Decimal("0.6667")


def test_agreements_that_were_due_are_renewed_or_not():
    facts = portfolio(
        demand=demand(
            agreements=[
                agreement(True),
                agreement(False),
                agreement(True, date(2026, 12, 1)),
            ]
        )
    )
    assert value(facts, "renewal") == Decimal("0.5")


def test_projects_at_work_use_a_service_or_not():
    facts = portfolio(
        projects=[at_work(1), at_work(2)], demand=demand(uses=[use(1), use(9)])
    )
    assert value(facts, "adoption") == Decimal("0.5")


def test_where_no_project_names_a_service_nothing_is_known_of_adoption():
    facts = portfolio(projects=[at_work(1)])
    assert value(facts, "adoption") is None


def test_without_any_request_there_is_no_count_of_none():
    assert value(portfolio(), "requests") is None
    earlier = portfolio(demand=demand(request(1, EARLIER)))
    assert value(earlier, "requests") == 0


def test_each_service_shows_what_it_was_asked_for():
    facts = portfolio(
        projects=[at_work(1), at_work(2)],
        demand=demand(
            request(1, pk=1),
            request(2, date(2026, 6, 3), pk=2),
            agreements=[agreement(True)],
            uses=[use(1), use(2, 2)],
        ),
    )
    rows = show(SERVICE_DEMAND, facts).table.rows
    assert [row.cells for row in rows] == [
        ("Service 1", 1, 1, 1, 0, 1, 0.5, "1 of 1"),
        ("Service 2", 0, 0, 0, 0, 1, 0.5, None),
    ]
    assert date(2026, 9, 30) == END
