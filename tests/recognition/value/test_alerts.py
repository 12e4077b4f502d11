"""Value that waits too long: its lead hears of it, once and in one mail a day."""

from datetime import timedelta

import pytest

from accounts.models import Mail
from delivery.models import Portfolio, Role
from recognition.actions import value_alerts
from recognition.actions.ledger import Event, chain_of
from recognition.actions.value_alerts import alert_leads
from recognition.actions.verifying import first_flaw
from recognition.models import LedgerEvent, ValueItem
from tests.factories import MembershipFactory, PortfolioFactory, UserFactory
from tests.recognition.value.ledger import NOW, one_item

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=40)
ALERTED = Event.ALERTED


@pytest.fixture
def portfolio() -> Portfolio:
    return PortfolioFactory(slug="transport")


@pytest.fixture(autouse=True)
def lead(portfolio):
    lead = UserFactory(email="lead@example.org")
    MembershipFactory(user=lead, portfolio=portfolio, role=Role.LEAD)
    return lead


def told(item: ValueItem, at) -> None:
    with chain_of(item.portfolio_id) as chain:
        chain.append(item, Event.TOLD, at, stakeholder_id=item.sponsor_id)


def test_what_nobody_was_told_for_thirty_days_is_told_to_the_lead_once(portfolio):
    item = one_item(portfolio)

    assert alert_leads(NOW + timedelta(days=20)) == 0
    assert alert_leads(LATER) == 1
    assert alert_leads(LATER) == 0
    assert alert_leads(LATER + timedelta(days=100)) == 0

    mail = Mail.objects.get()
    assert mail.address == "lead@example.org"
    assert "1 result waits for too long" in mail.subject
    assert item.subject.name in mail.body
    assert "/recognition/value/" in mail.body
    event = LedgerEvent.objects.get(kind=ALERTED)
    assert event.data == {"of": "untold"}
    assert first_flaw(portfolio) == ""


def test_what_is_not_answered_is_another_matter_and_told_once_more(portfolio):
    item = one_item(portfolio)
    alert_leads(LATER)
    told(item, LATER)

    assert alert_leads(LATER + timedelta(days=29)) == 0
    assert alert_leads(LATER + timedelta(days=31)) == 1
    assert alert_leads(LATER + timedelta(days=32)) == 0
    kinds = LedgerEvent.objects.filter(kind=ALERTED).values_list("data__of", flat=True)
    assert list(kinds) == ["untold", "unanswered"]


def test_an_answer_is_an_answer_whatever_it_says(portfolio):
    item = one_item(portfolio)
    told(item, NOW)
    with chain_of(portfolio.pk) as chain:
        chain.append(item, Event.QUESTIONED, NOW, "Which months?")
    assert alert_leads(LATER) == 0


def test_a_lead_of_several_portfolios_gets_one_mail_of_all(portfolio, lead):
    other = PortfolioFactory(slug="water")
    MembershipFactory(user=lead, portfolio=other, role=Role.LEAD)
    names = [one_item(one).subject.name for one in (portfolio, other, other)]

    assert alert_leads(LATER) == 1
    body = Mail.objects.get().body
    assert all(name in body for name in names)


def test_what_comes_up_on_the_same_day_waits_for_the_mail_of_tomorrow(portfolio):
    one_item(portfolio)
    assert alert_leads(LATER) == 1
    one_item(portfolio)

    assert alert_leads(LATER) == 0
    assert LedgerEvent.objects.filter(kind=ALERTED).count() == 1
    assert alert_leads(LATER + timedelta(days=1)) == 1
    assert LedgerEvent.objects.filter(kind=ALERTED).count() == 2


def test_without_a_lead_nobody_is_told_and_nothing_is_noted(portfolio, lead):
    one_item(portfolio)
    lead.is_active = False
    lead.save()
    assert alert_leads(LATER) == 0
    assert not LedgerEvent.objects.filter(kind=ALERTED).exists()


def test_a_crash_between_the_event_and_the_mail_leaves_neither(portfolio, monkeypatch):
    one_item(portfolio)

    def crash(*args, **kwargs):
        raise RuntimeError("cut off")

    monkeypatch.setattr(value_alerts, "body_of", crash)
    with pytest.raises(RuntimeError):
        alert_leads(LATER)
    monkeypatch.undo()

    assert not LedgerEvent.objects.filter(kind=ALERTED).exists()
    assert alert_leads(LATER) == 1


def test_another_worker_in_between_costs_nothing(portfolio, lead, monkeypatch):
    one_item(portfolio)
    key = value_alerts.key_of(lead.pk, LATER.date())
    monkeypatch.setattr(value_alerts.mailing, "post", lambda *args, **fields: False)
    assert alert_leads(LATER) == 0
    monkeypatch.undo()
    assert not LedgerEvent.objects.filter(kind=ALERTED).exists()
    assert alert_leads(LATER) == 1
    assert Mail.objects.filter(key=key).exists()


@pytest.mark.one_engine
def test_many_items_take_as_many_queries_as_one(
    portfolio, django_assert_max_num_queries
):
    for _ in range(12):
        one_item(portfolio)
    with django_assert_max_num_queries(24):
        assert alert_leads(LATER) == 1
