"""A report is written by a process of its own, which is watched and can be ended.

Setting pages is one long call that nothing interrupts. So it happens where it can be
killed: when nobody wants the file any more, when it takes too long, or when whoever
waits for it dies. It is a copy of this process, so that nothing has to be loaded anew.
"""

import contextlib
import json
import os
import selectors
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scorecards.media.child import Job, become_writer
from scorecards.media.report import Report

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
    job = Job(report, medium, paper, target, MOST_SECONDS + 1)
    with tempfile.TemporaryFile() as log:
        with _writer(job, log.fileno()) as writer:
            told = _listen(writer, tell, time.monotonic() + MOST_SECONDS)
            code = writer.end()
        if code or "problem" in told:
            log.seek(0)
            words = log.read()[-LONGEST_LOG:].decode(errors="replace")
            problem = told.get("problem") or _ended_by(code)
            raise NotWrittenError(problem, told.get("detail") or words)


@dataclass
class Writer:
    """The process that writes, and the pipe that it speaks into."""

    pid: int
    voice: int
    code: int | None = None

    def end(self) -> int:
        """Return how it ended, once it has fallen silent. Raises NotWrittenError."""
        deadline = time.monotonic() + LAST_SECONDS
        while self.code is None:
            if time.monotonic() > deadline:
                raise NotWrittenError("time")
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
            else:
                time.sleep(0.01)
        return self.code

    def kill(self) -> None:
        """End it with all that it has started, and leave no trace of it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self.code is None:
            # It may not have come so far as to lead a group.
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


@contextmanager
def _writer(job: Job, log: int) -> Iterator[Writer]:
    """Start the process, and leave nothing of it behind."""
    ear, voice = os.pipe()
    with open(ear, "rb", buffering=0), open(voice, "wb", buffering=0) as speaking:  # noqa: PTH123
        pid = os.fork()
        if pid == 0:
            become_writer(job, voice, log)
        speaking.close()
        writer = Writer(pid, ear)
        try:
            yield writer
        finally:
            writer.kill()


def _listen(writer: Writer, tell: Told, deadline: float) -> dict[str, Any]:
    """Hand on what the process says until it falls silent; return the last of it.

    Raises NotWrittenError when it takes too long.
    """
    said: dict[str, Any] = {}
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(writer.voice, selectors.EVENT_READ)
        while True:
            if time.monotonic() > deadline:
                raise NotWrittenError("time")
            if selector.select(BEAT_SECONDS):
                chunk = os.read(writer.voice, 65536)
                if not chunk:
                    return said
                *lines, rest = (rest + chunk).split(b"\n")
                if lines:
                    said = json.loads(lines[-1])
            tell(said)


def _ended_by(code: int) -> str:
    """Return why a process ended that could not say so itself."""
    return "time" if code == -signal.SIGXCPU else "killed"
