"""One worker at a time, and none that came too late stores anything."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from delivery.models import Portfolio
from scorecards.models import LeaseLostError, Refresh
from scorecards.models.refresh import LEASE, MOST_STARTS, REST
from tests.factories import PortfolioFactory, ProjectFactory, StatusUpdateFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def portfolio() -> Portfolio:
    portfolio = PortfolioFactory()
    StatusUpdateFactory(
        project=ProjectFactory(portfolio=portfolio),
        status_date=date(2026, 9, 30),
        whole_life_cost=Decimal(100),
    )
    Refresh.objects.add_missing(Portfolio.objects.all())
    return portfolio


def claim(portfolio: Portfolio, now: datetime = NOW) -> Refresh:
    lease = Refresh.objects.claim(portfolio.pk, now)
    assert lease is not None
    return lease


def is_due(now: datetime) -> bool:
    return Refresh.objects.due(now).exists()


def test_of_two_workers_one_gets_the_lease(portfolio):
    claim(portfolio)
    assert Refresh.objects.claim(portfolio.pk, NOW) is None


def test_the_second_of_two_that_found_it_free_is_refused(portfolio):
    """Both have looked; the statement that takes the lease decides alone."""
    free = Refresh.objects.free(NOW).filter(pk=portfolio.pk, ended_at=None)
    assert free.update(leased_until=NOW + LEASE) == 1
    assert free.update(leased_until=NOW + LEASE) == 0


def test_a_dead_worker_keeps_its_lease_for_a_minute(portfolio):
    claim(portfolio)
    assert not is_due(NOW + LEASE)
    assert is_due(NOW + LEASE + SECOND)


def test_a_worker_that_goes_on_renews_its_lease(portfolio):
    lease = claim(portfolio)
    lease.keep(NOW + LEASE / 2)
    assert not is_due(NOW + LEASE + SECOND)


def test_a_lease_from_a_clock_that_was_ahead_does_not_last(portfolio):
    claim(portfolio, NOW + timedelta(hours=2))
    assert is_due(NOW)


def test_a_worker_that_was_overtaken_stores_nothing(portfolio):
    frozen = claim(portfolio)
    later = NOW + LEASE + SECOND
    claim(portfolio, later)
    for attempt in (frozen.hold, frozen.give_back):
        with pytest.raises(LeaseLostError):
            attempt(later, built_revision=99)
    with pytest.raises(LeaseLostError):
        frozen.fail(later, ValueError("too late"))
    state = Refresh.objects.get()
    assert (state.built_revision, state.error) == (0, "")


def test_a_worker_whose_lease_ran_out_goes_on_when_nobody_took_over(portfolio):
    lease = claim(portfolio)
    lease.hold(NOW + 2 * LEASE)
    assert not is_due(NOW + 2 * LEASE)


def test_a_failed_refresh_starts_again_after_one_and_five_minutes(portfolio):
    claim(portfolio).fail(NOW, ValueError("no"))
    assert not is_due(NOW + timedelta(seconds=59))
    second = NOW + timedelta(minutes=1)
    claim(portfolio, second).fail(second, ValueError("no"))
    assert not is_due(second + timedelta(minutes=4))
    third = second + timedelta(minutes=5)
    claim(portfolio, third).fail(third, ValueError("no"))
    assert not is_due(third + timedelta(days=1))
    assert Refresh.objects.parked().exists()


def test_new_facts_are_worth_a_start_at_once(portfolio):
    for _ in range(MOST_STARTS):
        Refresh.objects.update(ended_at=None)
        claim(portfolio).fail(NOW, ValueError("no"))
    assert Refresh.objects.parked().exists()
    Portfolio.objects.touch()
    assert is_due(NOW)
    assert not Refresh.objects.rested(NOW).due(NOW).exists()
    assert Refresh.objects.rested(NOW + REST).due(NOW + REST).exists()
    assert not Refresh.objects.parked().exists()


def test_work_that_kills_its_worker_is_parked_after_three_starts(portfolio):
    now = NOW
    for _ in range(MOST_STARTS):
        claim(portfolio, now)
        now += LEASE + SECOND
    assert not is_due(now)
    state = Refresh.objects.parked().get()
    assert state.problem == "The work was cut off each time before it was done."


def test_an_error_says_where_it_comes_from(portfolio):
    error = ZeroDivisionError("no projects")
    error.add_note("panel on_time, period 2026-Q3")
    claim(portfolio).fail(NOW, error)
    state = Refresh.objects.failing().get()
    assert state.problem == (
        "ZeroDivisionError: no projects\npanel on_time, period 2026-Q3"
    )
    assert state.failed_at == NOW
