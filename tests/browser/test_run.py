"""`make run`: from nothing to pages with one command, and back with Ctrl-C.

What is looked at is the application as everybody runs it: gunicorn, a worker and the
schedule, with the demonstration and collected files. No other test of a browser has it.
"""

import os
import re
import signal
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pmo_value.probe import PROBES
from pmo_value.processes import ROOT, bound_to_parent
from tests.browser.conftest import LiveBrowser, window
from tests.services import free_port
from tests.services.worker import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.worker]

FIRST_START_SECONDS = 400
LATER_START_SECONDS = 60


def environment(folder: Path, port: int) -> dict[str, str]:
    """Return an environment with nothing of the tests' own in it."""
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(folder),
        "PORT": str(port),
    }


class Installation:
    """A copy of the application with a folder and a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, seconds: float) -> None:
        """Start everything, and wait until pages, tasks and the schedule run."""
        with self.log.open("wb") as log:
            process = self.process = subprocess.Popen(
                bound_to_parent([sys.executable, "-m", "pmo_value.run"]),
                env=environment(self.folder, self.port),
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_until(
            lambda: process.poll() is not None or self.is_up(),
            seconds,
            what="a start",
        )
        assert process.poll() is None, self.output()

    def is_up(self) -> bool:
        """Return whether the web server answers and the worker takes tasks."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                return " ready." in self.output()
        except OSError:
            return False

    def output(self) -> str:
        """Return what the terminal shows."""
        return self.log.read_text()

    def stop(self) -> int:
        """Press Ctrl-C."""
        assert self.process
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def processes(self) -> list[str]:
        """Return the processes that know our folder, whoever their parent is."""
        return [
            folder.name
            for folder in Path("/proc").glob("[0-9]*")
            if knows(folder, f"VAR_DIR={self.folder}")
        ]


def knows(process: Path, setting: str) -> bool:
    """Return whether a process was started with a setting."""
    try:
        return setting.encode() in (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A first start, with the demonstration."""
    installation = Installation(tmp_path_factory.mktemp("installation"))
    installation.start(FIRST_START_SECONDS)
    yield installation
    if installation.process and installation.process.poll() is None:
        installation.process.kill()
        installation.process.wait()


def printed_password(installation: Installation) -> str:
    """Return the password that the terminal tells."""
    found = re.search(r"the password (\S+)\.", installation.output())
    assert found
    return found.group(1)


@pytest.fixture
def visitor(installation: Installation, chromium: Browser) -> Iterator[LiveBrowser]:
    """A window on what was started."""
    with window(chromium, installation.url) as live:
        yield live


def sign_in(visitor: LiveBrowser, name: str, password: str) -> Page:
    """Fill in the form, and return the page behind it."""
    page = visitor.open("/")
    page.get_by_label("User name or e-mail address").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.locator("form[action='/accounts/logout/']").wait_for(state="attached")
    return page


def test_the_terminal_says_where_to_go_and_as_whom(installation, visitor):
    assert f"PMO Value starts on {installation.url}" in installation.output()
    page = sign_in(visitor, "executive", printed_password(installation))
    page.get_by_role("link", name="Scorecards").first.click()
    page.get_by_role("link", name="Norwick Utilities").first.click()
    page.get_by_role("heading", name="Norwick Utilities", level=1).wait_for()
    assert page.locator("figure.chart .chart__picture svg").count() > 20
    page.locator(".chart__explore").first.click()
    page.locator(".chart__live .main-svg").first.wait_for()


def test_style_sheets_are_served_with_names_that_change(visitor):
    page = visitor.open("/accounts/login/")
    sheet = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    assert re.fullmatch(r"/static/css/pages\.\w{12}\.css", sheet)
    with urllib.request.urlopen(visitor.url + sheet) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_secret_key_is_ours_alone(installation):
    key = installation.folder / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text().strip()) >= 50


def test_a_second_copy_is_told_that_the_port_is_taken(installation, tmp_path):
    second = subprocess.run(
        [sys.executable, "-m", "pmo_value.run"],
        env=environment(tmp_path, installation.port),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert second.stderr == (
        f"PORT {installation.port} cannot be used: Address already in use\n"
    )


def probe(installation: Installation, name: str) -> "subprocess.CompletedProcess[str]":
    """Ask one process, as its container does."""
    key = (installation.folder / "secret-key").read_text().strip()
    return subprocess.run(
        [sys.executable, "-m", "pmo_value.probe", name],
        env=environment(installation.folder, installation.port) | {"SECRET_KEY": key},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", PROBES)
def test_each_process_answers_its_probe(installation, name):
    assert probe(installation, name).returncode == 0


def test_ctrl_c_stops_everything_and_the_next_start_finds_it_all(installation, visitor):
    password = printed_password(installation)
    assert len(installation.processes()) > 5
    assert installation.stop() == 0
    assert installation.processes() == []

    installation.start(LATER_START_SECONDS)
    assert "Loading" not in installation.output()
    assert "Collecting" not in installation.output()
    assert printed_password(installation) == password
    sign_in(visitor, "executive", password)
    assert installation.stop() == 0
    assert probe(installation, "web").stderr.startswith(
        "the web server does not answer"
    )
