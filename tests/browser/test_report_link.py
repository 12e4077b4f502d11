"""A sponsor opens a report by its link on a phone, and the lead sees the answers."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from accounts.models import User
from delivery.models import Portfolio
from recognition.models import ReportCopy, ValueItem
from scorecards.actions import sending
from scorecards.actions.publishing import publish
from tests.browser.conftest import LiveBrowser
from tests.browser.test_design import violations, width_of
from tests.browser.test_sponsor import PHONE
from tests.scorecards.copies.posting import (
    a_copy,
    a_reader,
    a_report,
    a_result,
    draw,
    page_of,
)

pytestmark = pytest.mark.browser


def test_a_sponsor_acknowledges_one_result_and_asks_about_another(
    live_browser: LiveBrowser,
    chromium: Browser,
    portfolio: Portfolio,
    lead: User,
    settings,
):
    settings.SITE_URL = live_browser.url
    sponsor = a_reader(portfolio, "Helen Marsh")
    one = a_result(portfolio, sponsor, "Fewer meter readings", 90_000)
    other = a_result(portfolio, sponsor, "Less overtime", 40_000)
    report = a_report(portfolio, one, other)
    draw()
    copy = a_copy(report, sponsor)
    publish(report.pk, seen=None, by=lead, now=timezone.now())
    sending.deliver(report.pk, timezone.now())

    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    live_browser.watch(page)
    with page.expect_response(lambda got: got.url.endswith("/viewed/")):
        page.goto(live_browser.url + page_of(copy))
    expect(
        page.get_by_text("Helen Marsh, 2 results wait for your answer")
    ).to_be_visible()
    assert width_of(page) <= PHONE["width"]
    assert violations(page) == []
    first = page.locator(f"#result-{one.pk}")
    first.get_by_role("button", name="Acknowledge", exact=True).click()
    expect(first).to_contain_text("Acknowledged")
    second = page.locator(f"#result-{other.pk}")
    second.get_by_text("Question or dispute").click()
    second.get_by_label("Your question, or what is wrong").fill("Which depots?")
    second.get_by_role("button", name="Send it").click()
    expect(second).to_contain_text("Questioned")
    page.get_by_role("button", name="I have read and acknowledge this report").click()
    expect(page.get_by_text("You acknowledged this report")).to_be_visible()
    page.get_by_text("Ask a question").click()
    page.get_by_label("Your question", exact=True).fill("When is the next one?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_text("When is the next one?")).to_be_visible()
    context.close()

    assert ValueItem.objects.get(pk=one.pk).answer == "acknowledged"
    assert ValueItem.objects.get(pk=other.pk).answer == "questioned"
    assert ReportCopy.objects.get().view_count == 1
    ReportCopy.objects.update(mail=None, sent_at=timezone.now())
    live_browser.sign_in(lead)
    seen = live_browser.open(f"/recognition/reports/{report.pk}/distribution/")
    expect(seen.get_by_text("When is the next one?")).to_be_visible()
    expect(seen.get_by_role("link", name="Helen Marsh")).to_be_visible()
    expect(seen.get_by_text("Everybody whom it reached")).to_be_visible()
    seen = live_browser.open(ValueItem.objects.get(pk=other.pk).get_absolute_url())
    expect(seen.get_by_text("Which depots?").first).to_be_visible()
