"""Ways in which writing a PDF goes wrong, instead of what writes it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

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
    """Where a test keeps its own files: above those that are written here."""
    return Path.cwd().parents[1]


def odd_writer(way: str) -> Callable[..., bytes]:
    """Return what writes a PDF in one of these ways."""
    return lambda report, paper, tell: globals()[way]()
