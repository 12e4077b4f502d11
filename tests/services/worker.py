"""A Celery worker in a process of its own, and the brokers it can listen to."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from pmo_value import brokers
from pmo_value.celery import app
from pmo_value.processes import ROOT, WORKER, bound_to_parent, installed
from tests.services.warm import Process, start_celery

# How a command is started: with an environment, writing to a log.
Launch = Callable[[list[str], dict[str, str], Path], Process]

START_SECONDS = 60
STOP_SECONDS = 30


def wait_until(
    condition: Callable[[], object], seconds: float = 30, *, what: str = "it"
) -> None:
    """Look ten times a second until the condition holds.

    Raises AssertionError when it does not within the time.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen in {seconds} s"
        time.sleep(0.1)


def database_url() -> str:
    """Return the address of the test database, for another process."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    host = config["HOST"] or config["OPTIONS"].get("host", "")
    port = config["PORT"] or config["OPTIONS"].get("port", 5432)
    secret = f":{config['PASSWORD']}" if config["PASSWORD"] else ""
    address = f"postgresql://{config['USER']}{secret}@"
    if host.startswith("/"):
        return f"{address}/{config['NAME']}?host={host}&port={port}"
    return f"{address}{host}:{port}/{config['NAME']}"


@dataclass(frozen=True)
class Broker:
    """Where messages go, for this process and for a worker."""

    url: str
    options: dict[str, Any]
    environment: dict[str, str]

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let this process publish to the broker until the block ends."""
        before = {name: app.conf[name] for name in BROKER_SETTINGS}
        self.apply(self.url, self.options)
        try:
            yield
        finally:
            self.apply(*before.values())

    @staticmethod
    def apply(url: str, options: dict[str, Any]) -> None:
        """Point the Celery application at a broker and forget its connections."""
        app.conf.update(broker_url=url, broker_transport_options=options)
        app._after_fork()  # there is no public way


BROKER_SETTINGS = ("broker_url", "broker_transport_options")


def filesystem_broker(folder: Path) -> Broker:
    """Return a broker that is a folder."""
    return Broker(
        url=brokers.FILESYSTEM,
        options=brokers.filesystem(folder / "broker"),
        environment={"VAR_DIR": str(folder), "REDIS_URL": ""},
    )


def redis_broker(url: str, folder: Path) -> Broker:
    """Return a broker that is a Redis server."""
    return Broker(
        url=url,
        options=brokers.REDIS_OPTIONS,
        environment={"VAR_DIR": str(folder), "REDIS_URL": url},
    )


def start_cold(command: list[str], environment: dict[str, str], log: Path) -> Process:
    """Start a command as an installation does, from the very beginning."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            bound_to_parent(command),
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )
    return Process(process.pid, process)


@dataclass
class Worker:
    """The worker that production runs, with the test's database and broker."""

    broker: Broker
    log: Path
    options: tuple[str, ...] = ("--include", "tests.services.tasks")
    environment: dict[str, str] = field(default_factory=dict)
    process: Process | None = field(default=None, init=False)

    def start(self, launch: Launch = start_celery) -> None:
        """Start the process and wait until it takes tasks."""
        environment = os.environ | self.broker.environment
        environment |= {
            "DJANGO_SETTINGS_MODULE": "pmo_value.settings",
            "DATABASE_URL": database_url(),
            "LOG_LEVEL": "info",
        }
        environment |= self.environment
        ready_before = self.output().count(" ready.")
        command = [*installed(WORKER), *self.options]
        self.process = launch(command, environment, self.log)
        wait_until(
            lambda: self.output().count(" ready.") > ready_before or self.has_ended(),
            START_SECONDS,
            what="a worker's start",
        )
        assert not self.has_ended(), f"the worker ended:\n{self.output()}"

    def has_ended(self) -> bool:
        """Return whether the process is gone by itself."""
        return self.process is not None and self.process.has_ended()

    def output(self) -> str:
        """Return what the worker has logged so far."""
        return self.log.read_text() if self.log.exists() else ""

    def kill(self) -> None:
        """Kill the worker and its children without a warning."""
        if self.process:
            self.signal_all(signal.SIGKILL)
            assert self.process.has_ended(STOP_SECONDS)
            self.process = None

    def freeze(self) -> None:
        """Stop the worker and its children where they stand.

        What it had asked for before is answered within a second: until then Redis could
        hand it a message, and the database take its last claim.
        """
        self.signal_all(signal.SIGSTOP)
        time.sleep(1.5)

    def thaw(self) -> None:
        """Let a frozen worker go on."""
        self.signal_all(signal.SIGCONT)

    def signal_all(self, number: signal.Signals) -> None:
        """Send a signal to the worker and its children."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def stop(self) -> None:
        """Let the worker finish what it does; kill it when that takes too long."""
        if self.process:
            os.kill(self.process.pid, signal.SIGTERM)
            if not self.process.has_ended(STOP_SECONDS):
                self.kill()
            self.process = None
