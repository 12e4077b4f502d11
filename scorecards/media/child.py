"""Writes one report into one file, in a process that may be ended at any time.

    python -m scorecards.media.child FILE MEMORY SECONDS < job

The job is pickled by the process that started this one. Each line of the output is an
object: how far the work is, or at last why there is no file. What is drawn may hang or
eat memory; the limits are set before anything of it is read.
"""

import errno
import json
import logging
import os
import pickle
import resource
import sys
from typing import TextIO

import django

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def main(target: str, memory: str, seconds: str) -> int:
    """Do the job and tell of it; return the exit code."""
    channel = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # whatever else is printed is no part of what is told
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    try:
        django.setup()
        write(target, channel)
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


def write(target: str, channel: TextIO) -> None:
    """Draw what the job holds, and bring it to the disk."""
    from django.utils import translation

    from scorecards.media.writing import WRITERS

    job = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it

    pages = logging.getLogger("weasyprint.progress")
    pages.addHandler(Pages(channel))
    pages.setLevel(logging.INFO)
    pages.propagate = False

    def tell(done: int, of: int) -> None:
        if done < of:
            _say(channel, stage="pictures", done=done, of=of)
        else:
            _say(channel, stage="pages", done=0, of=0)

    with translation.override(job["report"].language):
        content = WRITERS[job["medium"]](job["report"], job["paper"], tell)
    _say(channel, stage="storing", done=0, of=0)
    with open(target, "wb") as file:  # noqa: PTH123
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


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_value.settings")
    sys.exit(main(*sys.argv[1:]))
