"""The real servers that the tests bring along."""

import pytest
from django.core.mail import send_mail
from django.db import connection

from tests.services.mail import MailServer
from tests.services.redis import RedisServer
from tests.services.tasks import sleep_then_write, write_file
from tests.services.worker import Worker, start_cold, wait_until


@pytest.mark.worker
@pytest.mark.parametrize("broker", ["filesystem"], indirect=True)
def test_a_worker_starts_with_nothing_loaded(transactional_db, broker, tmp_path):
    """As in an installation; all others are copies of a process that has loaded."""
    worker = Worker(broker, tmp_path / "worker.log")
    trace = tmp_path / "trace"
    worker.start(start_cold)
    try:
        write_file.delay(str(trace), "done")
        wait_until(trace.exists)
    finally:
        worker.kill()
    assert trace.read_text() == "done"


@pytest.mark.worker
@pytest.mark.parametrize("broker", ["filesystem"], indirect=True)
def test_a_worker_that_is_asked_to_stop_ends_its_task_first(worker: Worker, tmp_path):
    trace = tmp_path / "trace"
    sleep_then_write.delay(str(trace), 1)
    wait_until(trace.exists)
    worker.stop()
    assert trace.read_text() == "began\nended\n"


@pytest.mark.redis
def test_a_private_redis_keeps_its_data_when_it_is_killed(redis_server: RedisServer):
    with redis_server.client() as client:
        client.set("portfolio", "uk-major")
    redis_server.stop()
    assert not redis_server.answers()
    redis_server.start()
    with redis_server.client() as client:
        assert client.get("portfolio") == b"uk-major"


@pytest.mark.smtp
def test_a_mail_arrives_at_the_private_server(smtp_server: MailServer):
    send_mail("Value", "Delivered.", "pmo@example.org", ["sponsor@example.org"])
    (message,) = smtp_server.messages
    assert message["Subject"] == "Value"
    assert smtp_server.recipients == [["sponsor@example.org"]]


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_server_of_this_run_is_postgresql():
    assert connection.vendor == "postgresql"
