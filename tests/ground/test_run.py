"""`make run`: from nothing to pages with one command, and back with Ctrl-C."""

import http.cookiejar
import os
import re
import signal
import stat
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_value.probe import PROBES
from pmo_value.processes import ROOT, bound_to_parent
from tests.services import free_port
from tests.services.worker import wait_until

pytestmark = pytest.mark.worker

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


class Browser:
    """Follows links and keeps cookies, as a browser without JavaScript does."""

    def __init__(self, url: str) -> None:
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> str:
        """Return a page."""
        with self.opener.open(self.url + path, timeout=30) as answer:
            text: str = answer.read().decode()
            return text

    def sign_in(self, name: str, password: str) -> str:
        """Fill in the form and return the page behind it."""
        form = self.get("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        assert token
        fields = {
            "login": name,
            "password": password,
            "csrfmiddlewaretoken": token.group(1),
        }
        request = urllib.request.Request(
            f"{self.url}/accounts/login/",
            urllib.parse.urlencode(fields).encode(),
            {"Referer": f"{self.url}/accounts/login/"},
        )
        with self.opener.open(request, timeout=30) as answer:
            text: str = answer.read().decode()
            return text


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


def test_the_terminal_says_where_to_go_and_as_whom(installation):
    assert f"PMO Value starts on {installation.url}" in installation.output()
    page = Browser(installation.url).sign_in(
        "executive", printed_password(installation)
    )
    assert "/accounts/logout/" in page


def test_style_sheets_are_served_with_names_that_change(installation):
    page = Browser(installation.url).get("/accounts/login/")
    sheet = re.search(r'href="(/static/css/pages\.\w{12}\.css)"', page)
    assert sheet
    with urllib.request.urlopen(installation.url + sheet.group(1)) as answer:
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


def test_ctrl_c_stops_everything_and_the_next_start_finds_it_all(installation):
    password = printed_password(installation)
    assert len(installation.processes()) > 5
    assert installation.stop() == 0
    assert installation.processes() == []

    installation.start(LATER_START_SECONDS)
    assert "Loading" not in installation.output()
    assert "Collecting" not in installation.output()
    assert printed_password(installation) == password
    page = Browser(installation.url).sign_in("executive", password)
    assert "/accounts/logout/" in page
    assert installation.stop() == 0
    assert probe(installation, "web").stderr.startswith(
        "the web server does not answer"
    )
