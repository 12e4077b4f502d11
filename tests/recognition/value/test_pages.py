"""Pages of the lead: words of value, its sponsor, letters, and what came of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from delivery.models import BenefitEntry, Portfolio, Role
from recognition.actions.following import follow
from recognition.actions.value import revoke, tell, word_proposed
from recognition.actions.value_answers import Given, Reader, answer
from recognition.actions.verifying import first_flaw
from recognition.models import LedgerEvent, ValueItem, ValueLetter
from tests.delivery.pages import entries, errors, texts
from tests.factories import PortfolioFactory, StakeholderFactory
from tests.people import member
from tests.recognition.value.ledger import NOW, one_item, some_items
from tests.recognition.value.telling import (
    page_of,
    put_into_words,
    told,
    told_of,
    worded,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture(scope="module")
def _begun(kept: None) -> None:
    """Two people, and a result that nobody was told of."""
    top = PortfolioFactory(slug="organisation", name="Organisation")
    portfolio = PortfolioFactory(slug="transport", name="Transport", parent=top)
    for role in (Role.LEAD, Role.FINANCE):
        member(portfolio, role, role.value)
    one_item(portfolio)


@pytest.fixture
def organisation(_begun, db):
    return Portfolio.objects.get(slug="organisation")


@pytest.fixture
def portfolio(organisation):
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def lead(portfolio):
    return User.objects.get(username="lead")


@pytest.fixture
def finance(portfolio):
    return User.objects.get(username="finance")


@pytest.fixture
def item(portfolio):
    return ValueItem.objects.get()


@pytest.fixture
def client(client, lead):
    client.force_login(lead)
    return client


def page(name: str, *args: object) -> str:
    return reverse(f"recognition:value_{name}", args=args)


def shown(item: ValueItem) -> ValueItem:
    return ValueItem.objects.for_page().get(pk=item.pk)


def test_the_page_of_an_item_tells_its_way(client, portfolio, lead, finance, item):
    item, _letter = told_of(item, lead)
    item.benefit.decisions.update(decided_by=finance)
    response = client.get(page("detail", item.pk))
    assert response.status_code == 200
    lines = texts(response, ".timeline p")
    assert [line.split(":")[0] for line in lines] == [
        "Told to the sponsor",
        "Put into words",
        "Validated",
    ]
    assert "Lead" in lines[0]
    assert "€1,000" in " ".join(texts(response, "main"))
    assert "Finance" in " ".join(texts(response, ".disclosure"))


def test_words_begin_with_the_proposal_and_bind_the_number(client, portfolio, item):
    form = entries(client.get(page("word", item.pk)))
    assert "{value}" in form["wording"]
    refused = client.post(page("word", item.pk), {"wording": "We saved €1,000."})
    assert refused.status_code == 422
    assert "{value}" in " ".join(errors(refused).values())
    boast = "The PMO caused {value} of guaranteed savings in {period}."
    refused = client.post(page("word", item.pk), {"wording": boast})
    assert refused.status_code == 422
    better = "{name} has saved us {value} in {period}, as Finance has validated."
    assert client.post(page("word", item.pk), {"wording": better}).status_code == 302
    item = shown(item)
    assert item.state == "worded"
    assert "has saved us €1,000 in Q3 FY2026" in item.sentence


def test_who_else_should_hear_of_it_is_named_beside_the_sponsor(
    client, portfolio, item
):
    other = StakeholderFactory.create(portfolio=portfolio, name="Ada Keen")
    stranger = StakeholderFactory.create(portfolio=PortfolioFactory.create())
    sent = {"sponsor": item.sponsor_id, "audience": [other.pk]}
    assert client.post(page("sponsor", item.pk), sent).status_code == 302
    assert list(item.audience.all()) == [other]
    assert shown(item).sponsor == item.sponsor
    assert "Ada Keen" in client.get(page("detail", item.pk)).content.decode()

    sent["audience"] = [stranger.pk]
    assert client.post(page("sponsor", item.pk), sent).status_code == 422
    assert list(item.audience.all()) == [other]


def test_a_sentence_whose_number_moved_is_out_of_date_until_somebody_looks(
    client, portfolio, item
):
    item = put_into_words(item)
    BenefitEntry.objects.update(amount=1010)
    follow(portfolio, NOW)
    assert shown(item).is_out_of_date
    assert (
        "With the number of now it reads"
        in client.get(page("detail", item.pk)).content.decode()
    )
    telling = client.get(f"{page('letter_create')}?sponsor={item.sponsor_id}")
    assert "look at the wording first" in telling.content.decode()
    client.post(page("word", item.pk), entries(client.get(page("word", item.pk))))
    item = shown(item)
    assert not item.is_out_of_date
    assert "€1,010" in item.sentence


def test_a_letter_is_chosen_previewed_and_sent(client, portfolio, item):
    item = put_into_words(item)
    choice = client.get(page("letter_create"))
    assert texts(choice, "tbody th") == [str(item.sponsor)]
    address = f"{page('letter_create')}?sponsor={item.sponsor_id}"
    form = {"items": [item.pk], "message": "As agreed in March."}
    preview = client.post(address, {**form, "preview": ""})
    assert preview.status_code == 200
    assert "As the sponsor will see it" in preview.content.decode()
    assert not ValueLetter.objects.exists()
    assert client.post(address, {**form, "items": []}).status_code == 422
    assert client.post(address, form).status_code == 302
    letter = ValueLetter.objects.get()
    assert "As agreed in March." in Mail.objects.get().text
    assert letter.expires_on == timezone.localdate() + timedelta(days=60)
    assert shown(item).state == "communicated"
    detail = client.get(letter.get_absolute_url())
    assert item.sentence.split(":")[0] in " ".join(texts(detail, "tbody th"))


def test_a_sponsor_without_an_address_is_not_told_by_letter(client, portfolio, item):
    item = put_into_words(item)
    item.sponsor.email = ""
    item.sponsor.save()
    address = f"{page('letter_create')}?sponsor={item.sponsor_id}"
    response = client.post(address, {"items": [item.pk]})
    assert response.status_code == 422
    assert "no e-mail address" in " ".join(errors(response).values())
    assert not LedgerEvent.objects.filter(kind="told").exists()


def test_a_letter_is_taken_back_with_a_question(client, portfolio, item):
    _item, letter = told_of(item)
    address = page("letter_revoke", letter.pk)
    assert client.get(address).status_code == 200
    assert not ValueLetter.objects.exclude(revoked_at=None).exists()
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    assert "Taken back" in client.get(page("letter_list")).content.decode()


def test_whose_link_has_ended_gets_another_one(client, portfolio, item):
    item, letter = told_of(item)
    given = Given(answer="questioned", shown=item.fingerprint, reason="Which months?")
    answer(item, given, Reader(item.sponsor), timezone.now())
    revoke(letter, timezone.now())
    said = client.post(page("reply", item.pk), {"text": "July."}, follow=True)
    assert "no link that is still valid" in said.content.decode()
    assert f"sponsor={item.sponsor_id}&item={item.pk}" in said.text
    address = f"{page('letter_create')}?sponsor={item.sponsor_id}"
    offered = client.get(address)
    assert "told on" in offered.text
    assert "checked" not in offered.text, "nothing is told twice unasked"
    assert client.post(address, {"items": [item.pk]}).status_code == 302
    item = shown(item)
    assert item.state == "questioned", "a letter is no answer"
    assert "July." in client.get(page_of(ValueLetter.objects.latest("pk"))).text
    assert first_flaw(portfolio) == ""


def test_a_dispute_is_answered_and_settled_with_words(client, portfolio, item):
    item, _letter = told_of(item)
    for name in ("reply", "resolve"):
        early = client.post(page(name, item.pk), {"text": "Why?"})
        assert early.status_code == 422
    given = Given(answer="disputed", shown=item.fingerprint, reason="Not ours.")
    answer(item, given, Reader(item.sponsor), timezone.now())
    asked = client.get(page("reply", item.pk))
    assert "Not ours." in asked.content.decode()
    assert client.post(page("reply", item.pk), {"text": "See May."}).status_code == 302
    assert shown(item).state == "disputed"
    resolved = client.post(page("resolve", item.pk), {"text": "They agree."})
    assert resolved.status_code == 302
    item = shown(item)
    assert (item.state, item.disputed_amount) == ("resolved", None)
    assert item.counted_amount is None
    assert client.post(page("reply", item.pk), {"text": "More."}).status_code == 422


def test_whoever_answers_for_it_next_has_not_been_told(client, portfolio, item):
    item, _letter = told_of(item)
    other = StakeholderFactory(portfolio=portfolio)
    response = client.post(page("sponsor", item.pk), {"sponsor": other.pk})
    assert response.status_code == 302
    item = shown(item)
    assert (item.sponsor, item.state) == (other, "worded")
    events = LedgerEvent.objects.filter(kind="sponsor_changed")
    client.post(page("sponsor", item.pk), {"sponsor": other.pk})
    assert events.count() == 1


def test_people_of_other_portfolios_cannot_be_named(client, portfolio, item):
    foreign = StakeholderFactory()
    response = client.post(page("sponsor", item.pk), {"sponsor": foreign.pk})
    assert response.status_code == 422


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_of_letters_takes_the_same_queries_for_one_and_many(
    client, portfolio, count, django_assert_num_queries
):
    for _ in range(count):
        told(portfolio)
    with django_assert_num_queries(6):
        response = client.get(page("letter_list"))
    assert len(texts(response, "tbody tr")) == count


def test_letters_are_a_file(client, portfolio, item):
    item, _letter = told_of(item)
    response = client.get(page("letter_export", "csv"))
    text = b"".join(response).decode("utf-8-sig")
    assert text.splitlines()[1].startswith(f"transport,{item.sponsor}")


def test_many_are_put_into_words_at_once_and_what_cannot_be_is_left(
    portfolio, lead, item
):
    items = [item, *some_items(portfolio, 1000, 1000)]
    BenefitEntry.objects.filter(benefit=items[0].benefit).delete()
    follow(portfolio, NOW)
    done, left = word_proposed(ValueItem.objects.for_page(), lead, NOW)
    assert len(done) == 2
    assert [(item.pk, "withdrawn" in why[0]) for item, why in left] == [
        (items[0].pk, True)
    ]


def test_a_letter_of_several_portfolios_has_an_event_in_each_ledger(
    portfolio, organisation, lead, item
):
    first, second = put_into_words(item), worded(organisation)
    ValueItem.objects.filter(pk=second.pk).update(sponsor=first.sponsor)
    items = [shown(second), shown(first)]
    letter = tell(first.sponsor, items, lead, timezone.now())
    assert letter.portfolio == organisation
    assert [line.item_id for line in letter.items.all()] == [second.pk, first.pk]
    told_in = LedgerEvent.objects.filter(kind="told").values_list("portfolio__slug")
    assert sorted(told_in) == [("organisation",), ("transport",)]


def test_a_letter_shows_of_each_portfolio_only_what_its_reader_sees(
    client, portfolio, item
):
    here, there = put_into_words(item), worded(PortfolioFactory(slug="zoo"))
    ValueItem.objects.filter(pk=there.pk).update(sponsor=here.sponsor)
    items = [shown(here), shown(there)]
    letter = tell(here.sponsor, items, None, timezone.now())
    assert letter.portfolio == portfolio
    detail = client.get(letter.get_absolute_url())
    assert texts(detail, "tbody th") == [here.sentence]
    assert "1 more result is of a portfolio that you do not see" in detail.text


def test_what_the_ledger_holds_stays_and_the_page_says_so(client, portfolio, item):
    address = reverse("delivery:benefit_delete", args=[item.benefit_id])
    response = client.post(address)
    assert response.status_code == 409
    assert "1 value item" in response.text
    assert "kept for good" in response.text
    assert "delete them first" not in response.text
