"""The browser itself: it sees pages, signs in and notices what goes wrong."""

import pytest
from playwright.sync_api import Page

from accounts.models import User
from tests.browser.conftest import LiveBrowser

pytestmark = pytest.mark.browser


@pytest.fixture
def api_docs(live_browser: LiveBrowser) -> Page:
    live_browser.sign_in(User.objects.create_user("ada"))
    return live_browser.open("/api/docs/")


def test_the_api_documentation_is_drawn_without_breaking_the_policy(api_docs: Page):
    api_docs.get_by_role("heading", name="PMO Value").wait_for()


def test_a_script_of_somebody_else_is_stopped_and_noticed(
    api_docs: Page, live_browser: LiveBrowser
):
    api_docs.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.stolen = true";
            document.head.append(script);
        }"""
    )
    assert api_docs.evaluate("() => window.stolen") is None
    (problem,) = live_browser.problems
    assert "Content Security Policy" in problem
    live_browser.problems.clear()
