"""A real browser on a live server of this test's database."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.services import leave_out

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
DESKTOP: ViewportSize = {"width": 1440, "height": 900}


@dataclass
class LiveBrowser:
    """One window on the running application, and what went wrong in it.

    `problems` collects errors in the console (a violated Content-Security-Policy is
    one), exceptions in scripts and requests that leave the site.
    """

    url: str
    context: BrowserContext
    page: Page
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        """Collect what goes wrong on a page."""
        page.on("console", self.note_console)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self.note_request)

    def note_console(self, message: ConsoleMessage) -> None:
        """Take note of an error in the console."""
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def note_request(self, request: Request) -> None:
        """Take note of a request to anybody else."""
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.problems.append(f"request: {request.url}")

    def sign_in(self, user: User) -> None:
        """Give the browser a session of this person."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": self.url}]
        )

    def open(self, path: str) -> Page:
        """Go to an address of the application."""
        self.page.goto(self.url + path)
        return self.page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        leave_out("Chromium is not installed")
    with sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, which Django mistakes for
        # asynchronous code that must not touch the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def window(chromium: Browser, url: str) -> Iterator[LiveBrowser]:
    """A window on a server; it is an error when something goes wrong in it."""
    context = chromium.new_context(viewport=DESKTOP, reduced_motion="reduce")
    live = LiveBrowser(url, context, context.new_page())
    yield live
    context.close()
    assert live.problems == []


@pytest.fixture
def live_browser(
    transactional_db: None, live_server: LiveServer, chromium: Browser
) -> Iterator[LiveBrowser]:
    """A window on the live server; the test fails when something goes wrong in it."""
    with window(chromium, live_server.url) as live:
        yield live
