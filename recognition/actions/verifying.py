"""Whether a ledger is whole: its chain, its words, and what follows from its events."""

from typing import Any

from delivery.models import Portfolio
from pmo_value.reading import one_state
from recognition.actions.ledger import FOLLOWING, IDENTITY, take_in
from recognition.models import (
    LedgerEvent,
    LedgerHead,
    LedgerWords,
    Stakeholder,
    ValueItem,
)


def first_flaw(portfolio: Portfolio) -> str:
    """Return the first place where a ledger is not what it was, "" if there is none.

    First each event is held against its hash and the one before it, then each item
    against what its events say.
    """
    with one_state():
        return _first_flaw(portfolio)


def _first_flaw(portfolio: Portfolio) -> str:
    replayed: dict[int, ValueItem] = {}
    words = {row.event_id: row for row in _words(portfolio)}
    number, previous = 0, ""
    events = LedgerEvent.objects.of_portfolio(portfolio).in_order()
    for event in events.iterator(chunk_size=2000):
        number += 1
        if event.number != number:
            return f"event {number} is missing: the next one is {event.number}"
        if event.previous_hash != previous:
            return f"event {number} does not follow on the one before it"
        if event.hash != event.digest():
            return f"event {number} was changed: its hash is another"
        written = words.get(event.pk)
        if written and written.fingerprint != event.data.get("words"):
            return f"the words of event {number} were changed"
        item = replayed.setdefault(event.item_id, ValueItem(pk=event.item_id))
        take_in(item, event, written.text if written else "")
        previous = event.hash
    head = LedgerHead.objects.filter(portfolio=portfolio).first()
    if head and (head.number, head.hash) != (number, previous):
        return f"the ledger ends with event {number}, and should with {head.number}"
    if head is None and number:
        return f"the ledger has {number} events, and its end is not on record"
    return _first_wrong_item(portfolio, replayed)


def _words(portfolio: Portfolio) -> Any:
    return LedgerWords.objects.filter(event__portfolio=portfolio)


def _first_wrong_item(portfolio: Portfolio, replayed: dict[int, ValueItem]) -> str:
    people = set(Stakeholder.objects.values_list("pk", flat=True))
    items = ValueItem.objects.of_portfolio(portfolio).order_by("pk")
    for item in items.iterator(chunk_size=2000):
        found = replayed.pop(item.pk, None)
        if found is None:
            return f"value item {item.pk} has no event"
        for name in (*IDENTITY, *FOLLOWING):
            column: Any = ValueItem._meta.get_field(name)
            field = column.attname
            told, stored = getattr(found, field), getattr(item, field)
            # The row of a person may be one with another by now.
            is_joined = field in {"sponsor_id", "answered_by_id"} and told not in people
            if told != stored and not is_joined:
                return (
                    f"value item {item.pk}: {name} is {stored!r}, and its events "
                    f"say {told!r}"
                )
    for pk in replayed:
        return f"value item {pk} has events, and is gone"
    return ""
