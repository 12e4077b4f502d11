"""What every test may ask for, and what a run says about the tests it left out.

A run uses one database engine: SQLite, or the server in TEST_DATABASE_URL. The tests
of the other engine are left to the other run; `python -m tests.run` makes both.

A test of models, constraints, imports, regeneration, access or the API runs on both.
`one_engine` is for what cannot fail differently: how many queries a list asks, what
forms, pages and files say, or the same pages for one person more; the table of access
opens every page on both. A worker is tried in the two ways that an installation has:
SQLite with a broker of files, and PostgreSQL with Redis.
"""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from _pytest import runner
from django.core.cache import cache
from django.db import connection, transaction

from pmo_value.interpreter import settle, with_room
from tests.reference.summary import write_reference_summary
from tests.services import MissingError, leave_out
from tests.services.database import migrated_database
from tests.services.mail import MailServer, private_mail_server
from tests.services.redis import RedisServer, private_redis
from tests.services.worker import Broker, Worker, filesystem_broker, redis_broker

pytest_plugins = ["tests.people"]

# How fast examples come depends on what else the machine does, and says nothing of us.
hypothesis.settings.register_profile(
    "suite", suppress_health_check=[hypothesis.HealthCheck.too_slow], deadline=None
)
hypothesis.settings.load_profile("suite")

run_with_room = with_room(runner.pytest_runtest_protocol)

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def uses_database(item: pytest.Item) -> bool:
    """Return whether a test reads or writes the database."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES)


def is_for_this_engine(item: pytest.Item) -> bool:
    """Return whether a test belongs to the run on this database engine."""
    is_sqlite = connection.vendor == "sqlite"
    if not uses_database(item):
        return is_sqlite
    if item.get_closest_marker("postgres"):
        return not is_sqlite
    if item.get_closest_marker("browser") or item.get_closest_marker("one_engine"):
        return is_sqlite
    call = getattr(item, "callspec", None)
    broker = call.params.get("broker") if call else None
    return broker is None or (broker == "redis") != is_sqlite


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Keep the tests that this run's engine is for; those that wait come first."""
    kept = [item for item in items if is_for_this_engine(item)]
    config.hook.pytest_deselected(items=list(set(items) - set(kept)))
    items[:] = sorted(kept, key=lambda item: not item.get_closest_marker("worker"))


def pytest_collection_finish() -> None:
    """Settle as a web server does; a run may keep more garbage for less looking."""
    settle()
    gc.set_threshold(200_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Run each test as a web server answers, with room on the stack."""
    return run_with_room(item, nextitem)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was not run and why, each reason once."""
    write_reference_summary(terminalreporter)
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    terminalreporter.section(f"{connection.vendor}: left out")
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{reason} ({count} tests)")
    if not reasons:
        terminalreporter.write_line("nothing for want of a program")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """Make the test database; pytest-django would migrate it in every process."""
    with django_db_blocker.unblock(), migrated_database():
        yield


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction around the tests of a module, for what they all begin with.

    A fixture of the module that asks for this makes its rows once. What a test writes
    is undone at its end as ever; so it reads the shared rows anew, and changes no
    object that another test gets as well. Not for tests with `transaction=True`.
    """
    around = transaction.atomic()
    around._from_testcase = True  # as Django says of its own around each test
    with django_db_blocker.unblock(), around:
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Let no test be throttled for what another one did."""
    cache.clear()


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A Redis of the test's own, to be stopped, frozen and started at will."""
    try:
        with private_redis() as server:
            yield server
    except MissingError as missing:
        leave_out(missing)


@pytest.fixture(
    params=["filesystem", pytest.param("redis", marks=pytest.mark.redis)],
)
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    """Each broker in turn; choose one by indirect parametrisation."""
    if request.param == "filesystem":
        chosen = filesystem_broker(tmp_path)
    elif url := os.environ.get("TEST_REDIS_URL"):
        chosen = redis_broker(url, tmp_path)
    else:
        server: RedisServer = request.getfixturevalue("redis_server")
        chosen = redis_broker(server.url, tmp_path)
    with chosen.in_use():
        yield chosen


@pytest.fixture
def worker(transactional_db: None, broker: Broker, tmp_path: Path) -> Iterator[Worker]:
    """A running Celery worker on this test's database and broker."""
    worker = Worker(broker, tmp_path / "worker.log")
    worker.start()
    yield worker
    worker.kill()


@pytest.fixture
def smtp_server(settings: Any) -> Iterator[MailServer]:
    """A mail server that this process sends to."""
    with private_mail_server() as mail:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = mail.host, mail.port
        yield mail
