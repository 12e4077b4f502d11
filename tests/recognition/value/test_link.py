"""A sponsor answers for value by a link: from the mail, and without an account."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Mail, User
from delivery.models import BenefitEntry, Portfolio, Role
from recognition.actions.following import follow
from recognition.actions.value import reply, revoke
from recognition.actions.verifying import first_flaw
from recognition.models import LedgerEvent, Stakeholder, ValueItem, ValueLetter
from tests.factories import PortfolioFactory
from tests.people import member
from tests.recognition.value.ledger import NOW
from tests.recognition.value.telling import page_of, pressed, told

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture(scope="module")
def _told(kept: None) -> None:
    """Three people, and a result of which its sponsor was told."""
    top = PortfolioFactory(slug="organisation", name="Organisation")
    portfolio = PortfolioFactory(slug="transport", name="Transport", parent=top)
    for role in (Role.ANALYST, Role.FINANCE, Role.EXECUTIVE):
        member(portfolio, role, role.value)
    told(portfolio, member(portfolio, Role.LEAD, "lead"))


@pytest.fixture
def portfolio(_told: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def lead(portfolio: Portfolio) -> User:
    return User.objects.get(username="lead")


@pytest.fixture
def analyst(portfolio: Portfolio) -> User:
    return User.objects.get(username="analyst")


@pytest.fixture
def finance(portfolio: Portfolio) -> User:
    return User.objects.get(username="finance")


@pytest.fixture
def executive(portfolio: Portfolio) -> User:
    return User.objects.get(username="executive")


@pytest.fixture
def item(portfolio: Portfolio) -> ValueItem:
    return ValueItem.objects.for_page().get()


@pytest.fixture
def page(item) -> str:
    return page_of(ValueLetter.objects.get())


def kinds() -> list[str]:
    return list(LedgerEvent.objects.in_order().values_list("kind", flat=True))


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_mail_leads_to_the_sentence_the_number_and_its_arithmetic(
    client, item, page
):
    mail = Mail.objects.get()
    assert mail.address == item.sponsor.email
    assert page in mail.text
    assert item.sentence not in mail.text
    response = client.get(page)
    text = text_of(response)
    assert response.status_code == 200
    assert item.sentence.split(":")[-1].strip() in text
    assert "€1,000" in text
    assert "How was this computed?" in text
    assert "Sep 2026" in text or "September 2026" in text


def test_the_page_is_kept_by_nobody_and_found_by_nobody(client, page):
    response = client.get(page)
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_looking_changes_nothing(client, item, page):
    before = kinds()
    for method in (client.get, client.head):
        for address in (page, f"{page}?all", f"{page}?deed=acknowledge&item={item.pk}"):
            assert method(address).status_code == 200
    assert kinds() == before


def test_only_the_script_of_the_page_says_that_it_was_opened_and_once(client, page):
    viewed = f"{page}viewed/"
    assert client.get(viewed).status_code == 405
    for _ in range(3):
        assert client.post(viewed).status_code == 204
    assert kinds()[-2:] == ["told", "viewed"]
    assert ValueItem.objects.get().state == "viewed"


def test_one_button_acknowledges_the_number_that_is_shown(client, item, page):
    response = client.post(page, pressed(item, "acknowledge"))
    assert response.status_code == 302
    item.refresh_from_db()
    assert (item.state, item.acknowledged_amount) == ("acknowledged", 1000)
    assert item.answered_by == item.sponsor
    event = LedgerEvent.objects.last()
    assert (event.via, event.text) == ("link", item.sentence)
    assert first_flaw(item.portfolio) == ""
    assert "nothing left to answer" in text_of(client.get(page))


def test_the_same_answer_twice_changes_nothing(client, item, page):
    for _ in range(3):
        assert client.post(page, pressed(item, "acknowledge")).status_code == 302
    assert kinds().count("acknowledged") == 1


def test_another_answer_later_is_another_event(client, item, page):
    client.post(page, pressed(item, "acknowledge"))
    client.post(page, pressed(item, "in_part", amount="400", reason="Half of it."))
    item.refresh_from_db()
    assert (item.state, item.counted_amount) == ("in_part", 400)
    assert kinds()[-2:] == ["acknowledged", "acknowledged_in_part"]


@pytest.mark.parametrize(
    ("entries", "error"),
    [
        ({"deed": "in_part", "amount": ""}, "required"),
        ({"deed": "in_part", "amount": "0"}, "above zero"),
        ({"deed": "in_part", "amount": "1000"}, "the whole amount"),
        ({"deed": "in_part", "amount": "1001"}, "more than the whole"),
        ({"deed": "open", "answer": "disputed", "reason": ""}, "required"),
        ({"deed": "open", "answer": "acknowledged", "reason": "x"}, "valid choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    client, item, page, entries, error
):
    response = client.post(page, pressed(item, **entries))
    assert response.status_code == 422
    assert error in text_of(response)
    assert not ValueItem.objects.get().answer


def test_a_dispute_is_a_slice_of_its_own_and_the_lead_is_told(client, item, page, lead):
    entries = {"answer": "disputed", "reason": "August is missing.", "amount": "250"}
    client.post(page, pressed(item, "open", **entries))
    item.refresh_from_db()
    assert (item.state, item.disputed_amount) == ("disputed", 250)
    assert (item.answer_reason, item.counted_amount) == ("August is missing.", None)
    mail = Mail.objects.get(recipient=lead)
    assert "August" not in mail.body
    assert item.get_absolute_url() in mail.body


def test_an_answer_of_the_pmo_stands_on_the_page_and_is_mailed(
    client, item, page, lead
):
    entries = {"answer": "questioned", "reason": "Which months?"}
    client.post(page, pressed(item, "open", **entries))
    reply(ValueItem.objects.get(), "July to September.", lead, timezone.now())
    text = text_of(client.get(page))
    assert "Which months?" in text
    assert "July to September." in text
    assert Mail.objects.filter(address=item.sponsor.email).count() == 2


def test_a_number_that_moved_meanwhile_is_shown_and_the_answer_not_taken(
    client, item, page
):
    sent = pressed(item, "acknowledge")
    BenefitEntry.objects.update(amount=1200)
    follow(item.portfolio, NOW)
    response = client.post(page, sent)
    assert response.status_code == 409
    assert "€1,200" in text_of(response)
    assert not ValueItem.objects.get().answer
    assert client.post(page, pressed(item, "acknowledge")).status_code == 302
    assert ValueItem.objects.get().acknowledged_amount == 1200


def test_value_that_finance_took_back_can_be_answered_no_more(client, item, page):
    sent = pressed(item, "acknowledge")
    BenefitEntry.objects.all().delete()
    follow(item.portfolio, NOW)
    for entries in (sent, pressed(item, "acknowledge")):
        response = client.post(page, entries)
        assert response.status_code == 409
    assert "withdrawn" in text_of(client.get(page))
    assert not ValueItem.objects.get().answer


def test_whoever_worked_on_a_number_does_not_acknowledge_it(
    client, item, page, lead, finance
):
    """By the account of the sponsor, or by the same address."""
    Stakeholder.objects.update(user=lead)
    assert client.post(page, pressed(item, "acknowledge")).status_code == 409
    finance.email = "Finance@example.org"
    finance.save()
    item.benefit.decisions.update(decided_by=finance)
    Stakeholder.objects.update(user=None, email="finance@EXAMPLE.org")
    response = client.post(page, pressed(item, "acknowledge"))
    assert response.status_code == 409
    assert "worked on this number" in text_of(response)
    entries = {"answer": "questioned", "reason": "May I?"}
    assert client.post(page, pressed(item, "open", **entries)).status_code == 302


def test_who_claimed_an_amount_does_not_acknowledge_it(client, item, page, analyst):
    claim = BenefitEntry.objects.create(
        benefit=item.benefit,
        month=date(2026, 8, 1),
        kind="claimed",
        amount=1,
        recorded_by=analyst,
    )
    Stakeholder.objects.update(user=analyst)
    assert claim.recorded_by == analyst
    assert client.post(page, pressed(item, "acknowledge")).status_code == 409
    assert not ValueItem.objects.get().answer


def test_a_letter_opens_its_own_results_only(client, portfolio, page, item):
    other = told(portfolio)[0]
    response = client.post(page, pressed(other, "acknowledge"))
    assert response.status_code == 200
    assert not ValueItem.objects.exclude(answer="").exists()


@pytest.mark.parametrize("ends", ["revoked", "expired"])
def test_a_link_that_is_over_shows_and_takes_nothing(client, item, page, ends):
    if ends == "revoked":
        revoke(ValueLetter.objects.get(), timezone.now())
        assert not Mail.objects.exists()
    else:
        yesterday = timezone.localdate() - timedelta(days=1)
        ValueLetter.objects.update(expires_on=yesterday)
    before = kinds()
    for response in (
        client.get(page),
        client.post(page, pressed(item, "acknowledge")),
    ):
        assert response.status_code == 410
        assert item.sentence not in text_of(response)
    client.post(f"{page}viewed/")
    assert kinds() == before


def test_unknown_links_are_all_alike_and_cost_patience(client, settings, page):
    settings.WEB_WORKERS = 1
    token = page.split("/")[2]
    for wrong in (token[:-1], token.swapcase(), "x" * 500):
        assert client.get(f"/value/{wrong}/").status_code == 404
    statuses = {client.get(f"/value/{number}/").status_code for number in range(70)}
    assert statuses == {404, 429}
    assert client.get(page).status_code == 200


def test_all_that_waits_is_acknowledged_with_one_question(
    client, portfolio, lead, item
):
    first = item
    second = told(portfolio, lead, 2000)[0]
    ValueItem.objects.update(sponsor=first.sponsor)
    letter = ValueLetter.objects.first()
    ValueLetter.objects.exclude(pk=letter.pk).last().items.update(letter=letter)
    ValueLetter.objects.update(sponsor=first.sponsor)
    page = page_of(letter)
    text = text_of(client.get(f"{page}?all"))
    shown = {
        f"shown-{item.pk}": ValueItem.objects.get(pk=item.pk).fingerprint
        for item in (first, second)
    }
    assert all(value in text for value in shown.values())
    response = client.post(page, {"deed": "acknowledge_all", **shown})
    assert response.status_code == 302
    assert kinds().count("acknowledged") == 2


def test_a_page_of_many_results_asks_as_few_queries_as_one_of_few(
    client, portfolio, django_assert_num_queries
):
    letter = ValueLetter.objects.get()
    for _ in range(4):
        other = told(portfolio)[1]
        other.items.update(letter=letter)
    with django_assert_num_queries(6):
        assert client.get(page_of(letter)).status_code == 200


def test_who_signs_in_answers_in_the_application(client, item, executive):
    Stakeholder.objects.update(user=executive)
    client.force_login(executive)
    mine = "/recognition/value/mine/"
    before = kinds()
    assert item.sentence.split(":")[-1].strip() in text_of(client.get(mine))
    assert kinds() == before
    assert client.post(f"{mine}viewed/").status_code == 204
    assert client.post(mine, pressed(item, "acknowledge")).status_code == 302
    event = LedgerEvent.objects.last()
    assert (event.kind, event.via, event.by) == ("acknowledged", "app", executive)
    assert event.stakeholder_id == item.sponsor_id


def test_nobody_answers_in_the_application_for_somebody_else(client, item, executive):
    client.force_login(executive)
    mine = "/recognition/value/mine/"
    client.post(mine, pressed(item, "acknowledge"))
    assert not ValueItem.objects.get().answer
