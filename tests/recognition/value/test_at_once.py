"""Answers that come at the same moment: the ledger takes one after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from delivery.models import BenefitEntry
from recognition.actions.following import follow
from recognition.actions.value_answers import ChangedError, Given, Reader, answer
from recognition.actions.verifying import first_flaw
from recognition.models import LedgerEvent, LedgerHead, ValueItem
from tests.factories import PortfolioFactory
from tests.recognition.value.ledger import one_item
from tests.recognition.value.telling import told

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Do several things at one moment, each on a connection of its own."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            barrier.wait()
            return call()
        except ChangedError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def answering(item: ValueItem, kind: str, amount: int | None = None):
    shown = item.fingerprint
    assert item.sponsor is not None
    reader = Reader(item.sponsor)
    given = Given(answer=kind, shown=shown, amount=amount, reason="")
    return lambda: answer(item, given, reader, timezone.now())


def test_the_same_answer_from_many_windows_is_one_event():
    item, _letter = told(PortfolioFactory())
    at_once(*[answering(item, "acknowledged")] * 6)
    assert LedgerEvent.objects.filter(kind="acknowledged").count() == 1
    assert first_flaw(item.portfolio) == ""


def test_two_different_answers_both_stand_in_the_ledger_and_the_last_one_counts():
    item, _letter = told(PortfolioFactory())
    at_once(
        *[answering(item, "acknowledged"), answering(item, "in_part", 300)] * 3,
    )
    item.refresh_from_db()
    last = LedgerEvent.objects.in_order().last()
    assert item.acknowledged_amount == last.amount
    numbers = list(LedgerEvent.objects.in_order().values_list("number", flat=True))
    assert numbers == list(range(1, LedgerHead.objects.get().number + 1))
    assert first_flaw(item.portfolio) == ""


def test_a_number_that_moves_while_somebody_answers_is_never_acknowledged_unseen():
    item, _letter = told(PortfolioFactory())
    BenefitEntry.objects.update(amount=2000)
    results = at_once(
        answering(item, "acknowledged"),
        lambda: follow(item.portfolio, timezone.now()),
    )
    item.refresh_from_db()
    if isinstance(results[0], ChangedError):
        assert not item.answer
    else:
        assert (item.answered_amount, item.is_stale) == (1000, True)
    assert item.amount == 2000
    assert first_flaw(item.portfolio) == ""


def test_two_refreshes_at_once_take_value_in_once():
    portfolio = PortfolioFactory()
    item = one_item(portfolio)
    LedgerEvent.objects.filter(item=item)
    BenefitEntry.objects.update(amount=3000)
    at_once(*[lambda: follow(portfolio, timezone.now())] * 4)
    assert LedgerEvent.objects.filter(kind="amount_changed").count() == 1
    assert first_flaw(portfolio) == ""
