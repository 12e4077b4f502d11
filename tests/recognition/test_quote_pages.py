"""Pages of quotes: the author's own, those of the lead, and what everybody reads."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from accounts.models import Mail
from recognition.actions import consents, testimonials
from recognition.models import Testimonial, TestimonialUse
from tests.factories import StakeholderFactory
from tests.recognition.quoting import (
    address_of,
    approved,
    published,
    with_author,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

CANARY = "Kookaburra"
State = Testimonial.State


@pytest.fixture
def author(portfolio):
    return StakeholderFactory(portfolio=portfolio, name="Ada Lovelace")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Let the consents of the tests be fresh on the day on which they are read."""
    monkeypatch.setattr("tests.recognition.quoting.NOW", timezone.now())


def press(client, testimonial, deed, **entries):
    return client.post(address_of(testimonial), {"deed": deed, **entries})


def approval(testimonial, *channels, attribution="named"):
    read = testimonial.newest_text().fingerprint
    return {"fingerprint": read, "channels": channels, "attribution": attribution}


def test_the_author_gives_approves_and_withdraws_without_an_account(
    client, lead, author
):
    asked = Testimonial(stakeholder=author, question="Which work?")
    testimonials.ask_for_testimonial(asked, lead, timezone.now())
    page = client.get(address_of(asked))
    assert "Which work?" in page.text
    assert press(client, asked, "give", text="").status_code == 422
    assert press(client, asked, "give", text="It <b>works</b>.").status_code == 302
    testimonials.send_to_author(asked, lead, timezone.now())
    page = client.get(address_of(asked))
    assert "It &lt;b&gt;works&lt;/b&gt;." in page.text
    # No use is chosen already.
    assert " checked" not in page.text
    assert press(client, asked, "approve").status_code == 422
    entries = approval(asked, "internal")
    assert press(client, asked, "approve", **entries).status_code == 302
    asked.refresh_from_db()
    consents.publish(asked, ["internal"], lead, timezone.now())
    assert "is published" in client.get(address_of(asked)).text
    assert press(client, asked, "take_back").status_code == 302
    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN
    assert "taken your quote back" in client.get(address_of(asked)).text
    assert press(client, asked, "take_back").status_code == 409


def test_looking_changes_nothing_and_leaks_nothing(client, lead, author):
    found = with_author(author, CANARY, lead)
    for method in (client.get, client.head):
        page = method(address_of(found))
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page["X-Robots-Tag"]
    found.refresh_from_db()
    assert found.state == State.AUTHOR_REVIEW
    assert client.get("/quote/nobodys-link/").status_code == 404


def test_the_author_reads_every_change_and_approves_what_they_have_read(
    client, lead, author
):
    found = with_author(author, "It workd well.", lead)
    old = approval(found, "internal")
    wish = {"why": "Correct the spelling."}
    assert press(client, found, "change", **wish).status_code == 302
    testimonials.edit_testimonial(found, "It worked well.", 1, lead, timezone.now())
    testimonials.send_to_author(found, lead, timezone.now())
    page = client.get(address_of(found)).text
    assert "workd</del>" in page
    assert "worked</ins>" in page
    answer = press(client, found, "approve", **old)
    assert answer.status_code == 409
    assert "has been changed" in answer.text
    assert found.steps.get(why="Correct the spelling.").is_by_author


def test_a_forged_choice_is_refused(client, lead, author):
    found = with_author(author, "Good.", lead)
    for wrong in ({"channels": ["everywhere"]}, {"attribution": "anonymous"}):
        entries = approval(found, "internal") | wrong
        assert press(client, found, "approve", **entries).status_code == 422
    assert press(client, found, "publish").status_code == 200
    found.refresh_from_db()
    assert found.state == State.AUTHOR_REVIEW


def page_of(testimonial, what=""):
    return f"/recognition/testimonials/{testimonial.pk}/{what}"


def test_the_lead_asks_edits_sends_and_publishes(client, lead, author):
    client.force_login(lead)
    new = "/recognition/testimonials/new/"
    assert client.post(new, {"stakeholder": author.pk}).status_code == 302
    assert client.post(new, {"stakeholder": author.pk}).status_code == 422
    found = Testimonial.objects.get()
    testimonials.answer_request(found, "It workd.", timezone.now())
    entries = {"text": "It worked.", "seen": 1}
    shown = client.post(page_of(found, "edit/"), entries | {"preview": "1"})
    assert "worked.</ins>" in shown.text
    assert found.texts.count() == 1
    assert client.post(page_of(found, "edit/"), entries).status_code == 302
    assert client.post(page_of(found, "edit/"), entries).status_code == 422
    assert client.post(page_of(found, "send/"), {}).status_code == 302
    assert client.post(page_of(found, "send/"), {}).status_code == 422
    assert Mail.objects.filter(address=author.email).count() == 2
    entries = {"channels": ["internal"]}
    assert client.post(page_of(found, "publish/"), entries).status_code == 422
    found.refresh_from_db()
    read = found.newest_text().fingerprint
    choice = consents.Choice(["internal"], "named")
    consents.approve(found, read, choice, timezone.now())
    assert client.post(page_of(found, "publish/"), entries).status_code == 302
    entries = {"highlight": "It never worked."}
    assert client.post(page_of(found, "highlight/"), entries).status_code == 422
    entries = {"why": "The project has ended."}
    assert client.post(page_of(found, "end/"), entries).status_code == 302
    detail = client.get(page_of(found)).text
    assert "Archived" in detail
    assert "The project has ended." in detail


def test_the_lead_says_what_was_done_where_words_may_stand_no_longer(
    client, lead, author
):
    client.force_login(lead)
    found = published(author, "Good.", lead, ("internal", "board"))
    entries = {
        "channel": "board",
        "kind": "report",
        "place": "Board pack of October",
        "used_on": "2026-10-05",
    }
    assert client.post(page_of(found, "uses/new/"), entries).status_code == 302
    consents.take_back(found, timezone.now())
    listed = client.get("/recognition/testimonials/").text
    assert "Board pack of October" in listed
    use = TestimonialUse.objects.get()
    settle = f"/recognition/testimonial-uses/{use.pk}/"
    assert client.post(settle, {"outcome": ""}).status_code == 422
    assert client.post(settle, {"outcome": "Replaced."}).status_code == 302
    assert "Board pack" not in client.get("/recognition/testimonials/").text


def read(client):
    """Return all that somebody reads of quotes, in one text."""
    pages = ("quotes/", "testimonials/", "testimonials.csv", "")
    return " ".join(client.get(f"/recognition/{page}").text for page in pages)


def test_words_leave_only_where_and_while_their_author_allows_it(
    client, executive, lead, portfolio, author
):
    for number in range(2):
        other = StakeholderFactory(portfolio=portfolio)
        published(other, f"Fine {number}.", lead)
    with_author(author, CANARY, lead)
    approved(author, CANARY, lead)
    in_reports = published(author, CANARY, lead, ("board",))
    client.force_login(executive)
    assert CANARY not in read(client)
    inside = published(author, CANARY, lead, ("internal",))
    assert CANARY in client.get("/recognition/quotes/").text
    client.force_login(lead)
    assert "Lovelace" in client.get("/recognition/quotes/").text
    written = client.get("/recognition/testimonials.csv").text
    assert written.count(CANARY) == 1
    for found in (in_reports, inside):
        consents.take_back(found, timezone.now())
    for reader in (executive, lead):
        client.force_login(reader)
        assert CANARY not in read(client)


def test_words_in_a_file_are_no_formula(client, lead, author):
    published(author, "=1+1", lead, ("external",), "role")
    client.force_login(lead)
    text = client.get("/recognition/testimonials.csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(StringIO(text))
    assert row["words"] == "'=1+1"
    assert (row["attribution"], row["shown_as"]) == ("role", "Sponsor")
    assert "Lovelace" not in text


def test_quotes_are_shown_from_three_on_where_one_may_read(
    client, lead, executive, administrator, stranger, portfolio
):
    def quote(**author):
        person = StakeholderFactory(portfolio=portfolio, **author)
        return published(person, "Well done.", lead)

    quote()
    quote(reports_to_pmo=True)
    client.force_login(executive)
    assert "Not enough quotes yet" in client.get("/recognition/quotes/").text
    third = quote()
    page = client.get("/recognition/quotes/")
    assert page.text.count("Well done.") == 3
    assert page.text.count("reports to the PMO") == 1
    assert "no-store" in page["Cache-Control"]
    for reader in (stranger, administrator):
        client.force_login(reader)
        assert "Well done." not in client.get("/recognition/quotes/").text
    author = third.stakeholder
    author.left_on = timezone.localdate() - timedelta(days=1)
    author.save()
    client.force_login(executive)
    assert "Well done." not in client.get("/recognition/quotes/").text


def test_lists_take_the_same_queries_however_long_they_are(
    client, lead, portfolio, django_assert_num_queries
):
    client.force_login(lead)

    def fill(number):
        for person in StakeholderFactory.create_batch(number, portfolio=portfolio):
            published(person, "Well done.", lead, ("internal", "board"))

    fill(3)
    pages = {
        "/recognition/testimonials/": 9,
        "/recognition/testimonials.csv": 5,
        "/recognition/quotes/": 4,
    }
    for _turn in range(2):
        for page, number in pages.items():
            with django_assert_num_queries(number):
                client.get(page)
        fill(3)
