"""Ways in which writing a PDF goes wrong; the environment variable ODD chooses one.

An application of the tests alone puts them in the place of what writes a PDF, in the
processes that are started with `odd_settings`.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

WHOLE = b"%PDF-1.7\nas small as can be\n%%EOF\n"


def hang() -> bytes:
    """Do not listen, start another process, and never come to an end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    other = subprocess.Popen(["sleep", "1000"])  # noqa: S607
    folder().joinpath("other").write_text(str(other.pid))
    while True:
        time.sleep(60)


def crash() -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def eat() -> bytes:
    return b"x" * (8 << 30)


def cut() -> bytes:
    return WHOLE[:-8]


def fail() -> bytes:
    raise ValueError("a panel of no kind")


def wait() -> bytes:
    """Stop half-way for as long as the file `gate` is there."""
    while folder().joinpath("gate").exists():
        with folder().joinpath("entered").open("a") as entered:
            entered.write(f"{os.getpid()}\n")
        time.sleep(0.1)
    return WHOLE


def folder() -> Path:
    return Path(settings.VAR_DIR)


WAYS: dict[str, Callable[[], bytes]] = {
    way.__name__: way for way in (hang, crash, eat, cut, fail, wait)
}


class OddConfig(AppConfig):
    name = "tests.scorecards.files"
    label = "odd"

    def ready(self) -> None:
        from scorecards.media.writing import WRITERS

        way = WAYS[os.environ.get("ODD", "wait")]
        WRITERS["pdf"] = lambda report, paper, tell: way()
