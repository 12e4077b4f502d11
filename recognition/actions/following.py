"""Letting the ledger of value follow the facts: what was validated, and what was not.

Source: docs/formulas.md, "Value items".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from delivery.models import Portfolio
from recognition.actions.ledger import Chain, Event, Via, chain_of, level
from recognition.calculations.recognised_value import has_moved
from recognition.loading.value import Delivered, load_delivered, load_sponsors
from recognition.models import LedgerHead, ValueItem

# The mean of a KPI since it improved is firm with as many values; before that each
# new one counts.
FIRM_FROM = 8


@dataclass(frozen=True, slots=True)
class Step:
    """What a ledger lacks of the facts: an event of an item, which may be new."""

    item: ValueItem
    kind: str
    found: Delivered | None = None
    sponsor: int | None = None


def follow(portfolio: Portfolio, now: datetime) -> int:
    """Let the items of a portfolio follow its facts; return how many events it took.

    A fixed number of queries, and nothing is written where nothing has changed. The
    scorecards are not asked for: whoever calls this is about to draw them.
    """
    heads = LedgerHead.objects.filter(portfolio=portfolio)
    number = heads.values_list("number", flat=True).first() or 0
    steps = _steps(portfolio, now)
    if not steps:
        return 0
    with chain_of(portfolio.pk, is_quiet=True) as chain:
        # Only now nobody else can append: who has done so meanwhile may have taken
        # some of these very steps.
        if chain.head.number != number:
            steps = _steps(portfolio, now)
        ValueItem.objects.bulk_create(
            [step.item for step in steps if step.item.pk is None]
        )
        for step in steps:
            _take(chain, step, now)
        return len(chain.events)


def _take(chain: Chain, step: Step, now: datetime) -> None:
    item, found = step.item, step.found
    if found is None:
        fields: dict[str, Any] = {"stakeholder_id": step.sponsor}
        if step.kind == Event.WITHDRAWN:
            fields = {"amount": item.amount, "currency": item.currency}
        chain.append(item, step.kind, now, **fields)
        return
    was_stale = item.is_stale
    is_money = found.kind == ValueItem.Kind.BENEFIT
    is_first = step.kind == Event.VALIDATED
    chain.append(
        item,
        step.kind,
        min(found.decided_at or now, now) if is_first else now,
        via=Via.FINANCE if is_money else Via.SYSTEM,
        by_id=found.decided_by,
        stakeholder_id=step.sponsor,
        amount=found.amount,
        currency=found.currency,
        data={
            "facts": found.facts,
            "evidence": found.evidence,
            "validated_on": found.validated_on.isoformat(),
            **(_identity(found) if is_first else {}),
        },
    )
    if item.is_stale and not was_stale:
        chain.append(
            item, Event.GONE_STALE, now, amount=found.amount, currency=found.currency
        )


def _identity(found: Delivered) -> dict[str, Any]:
    """Return what an item is about, for its first event."""
    return {
        "kind": str(found.kind),
        "subject": found.subject,
        "period": [found.start.isoformat(), found.end.isoformat()],
    }


def _steps(portfolio: Portfolio, now: datetime) -> list[Step]:
    """Return what the ledger lacks, in the order in which it is to be appended."""
    items = list(ValueItem.objects.of_portfolio(portfolio).order_by("pk"))
    delivered = load_delivered(portfolio, items, timezone.localdate(now))
    left = {_key(item): item for item in items}
    news: list[Step] = []
    orphans: list[ValueItem] = []
    for found in delivered:
        item = left.pop(found.key, None)
        if item is None:
            new = _new_item(portfolio, found, now)
            news.append(Step(new, Event.VALIDATED, found))
        elif item.is_withdrawn:
            news.append(Step(item, Event.RESTORED, found))
        elif _differs(item, found):
            news.append(Step(item, Event.AMOUNT_CHANGED, found))
        if item is not None and item.sponsor_id is None:
            orphans.append(item)
    gone = [
        Step(item, Event.WITHDRAWN) for item in left.values() if not item.is_withdrawn
    ]
    if orphans or any(step.kind == Event.VALIDATED for step in news):
        news = list(_with_sponsors(portfolio, news, orphans))
    return [*news, *gone]


def _with_sponsors(
    portfolio: Portfolio, news: list[Step], orphans: list[ValueItem]
) -> Iterator[Step]:
    """Name who answers for items that are new, or that nobody answered for."""
    sponsors = load_sponsors(portfolio)
    for step in news:
        sponsor = None
        if step.kind == Event.VALIDATED and step.found:
            sponsor = sponsors.get((step.found.kind, step.found.subject))
        yield replace(step, sponsor=sponsor)
    for item in orphans:
        kind, subject, *_period = _key(item)
        if (found := sponsors.get((kind, subject))) is not None:
            yield Step(item, Event.SPONSOR_CHANGED, sponsor=found)


def _key(item: ValueItem) -> tuple[str, int, date, date]:
    subject = item.benefit_id or item.kpi_id or item.project_id
    return (item.kind, subject or 0, item.period_start, item.period_end)


def _new_item(portfolio: Portfolio, found: Delivered, now: datetime) -> ValueItem:
    return ValueItem(
        portfolio=portfolio,
        kind=found.kind,
        **{f"{found.kind}_id": found.subject},
        period_start=found.start,
        period_end=found.end,
        created_at=now,
    )


def _differs(item: ValueItem, found: Delivered) -> bool:
    """Whether the facts say something else than the item does.

    The level of a KPI wanders with each value: once it rests on enough of them, only
    a step of more than 5 % is another number.
    """
    numbers = (found.amount, found.currency, found.evidence)
    if (item.amount, item.currency, item.evidence) != numbers:
        return True
    if found.kind != ValueItem.Kind.KPI:
        return bool(item.facts != found.facts)
    kept = ("before", "n_before", "since")
    if any(item.facts[name] != found.facts[name] for name in kept):
        return True
    if item.facts["n_after"] < FIRM_FROM:
        return bool(item.facts != found.facts)
    return has_moved(level(item.facts), level(found.facts))
