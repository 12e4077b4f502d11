"""Real workers, real brokers, real faults: the right scorecard and never a wrong one.

A minute of waiting for a lease to run out is spared by ageing the lease, and the
scheduler's sweep is called here, as the clock would.
"""

import os
import signal
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from delivery.models import Portfolio, StatusUpdate
from pmo_value.queueing import enqueue
from scorecards import tasks
from scorecards.models import Refresh, Scorecard
from scorecards.models.refresh import LEASE
from tests.factories import (
    MembershipFactory,
    PortfolioFactory,
    ProjectFactory,
    StatusUpdateFactory,
)
from tests.services.redis import RedisServer
from tests.services.worker import Broker, Worker, redis_broker, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

REFRESH = "scorecards.tasks.refresh_portfolio"


class Gate:
    """Where the workers of these tests stop half-way while it is shut."""

    def __init__(self, folder: Path) -> None:
        self.shut_file, self.entered_file = folder / "gate", folder / "entered"

    def shut(self) -> None:
        self.entered_file.unlink(missing_ok=True)
        self.shut_file.touch()

    def open(self) -> None:
        self.shut_file.unlink(missing_ok=True)

    def wait_for_somebody(self) -> int:
        """Return the process that is half-way through a scorecard."""
        wait_until(self.somebody, what="work on a scorecard")
        return self.somebody()

    def somebody(self) -> int:
        text = self.entered_file.read_text() if self.entered_file.exists() else ""
        return int(text or 0)


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate(tmp_path)


@pytest.fixture
def workers(
    transactional_db: None, broker: Broker, tmp_path: Path
) -> Iterator[list[Worker]]:
    """Two workers that have not been started."""
    both = [
        Worker(
            broker,
            tmp_path / f"worker-{number}.log",
            options=("--include", "tests.scorecards.slow_panels"),
        )
        for number in (1, 2)
    ]
    yield both
    for worker in both:
        worker.thaw()
        worker.kill()


@pytest.fixture
def portfolio(transactional_db: None) -> Portfolio:
    return PortfolioFactory(slug="metro")


@pytest.fixture
def update(portfolio: Portfolio) -> StatusUpdate:
    return StatusUpdateFactory(
        project=ProjectFactory(portfolio=portfolio),
        status_date=date(2026, 9, 30),
        whole_life_cost=Decimal(1),
    )


def save(update: StatusUpdate, cost: int) -> None:
    """Correct a number as a form does."""
    update.whole_life_cost = Decimal(cost)
    update.save()


def shown() -> Decimal | None:
    """The cost on the scorecard; None before there is one."""
    scorecard = Scorecard.objects.built().of_latest_period().first()
    if scorecard is None:
        return None
    value = scorecard.snapshot.readings["projects.whole_life_cost"].measure.value
    assert isinstance(value, Decimal)
    return value


def wait_for(cost: int, seconds: float = 30) -> None:
    wait_until(lambda: shown() == cost, seconds, what=f"a scorecard of {cost}")
    wait_until(lambda: not Refresh.objects.behind().exists(), what="being up to date")


def a_minute_passes() -> None:
    """Let the lease of a worker that no longer answers run out, and sweep."""
    Refresh.objects.filter(leased_until__isnull=False).update(
        leased_until=timezone.now() - timedelta(seconds=1)
    )
    tasks.sweep()


def sweep_and_supervise(worker: Worker) -> bool:
    """Do as scheduler and supervisor do; return whether nothing is behind any more.

    A Celery worker ends when its broker goes away in the middle of an acknowledgement.
    """
    if worker.has_ended():
        worker.start()
    tasks.sweep()
    return not Refresh.objects.behind().exists()


def builds(*workers: Worker) -> int:
    return sum(worker.output().count(": up to date") for worker in workers)


def test_a_save_is_on_the_scorecard_soon_after(workers, update):
    workers[0].start()
    save(update, 100)
    wait_for(100)
    save(update, 200)
    wait_for(200)


def test_a_worker_that_is_killed_half_way_is_taken_over_from(workers, gate, update):
    workers[0].start()
    save(update, 100)
    wait_for(100)
    gate.shut()
    save(update, 200)
    gate.wait_for_somebody()
    save(update, 300)
    workers[0].kill()
    gate.open()
    assert shown() == 100
    workers[1].start()
    a_minute_passes()
    wait_for(300)


def test_a_process_of_the_worker_that_is_killed_half_way_is_taken_over_from(
    workers, gate, update
):
    workers[0].start()
    gate.shut()
    save(update, 100)
    os.kill(gate.wait_for_somebody(), signal.SIGKILL)
    gate.open()
    a_minute_passes()
    wait_for(100, seconds=60)


def test_the_same_message_many_times_builds_once(workers, update):
    save(update, 100)
    for _ in range(10):
        enqueue(REFRESH, update.project.portfolio_id)
    workers[0].start()
    workers[1].start()
    wait_for(100)
    time.sleep(2)
    assert builds(*workers) == 1


def test_of_two_workers_one_works_and_the_newest_facts_win(workers, gate, update):
    for worker in workers:
        worker.start()
    wait_for(1)
    before = builds(*workers)
    gate.shut()
    save(update, 100)
    gate.wait_for_somebody()
    for cost in range(101, 111):
        save(update, cost)
    time.sleep(1)
    gate.open()
    wait_for(110)
    assert builds(*workers) - before == 2


def test_a_frozen_worker_that_comes_back_late_changes_nothing(workers, gate, update):
    frozen, other = workers
    frozen.start()
    gate.shut()
    save(update, 100)
    gate.wait_for_somebody()
    frozen.freeze()
    gate.open()
    save(update, 200)
    other.start()
    a_minute_passes()
    wait_for(200)
    before = list(Scorecard.objects.values())
    frozen.thaw()
    wait_until(
        lambda: "overtaken by another worker" in frozen.output(),
        what="the end of the frozen work",
    )
    assert list(Scorecard.objects.values()) == before


@pytest.mark.redis
@pytest.mark.parametrize("broker", ["redis"], indirect=True)
def test_redis_that_loses_everything_costs_only_time(workers, redis_server, update):
    save(update, 100)
    redis_server.client().flushall()
    workers[0].start()
    tasks.sweep()
    wait_for(100)


@pytest.mark.redis
def test_a_save_while_redis_is_gone_succeeds_and_shows_when_it_is_back(
    transactional_db, redis_server: RedisServer, tmp_path: Path, update
):
    broker = redis_broker(redis_server.url, tmp_path)
    worker = Worker(broker, tmp_path / "worker.log")
    try:
        with broker.in_use():
            worker.start()
            save(update, 100)
            wait_for(100)
            redis_server.stop()
            start = time.monotonic()
            save(update, 200)
            assert time.monotonic() - start < 2
            assert shown() == 100
            redis_server.start()
            wait_until(lambda: sweep_and_supervise(worker), what="a new scorecard")
            wait_for(200)
    finally:
        worker.kill()


@pytest.mark.redis
def test_a_save_while_redis_accepts_and_never_answers_is_not_held_up(
    transactional_db, redis_server: RedisServer, tmp_path: Path, update
):
    with redis_broker(redis_server.url, tmp_path).in_use():
        save(update, 100)
        redis_server.freeze()
        start = time.monotonic()
        save(update, 200)
        assert time.monotonic() - start < 5
        redis_server.thaw()
    update.refresh_from_db()
    assert update.whole_life_cost == 200


def test_a_hundred_saves_in_ten_seconds_cause_at_most_fifteen_builds(workers, update):
    workers[0].start()
    save(update, 1)
    wait_for(1)
    before = builds(workers[0])
    start = time.monotonic()
    for cost in range(2, 102):
        save(update, cost)
        time.sleep(max(0, start + (cost - 1) * 0.1 - time.monotonic()))
    wait_for(101)
    assert builds(workers[0]) - before <= 15


@pytest.mark.parametrize("broker", ["filesystem"], indirect=True)
def test_fifty_viewers_of_a_stale_scorecard_see_the_last_good_one_at_once(
    workers, gate, update, client
):
    workers[0].start()
    wait_for(1)
    portfolio = update.project.portfolio
    client.force_login(MembershipFactory(portfolio=portfolio).user)
    good = Scorecard.objects.of_latest_period().get()
    client.get(good.get_absolute_url())  # a server has loaded its templates
    gate.shut()
    save(update, 100)
    gate.wait_for_somebody()
    seconds = []
    for _ in range(50):
        start = time.monotonic()
        page = client.get(good.get_absolute_url()).content.decode()
        seconds.append(time.monotonic() - start)
        assert f'name="scorecard-digest" content="{good.digest}"' in page
    assert max(seconds) <= 1
    gate.open()
    wait_for(100)


@pytest.mark.parametrize("broker", ["filesystem"], indirect=True)
def test_eight_writers_beside_a_worker_lose_no_save(workers, portfolio):
    """Guarantee R14 where the database is one file."""
    workers[0].start()
    updates = [
        StatusUpdateFactory(
            project=ProjectFactory(portfolio=portfolio),
            status_date=date(2026, 9, 30),
            whole_life_cost=Decimal(1),
        )
        for _ in range(8)
    ]
    seconds: list[float] = []

    def write(update: StatusUpdate) -> None:
        for cost in range(1, 51):
            start = time.monotonic()
            save(update, cost)
            seconds.append(time.monotonic() - start)
        connection.close()

    writers = [Thread(target=write, args=[update]) for update in updates]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(seconds) == 400, "a save failed"
    assert sorted(seconds)[379] <= 2
    wait_for(8 * 50)


def test_the_sweep_takes_over_within_ninety_seconds():
    """The lease and the time between two sweeps, as they are set."""
    between = settings.CELERY_BEAT_SCHEDULE["sweep"]["schedule"]
    assert LEASE + timedelta(seconds=between) <= timedelta(seconds=90)
