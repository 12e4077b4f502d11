"""The design system in a browser: for everybody, at every width, by keyboard."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import LiveBrowser

pytestmark = pytest.mark.browser

PAGES = [
    pytest.param("/gallery/scorecard/", id="a scorecard"),
    pytest.param("/gallery/list/?sort=-budget&q=portal", id="a list"),
    pytest.param("/gallery/form/", id="an empty form"),
    pytest.param("/gallery/form/?errors", id="a form with errors"),
    pytest.param("/gallery/parts/", id="every part in every state"),
    pytest.param("/gallery/work/?step=1", id="work that runs"),
    pytest.param("/gallery/confirm/", id="a question before a deed"),
    pytest.param("/accounts/login/", id="signing in"),
    pytest.param("/accounts/password/reset/", id="a forgotten password"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Text spacing as WCAG 1.4.12 has it.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""

# What has the focus, whether it shows, and whether something lies on it.
FOCUS = """
() => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const style = getComputedStyle(focused);
  const box = focused.getClientRects()[0];
  const seen = document.elementFromPoint(
    Math.min(box.left + box.width / 2, innerWidth - 1), box.top + box.height / 2);
  return {
    name: focused.outerHTML.slice(0, 90),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    free: focused.contains(seen) || Boolean(seen?.contains(focused)),
  };
}
"""


@pytest.fixture(autouse=True)
def gallery(settings: Any) -> None:
    """Serve the gallery beside the product."""
    settings.ROOT_URLCONF = "tests.browser.gallery"


def violations(page: Page) -> list[tuple[str, Any]]:
    """Each rule that is broken, with the elements that break it."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def width_of(page: Page) -> int:
    """How wide the page is; more than the window means scrolling sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(live_browser: LiveBrowser, path: str):
    assert violations(live_browser.open(path)) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_dark_phone_shows_everything_without_scrolling_sideways(
    live_browser: LiveBrowser, path: str
):
    live_browser.page.set_viewport_size({"width": 320, "height": 640})
    live_browser.page.emulate_media(color_scheme="dark")
    page = live_browser.open(path)
    assert width_of(page) == 320
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_large_and_spaced_text_fits(live_browser: LiveBrowser, path: str):
    live_browser.page.set_viewport_size({"width": 640, "height": 640})
    page = live_browser.open(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate(
        """(css) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            document.adoptedStyleSheets.push(sheet);
        }""",
        SPACED,
    )
    assert width_of(page) == 640


@pytest.mark.parametrize(
    "path", ["/gallery/scorecard/", "/gallery/list/", "/gallery/form/"]
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    live_browser: LiveBrowser, path: str
):
    page = live_browser.open(path)
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(FOCUS)) is None:
            break
        stops.append(stop)
    else:
        pytest.fail("the focus never leaves the page")
    assert "skip-link" in stops[0]["name"]
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    assert [stop["name"] for stop in stops if not stop["free"]] == []
    visible = page.locator(
        "a[href]:visible, button:visible, summary:visible, [tabindex='0']:visible,"
        "input:not([type=radio]):visible, select:visible, textarea:visible,"
        "input[type=radio]:first-of-type:visible"
    )
    names = {stop["name"] for stop in stops}
    skipped = [
        name
        for name in visible.evaluate_all(
            "(all) => all.map((element) => element.outerHTML.slice(0, 90))"
        )
        if name not in names and 'type="radio"' not in name
    ]
    assert skipped == []


def test_the_skip_link_leads_past_the_navigation(live_browser: LiveBrowser):
    page = live_browser.open("/gallery/list/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="New project")).to_be_focused()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(live_browser: LiveBrowser):
    page = live_browser.open("/gallery/list/")
    summary = page.locator("summary", has_text="Amina Rahman")
    summary.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_term_explains_itself_beside_it_on_hover_focus_and_press(
    live_browser: LiveBrowser,
):
    page = live_browser.open("/gallery/parts/")
    term = page.get_by_role("button", name="SPI")
    explanation = page.get_by_role("tooltip")

    def is_beside() -> bool:
        expect(explanation).to_contain_text("below 1 the work is behind")
        expect(explanation).to_be_visible()
        word, text = term.bounding_box(), explanation.bounding_box()
        assert word
        assert text
        return abs(text["x"] - word["x"]) < 40 and 0 <= text["y"] - word["y"] < 40

    term.hover()
    assert is_beside()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    page.mouse.move(0, 0)
    term.click()
    assert is_beside()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert is_beside()


def test_the_head_of_a_scorecard_stays_when_one_scrolls(live_browser: LiveBrowser):
    page = live_browser.open("/gallery/scorecard/")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.get_by_role("navigation", name="Period")).to_be_in_viewport()


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_fields(
    live_browser: LiveBrowser,
):
    page = live_browser.open("/gallery/form/?errors")
    expect(page).to_have_title("Error: New project · PMO Value")
    expect(page.get_by_role("group", name="There are 6 problems")).to_be_focused()
    page.get_by_role("link", name="Budget: Enter a number.").click()
    budget = page.get_by_label("Budget")
    expect(budget).to_be_focused()
    expect(budget).to_have_value("twelve")
    expect(budget).to_have_attribute("aria-invalid", "true")
    expect(budget).to_have_accessible_description(
        "Approved budget, without contingency. Enter a number."
    )


def answers(page: Page) -> list[str]:
    """Say yes to what the browser asks, and keep what it asked."""
    asked: list[str] = []

    def say_yes(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", say_yes)
    return asked


def test_leaving_a_form_with_unsaved_entries_asks_first(live_browser: LiveBrowser):
    page = live_browser.open("/gallery/form/")
    page.get_by_label("Name").fill("Portal")
    asked = answers(page)
    page.get_by_role("link", name="Cancel").click()
    expect(page).to_have_title("Projects · PMO Value")
    assert asked == ["beforeunload"]


def test_saving_a_form_does_not_ask(live_browser: LiveBrowser):
    page = live_browser.open("/gallery/form/")
    asked = answers(page)
    page.get_by_label("Name").fill("Portal")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert asked == []


def test_progress_follows_the_work_and_says_when_it_has_ended(
    live_browser: LiveBrowser,
):
    page = live_browser.open("/gallery/work/")
    expect(page.get_by_text("Waiting for its turn.")).to_be_visible()
    expect(page.get_by_text("Line 96,000")).to_be_visible(timeout=5000)
    assert page.get_by_role("progressbar").get_attribute("value") == "80"
    ended = page.locator("#progress-ended")
    expect(ended).to_have_text("120,000 lines imported.", timeout=5000)
    assert page.get_by_role("progressbar").count() == 0


def test_a_newer_scorecard_is_offered_and_not_forced(live_browser: LiveBrowser):
    page = live_browser.open("/gallery/work/?step=2")
    expect(page.get_by_text("a newer one is being prepared")).to_be_visible()
    offer = page.get_by_role("status").get_by_role("link", name="Show the newer one")
    expect(offer).to_be_visible(timeout=8000)


def test_a_page_says_when_the_server_does_not_answer(live_browser: LiveBrowser):
    page = live_browser.page
    page.route("**/gallery/work/?step=1", lambda route: route.abort())
    live_browser.open("/gallery/work/")
    expect(page.locator("#messages")).to_contain_text("The server did not answer.")
    live_browser.problems.clear()


def test_paper_has_no_navigation_and_a_foot_on_every_sheet(live_browser: LiveBrowser):
    page = live_browser.open("/gallery/list/")
    page.emulate_media(media="print", color_scheme="dark")
    for name in (".header", ".toolbar", ".subnav", ".pagination", ".skip-link"):
        expect(page.locator(name)).to_be_hidden()
    expect(page.locator(".footer")).to_have_css("display", "table-footer-group")
    expect(page.locator("thead")).to_have_css("display", "table-header-group")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(22, 32, 46)")


def test_nothing_moves_for_who_wants_no_motion(live_browser: LiveBrowser):
    page = live_browser.open("/gallery/parts/")
    expect(page.locator(".icon--working").first).to_have_css("animation-name", "none")


def test_signing_in_says_what_is_expected_and_what_was_wrong(live_browser: LiveBrowser):
    page = live_browser.open("/accounts/login/")
    name = page.get_by_label("User name or e-mail address")
    expect(name).to_have_attribute("autocomplete", "username")
    name.fill("ada")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("group", name="There is a problem")).to_be_focused()
    expect(name).to_have_value("ada")
    assert violations(page) == []
