"""Real workers that die, freeze and race: each file is made once, and none is lost.

Half a minute of waiting for a claim to run out is spared by ageing the claim, and the
scheduler's sweep is called here, as the clock would.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from pmo_value.queueing import enqueue
from scorecards import tasks
from scorecards.actions import rendering
from scorecards.models import RenderedFile, Scorecard
from scorecards.models.rendered_file import LEASE
from tests.scorecards.files.conftest import (
    anew,
    names,
    ordered,
    writing,
)
from tests.services.worker import Broker, Worker, wait_until

pytestmark = [
    pytest.mark.worker,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("media"),
]

State = RenderedFile.State


@pytest.fixture
def workers(
    transactional_db: None, broker: Broker, tmp_path: Path
) -> Iterator[list[Worker]]:
    """Two workers that have not been started, whose PDFs wait at a gate."""
    odd = ("--include", "tests.scorecards.files.waiting")
    both = [Worker(broker, tmp_path / f"worker-{number}.log", odd) for number in (1, 2)]
    yield both
    for worker in both:
        worker.thaw()
        worker.kill()


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """The file that keeps whoever writes a PDF waiting, as long as it is there."""
    (tmp_path / "gate").touch()
    return tmp_path / "gate"


@pytest.fixture
def file(transactional_db: None, broker: Broker, scorecard: Scorecard) -> RenderedFile:
    """A file that somebody has asked for; its message waits for a worker."""
    return ordered(scorecard)


def those_waiting(gate: Path) -> set[str]:
    """The processes that have come to the gate."""
    entered = gate.with_name("entered")
    return set(entered.read_text().split()) if entered.exists() else set()


def wait_for_somebody(gate: Path, count: int = 1) -> None:
    wait_until(lambda: len(those_waiting(gate)) >= count, 60, what="a writer")


def a_claim_runs_out() -> None:
    """Let the claim of a worker that no longer answers run out, and sweep."""
    over = timezone.now() - timedelta(seconds=1)
    RenderedFile.objects.filter(state=State.WORKING).update(leased_until=over)
    tasks.sweep_files()


def wait_for_the_file(file: RenderedFile, media: Path) -> RenderedFile:
    wait_until(lambda: anew(file).state == State.DONE, 60, what="the file")
    wait_until(lambda: not writing(media), what="the end of all that write")
    made = anew(file)
    assert rendering.content_of(made) is not None
    assert names(media) == [Path(made.file.name).name]
    return made


def test_a_worker_that_is_killed_half_way_is_taken_over_from(
    workers, gate, file, media
):
    workers[0].start()
    wait_for_somebody(gate)
    workers[0].kill()
    wait_until(lambda: not writing(media), what="the end of the process that wrote")
    gate.unlink()
    workers[1].start()
    a_claim_runs_out()
    assert wait_for_the_file(file, media).attempts == 2


def test_two_workers_and_five_messages_make_one_file(workers, gate, file, media):
    for worker in workers:
        worker.start()
    for _ in range(4):
        enqueue(rendering.RENDER_TASK, file.pk)
    wait_for_somebody(gate)
    time.sleep(3)
    assert len(those_waiting(gate)) == 1
    gate.unlink()
    assert wait_for_the_file(file, media).attempts == 1


def test_a_frozen_worker_that_comes_back_late_changes_nothing(
    workers, gate, file, media
):
    frozen, other = workers
    frozen.start()
    wait_for_somebody(gate)
    frozen.freeze()
    other.start()
    a_claim_runs_out()
    wait_for_somebody(gate, 2)
    gate.unlink()
    wait_until(lambda: anew(file).state == State.DONE, 60, what="the file")
    before = RenderedFile.objects.values().get()
    frozen.thaw()
    wait_until(
        lambda: "in other hands" in frozen.output(), what="the end of the frozen work"
    )
    assert RenderedFile.objects.values().get() == before
    wait_for_the_file(file, media)


def test_stopping_ends_the_work_within_seconds_and_the_next_begins(
    workers, gate, file, scorecard, media
):
    workers[0].start()
    wait_for_somebody(gate)
    assert rendering.cancel(anew(file))
    wait_until(lambda: not writing(media), 5, what="the end of the process that wrote")
    gate.unlink()
    rendering.start_again(anew(file), None, timezone.now())
    wait_for_the_file(file, media)


def test_the_sweep_takes_over_within_a_minute():
    """The claim and the time between two sweeps, as they are set."""
    between = settings.CELERY_BEAT_SCHEDULE["sweep files"]["schedule"]
    assert LEASE + timedelta(seconds=between) <= timedelta(seconds=60)
