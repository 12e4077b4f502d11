"""The chain of the ledger: only ever added to, and every change of it is found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts import mailing
from accounts.models import Mail
from delivery.models import Portfolio
from recognition.actions.ledger import Event, chain_of
from recognition.actions.people import erase_stakeholder, merge_stakeholders
from recognition.actions.verifying import first_flaw
from recognition.models import (
    LedgerEvent,
    LedgerHead,
    LedgerWords,
    Stakeholder,
    ValueItem,
    ValueLetter,
)
from tests.factories import PortfolioFactory, StakeholderFactory
from tests.recognition.value.ledger import NOW, one_item

pytestmark = pytest.mark.django_db

EVENTS = LedgerEvent._meta.db_table


@pytest.fixture
def portfolio() -> Portfolio:
    return PortfolioFactory(slug="transport")


@pytest.fixture
def item(portfolio: Portfolio) -> ValueItem:
    """Value with three events, the last one with words of its sponsor."""
    item = one_item(portfolio)
    for kind, words in ((Event.TOLD, ""), (Event.QUESTIONED, "Which months?")):
        with chain_of(portfolio.pk) as chain:
            chain.append(item, kind, NOW, words, stakeholder_id=item.sponsor_id)
    return item


def forge(statement: str) -> None:
    """Change an event as somebody with the database in hand would."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {EVENTS}_no_update")
            cursor.execute(f"DROP TRIGGER {EVENTS}_no_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {EVENTS} DISABLE TRIGGER USER")
        cursor.execute(statement)


def test_events_are_numbered_and_each_carries_the_hash_of_the_one_before(item):
    events = list(LedgerEvent.objects.in_order())
    assert [event.number for event in events] == [1, 2, 3]
    assert [event.previous_hash for event in events] == [
        "",
        events[0].hash,
        events[1].hash,
    ]
    head = LedgerHead.objects.get()
    assert (head.number, head.hash) == (3, events[2].hash)


def test_nothing_in_the_code_changes_an_event(item):
    event = LedgerEvent.objects.first()
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(TypeError):
        LedgerEvent.objects.update(amount=1)
    with pytest.raises(TypeError):
        LedgerEvent.objects.all().delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE recognition_ledgerevent SET amount = 1",
        "DELETE FROM recognition_ledgerevent",
    ],
)
def test_the_database_itself_refuses_to_change_an_event(item, statement):
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert first_flaw(item.portfolio) == ""


@pytest.mark.parametrize(
    ("statement", "flaw"),
    [
        pytest.param(
            "UPDATE recognition_ledgerevent SET amount = 99990000 WHERE number = 1",
            "event 1 was changed",
            id="an amount",
        ),
        pytest.param(
            "UPDATE recognition_ledgerevent SET previous_hash = '' WHERE number = 2",
            "event 2 does not follow",
            id="the chain",
        ),
        pytest.param(
            "DELETE FROM recognition_ledgerevent WHERE number = 2",
            "event 2 is missing",
            id="an event in the middle",
        ),
        pytest.param(
            "DELETE FROM recognition_ledgerevent WHERE number = 3",
            "the ledger ends with event 2, and should with 3",
            id="the last event",
        ),
        pytest.param(
            "UPDATE recognition_ledgerwords SET text = 'All fine.'",
            "the words of event 3 were changed",
            id="words",
        ),
        pytest.param(
            "UPDATE recognition_valueitem SET acknowledged_amount = 10000000",
            "acknowledged_amount is Decimal('1000.0000')",
            id="an item",
        ),
        pytest.param(
            "UPDATE recognition_valueitem SET period_end = '2026-12-31'",
            "period_end is",
            id="what an item is about",
        ),
    ],
)
def test_what_was_forged_is_found_at_its_place(item, statement, flaw, capsys):
    call_command("verify_ledger", "transport")
    assert "3 events, whole" in capsys.readouterr().out
    forge(statement)
    with pytest.raises(CommandError):
        call_command("verify_ledger")
    assert flaw in capsys.readouterr().out


def test_an_item_without_an_event_is_found(item):
    LedgerHead.objects.all()
    ValueItem.objects.create(
        portfolio=item.portfolio,
        kind="benefit",
        benefit=item.benefit,
        period_start=item.period_start,
        period_end=item.period_start,
        created_at=NOW,
    )
    assert "has no event" in first_flaw(item.portfolio)


def test_somebody_who_is_forgotten_leaves_a_whole_ledger_without_words(item):
    sponsor = item.sponsor
    erase_stakeholder(sponsor.pk, NOW)
    item.refresh_from_db()
    assert (item.answer, item.answer_reason) == ("questioned", "")
    assert not LedgerWords.objects.exists()
    texts = str(list(LedgerEvent.objects.values())) + str(item.__dict__)
    assert "Which months" not in texts
    assert sponsor.name not in texts
    assert first_flaw(item.portfolio) == ""


def test_who_is_forgotten_takes_along_what_they_were_before_rows_became_one(item):
    once, again = item.sponsor, StakeholderFactory(portfolio=item.portfolio)
    kept = StakeholderFactory(portfolio=item.portfolio)
    letters = {"portfolio": item.portfolio, "sent_at": NOW, "expires_on": NOW.date()}
    ValueLetter.objects.create(sponsor=once, message=f"Dear {once.name}", **letters)
    mailed = Mail.objects.filter(address=once.email)
    mailing.post_to_address("m", address=once.email, subject="s", body="b", now=NOW)
    merge_stakeholders(again, once)
    merge_stakeholders(kept, again)
    assert mailed.exists()
    erase_stakeholder(kept.pk, NOW)
    assert not LedgerWords.objects.exists()
    assert not mailed.exists()
    left = [*Stakeholder.history.values(), *ValueLetter.objects.values()]
    for person in (once, again, kept):
        assert person.name not in str(left)
        assert person.email not in str(left)
    assert first_flaw(item.portfolio) == ""


def test_two_rows_of_one_person_become_one_and_the_ledger_stays_whole(item):
    kept = StakeholderFactory(portfolio=item.portfolio)
    merge_stakeholders(kept, item.sponsor)
    item.refresh_from_db()
    assert (item.sponsor, item.answered_by) == (kept, kept)
    assert first_flaw(item.portfolio) == ""
