"""From the demonstration a lead composes the quarterly report and lets it go out."""

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from delivery.demo.projects import ROOT
from delivery.demo.writing import write_demo
from delivery.models import Portfolio
from recognition.demo.writing import write_voice
from recognition.models import ExecutiveReport, ReportState
from scorecards.regeneration import refresh_here
from tests.browser.conftest import LiveBrowser
from tests.browser.test_design import violations, width_of
from tests.browser.test_sponsor import PHONE

pytestmark = [pytest.mark.browser]

UNTIL = date(2026, 9, 30)


@pytest.fixture
def norwick(live_browser: LiveBrowser, settings: Any) -> LiveBrowser:
    """The demonstration with its scorecards drawn, and its lead at the browser."""
    settings.SITE_URL = live_browser.url
    write_demo(UNTIL, "a-long-password")
    write_voice(UNTIL)
    list(refresh_here(Portfolio.objects.all()))
    live_browser.sign_in(User.objects.get(username="lead"))
    return live_browser


def headings(page: Page) -> list[str]:
    return page.locator(".desk h2").all_inner_texts()


def begin(norwick: LiveBrowser) -> Page:
    """Begin the quarterly report of the last quarter."""
    page = norwick.open("/recognition/reports/")
    page.get_by_role("link", name="New report").first.click()
    page.get_by_role("link", name="Norwick Utilities").click()
    expect(page.get_by_label("Period")).to_have_value("2026-Q3")
    page.get_by_role("button", name="Begin").press("Enter")
    title = page.get_by_role("heading", name="Norwick Utilities, Q3 FY2026")
    expect(title).to_be_visible()
    assert violations(page) == []
    return page


def move_results_up(page: Page) -> None:
    """Change the order of the sections by keyboard; the focus stays on the button."""
    before = headings(page)
    place = before.index("Results of the period")
    up = page.get_by_role("button", name="Move Results of the period up")
    for step in (1, 2):
        up.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".desk h2").nth(place - step)).to_have_text(
            "Results of the period"
        )
        expect(up).to_be_focused()
    assert sorted(headings(page)) == sorted(before)


def write_a_sentence(page: Page) -> None:
    """Write words and pick a number for them from the list, by keyboard alone."""
    page.get_by_role("link", name=re.compile("Edit.*In short")).press("Enter")
    words = page.get_by_label("Words")
    words.press("Control+End")
    page.keyboard.type("\n\nFinance stands behind ")
    page.get_by_text("Insert a number").press("Enter")
    search = page.get_by_label("Search the numbers")
    expect(search).to_be_focused()
    page.keyboard.type("benefits.validated}")
    page.keyboard.press("Enter")
    expect(words).to_be_focused()
    page.keyboard.type(" of it.")
    assert words.input_value().endswith("behind {benefits.validated} of it.")
    preview = page.locator("#preview")
    expect(preview.get_by_text("Finance stands behind €")).to_be_visible()
    assert violations(page) == []
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Section saved.")).to_be_visible()


def add_a_panel(page: Page) -> None:
    """Put another panel before the others of its section."""
    page.get_by_role("link", name=re.compile("Edit.*How projects deliver")).press(
        "Enter"
    )
    page.get_by_role("checkbox", name="Do KPIs reach their targets?").press("Space")
    up = page.get_by_role("button", name="Move “Do KPIs reach their targets?” up")
    chosen = page.locator("[name=panels]:checked")
    up.focus()
    for place in reversed(range(chosen.count() - 1)):
        page.keyboard.press("Enter")
        expect(chosen.nth(place)).to_have_value("kpis")
        expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    preview = page.locator("#preview h3")
    expect(preview.first).to_have_text("Do KPIs reach their targets?")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Save section").press("Enter")
    expect(page.get_by_text("Section saved.")).to_be_visible()


def test_a_lead_composes_and_publishes_the_quarterly_report(norwick: LiveBrowser):
    page = begin(norwick)
    move_results_up(page)
    write_a_sentence(page)
    add_a_panel(page)
    page.get_by_role("link", name="Preview").press("Enter")
    expect(page.get_by_text("Draft: it has not been published.")).to_be_visible()
    page.get_by_role("link", name="Publish").press("Enter")
    assert violations(page) == []
    page.get_by_role("button", name="Publish").press("Enter")
    expect(page.get_by_text("Its numbers and words are frozen.")).to_be_visible()
    report = ExecutiveReport.objects.get(portfolio__slug=ROOT)
    assert report.state == ReportState.PUBLISHED
    expect(page.get_by_text("Finance stands behind €")).to_be_visible()
    expect(page.locator("#kpis h3")).to_have_text("Do KPIs reach their targets?")
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert width_of(page) <= PHONE["width"]
