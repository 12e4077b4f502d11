"""A sponsor with a phone: no account, and without a script as well."""

import pytest
from playwright.sync_api import Browser, Page, expect

from recognition.models import Invitation, Mode, Response
from tests.browser.conftest import LiveBrowser
from tests.browser.test_design import violations, width_of
from tests.recognition.feedback.asking import asked, fields, page_of

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
# What one presses, and how high and wide it is.
TARGETS = """
() => [...document.querySelectorAll(
  "main button, main summary, main label:has(input), main textarea")].map((one) => {
  const box = one.getBoundingClientRect();
  return [one.textContent.trim().slice(0, 30), box.width, box.height];
})
"""


def too_small(page: Page) -> list[str]:
    return [name for name, wide, high in page.evaluate(TARGETS) if min(wide, high) < 44]


def choose(page: Page, name: str, value: str) -> None:
    """Press the number as a thumb does."""
    page.locator(f"label:has(input[name={name}][value='{value}'])").click()


def test_a_phone_answers_is_saved_meanwhile_and_says_thanks(live_browser: LiveBrowser):
    invitation = asked(Mode.ANONYMOUS)
    names = fields(invitation.round)
    live_browser.page.set_viewport_size(PHONE)
    page = live_browser.open(page_of(invitation))
    assert width_of(page) == 320
    assert violations(page) == []
    assert too_small(page) == []

    choose(page, names["nps"], "9")
    page.get_by_label("What should we do differently?").fill("Half a thought")
    expect(page.get_by_role("status").last).to_have_text(
        "Saved. You can go on later by the same link."
    )
    page.reload()
    expect(page.locator(f"input[name={names['nps']}][value='9']")).to_be_checked()

    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    live_browser.problems.clear()  # The console tells of the 422.
    assert violations(page) == []
    page.get_by_role("link", name="How satisfied are you?").click()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert violations(page) == []
    assert too_small(page) == []
    scores = Response.objects.get().answers.values_list("score", flat=True)
    assert sorted(score for score in scores if score is not None) == [2, 9]


def test_without_a_script_one_saves_sends_and_asks_for_a_call(
    live_browser: LiveBrowser, chromium: Browser
):
    invitation = asked(Mode.ANONYMOUS)
    names = fields(invitation.round)
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_browser.url + page_of(invitation))
    choose(page, names["nps"], "3")
    page.get_by_role("button", name="Save and finish later").click()
    expect(page.get_by_text("Come back by the same link")).to_be_visible()
    assert Invitation.objects.get().draft
    choose(page, names["csat"], "2")
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("button", name="Ask for a call").click()
    expect(page.get_by_role("heading", name="You will be called")).to_be_visible()
    context.close()
