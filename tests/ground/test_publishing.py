"""Publishing a task is bounded: a request does not wait for a broker that is away."""

import socket
import time
from collections.abc import Iterator

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from pmo_value.queueing import enqueue_after_commit
from tests.services import free_port
from tests.services.redis import RedisServer
from tests.services.tasks import write_file
from tests.services.worker import Broker, Worker, redis_broker, wait_until

# Measured at 2 s; the margin is for a busy machine.
LONGEST_WAIT = 6


@pytest.fixture
def silent_peer() -> Iterator[int]:
    """A port that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield server.getsockname()[1]


def seconds_to_fail() -> float:
    """Publish a task, expect it to fail, and return how long that took."""
    began = time.monotonic()
    with pytest.raises(OperationalError):
        write_file.delay("never", "written")
    return time.monotonic() - began


def test_a_closed_port_fails_at_once(tmp_path):
    with redis_broker(f"redis://127.0.0.1:{free_port()}/0", tmp_path).in_use():
        assert seconds_to_fail() < LONGEST_WAIT


def test_a_silent_server_fails_within_seconds(silent_peer, tmp_path):
    with redis_broker(f"redis://127.0.0.1:{silent_peer}/0", tmp_path).in_use():
        assert seconds_to_fail() < LONGEST_WAIT


@pytest.mark.redis
def test_a_frozen_redis_fails_within_seconds(redis_server: RedisServer, tmp_path):
    with redis_broker(redis_server.url, tmp_path).in_use():
        write_file.delay(str(tmp_path / "first"), "sent")
        redis_server.freeze()
        assert seconds_to_fail() < LONGEST_WAIT
        redis_server.thaw()
        write_file.delay(str(tmp_path / "second"), "sent")


@pytest.mark.django_db(transaction=True)
def test_a_hint_that_cannot_be_sent_does_not_spoil_the_save(silent_peer, tmp_path):
    began = time.monotonic()
    broker = redis_broker(f"redis://127.0.0.1:{silent_peer}/0", tmp_path)
    with broker.in_use(), transaction.atomic():
        enqueue_after_commit("tests.services.tasks.write_file", "never", "written")
    assert time.monotonic() - began < LONGEST_WAIT


@pytest.mark.worker
@pytest.mark.redis
@pytest.mark.parametrize("broker", ["redis"], indirect=True)
def test_a_worker_goes_on_when_redis_comes_back(
    worker: Worker, broker: Broker, redis_server: RedisServer, tmp_path
):
    redis_server.stop()
    time.sleep(2)
    redis_server.start()
    trace = tmp_path / "trace"
    write_file.delay(str(trace), "done")
    wait_until(trace.exists, 60, what="work after the return of Redis")
