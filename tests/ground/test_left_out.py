"""A run says what it left out and why; where nothing may be left out, it fails."""

import multiprocessing
import os
import shutil
import sys
from pathlib import Path

import pytest
from django.test.utils import teardown_test_environment

from pmo_value.processes import ROOT
from tests.run import main
from tests.services import MissingError, leave_out


def test_a_missing_program_is_named_at_the_end(tmp_path):
    """Run a test of Redis where it is not installed."""
    log = tmp_path / "log"
    run = multiprocessing.get_context("fork").Process(target=run_without, args=(log,))
    run.start()
    run.join(120)
    said = log.read_text()
    assert run.exitcode == 0, said
    assert "Redis is not installed (1 tests)" in said


def run_without(log: Path) -> None:
    """Run pytest in a copy of this process, which spares it loading everything."""
    os.environ |= {"PATH": "", "CI": ""}
    output = os.open(log, os.O_WRONLY | os.O_CREAT)
    for standard in (1, 2):
        os.dup2(output, standard)
    sys.stdout, sys.stderr = (os.fdopen(n, "w", closefd=False) for n in (1, 2))
    teardown_test_environment()  # the run makes one of its own
    options = ("-q", "-p", "no:cacheprovider", "-k", "private_redis")
    sys.exit(pytest.main([*options, "tests/ground/test_services.py"]))


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
