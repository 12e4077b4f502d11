"""The supervisor: keeps processes alive, and leaves none behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_value.processes import ROOT, bound_to_parent
from pmo_value.supervisor import STOPPING
from tests.services.worker import wait_until

RUN = """
import asyncio, sys
from pmo_value.supervisor import Patience, supervise
patience = Patience(first_pause=0.1, longest_pause=0.4, steady=60, polite_stop=3)
commands = {{name: [sys.executable, "-c", code] for name, code in {scripts!r}.items()}}
sys.exit(asyncio.run(supervise(commands, patience)))
"""
SLEEPER = "import time; print('up', flush=True); time.sleep(600)"
DIES = "import sys; print('up', flush=True); sys.exit(3)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("child", child.pid, flush=True)
time.sleep(600)
"""


class Supervised:
    """A supervisor in a process of its own, and what it has printed."""

    def __init__(self, scripts: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                bound_to_parent([sys.executable, "-c", RUN.format(scripts=scripts)]),
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
            )

    @property
    def lines(self) -> list[str]:
        return self.log.read_text().splitlines()

    def count(self, line: str) -> int:
        return self.lines.count(line)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(20)


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
        supervised.process.wait()


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
    supervised.process.send_signal(signal.SIGINT)
    wait_until(lambda: supervised.count(STOPPING))
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
    os.kill(supervised.process.pid, signal.SIGKILL)
    supervised.process.wait()
    wait_until(lambda: not is_alive(pid), what="the end of an orphan")
