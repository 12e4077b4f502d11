"""The ledger of value: appending to it, and letting it follow the facts.

What stands on an item is what its events say: `take_in` is the only place where an
event becomes fields, for whoever appends and for whoever verifies.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from delivery.models import Portfolio
from recognition.calculations.recognised_value import has_moved
from recognition.models import LedgerEvent, LedgerHead, LedgerWords, ValueItem

Event = LedgerEvent.Kind
Via = LedgerEvent.Via
Answer = ValueItem.Answer

ANSWERS = {
    Event.ACKNOWLEDGED: Answer.ACKNOWLEDGED,
    Event.IN_PART: Answer.IN_PART,
    Event.QUESTIONED: Answer.QUESTIONED,
    Event.DISPUTED: Answer.DISPUTED,
}
# What an event writes on its item. The rest are settings that people change.
FOLLOWING = (
    *("amount", "currency", "facts", "validated_on", "evidence", "withdrawn_at"),
    *("sponsor", "wording", "sentence", "worded_amount", "worded_facts"),
    *("worded_by", "worded_at", "communicated_at", "viewed_at"),
    *("answer", "answered_by", "answered_at", "answered_amount"),
    *(
        "answered_facts",
        "acknowledged_amount",
        "disputed_amount",
        "answer_reason",
        "is_stale",
    ),
    *("resolved_at", "resolution"),
)
# What an item is about: said by its first event, and the same for good.
IDENTITY = ("kind", "benefit", "kpi", "project", "period_start", "period_end")


class Chain:
    """The ledger of one portfolio while its end is held, in a transaction."""

    def __init__(self, head: LedgerHead) -> None:
        self.head = head
        self.events: list[LedgerEvent] = []
        self.words: list[LedgerWords] = []
        self.items: dict[int, ValueItem] = {}

    def append(
        self, item: ValueItem, kind: str, at: datetime, words: str = "", **fields: Any
    ) -> LedgerEvent:
        """Add an event to the chain and take it in on its item; stored at the end.

        `words` are what a person wrote: they can be forgotten, their fingerprint stays.
        """
        event = LedgerEvent(
            portfolio_id=self.head.portfolio_id,
            number=self.head.number + 1,
            item=item,
            kind=kind,
            at=at,
            previous_hash=self.head.hash,
            **{"via": Via.SYSTEM, **fields},
        )
        if words:
            written = LedgerWords(text=words)
            event.data = {**event.data, "words": written.fingerprint}
            written.event = event
            self.words.append(written)
        event.hash = event.digest()
        take_in(item, event, words)
        self.head.number, self.head.hash = event.number, event.hash
        self.events.append(event)
        self.items[item.pk] = item
        return event

    def store(self, *, is_quiet: bool) -> None:
        """Write down what was appended; not `is_quiet`, scorecards are asked for."""
        if not self.events:
            return
        LedgerEvent.objects.bulk_create(self.events)
        for written in self.words:
            written.event_id = written.event.pk
        LedgerWords.objects.bulk_create(self.words)
        self._store_items()
        self.head.save(update_fields=["number", "hash"])
        if not is_quiet:
            Portfolio.objects.filter(pk=self.head.portfolio_id).touch()

    def _store_items(self) -> None:
        """Write what events wrote on their items.

        Rows that are there are put in once more, which updates them: a bulk update
        would ask for each of the many fields of each item on its own.
        """
        if len(self.items) == 1:
            (item,) = self.items.values()
            item.save(update_fields=FOLLOWING)
        else:
            ValueItem.objects.bulk_create(
                self.items.values(),
                batch_size=200,
                update_conflicts=True,
                unique_fields=["pk"],
                update_fields=FOLLOWING,
            )


@contextmanager
def chain_of(portfolio_id: int, *, is_quiet: bool = False) -> Iterator[Chain]:
    """Hold the end of a portfolio's ledger, and store what the block appends.

    Whoever appends to the same ledger waits for the end of the transaction, so what
    the block reads of its items is what they are.
    """
    with transaction.atomic():
        heads = LedgerHead.objects.select_for_update().filter(portfolio=portfolio_id)
        head = heads.first()
        if head is None:  # the very first events of this portfolio
            LedgerHead.objects.get_or_create(portfolio_id=portfolio_id)
            head = heads.get()
        chain = Chain(head)
        yield chain
        chain.store(is_quiet=is_quiet)


def take_in(item: ValueItem, event: LedgerEvent, words: str = "") -> None:
    """Let an item say what an event says."""
    if event.kind in ANSWERS:
        _take_answer(item, event, words)
    elif taken := TAKEN.get(Event(event.kind)):
        taken(item, event)


def _take_number(item: ValueItem, event: LedgerEvent) -> None:
    item.amount, item.currency = event.amount, event.currency
    item.facts, item.evidence = event.data["facts"], event.data["evidence"]
    item.validated_on = date.fromisoformat(event.data["validated_on"])
    item.withdrawn_at = None
    item.is_stale = item.is_accepted and _has_moved(item)
    if event.kind == Event.VALIDATED:
        item.sponsor_id = event.stakeholder_id
        item.kind = event.data["kind"]
        setattr(item, f"{item.kind}_id", event.data["subject"])
        start, end = map(date.fromisoformat, event.data["period"])
        item.period_start, item.period_end = start, end


def _take_withdrawal(item: ValueItem, event: LedgerEvent) -> None:
    item.withdrawn_at, item.amount, item.facts = event.at, None, {}


def _take_sponsor(item: ValueItem, event: LedgerEvent) -> None:
    item.sponsor_id = event.stakeholder_id
    if not item.answer:  # The new one has not been told of it.
        item.communicated_at = item.viewed_at = None


def _take_words(item: ValueItem, event: LedgerEvent) -> None:
    item.wording, item.sentence = event.data["wording"], event.text
    item.worded_amount, item.worded_facts = event.amount, event.data["facts"]
    item.worded_by_id, item.worded_at = event.by_id, event.at


def _take_telling(item: ValueItem, event: LedgerEvent) -> None:
    item.communicated_at, item.viewed_at = event.at, None


def _take_view(item: ValueItem, event: LedgerEvent) -> None:
    item.viewed_at = event.at


def _take_resolution(item: ValueItem, event: LedgerEvent) -> None:
    item.resolved_at, item.resolution = event.at, event.text
    item.disputed_amount = None


def _take_answer(item: ValueItem, event: LedgerEvent, words: str) -> None:
    item.answer = ANSWERS[Event(event.kind)]
    item.answered_by_id, item.answered_at = event.stakeholder_id, event.at
    item.answered_amount = item.amount
    item.answered_facts = {"currency": item.currency, **item.facts}
    item.answer_reason = words
    item.is_stale = False
    item.resolved_at, item.resolution = None, ""
    item.acknowledged_amount = item.disputed_amount = None
    if item.is_accepted:
        item.acknowledged_amount = event.amount
    elif item.answer == Answer.DISPUTED:
        item.disputed_amount = event.amount


TAKEN: dict[Event, Callable[[ValueItem, LedgerEvent], None]] = {
    Event.VALIDATED: _take_number,
    Event.AMOUNT_CHANGED: _take_number,
    Event.RESTORED: _take_number,
    Event.WITHDRAWN: _take_withdrawal,
    Event.SPONSOR_CHANGED: _take_sponsor,
    Event.WORDED: _take_words,
    Event.TOLD: _take_telling,
    Event.VIEWED: _take_view,
    Event.RESOLVED: _take_resolution,
}


def _has_moved(item: ValueItem) -> bool:
    """Whether the number is another one than that which was answered."""
    answered = item.answered_facts
    if answered["currency"] != item.currency:
        return True
    if item.kind == ValueItem.Kind.BENEFIT:
        return has_moved(item.answered_amount, item.amount)
    if item.kind == ValueItem.Kind.KPI:
        return has_moved(level(answered), level(item.facts))
    kept = ("on_time", "on_budget")
    return any(answered.get(name) != item.facts.get(name) for name in kept)


def level(facts: dict[str, Any]) -> Decimal | None:
    """Return where a KPI has got to, None for what is no KPI."""
    return Decimal(facts["after"]) if "after" in facts else None
