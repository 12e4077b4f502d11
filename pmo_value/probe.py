"""Ask one process of this machine whether it works; containers call it.

    python -m pmo_value.probe web|worker|scheduler

Ends with 0 when the process answers, else with 1 and one line that says why.
"""

import http.client
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pmo_value import settings
from pmo_value.celery import app

ANSWER_SECONDS = 5
# The scheduler writes its file every three minutes.
SCHEDULE_SECONDS = 10 * 60


def probe_web() -> str | None:
    """Ask the web server of this machine for /healthz."""
    client = http.client.HTTPConnection(
        "127.0.0.1", settings.PORT, timeout=ANSWER_SECONDS
    )
    try:
        client.request("GET", "/healthz")
        status = client.getresponse().status
    except OSError as error:
        return f"the web server does not answer: {error}"
    finally:
        client.close()
    return None if status == http.client.OK else f"the web server answers {status}"


def probe_worker() -> str | None:
    """Ask the worker of this machine, through the broker."""
    name = f"celery@{socket.gethostname()}"
    answers = app.control.ping(destination=[name], timeout=ANSWER_SECONDS)
    return None if answers else f"{name} does not answer"


def probe_scheduler() -> str | None:
    """Look at the age of the scheduler's file, whatever suffix its format has."""
    schedule = Path(settings.CELERY_BEAT_SCHEDULE_FILENAME)
    written = [
        path.stat().st_mtime for path in schedule.parent.glob(f"{schedule.name}*")
    ]
    if written and time.time() - max(written) < SCHEDULE_SECONDS:
        return None
    return "the scheduler has written nothing for ten minutes"


PROBES: dict[str, Callable[[], str | None]] = {
    "web": probe_web,
    "worker": probe_worker,
    "scheduler": probe_scheduler,
}

if __name__ == "__main__":
    sys.exit(PROBES[sys.argv[1]]())
