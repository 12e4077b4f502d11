"""A run says what it left out and why; where nothing may be left out, it fails."""

import shutil
import subprocess
import sys

import pytest

from pmo_value.processes import ROOT
from tests.run import main
from tests.services import MissingError, leave_out


def test_a_missing_program_is_named_at_the_end():
    """Run the tests of Redis and of the browser where neither is installed."""
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("tests/ground/test_services.py", "tests/browser/test_ground.py"),
            *("-k", "private_redis or policy"),
        ],
        env={"PATH": "", "CI": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert "Redis is not installed (1 tests)" in run.stdout
    assert "Chromium is not installed (1 tests)" in run.stdout


def test_nothing_may_be_missing_where_ci_is_true(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="CI=true, and Redis is not"):
        leave_out(MissingError("Redis is not installed"))


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_missing_postgresql_is_named_in_the_summary(ci, code, monkeypatch, capsys):
    def not_there(*args: object) -> None:
        return None

    monkeypatch.setenv("CI", ci)
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(shutil, "which", not_there)
    monkeypatch.setattr("tests.services.postgresql.DEBIAN", ROOT / "nowhere")
    assert main(["--version"]) == code
    assert "PostgreSQL is not installed" in capsys.readouterr().out
