"""A whole round on the demonstration: asked by mail, answered on a phone, quoted."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts import mailing
from accounts.models import User
from delivery.demo.writing import write_demo
from recognition.actions import rounds
from recognition.demo.people import EXECUTIVE, PEOPLE
from recognition.demo.writing import write_voice
from recognition.models import Round, Testimonial
from tests.browser.conftest import LiveBrowser
from tests.browser.test_sponsor import PHONE
from tests.services.mail import MailServer

pytestmark = [pytest.mark.browser, pytest.mark.smtp]

UNTIL = date(2026, 9, 30)
LINK = re.compile(r"https?://\S+/(?:feedback|quote)/\S+")
EXECUTIVES = [story for story in PEOPLE if story.role == EXECUTIVE]
ANSWERED = 5
QUOTED = 3
WORDS = "For the first time the board and we look at the same number."


@pytest.fixture
def norwick(live_browser: LiveBrowser, settings: Any) -> LiveBrowser:
    """The demonstration, whose mails lead to the live server."""
    settings.SITE_URL = live_browser.url
    write_demo(UNTIL, "a-long-password")
    write_voice(UNTIL)
    live_browser.sign_in(User.objects.get(username="lead"))
    return live_browser


def send_mails(days: int = 0) -> None:
    """Do as scheduler and worker do, so many days from now and by daylight."""
    later = timezone.now() + timedelta(days=days)
    for pk in rounds.due_rounds(later):
        rounds.look_after(pk, later)
    by_daylight = later + timedelta(days=1)
    for pk in mailing.sweep(by_daylight):
        mailing.send(pk, by_daylight)


def link_in(message: EmailMessage) -> str:
    """Return the address that the mail leads to."""
    found = LINK.search(message.get_content())
    assert found
    return found[0]


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone on which nobody is signed in."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def answer(page: Page, link: str, level: float, words: str = "") -> None:
    """Fill the form in by thumb, at a level from 0 to 1, and send it."""
    page.goto(link)
    for scale in page.locator(".scale__row").all():
        steps = scale.locator("label.scale__step")
        steps.nth(round((steps.count() - 1) * level)).click()
    if words:
        page.locator("textarea").fill(words)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def ask_the_executives(live: LiveBrowser) -> Page:
    """Prepare a round as a lead does, and send it."""
    page = live.open("/recognition/rounds/new/")
    page.get_by_label("Portfolio").select_option(label="Norwick Utilities")
    page.get_by_label("Name", exact=True).fill("Executives, autumn")
    page.get_by_label("About the time from").fill("2026-07-01")
    page.get_by_label("About the time until").fill("2026-09-30")
    page.get_by_label("Questionnaire").select_option(
        label="Every quarter, in four minutes"
    )
    page.get_by_label("Executive").check()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Send now").click()
    expect(page.get_by_text(f"Ask {len(EXECUTIVES)} people now?")).to_be_visible()
    page.get_by_role("button", name="Send the invitations").click()
    return page


def approve(page: Page, link: str) -> None:
    """Agree, as the author of a quote, to its exact words under the own name."""
    page.goto(link)
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_label("Inside this application").check()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Approve this text").click()
    expect(page.get_by_text("You have approved this text.")).to_be_visible()


def publish(live: LiveBrowser, testimonial: Testimonial) -> None:
    """Publish a quote where its author lets it stand."""
    page = live.open(testimonial.get_absolute_url())
    page.get_by_role("link", name="Publish").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Publish").click()


def test_a_round_from_the_first_mail_to_a_quote_taken_back(
    norwick: LiveBrowser, phone: Page, smtp_server: MailServer
):
    page = ask_the_executives(norwick)
    expect(
        page.get_by_text(f"{len(EXECUTIVES)} people are being asked.")
    ).to_be_visible()
    send_mails()
    links = {message["To"]: link_in(message) for message in smtp_server.messages}
    assert set(links) == {story.email for story in EXECUTIVES}

    answering = sorted(links)[:ANSWERED]
    for address in answering:
        answer(phone, links[address], 0.9, "The numbers are ours as well now.")
        if address in answering[:QUOTED]:
            phone.get_by_label("Your words").fill(WORDS)
            phone.get_by_role("button", name="Send my words").click()
            expect(phone.get_by_text("Your words have arrived")).to_be_visible()

    smtp_server.messages.clear()
    send_mails(days=4)
    reminded = {message["To"] for message in smtp_server.messages}
    assert reminded == {*sorted(links)[ANSWERED:]}
    send_mails(days=5)
    assert len(smtp_server.messages) == len(reminded)

    round_ = Round.objects.get(name="Executives, autumn")
    page = norwick.open(f"/recognition/rounds/{round_.pk}/")
    expect(page.get_by_text(f"{ANSWERED} of {len(EXECUTIVES)}")).to_be_visible()
    page.get_by_role("link", name="Close now").click()
    page.get_by_role("button", name="Close").click()
    page = norwick.open(f"/recognition/rounds/{round_.pk}/results/")
    expect(page.get_by_text("5 of 6 people who were asked answered")).to_be_visible()
    expect(page.locator(".panel__number").first).to_contain_text("NPS")

    authors = Testimonial.objects.filter(round=round_)
    assert authors.count() == QUOTED
    smtp_server.messages.clear()
    for testimonial in authors:
        page = norwick.open(testimonial.get_absolute_url())
        page.get_by_role("link", name="Send to the author").click()
        page.get_by_role("button", name="Send it").click()
    send_mails()
    own = [link_in(message) for message in smtp_server.messages]
    assert len(own) == QUOTED
    for link in own:
        approve(phone, link)
    for testimonial in authors:
        publish(norwick, testimonial)
    wall = "/recognition/quotes/"
    expect(norwick.open(wall).get_by_text(WORDS)).to_have_count(QUOTED)

    phone.goto(own[0])
    phone.get_by_role("button", name="Take it back").click()
    expect(phone.get_by_text("You have taken your quote back.")).to_be_visible()
    expect(norwick.open(wall).get_by_text(WORDS)).to_have_count(QUOTED - 1)
    assert Testimonial.objects.filter(round=round_, state="withdrawn").count() == 1
