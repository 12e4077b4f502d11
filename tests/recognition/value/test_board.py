"""The board of a lead: value by state, who owes an answer, and many items at once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import User
from delivery.models import Portfolio, Role
from recognition.actions.ledger import Event, chain_of
from recognition.models import ValueItem
from tests.factories import (
    BenefitFactory,
    MembershipFactory,
    PortfolioFactory,
    UserFactory,
)
from tests.people import member
from tests.recognition.value.ledger import NOW, one_item, some_items

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

BOARD = "/recognition/value/"


@pytest.fixture(scope="module")
def _begun(kept: None) -> None:
    """A lead, and three results that nobody was told of."""
    portfolio = PortfolioFactory(slug="transport", name="Transport")
    member(portfolio, Role.LEAD, "lead")
    some_items(portfolio, 1000, 400, 500)


@pytest.fixture
def portfolio(_begun: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def items(portfolio: Portfolio) -> list[ValueItem]:
    return list(ValueItem.objects.order_by("benefit"))


@pytest.fixture
def lead(client, portfolio: Portfolio) -> User:
    lead = User.objects.get(username="lead")
    client.force_login(lead)
    return lead


def happened(item: ValueItem, *events: str, amount: int | None = None) -> ValueItem:
    for kind in events:
        with chain_of(item.portfolio_id) as chain:
            chain.append(
                item,
                kind,
                NOW,
                stakeholder_id=item.sponsor_id,
                amount=None if amount is None else Decimal(amount),
                currency=item.currency,
            )
    return item


def names(response) -> list[str]:
    return [item.subject.name for item in response.context["page"]]


def test_the_board_counts_states_and_narrows_to_one(client, lead, items):
    told = happened(items[0], Event.TOLD)

    page = client.get(BOARD)
    assert [(str(tab["label"]), tab["count"]) for tab in page.context["tabs"]] == [
        *(("All", 3), ("Validated", 2), ("Communicated", 1)),
    ]
    only = client.get(BOARD, {"state": "communicated"})
    assert names(only) == [told.subject.name]
    assert [tab["count"] for tab in only.context["tabs"]] == [3, 2, 1]


def test_filters_find_by_sponsor_age_words_and_follow_up(client, lead, items):
    item, other, third = items
    today = timezone.localdate()
    ValueItem.objects.filter(pk=item.pk).update(
        validated_on=today - timedelta(days=100), follow_up_on=today
    )
    ValueItem.objects.exclude(pk=item.pk).update(
        validated_on=today - timedelta(days=20), sponsor=None
    )
    for query in (
        {"sponsor": item.sponsor_id},
        {"age": "91"},
        {"due": "on"},
        {"q": item.sponsor.name},
    ):
        assert names(client.get(BOARD, query)) == [item.subject.name], query
    both = {other.subject.name, third.subject.name}
    for query in ({"sponsor": "none"}, {"age": "0"}):
        assert set(names(client.get(BOARD, query))) == both, query
    found = client.get(BOARD, {"q": other.benefit.name})
    assert names(found) == [other.subject.name]


def test_the_board_takes_the_same_queries_for_few_and_for_many(
    client, lead, portfolio, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        client.get(BOARD)
    some_items(portfolio, *[1000] * 6)
    with django_assert_max_num_queries(20):
        client.get(BOARD)


def test_only_who_leads_sees_the_board(client, portfolio):
    analyst = UserFactory()
    MembershipFactory(user=analyst, portfolio=portfolio, role=Role.ANALYST)
    client.force_login(analyst)
    assert names(client.get(BOARD)) == []
    assert b"Nothing to look after" in client.get(BOARD).content
    assert client.get(f"{BOARD}owed/").context["rows"] == []


def test_a_day_to_come_back_is_set_for_many_at_once(client, lead, items):
    query = "&".join(f"item={item.pk}" for item in items[:2])
    address = f"{BOARD}many/follow-up/?{query}"

    assert b"Follow up 2 items" in client.get(address).content
    assert client.post(address, {"follow_up_on": "03/04/2026"}).status_code == 422
    day = timezone.localdate()
    sent = client.post(address, {"follow_up_on": day.isoformat(), "note": "Call her"})

    assert sent.status_code == 302
    due = ValueItem.objects.filter(follow_up_on=day, follow_up_note="Call her")
    assert due.count() == 2
    start = client.get("/recognition/").content.decode()
    assert "Follow up 2 results that are due" in start


def test_results_are_picked_for_the_next_report(client, lead, items):
    picked, other, _third = items
    both = f"{BOARD}many/report/?item={picked.pk}&item={other.pk}"
    address = f"{BOARD}many/report/?item={picked.pk}"

    assert b"Add 1 item to the next report" in client.get(address).content
    client.post(address, {"is_for_report": "yes"})
    board = client.get(BOARD, {"report": "on"})
    assert list(board.context["page"]) == [picked]
    client.post(both, {"is_for_report": "no"})
    assert not ValueItem.objects.filter(is_for_report=True).exists()


def test_many_are_put_into_words_and_what_is_left_out_is_named(client, lead, items):
    good, gone, _third = items
    ValueItem.objects.filter(pk=gone.pk).update(withdrawn_at=NOW)
    address = f"{BOARD}many/words/?item={good.pk}&item={gone.pk}"

    assert b"Put 2 results into words?" in client.get(address).content
    page = client.post(address).content.decode()
    assert "1 result put into words." in page
    assert gone.benefit.name in page
    assert "was withdrawn" in page
    good.refresh_from_db()
    assert good.state == "worded"
    assert good.worded_by == lead


def test_words_for_many_take_the_queries_of_one(
    client, lead, portfolio, django_assert_max_num_queries
):
    items = some_items(portfolio, *[1000] * 30)
    query = "&".join(f"item={item.pk}" for item in items)
    with django_assert_max_num_queries(32):
        client.post(f"{BOARD}many/words/?{query}")
    assert ValueItem.objects.in_state("worded").count() == 30


def test_the_letter_of_one_sponsor_is_opened_and_of_several_offered(
    client, lead, items
):
    first, second, third = items
    straight = client.get(f"{BOARD}many/letters/?item={first.pk}")
    assert straight.url == (
        f"{BOARD}letters/new/?sponsor={first.sponsor_id}&item={first.pk}"
    )
    ValueItem.objects.filter(pk=second.pk).update(sponsor=None)
    query = "&".join(f"item={item.pk}" for item in (first, second, third))
    page = client.get(f"{BOARD}many/letters/?{query}").content.decode()
    assert f"{first.sponsor}: 1 result" in page
    assert f"sponsor={third.sponsor_id}" in page
    assert "name a sponsor first" in page


def test_all_that_the_filters_find_can_be_taken(client, lead, items):
    told = happened(items[0], Event.TOLD)
    address = f"{BOARD}many/follow-up/?all=1&state=communicated"
    client.post(address, {"follow_up_on": "2026-12-01"})
    found = ValueItem.objects.get(follow_up_on=date(2026, 12, 1))
    assert found == told


def test_nothing_chosen_says_what_to_do(client, lead, portfolio):
    answer = client.get(f"{BOARD}many/follow-up/", follow=True)
    assert "Tick the items first." in answer.content.decode()
    assert client.get(f"{BOARD}many/nothing/").status_code == 404


def test_items_of_others_are_not_touched(client, lead, portfolio):
    stranger = one_item(BenefitFactory().portfolio)
    client.post(
        f"{BOARD}many/follow-up/?item={stranger.pk}", {"follow_up_on": "2026-12-01"}
    )
    stranger.refresh_from_db()
    assert stranger.follow_up_on is None


def test_who_owes_an_answer_is_listed_with_amounts_and_age(client, lead, items):
    told, done, part = items
    happened(told, Event.TOLD)
    happened(done, Event.ACKNOWLEDGED, amount=400)
    happened(part, Event.IN_PART, amount=100)

    rows = client.get(f"{BOARD}owed/").context["rows"]
    assert [(row.sponsor, row.amounts) for row in rows] == [
        (told.sponsor, [(Decimal(1000), "EUR")]),
        (part.sponsor, [(Decimal(400), "EUR")]),
    ]
    assert (rows[0].told, rows[0].untold) == (1, 0)
    text = client.get(f"{BOARD}owed.csv").content.decode()
    assert told.sponsor.name in text
    assert done.sponsor.name not in text


def test_the_board_is_a_file_too(client, lead, items):
    item = happened(items[0], Event.TOLD)
    text = client.get(f"{BOARD[:-1]}.csv", {"state": "communicated"}).content.decode()
    header, row = text.strip().splitlines()
    assert header.startswith("\ufeffid,portfolio,kind")
    assert f"{item.benefit.code}" in row
    assert "communicated" in row


def test_the_api_lists_value_without_names(client, portfolio, items):
    item = happened(items[0], Event.TOLD)
    reader = UserFactory()
    MembershipFactory(user=reader, portfolio=portfolio, role=Role.EXECUTIVE)
    client.force_login(reader)

    found = client.get("/api/v1/value-items/", {"state": "communicated"}).json()
    (row,) = found["results"]
    assert (row["id"], row["state"], row["kind"]) == (
        item.pk,
        "communicated",
        "benefit",
    )
    assert Decimal(row["amount"]) == 1000
    assert item.sponsor.name not in str(row)
    assert client.get("/api/v1/value-items/", {"state": "stale"}).json()["count"] == 0
