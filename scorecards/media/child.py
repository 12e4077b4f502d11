"""Writes one report into one file, in a process that may be ended at any time.

It begins as a copy of the process that wants the file and takes nothing of it along but
the job: no connection, no open file, no waiting signal. Each line that it says is an
object: how far the work is, or at last why there is no file. What is drawn may hang or
eat memory; the limits are set before it begins.
"""

import ctypes
import errno
import json
import logging
import os
import resource
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn, TextIO

from django.utils import translation

from pmo_value.processes import end_with_parent
from scorecards.media.report import Report
from scorecards.media.writing import WRITERS

# Room to work in, beyond what the process has when it begins.
MEMORY_BYTES: Final = 2 << 30
NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
VOICE: Final = 3
NAME: Final = b"report-writer"
SET_NAME: Final = 15  # of prctl(2)


@dataclass(frozen=True)
class Job:
    """What is to be written where, and how many seconds of work it may take."""

    report: Report
    medium: str
    paper: str
    target: Path
    seconds: int


def become_writer(job: Job, voice: int, log: int) -> NoReturn:
    """Be the process that writes, from the moment of the copy to its end."""
    code = 1
    try:
        _take_nothing_along(voice, log)
        _set_limits(job.seconds)
        code = _main(job)
    except BaseException:  # noqa: BLE001 - this process ends here, whatever happens
        traceback.print_exc()
    finally:
        os._exit(code)


def _take_nothing_along(voice: int, log: int) -> None:
    os.setsid()
    end_with_parent()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for given, wanted in ((nothing, 0), (log, 1), (log, 2), (voice, VOICE)):
        os.dup2(given, wanted)
    # Connections are closed without a word: the other process goes on using them.
    os.closerange(VOICE + 1, os.sysconf("SC_OPEN_MAX"))
    sys.stdout = sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_NAME, NAME)


def _set_limits(seconds: int) -> None:
    room = _size() + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _size() -> int:
    """Return the bytes of address space that this process has, where Linux tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _main(job: Job) -> int:
    """Do the job and tell of it; return the exit code."""
    channel = os.fdopen(VOICE, "w", buffering=1)
    os.chdir(job.target.parent)
    try:
        _write(job, channel)
    except MemoryError:
        return _failed(channel, "memory")
    except OSError as error:
        if error.errno in NO_SPACE:
            return _failed(channel, "space")
        # A library of the system is loaded by whatever needs it.
        return _failed(channel, "file" if error.errno else "library", error)
    except Exception as error:
        _failed(channel, "error", error)
        raise
    return 0


def _write(job: Job, channel: TextIO) -> None:
    """Draw what the job holds, and bring it to the disk."""
    pages = logging.getLogger("weasyprint.progress")
    pages.addHandler(Pages(channel))
    pages.setLevel(logging.INFO)
    pages.propagate = False

    def tell(done: int, of: int) -> None:
        if done < of:
            _say(channel, stage="pictures", done=done, of=of)
        else:
            _say(channel, stage="pages", done=0, of=0)

    with translation.override(job.report.language):
        content = WRITERS[job.medium](job.report, job.paper, tell)
    _say(channel, stage="storing", done=0, of=0)
    with job.target.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


class Pages(logging.Handler):
    """Hands on which page is being set: of how many, nobody knows yet."""

    def __init__(self, channel: TextIO) -> None:
        super().__init__()
        self.channel = channel

    def emit(self, record: logging.LogRecord) -> None:
        if "Page" in str(record.msg) and isinstance(record.args, tuple):
            _say(self.channel, stage="pages", done=record.args[0], of=0)


def _failed(channel: TextIO, problem: str, error: Exception | None = None) -> int:
    detail = f"{type(error).__name__}: {error}" if error else ""
    _say(channel, problem=problem, detail=detail[:500])
    return 1


def _say(channel: TextIO, **words: object) -> None:
    channel.write(json.dumps(words) + "\n")
