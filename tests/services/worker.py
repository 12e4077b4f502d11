"""A Celery worker in a process of its own, and the brokers it can listen to."""

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


@dataclass
class Worker:
    """The worker that production runs, with the test's database and broker."""

    broker: Broker
    log: Path
    options: tuple[str, ...] = ("--include", "tests.services.tasks")
    environment: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def start(self) -> None:
        """Start the process and wait until it takes tasks."""
        environment = os.environ | self.broker.environment
        environment |= {
            "DJANGO_SETTINGS_MODULE": "pmo_value.settings",
            "DATABASE_URL": database_url(),
            "LOG_LEVEL": "info",
        }
        environment |= self.environment
        ready_before = self.output().count(" ready.")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                bound_to_parent([*installed(WORKER), *self.options]),
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env=environment,
                start_new_session=True,
            )
        wait_until(
            lambda: self.output().count(" ready.") > ready_before or self.has_ended(),
            START_SECONDS,
            what="a worker's start",
        )
        assert not self.has_ended(), f"the worker ended:\n{self.output()}"

    def has_ended(self) -> bool:
        """Return whether the process is gone by itself."""
        return self.process is not None and self.process.poll() is not None

    def output(self) -> str:
        """Return what the worker has logged so far."""
        return self.log.read_text() if self.log.exists() else ""

    def kill(self) -> None:
        """Kill the worker and its children without a warning."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """Stop the worker and its children where they stand."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen worker go on."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGCONT)

    def stop(self) -> None:
        """Let the worker finish what it does; kill it when that takes too long."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
            self.process = None
