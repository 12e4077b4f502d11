"""Run the whole suite: once on SQLite, and the database tests again on PostgreSQL.

    python -m tests.run [options of pytest]

Both run at the same time, and PostgreSQL is shown after SQLite. Together they have a
test process a processor and two more, as some wait for what they have started, or as
many as PYTEST_WORKERS says. It ends with what ran, what did not and why; with CI=true
a missing server is a failure.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from tests.services import MissingError, is_ci
from tests.services.postgresql import private_postgresql

NO_TESTS_COLLECTED = 5
# Each process gets a run of neighbours, which share what their class has made.
PYTEST = (sys.executable, "-m", "pytest", "--dist", "worksteal")


@contextmanager
def postgresql() -> Iterator[str]:
    """Hand out the server that TEST_DATABASE_URL names, or one of our own."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
    else:
        with private_postgresql() as url:
            yield url


def start_pytest(
    options: list[str],
    database_url: str,
    workers: int,
    output: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start pytest on one database; it writes to the terminal or to a file."""
    # One process needs nobody who hands it the tests.
    distributed = str(workers) if workers > 1 else "0"
    return subprocess.Popen(
        [*PYTEST, "-n", distributed, *options],
        env=os.environ | {"TEST_DATABASE_URL": database_url},
        stdout=output,
    )


def outcome(run: subprocess.Popen[bytes]) -> str:
    """Wait for the end of a run; return what came of it, in words."""
    code = run.wait()
    if code in {0, NO_TESTS_COLLECTED}:
        return "passed"
    return f"FAILED (pytest ended with {code})"


def processes_allowed() -> int:
    """Return how many test processes there may be at once."""
    return int(os.environ.get("PYTEST_WORKERS") or (os.cpu_count() or 1) + 2)


def run_both(options: list[str]) -> dict[str, str]:
    """Run both engines side by side, and show one after the other."""
    workers = processes_allowed()
    beside = max(1, workers // 3)
    try:
        with postgresql() as url, TemporaryFile() as text:
            other = start_pytest(options, url, beside, text)
            first = start_pytest(options, "", max(1, workers - beside))
            outcomes = {"SQLite": outcome(first), "PostgreSQL": outcome(other)}
            text.seek(0)
            shutil.copyfileobj(text, sys.stdout.buffer)
            return outcomes
    except MissingError as missing:
        verdict = "FAILED: CI=true, and" if is_ci() else "not run:"
        return {
            "SQLite": outcome(start_pytest(options, "", workers)),
            "PostgreSQL": f"{verdict} {missing}",
        }


def main(options: list[str]) -> int:
    """Make both runs, print a summary and return the exit code."""
    began = time.monotonic()
    outcomes = run_both(options)
    print(f"\n== Summary, after {time.monotonic() - began:.0f} s")  # noqa: T201
    for engine, verdict in outcomes.items():
        print(f"{engine}: {verdict}")  # noqa: T201
    return int(any(verdict.startswith("FAILED") for verdict in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
