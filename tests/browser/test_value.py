"""One benefit on its whole way, and one that its sponsor disputes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts import mailing
from accounts.models import User
from delivery.models import (
    Benefit,
    BenefitEntry,
    Cycle,
    Kpi,
    Portfolio,
    ServiceCost,
)
from recognition.models import Stakeholder, ValueItem
from scorecards.regeneration import refresh_here
from tests.browser.conftest import LiveBrowser
from tests.browser.test_design import violations, width_of
from tests.browser.test_sponsor import PHONE, too_small
from tests.factories import (
    AttributionFactory,
    CycleFactory,
    ProjectFactory,
    ResponsibilityFactory,
    ServiceCostFactory,
    ServiceFactory,
    StakeholderFactory,
)
from tests.services.mail import MailServer

pytestmark = [pytest.mark.browser, pytest.mark.smtp]

JULY = date(2026, 7, 1)
LINK = re.compile(r"https?://\S+/value/\S+")


@dataclass
class Office:
    """The people of a PMO at one browser, and their sponsor with a phone."""

    live: LiveBrowser
    portfolio: Portfolio
    mails: MailServer
    sponsor: Stakeholder

    def as_user(self, user: User, path: str) -> Page:
        self.live.sign_in(user)
        return self.live.open(path)

    def draw(self) -> None:
        """Do as the worker does soon after a save."""
        list(refresh_here(Portfolio.objects.filter(pk=self.portfolio.pk)))

    def newest_link(self) -> str:
        """Let the outbox go, and return where the last mail leads to."""
        by_daylight = timezone.now() + timedelta(days=1)
        for pk in mailing.sweep(by_daylight):
            mailing.send(pk, by_daylight)
        found = LINK.search(self.mails.messages[-1].get_content())
        assert found
        return found[0]


@pytest.fixture
def office(
    live_browser: LiveBrowser,
    portfolio: Portfolio,
    smtp_server: MailServer,
    settings: Any,
) -> Office:
    """A project with its sponsor, and a service that costs 10,000 a month."""
    settings.SITE_URL = live_browser.url
    sponsor = StakeholderFactory(portfolio=portfolio, name="Helen Marsh")
    project = ProjectFactory(portfolio=portfolio, code="P-1", name="Depot scheduling")
    ResponsibilityFactory(stakeholder=sponsor, project=project)
    service = ServiceFactory(portfolio=portfolio, name="Planning support")
    for category in ServiceCost.Category:
        for month in (7, 8, 9):
            ServiceCostFactory(
                service=service,
                category=category,
                month=date(2026, month, 1),
                amount=Decimal(10000 if category == "staff" else 0),
            )
    CycleFactory(
        portfolio=portfolio,
        name="Summer 2026",
        starts_on=JULY,
        ends_on=date(2026, 9, 30),
    )
    return Office(live_browser, portfolio, smtp_server, sponsor)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone on which nobody is signed in."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def enter_the_benefit(office: Office, analyst: User) -> Benefit:
    """Write down a benefit and what it brought in July, as an analyst does."""
    page = office.as_user(analyst, "/delivery/benefits/new/")
    page.get_by_label("Portfolio").select_option(label="Transport")
    page.get_by_label("Project").select_option(label="P-1 Depot scheduling")
    page.get_by_label("Code").fill("B-1")
    page.get_by_label("Name", exact=True).fill("Overtime in the depots")
    page.get_by_label("Class").select_option(label="Cashable saving")
    page.get_by_label("How it is measured").fill("Payroll, overtime account 4711.")
    page.get_by_role("button", name="Save").first.click()
    benefit = Benefit.objects.get(code="B-1")
    page = office.live.open(f"/delivery/benefits/{benefit.pk}/months/?period=FY2026")
    page.locator("input[name='2026-07-claimed']").fill("90000")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("90,000").first).to_be_visible()
    return benefit


def validate(office: Office, finance: User, benefit: Benefit) -> None:
    """Accept the claim, as finance does."""
    claim = BenefitEntry.objects.get(benefit=benefit, kind="claimed")
    page = office.as_user(finance, f"/delivery/validation/{claim.pk}/")
    page.get_by_label("Accept it as it is claimed").check()
    page.get_by_role("button", name="Decide and go on").click()
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()
    office.draw()


def tell_the_sponsor(office: Office, lead: User) -> ValueItem:
    """Put the value into words and write to its sponsor, as a lead does."""
    item = ValueItem.objects.get()
    page = office.as_user(lead, item.get_absolute_url())
    page.get_by_role("link", name="Put into words").click()
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("link", name="Tell the sponsor").click()
    page.get_by_role("button", name="Send the letter").click()
    expect(page.get_by_text("The letter is on its way.")).to_be_visible()
    return item


def read_the_return(office: Office) -> None:
    """See the acknowledged value held against the cost, and where both come from."""
    page = office.live.open("/scorecards/transport/return/")
    line = page.locator("#lines tr", has_text="acknowledged").first
    expect(line).to_contain_text("90,000")
    expect(line).to_contain_text("30,000")
    expect(line).to_contain_text("200.0")
    page.locator("#gains a", has_text="Overtime in the depots").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overtime")


def close_the_cycle(office: Office) -> None:
    """End the turn with a lesson and a promise, and begin the next one."""
    cycle = Cycle.objects.get(name="Summer 2026")
    path = f"/scorecards/transport/cycles/{cycle.pk}/close/"
    page = office.live.open(path)
    page.get_by_role("link", name="Add a lesson").first.click()
    page.get_by_label("Lesson").fill("Baselines were agreed too late.")
    page.get_by_label("What to do").fill("Agree on them before the start.")
    page.get_by_role("button", name="Save").first.click()
    page = office.live.open(path)
    page.get_by_role("link", name="Add a promise").first.click()
    page.get_by_label("Promise", exact=True).fill("Overtime stays below 40 hours.")
    page.get_by_label("What is measured").fill("Overtime a week")
    page.get_by_label("Direction").select_option(label="Lower is better")
    page.get_by_label("Target").fill("40")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Promise saved.")).to_be_visible()
    page = office.live.open(path)
    page.get_by_label("Name").fill("Winter 2026")
    page.get_by_role("button", name="Close Summer 2026 and open the next").click()
    expect(page.get_by_text("Overtime stays below 40 hours").first).to_be_visible()
    assert Kpi.objects.get(name="Overtime a week").portfolio == office.portfolio
    assert Cycle.objects.get(name="Summer 2026").status == Cycle.Status.CLOSED
    assert Cycle.objects.get(name="Winter 2026").status == Cycle.Status.OPEN


def test_from_an_entry_to_an_acknowledgement_and_the_closed_cycle(
    office: Office, phone: Page, analyst: User, finance: User, lead: User
):
    benefit = enter_the_benefit(office, analyst)
    AttributionFactory(
        benefit=benefit,
        service=office.portfolio.services.get(),
        share=Decimal(1),
        confidence=Decimal(1),
    )
    validate(office, finance, benefit)
    item = tell_the_sponsor(office, lead)

    phone.goto(office.newest_link())
    expect(phone.get_by_role("heading", level=2)).to_contain_text("€90")
    assert width_of(phone) == PHONE["width"]
    assert violations(phone) == []
    assert too_small(phone) == []
    phone.get_by_text("How was this computed?").click()
    expect(phone.get_by_text("Payroll, overtime account 4711.")).to_be_visible()
    phone.get_by_role("button", name="Acknowledge", exact=True).click()
    expect(phone.get_by_text("there is nothing left to answer")).to_be_visible()

    page = office.live.open(item.get_absolute_url())
    told = ("Validated", "Put into words", "Told to the sponsor", "Viewed")
    for step in (*told, "Acknowledged"):
        expect(page.get_by_text(step, exact=False).first).to_be_visible()
    item.refresh_from_db()
    assert item.acknowledged_amount == Decimal(90000)
    office.draw()
    read_the_return(office)
    close_the_cycle(office)


def test_a_dispute_from_the_objection_to_its_settlement(
    office: Office, phone: Page, analyst: User, finance: User, lead: User
):
    benefit = enter_the_benefit(office, analyst)
    validate(office, finance, benefit)
    item = tell_the_sponsor(office, lead)

    phone.goto(office.newest_link())
    phone.get_by_text("Question or dispute").click()
    phone.get_by_role("radio", name="I dispute it").check()
    phone.locator("textarea:visible").fill("Half of it is the new shift plan.")
    phone.get_by_role("button", name="Send it").click()
    expect(phone.get_by_text("Half of it is the new shift plan.")).to_be_visible()

    page = office.live.open(item.get_absolute_url())
    expect(page.get_by_text("Half of it is the new shift plan.").first).to_be_visible()
    page.get_by_role("link", name="Answer", exact=True).click()
    page.get_by_role("textbox").first.fill("We look at the shifts with finance.")
    page.get_by_role("button", name="Send").first.click()

    claim = BenefitEntry.objects.get(benefit=benefit, kind="claimed")
    page = office.as_user(finance, f"/delivery/validation/{claim.pk}/")
    page.get_by_label("Amend it").check()
    page.get_by_label("Amount that stands").fill("45000")
    page.get_by_label("Reason").fill("The shift plan is another project's.")
    page.get_by_role("button", name="Decide and go on").click()
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()
    office.draw()

    phone.goto(office.newest_link())
    expect(
        phone.get_by_text("It was €90,000.00, and is €45,000.00 now.")
    ).to_be_visible()
    expect(phone.get_by_text("We look at the shifts with finance.")).to_be_visible()
    phone.get_by_role("button", name="Acknowledge", exact=True).click()
    expect(phone.get_by_text("there is nothing left to answer")).to_be_visible()
    item.refresh_from_db()
    assert (item.state, item.acknowledged_amount) == ("acknowledged", Decimal(45000))
