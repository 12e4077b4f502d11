"""What sponsors do with value that they are told of: looking, and answering.

An answer is bound to the words and the number that were shown. It is taken while the
ledger is held, so of two at once the second one sees the first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.actions.claims import claimants
from delivery.models import BenefitEntry, ClaimDecision, KpiMeasurement
from recognition.actions import value_mail
from recognition.actions.ledger import ANSWERS, Chain, Event, Via, chain_of
from recognition.actions.value import RefusedError, by_portfolio, held, held_together
from recognition.models import LedgerEvent, Stakeholder, ValueItem

Answer = ValueItem.Answer
EVENT_OF = {answer: event for event, answer in ANSWERS.items()}
OPENING = (Answer.QUESTIONED, Answer.DISPUTED)


class ChangedError(Exception):
    """The number or the wording is another one than the reader was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a sponsor answers.

    `shown` is the fingerprint of what the page showed. `amount` is what is acknowledged
    in part, or disputed; None disputes all of it.
    """

    answer: str
    shown: str
    amount: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who answers: a stakeholder, and their account where they sign in."""

    stakeholder: Stakeholder
    user: User | None = None
    via: str = Via.LINK


def workers_on(item: ValueItem) -> set[int]:
    """Return who claimed, measured, validated or worded an item, by their accounts."""
    months = Q(month__gte=item.period_start, month__lte=item.period_end)
    found: set[int | None] = {item.worded_by_id}
    worded = item.events.filter(kind=Event.WORDED)
    found.update(worded.values_list("by", flat=True))
    if item.benefit_id:
        entries = BenefitEntry.objects.filter(months, benefit=item.benefit_id)
        claims = entries.filter(kind=BenefitEntry.Kind.CLAIMED)
        found.update(
            user for _pk, user in claimants(claims.values_list("pk", flat=True))
        )
        validated = entries.filter(kind=BenefitEntry.Kind.VALIDATED)
        found.update(validated.values_list("recorded_by", flat=True))
        decided = ClaimDecision.objects.filter(months, benefit=item.benefit_id)
        found.update(decided.values_list("decided_by", flat=True))
    if item.kpi_id:
        readings = KpiMeasurement.objects.filter(
            kpi=item.kpi_id, period_end__gte=item.period_start
        )
        found.update(readings.values_list("recorded_by", flat=True))
    return {user for user in found if user is not None}


def is_own(item: ValueItem, reader: Reader) -> bool:
    """Whether somebody worked on the value themselves: by account or by address."""
    workers = workers_on(item)
    if {reader.stakeholder.user_id, reader.user and reader.user.pk} & workers:
        return True
    address = reader.stakeholder.email.casefold()
    emails = User.objects.filter(pk__in=workers).values_list("email", flat=True)
    return bool(address) and address in {email.casefold() for email in emails}


def record_view(items: Iterable[ValueItem], reader: Reader, now: datetime) -> int:
    """Write down that a sponsor has looked at items; return how many were new."""
    count = 0
    due = [item for item in items if is_to_be_viewed(item, reader)]
    for portfolio, group in by_portfolio(due):
        with chain_of(portfolio) as chain:
            for item in held_together(chain, [one.pk for one in group]):
                if is_to_be_viewed(item, reader):
                    chain.append(
                        item,
                        Event.VIEWED,
                        now,
                        via=reader.via,
                        by=reader.user,
                        stakeholder=reader.stakeholder,
                        amount=item.amount,
                        currency=item.currency,
                    )
                    count += 1
    return count


def is_to_be_viewed(item: ValueItem, reader: Reader) -> bool:
    """Whether a look at an item says something new."""
    return (
        item.sponsor_id == reader.stakeholder.pk
        and item.communicated_at is not None
        and item.viewed_at is None
        and not item.is_withdrawn
    )


def answer(item: ValueItem, given: Given, reader: Reader, now: datetime) -> ValueItem:
    """Take what a sponsor answers; the same once more changes nothing.

    Raises ChangedError where another number or wording holds by now, and RefusedError.
    """
    with chain_of(item.portfolio_id) as chain:
        return answer_in(chain, item, given, reader, now)


def answer_in(
    chain: Chain, item: ValueItem, given: Given, reader: Reader, now: datetime
) -> ValueItem:
    """Take an answer while the ledger is held, for whoever takes several at once.

    Raises ChangedError and RefusedError, as `answer` does.
    """
    found = held(chain, item.pk)
    _refuse_reader(found, reader)
    amount = _amount(found, given)
    if _is_repeated(found, given, amount, reader):
        return found
    if given.shown != found.fingerprint:
        raise ChangedError
    if given.answer in ValueItem.ACCEPTING and is_own(found, reader):
        raise RefusedError(
            _(
                "You worked on this number or on its wording yourself, so you "
                "cannot acknowledge it. Somebody else has to answer for it."
            )
        )
    event = chain.append(
        found,
        EVENT_OF[Answer(given.answer)],
        now,
        given.reason,
        via=reader.via,
        by=reader.user,
        stakeholder=reader.stakeholder,
        amount=amount,
        currency=found.currency,
        text=found.sentence,
        data={"shown": given.shown},
    )
    if given.answer in OPENING:
        value_mail.tell_leads(found, event, now)
    return found


def _refuse_reader(item: ValueItem, reader: Reader) -> None:
    if item.sponsor_id != reader.stakeholder.pk:
        raise RefusedError(_("Somebody else answers for this result by now."))
    if item.is_withdrawn:
        raise RefusedError(_("This value was withdrawn: there is nothing to answer."))
    if item.communicated_at is None:
        raise RefusedError(_("This result has not been told to you."))


def _amount(item: ValueItem, given: Given) -> Decimal | None:
    """Return the number that an answer is about; None for what is not in money."""
    if given.answer == Answer.QUESTIONED:
        return None
    is_part = given.answer == Answer.IN_PART or given.amount is not None
    if given.answer == Answer.ACKNOWLEDGED or not is_part:
        return item.amount
    if item.amount is None:
        raise RefusedError(_("Only an amount of money can be answered in part."))
    return _part(item.amount, given)


def _part(whole: Decimal, given: Given) -> Decimal:
    if given.amount is None or given.amount <= 0:
        raise RefusedError(_("Enter an amount above zero."), field="amount")
    if given.amount > whole:
        raise RefusedError(_("That is more than the whole amount."), field="amount")
    if given.answer == Answer.IN_PART and given.amount == whole:
        raise RefusedError(
            _("That is the whole amount: acknowledge it as it is."), field="amount"
        )
    return given.amount


def _is_repeated(
    item: ValueItem, given: Given, amount: Decimal | None, reader: Reader
) -> bool:
    """Whether the very same was answered before, to the number that still holds."""
    if item.answer != given.answer or item.resolved_at or item.is_withdrawn:
        return False
    told = {
        Answer.ACKNOWLEDGED: item.acknowledged_amount,
        Answer.IN_PART: item.acknowledged_amount,
        Answer.QUESTIONED: None,
        Answer.DISPUTED: item.disputed_amount,
    }[Answer(item.answer)]
    same_number = (item.answered_amount, item.answered_facts) == (
        item.amount,
        {"currency": item.currency, **item.facts},
    )
    same_person = item.answered_by_id == reader.stakeholder.pk
    same_words = item.answer_reason == given.reason
    is_told_again = bool(
        item.communicated_at
        and item.answered_at
        and item.communicated_at > item.answered_at
    )
    return (
        told == amount
        and same_number
        and same_person
        and same_words
        and not is_told_again
    )


def dialogues_of(items: Sequence[ValueItem]) -> defaultdict[int, list[LedgerEvent]]:
    """Return what was asked and said about each item, in order, in one query."""
    spoken = (Event.QUESTIONED, Event.DISPUTED, Event.REPLIED, Event.RESOLVED)
    found: defaultdict[int, list[LedgerEvent]] = defaultdict(list)
    events = LedgerEvent.objects.filter(item__in=items, kind__in=spoken)
    for event in events.select_related("words", "by").order_by("number"):
        found[event.item_id].append(event)
    return found
