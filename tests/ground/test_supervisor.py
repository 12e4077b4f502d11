"""The supervisor: keeps processes alive, and leaves none behind."""

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_value import supervisor
from pmo_value.processes import end_with_parent
from tests.services.worker import wait_until

PATIENCE = supervisor.Patience(
    first_pause=0.1, longest_pause=0.4, steady=60, polite_stop=3
)
SLEEPER = "import time; print('up', flush=True); time.sleep(600)"
DIES = "import sys; print('up', flush=True); sys.exit(3)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("child", child.pid, flush=True)
time.sleep(600)
"""


def run(scripts: dict[str, str], log: Path) -> None:
    """Be a supervisor that writes to a log."""
    end_with_parent()
    output = os.open(log, os.O_WRONLY | os.O_CREAT)
    for standard in (1, 2):
        os.dup2(output, standard)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    commands = {name: [sys.executable, "-c", code] for name, code in scripts.items()}
    sys.exit(asyncio.run(supervisor.supervise(commands, PATIENCE)))


class Supervised:
    """A supervisor in a copy of this process, and what it has printed."""

    def __init__(self, scripts: dict[str, str], log: Path) -> None:
        self.log = log
        log.touch()
        copies = multiprocessing.get_context("fork")
        self.process = copies.Process(target=run, args=(scripts, log))
        self.process.start()

    @property
    def lines(self) -> list[str]:
        return self.log.read_text().splitlines()

    def count(self, line: str) -> int:
        return self.lines.count(line)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.signal(number)
        self.process.join(20)
        return self.process.exitcode

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process.pid, number)


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[type]:
    """Start supervisors; they are gone after the test."""
    started: list[Supervised] = []

    def start(**scripts: str) -> Supervised:
        started.append(Supervised(scripts, tmp_path / "log"))
        return started[-1]

    yield start
    for supervised in started:
        supervised.process.kill()
        supervised.process.join()


def is_alive(pid: int) -> bool:
    """Return whether a process runs; one that only waits to be buried does not."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_every_process(supervise, number):
    supervised = supervise(web=SLEEPER, worker=SLEEPER)
    wait_until(lambda: {"web    | up", "worker | up"} <= set(supervised.lines))
    assert supervised.stop(number) == 0


def test_a_process_that_dies_is_started_again_after_growing_pauses(supervise):
    supervised = supervise(web=SLEEPER, worker=DIES)
    wait_until(lambda: supervised.count("worker | up") >= 5)
    assert supervised.count("web    | up") == 1
    pauses = [line.rsplit("in ", 1)[1] for line in supervised.lines if "ended" in line]
    assert pauses[:4] == ["0.1 s", "0.2 s", "0.4 s", "0.4 s"]
    assert "worker | ended with 3; starting again in 0.1 s" in supervised.lines
    assert supervised.stop() == 0


def test_a_process_that_will_not_stop_is_killed_and_reported(supervise):
    supervised = supervise(web=STUBBORN)
    wait_until(lambda: supervised.count("web | up"))
    assert supervised.stop() == 1


def test_a_second_signal_kills_at_once(supervise):
    supervised = supervise(web=STUBBORN)
    wait_until(lambda: supervised.count("web | up"))
    supervised.signal(signal.SIGINT)
    wait_until(lambda: supervised.count(supervisor.STOPPING))
    began = time.monotonic()
    assert supervised.stop() == 1
    assert time.monotonic() - began < 2.5


def test_what_a_process_has_started_ends_with_it(supervise):
    supervised = supervise(web=PARENT)
    wait_until(lambda: any("child" in line for line in supervised.lines))
    grandchild = int(supervised.lines[0].split()[-1])
    assert is_alive(grandchild)
    supervised.stop()
    assert not is_alive(grandchild)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells orphans")
def test_no_process_outlives_a_supervisor_that_was_killed(supervise):
    script = f"import os; print('pid', os.getpid(), flush=True); {SLEEPER}"
    supervised = supervise(web=script)
    wait_until(lambda: any("pid" in line for line in supervised.lines))
    pid = int(supervised.lines[0].split()[-1])
    supervised.signal(signal.SIGKILL)
    supervised.process.join()
    wait_until(lambda: not is_alive(pid), what="the end of an orphan")
