"""The browser itself: it sees pages, signs in and notices what goes wrong."""

import pytest

from accounts.models import User
from tests.browser.conftest import LiveBrowser

pytestmark = pytest.mark.browser


def test_the_api_documentation_is_drawn_without_breaking_the_policy(
    live_browser: LiveBrowser,
):
    live_browser.sign_in(User.objects.create_user("ada", password="x"))
    page = live_browser.open("/api/docs/")
    page.get_by_role("heading", name="PMO Value").wait_for()


def test_a_script_of_somebody_else_is_stopped_and_noticed(live_browser: LiveBrowser):
    page = live_browser.open("/accounts/login/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.stolen = true";
            document.head.append(script);
        }"""
    )
    assert page.evaluate("() => window.stolen") is None
    (problem,) = live_browser.problems
    assert "Content Security Policy" in problem
    live_browser.problems.clear()
