"""The start of Step 10: how far value is recognised, and what was said last."""

from decimal import Decimal

import pytest

from accounts.models import User
from delivery.models import Portfolio, Role
from recognition.actions.ledger import Event
from recognition.models import Round, ValueItem
from recognition.standing import Standing, standing_of
from tests.delivery.pages import parsed
from tests.factories import (
    AnswerFactory,
    PortfolioFactory,
    QuestionFactory,
    ResponseFactory,
    RoundFactory,
)
from tests.people import member
from tests.recognition.value.ledger import some_items
from tests.recognition.value.test_board import happened

pytestmark = pytest.mark.django_db

START = "/recognition/"


@pytest.fixture(scope="module")
def _begun(kept: None) -> None:
    """Value that has come to each of the three places, and what nobody may see."""
    portfolio = PortfolioFactory(slug="transport", name="Transport")
    member(portfolio, Role.LEAD, "lead")
    member(portfolio, Role.EXECUTIVE, "executive")
    whole, part, disputed, _untold, gone = some_items(
        portfolio, 4_000_000, 1_000_000, 500_000, 300_000, 200_000
    )
    happened(whole, Event.TOLD, Event.ACKNOWLEDGED, amount=4_000_000)
    happened(part, Event.TOLD, Event.IN_PART, amount=700_000)
    happened(disputed, Event.TOLD, Event.DISPUTED)
    happened(gone, Event.WITHDRAWN)
    some_items(PortfolioFactory(slug="elsewhere"), 9_000_000)


@pytest.fixture
def portfolio(_begun: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="transport")


def numbers(page) -> dict[str, list[str]]:
    """What stands under each term: the number first, then its notes."""
    return {
        stat.dt.get_text(" ", strip=True): [
            " ".join(line.get_text(" ").split()) for line in stat.find_all("dd")
        ]
        for stat in parsed(page).select(".stat")
    }


def test_every_part_of_the_value_stands_in_one_place(portfolio):
    found = standing_of(User.objects.get(username="executive"))
    assert found.delivered.sums == {"EUR": 5_800_000}
    parts = (found.acknowledged, found.told, found.untold)
    assert [part.sums["EUR"] for part in parts] == [4_700_000, 800_000, 300_000]
    assert [part.items for part in parts] == [1, 2, 1]
    assert found.objections == 1


@pytest.mark.one_engine
def test_the_start_tells_it_in_money_and_in_results(
    client, portfolio, django_assert_max_num_queries
):
    client.force_login(User.objects.get(username="executive"))
    with django_assert_max_num_queries(15):
        told = numbers(client.get(START))
    assert told["Acknowledged by sponsors"] == [
        "€4.7M",
        "81 % of €5.8M; 1 of 4 results",
    ]
    assert told["Told, not acknowledged"] == [
        "€800K",
        "2 results",
        "1 questioned or disputed",
    ]
    assert told["Not told yet"] == ["€300K", "1 result"]


@pytest.mark.one_engine
def test_another_currency_is_told_apart(portfolio):
    item = ValueItem.objects.get(
        portfolio=portfolio, communicated_at=None, amount=300_000
    )
    ValueItem.objects.filter(pk=item.pk).update(currency="USD")
    found = standing_of(User.objects.get(username="executive"))
    assert found.shares == ["85\u202f% of €5.5M", "0\u202f% of $300K"]
    assert found.untold.amounts == ["$300K"]


def test_what_is_nearly_all_is_not_all():
    found = Standing()
    found.take("EUR", "acknowledged", True, False, 2, Decimal(1000), Decimal(996))
    assert found.shares == ["99.6\u202f% of €1,000"]


@pytest.mark.one_engine
def test_who_leads_is_led_on_and_nobody_else(client, portfolio):
    for person, links in (("lead", 3), ("executive", 0)):
        client.force_login(User.objects.get(username=person))
        found = [a["href"] for a in parsed(client.get(START)).select(".stat a")]
        assert len(found) == links
        assert all(client.get(link).status_code == 200 for link in found)


@pytest.mark.one_engine
def test_the_last_round_is_quoted_by_whether_it_is_recommended(client, portfolio):
    round_ = RoundFactory(portfolio=portfolio, state=Round.State.CLOSED, name="Spring")
    QuestionFactory(questionnaire=round_.questionnaire, kind="csat", position=1)
    nps = QuestionFactory(questionnaire=round_.questionnaire, kind="nps", position=2)
    RoundFactory(portfolio=portfolio, state=Round.State.CLOSED, name="Services")
    client.force_login(User.objects.get(username="executive"))
    few = numbers(client.get(START))["NPS"]
    assert "nobody answered" in few[0]
    for score in (10, 9, 9, 8, 7, 3):
        response = ResponseFactory(round=round_, is_complete=True)
        AnswerFactory(response=response, question=nps, score=score)
    number, note = numbers(client.get(START))["NPS"]
    assert Decimal(number) == 33
    assert note.startswith("Spring: ")
