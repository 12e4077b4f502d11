"""Messages are hints: doubled, late or lost, the scorecard comes out right."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from celery.signals import before_task_publish
from django.utils import timezone

from delivery.models import Portfolio
from scorecards import regeneration, tasks
from scorecards.models import Refresh, Scorecard, Sweep
from scorecards.models.refresh import LEASE
from tests.factories import PortfolioFactory, ProjectFactory, StatusUpdateFactory
from tests.services.worker import filesystem_broker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny_panels")]


@pytest.fixture
def published(tmp_path):
    """The messages that leave this process: task, arguments, and when to start."""
    sent: list[tuple[str, tuple[Any, ...], bool]] = []

    def note(sender: str, headers: dict[str, Any], body: Any, **_: Any) -> None:
        sent.append((sender, tuple(body[0]), headers["eta"] is not None))

    before_task_publish.connect(note, weak=False)
    with filesystem_broker(tmp_path).in_use():
        yield sent
    before_task_publish.disconnect(note)


def report(portfolio: Portfolio, cost: int = 100) -> None:
    StatusUpdateFactory(
        project=ProjectFactory(portfolio=portfolio),
        status_date=date(2026, 9, 30),
        whole_life_cost=Decimal(cost),
    )


REFRESH = "scorecards.tasks.refresh_portfolio"


def test_a_save_asks_for_its_portfolio_after_the_commit(
    published, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        portfolio = PortfolioFactory()
        report(portfolio)
        assert not published
    assert set(published) == {(REFRESH, (portfolio.pk,), False)}


def test_the_same_message_twice_builds_once(published):
    portfolio = PortfolioFactory()
    report(portfolio)
    tasks.refresh_portfolio(portfolio.pk)
    built = list(Scorecard.objects.values())
    tasks.refresh_portfolio(portfolio.pk)
    assert list(Scorecard.objects.values()) == built
    assert not published


def test_a_save_soon_after_a_refresh_is_taken_up_a_second_later(published):
    portfolio = PortfolioFactory()
    report(portfolio)
    tasks.refresh_portfolio(portfolio.pk)
    report(portfolio)
    tasks.refresh_portfolio(portfolio.pk)
    assert published == [(REFRESH, (portfolio.pk,), True)]


def test_a_message_for_work_in_progress_leaves_at_once(published):
    portfolio = PortfolioFactory()
    report(portfolio)
    Refresh.objects.add_missing(Portfolio.objects.all())
    assert Refresh.objects.claim(portfolio.pk, timezone.now())
    report(portfolio)
    tasks.refresh_portfolio(portfolio.pk)
    assert not published
    assert not Scorecard.objects.exists()


def test_a_message_for_a_portfolio_that_is_gone_does_nothing(published):
    tasks.refresh_portfolio(999)
    assert not published


def test_the_sweep_asks_for_what_is_behind_and_for_nothing_else(published):
    behind, current = PortfolioFactory(), PortfolioFactory()
    report(current)
    tasks.refresh_portfolio(current.pk)
    report(behind)
    tasks.sweep()
    assert published == [(REFRESH, (behind.pk,), False)]
    assert Sweep.objects.get().ran_at <= timezone.now()


def test_the_sweep_finds_the_work_of_a_dead_worker(published):
    portfolio = PortfolioFactory()
    report(portfolio)
    Refresh.objects.add_missing(Portfolio.objects.all())
    died = timezone.now() - LEASE - timedelta(seconds=1)
    assert Refresh.objects.claim(portfolio.pk, died)
    tasks.sweep()
    assert published == [(REFRESH, (portfolio.pk,), False)]


def test_the_sweep_asks_for_what_is_below_first(published):
    group = PortfolioFactory()
    line = PortfolioFactory(parent=PortfolioFactory(parent=group))
    tasks.sweep()
    assert published[0][1] == (line.pk,)
    assert published[-1][1] == (group.pk,)


def test_the_sweep_asks_for_a_limited_number_at_once(published, monkeypatch):
    PortfolioFactory.create_batch(3)
    monkeypatch.setattr(regeneration, "MOST_AT_ONCE", 2)
    tasks.sweep()
    assert len(published) == 2


def test_the_sweep_remembers_since_when_a_portfolio_is_behind(published):
    portfolio = PortfolioFactory()
    report(portfolio)
    tasks.sweep()
    since = Refresh.objects.get().behind_since
    assert since is not None
    tasks.sweep()
    assert Refresh.objects.get().behind_since == since
    tasks.refresh_portfolio(portfolio.pk)
    assert Refresh.objects.get().behind_since is None
