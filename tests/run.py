"""Run the whole suite: once on SQLite, and the database tests again on PostgreSQL.

    python -m tests.run [options of pytest]

There is a test process a processor and one more, as some wait for what they have
started, or as many as PYTEST_WORKERS says. It ends with what ran, what did not and why;
with CI=true a missing server is a failure.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

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


def run_pytest(options: list[str], database_url: str) -> str:
    """Run pytest on one database; return what came of it, in words."""
    workers = os.environ.get("PYTEST_WORKERS") or str((os.cpu_count() or 1) + 1)
    began = time.monotonic()
    code = subprocess.run(
        [*PYTEST, "-n", workers, *options],
        env=os.environ | {"TEST_DATABASE_URL": database_url},
        check=False,
    ).returncode
    took = f"{time.monotonic() - began:.0f} s"
    if code in {0, NO_TESTS_COLLECTED}:
        return f"passed in {took}"
    return f"FAILED in {took} (pytest ended with {code})"


def main(options: list[str]) -> int:
    """Make both runs, print a summary and return the exit code."""
    outcomes = {"SQLite": run_pytest(options, database_url="")}
    try:
        with postgresql() as url:
            outcomes["PostgreSQL"] = run_pytest(options, url)
    except MissingError as missing:
        verdict = "FAILED: CI=true, and" if is_ci() else "not run:"
        outcomes["PostgreSQL"] = f"{verdict} {missing}"
    print("\n== Summary")  # noqa: T201
    for engine, outcome in outcomes.items():
        print(f"{engine}: {outcome}")  # noqa: T201
    return int(any(outcome.startswith("FAILED") for outcome in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
