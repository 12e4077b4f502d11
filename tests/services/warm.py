"""A process that has loaded the application, and is copied for workers of the tests.

    python -m tests.services.warm < jobs

A worker spends most of its start on loading what it is made of. A copy of a process
that has done so starts at once; it reads its settings anew, from an environment of its
own, and then does what the `celery` command does. Each line of the input is a job,
each line of the output the number of its process.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import django
from asgiref.local import Local
from django.conf import Settings, settings
from django.core.cache import caches
from django.db import connections

from pmo_value.processes import ROOT, bound_to_parent, end_with_parent

LOADED = (
    "celery.__main__",
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "celery.worker.consumer",
    "kombu.transport.redis",
    "pmo_value.celery",
    "pmo_value.urls",
    "accounts.tasks",
    "delivery.tasks",
    "recognition.tasks",
    "scorecards.tasks",
)


class Process:
    """A process whose end the kernel tells of, whoever has started it."""

    def __init__(
        self, pid: int, child: "subprocess.Popen[bytes] | None" = None
    ) -> None:
        self.pid = pid
        self.child = child
        self.handle = os.pidfd_open(pid)

    def has_ended(self, seconds: float = 0) -> bool:
        """Return whether it is gone, at once or within a time."""
        is_over = bool(select.select([self.handle], [], [], seconds)[0])
        if is_over and self.child:
            self.child.wait()
        return is_over


@functools.cache
def warm_server() -> "subprocess.Popen[str]":
    """The server of this process; it ends with it, and all that it started."""
    server = subprocess.Popen(
        bound_to_parent([sys.executable, "-m", "tests.services.warm"]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "pmo_value.settings"},
        cwd=ROOT,
        text=True,
    )
    atexit.register(server.communicate)
    return server


def start_celery(command: list[str], environment: dict[str, str], log: Path) -> Process:
    """Start a celery command that writes to a log, in a session of its own."""
    server = warm_server()
    assert server.stdin
    assert server.stdout
    # What Django checks at a start takes longer than all the rest of it.
    environment = environment | {"SKIP_CHECKS": "true"}
    job = {"command": command, "environment": environment, "log": str(log)}
    print(json.dumps(job), file=server.stdin, flush=True)
    return Process(int(server.stdout.readline()))


def serve() -> None:
    """Load everything once, and start a process for each job."""
    django.setup()
    for name in LOADED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    # Whoever has ended is not waited for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if pid == 0:
            become(json.loads(line))
        print(pid, flush=True)  # noqa: T201 - the answer to the job


def become(job: dict[str, Any]) -> NoReturn:
    """Be the process of a job, as if it had been started alone."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    end_with_parent()
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for wanted, given in enumerate((nothing, log, log)):
        os.dup2(given, wanted)
    os.environ.clear()
    os.environ.update(job["environment"])
    code: object = 1
    try:
        read_settings_anew()
        sys.argv = job["command"]
        importlib.import_module("celery.__main__").main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(bool(code)))


def read_settings_anew() -> None:
    """Let settings, and what was made of them, be those of the environment."""
    importlib.reload(importlib.import_module("pmo_value.settings"))
    settings._wrapped = Settings(os.environ["DJANGO_SETTINGS_MODULE"])
    for handler in (connections, caches):
        handler.__dict__.pop("settings", None)
        handler._settings = None
        handler._connections = Local(handler.thread_critical)
    django.setup(set_prefix=False)


if __name__ == "__main__":
    serve()
