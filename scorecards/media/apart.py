"""A report is written by a process of its own, which is watched and can be ended.

Setting pages is one long call that nothing interrupts. So it happens where it can be
killed: when nobody wants the file any more, when it takes too long, or when whoever
waits for it dies.
"""

import contextlib
import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from pmo_value.processes import ROOT, bound_to_parent
from scorecards.media.report import Report

MEMORY_BYTES: Final = 2 << 30
# How long a report may take; what comes before and after it fits into 90 seconds.
MOST_SECONDS: Final = 75
# How often one looks whether the file is still wanted.
BEAT_SECONDS: Final = 0.5
# Between its last word and its end a process only tidies up.
LAST_SECONDS: Final = 5
LONGEST_LOG: Final = 4000

# Told what the process says: the stage of the work, and how much of it is done.
Told = Callable[[dict[str, Any]], None]


class NotWrittenError(Exception):
    """A report was not written: `problem` is why in a word, `detail` in a sentence."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem} {detail}".strip())
        self.problem, self.detail = problem, detail


def write_apart(
    report: Report,
    medium: str,
    paper: str,
    target: Path,
    tell: Told,
) -> None:
    """Write a report into a file, within `MOST_SECONDS`.

    `tell` hears how far it is, and is called at least every other second; whatever it
    raises ends the work, and nothing of it is left running.

    Raises NotWrittenError.
    """
    with tempfile.TemporaryFile() as job, tempfile.TemporaryFile() as log:
        pickle.dump({"report": report, "medium": medium, "paper": paper}, job)
        job.seek(0)
        with _child(target, job, log) as process:
            told = _listen(process, tell, time.monotonic() + MOST_SECONDS)
            code = _ended(process)
        if code or "problem" in told:
            log.seek(0)
            words = log.read()[-LONGEST_LOG:].decode(errors="replace")
            problem = told.get("problem") or _ended_by(code)
            raise NotWrittenError(problem, told.get("detail") or words)


@contextmanager
def _child(
    target: Path, job: IO[bytes], log: IO[bytes]
) -> "Iterator[subprocess.Popen[bytes]]":
    """Start the process, and leave nothing of it behind."""
    limits = [str(MEMORY_BYTES), str(MOST_SECONDS + 1)]
    command = [sys.executable, "-m", "scorecards.media.child", str(target), *limits]
    process = subprocess.Popen(
        bound_to_parent(command),
        stdin=job,
        stdout=subprocess.PIPE,
        stderr=log,
        cwd=ROOT,
        # A thread for each core would take room that is counted before it is used.
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
    )
    try:
        with process:
            try:
                yield process
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
    finally:
        process.wait()


def _listen(
    process: "subprocess.Popen[bytes]", tell: Told, deadline: float
) -> dict[str, Any]:
    """Hand on what the process says until it falls silent; return the last of it.

    Raises NotWrittenError when it takes too long.
    """
    said: dict[str, Any] = {}
    rest = b""
    if process.stdout is None:
        return said
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if time.monotonic() > deadline:
                raise NotWrittenError("time")
            if selector.select(BEAT_SECONDS):
                chunk = os.read(process.stdout.fileno(), 65536)
                if not chunk:
                    return said
                *lines, rest = (rest + chunk).split(b"\n")
                if lines:
                    said = json.loads(lines[-1])
            tell(said)


def _ended(process: "subprocess.Popen[bytes]") -> int:
    """Return how a process ended that has fallen silent."""
    try:
        return process.wait(LAST_SECONDS)
    except subprocess.TimeoutExpired:
        raise NotWrittenError("time") from None


def _ended_by(code: int) -> str:
    """Return why a process ended that could not say so itself."""
    return "time" if code == -signal.SIGXCPU else "killed"
