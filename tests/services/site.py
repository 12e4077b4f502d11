"""The application as people run it: gunicorn, collected files, the demonstration."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from pmo_value.processes import ROOT, WEB, bound_to_parent, installed
from tests.services import free_port

START_SECONDS = 60
PASSWORD = "only-for-a-site-that-nobody-else-reaches"

# What the machine has set for another copy must not reach this one.
SET_ELSEWHERE = """
    ALLOWED_HOSTS CACHE_URL DEFAULT_FROM_EMAIL EMAIL_URL HSTS_SECONDS LISTEN_ON MFA
    OIDC_URL REDIS_URL SITE_URL STATEMENT_TIMEOUT STATIC_ROOT TASK_WORKERS TIME_ZONE
    TRUSTED_PROXY_COUNT
"""


def use_environment(
    folder: Path, database_url: str = "", settings: str = "pmo_value.settings"
) -> None:
    """Point this process, and what it starts, at a copy of its own in a folder.

    Without a database it is a SQLite file. Call it before Django reads its settings.
    """
    for name in SET_ELSEWHERE.split():
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": settings,
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(folder),
        "DATABASE_URL": database_url or f"sqlite:///{folder}/site.sqlite3",
        "SECRET_KEY": "only-for-a-site-of-a-minute-and-long-enough-0123456789",
        "DEBUG": "false",
        "DEMO_PASSWORD": PASSWORD,
        "PORT": str(free_port()),
        "LOG_LEVEL": "error",
        "GUNICORN_CMD_ARGS": "--log-level warning",
    }


@contextmanager
def running_site() -> Iterator[str]:
    """Run the web server on this process's database and hand out its address."""
    process = subprocess.Popen(bound_to_parent(installed(WEB)), cwd=ROOT)
    url = f"http://127.0.0.1:{os.environ['PORT']}"
    try:
        wait_until_ready(process, url)
        yield url
    finally:
        process.terminate()
        process.wait()


def wait_until_ready(process: "subprocess.Popen[bytes]", url: str) -> None:
    """Wait for the server's first answer."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("The web server did not start")
        time.sleep(0.1)


def answers(url: str) -> bool:
    """Return whether the server takes requests now."""
    try:
        urlopen(f"{url}/healthz").close()
    except URLError:
        return False
    return True
