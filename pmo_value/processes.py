"""The processes of a running copy: what the supervisor, compose and tests start.

Their options stand in the settings and in `pmo_value/gunicorn.py`, so the commands
are the same everywhere.
"""

import ctypes
import shutil
import signal
import sys
from pathlib import Path

DIE_WITH_PARENT = 1  # of prctl(2)
ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

WEB = ("gunicorn", "--config", "python:pmo_value.gunicorn", "pmo_value.wsgi")
WORKER = (
    *("celery", "--quiet", "--app", "pmo_value", "worker"),
    *("--without-gossip", "--without-mingle"),
)
SCHEDULER = ("celery", "--quiet", "--app", "pmo_value", "beat")
MIGRATE = ("python", "manage.py", "migrate", "--noinput")

COMMANDS = {"web": WEB, "worker": WORKER, "scheduler": SCHEDULER}


def installed(command: tuple[str, ...]) -> list[str]:
    """Return the command with its program taken from the running environment."""
    program, *options = command
    return [str(BIN / program), *options]


def bound_to_parent(command: list[str]) -> list[str]:
    """Return a command that Linux ends when its parent ends, however that happens."""
    if setpriv := shutil.which("setpriv"):
        return [setpriv, "--pdeathsig", "TERM", "--", *command]
    return command


def end_with_parent() -> None:
    """Let Linux end this process when its parent ends, as `bound_to_parent` does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
