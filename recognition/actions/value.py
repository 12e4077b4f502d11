"""What the PMO does with value: wording it, telling it, and what comes of an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from delivery.models import Portfolio
from recognition.actions import value_mail
from recognition.actions.ledger import Chain, Event, Via, chain_of
from recognition.loading.value_facts import facts_of, planned_for
from recognition.models import LetterItem, Stakeholder, ValueItem, ValueLetter
from recognition.models.value_letter import VALID_DAYS
from recognition.sentences import Proposal, limit_of, propose, refuse_wording, render

if TYPE_CHECKING:
    from accounts.models import User


class RefusedError(Exception):
    """Something that must not be done with an item; says why, and at which field."""

    def __init__(self, *messages: str, field: str = "") -> None:
        super().__init__(*messages)
        self.messages = messages
        self.field = field


def language_of(item: ValueItem) -> str:
    """The language in which an item is put into words: that of its sponsor."""
    return item.sponsor.language if item.sponsor else settings.LANGUAGE_CODE


def proposal_of(item: ValueItem) -> Proposal:
    """Return the strongest sentence that an item bears."""
    return _wording_of(item).proposal


def _wording_of(item: ValueItem) -> "Wording":
    return Wording(item, planned_for([item]).get(item.pk))


def flaws_of(item: ValueItem, wording: str) -> list[str]:
    """Return in words why a wording cannot be used for an item."""
    return _wording_of(item).flaws(wording)


def sentence_of(item: ValueItem) -> str:
    """Return how the wording of an item reads with the numbers that hold now."""
    return render(item.wording, proposal_of(item).numbers) if item.wording else ""


def held(chain: Chain, pk: int) -> ValueItem:
    """Return an item as it is while its ledger is held."""
    if pk not in chain.items:
        chain.items[pk] = ValueItem.objects.for_page().get(pk=pk)
    return chain.items[pk]


def word(item: ValueItem, wording: str, by: "User | None", now: datetime) -> ValueItem:
    """Put an item into words; the numbers in them are those that hold now.

    Raises RefusedError.
    """
    with chain_of(item.portfolio_id) as chain:
        found = held(chain, item.pk)
        _word(chain, found, wording, by, now, _wording_of(found))
        return found


def word_proposed(
    items: Iterable[ValueItem], by: "User | None", now: datetime
) -> tuple[list[ValueItem], list[tuple[ValueItem, tuple[str, ...]]]]:
    """Put items into words as they are proposed.

    Return those that are, and the rest with the reasons why not. Where a person has
    put the words together, these stay, with the numbers of now. Each portfolio takes
    the same few queries, whatever the number of its items.
    """
    done, left = [], []
    for portfolio, group in by_portfolio(items):
        with chain_of(portfolio) as chain:
            here = held_together(chain, [one.pk for one in group])
            planned = planned_for(here)
            for found in here:
                wording = Wording(found, planned.get(found.pk))
                try:
                    _word(chain, found, wording.usual, by, now, wording)
                except RefusedError as error:
                    left.append((found, error.messages))
                else:
                    done.append(found)
    return done, left


class Wording:
    """What may be said of an item: the strongest sentence, and where the limit is."""

    def __init__(self, item: ValueItem, planned: Decimal | None) -> None:
        with translation.override(language_of(item)):
            self.proposal = propose(facts_of(item, planned))
        self.item = item

    @property
    def usual(self) -> str:
        """The words that somebody has chosen, or those that are proposed."""
        return self.item.wording or self.proposal.template

    def flaws(self, wording: str) -> list[str]:
        """Return in words why a wording cannot be used."""
        limit = limit_of(facts_of(self.item))
        return refuse_wording(wording, limit, tuple(self.proposal.numbers))


def held_together(chain: Chain, pks: Sequence[int]) -> list[ValueItem]:
    """Return several items as they are while their ledger is held, in one query."""
    new = [pk for pk in pks if pk not in chain.items]
    for item in ValueItem.objects.for_page().filter(pk__in=new):
        chain.items[item.pk] = item
    return [chain.items[pk] for pk in pks]


def by_portfolio(
    items: Iterable[ValueItem],
) -> Iterable[tuple[int, Iterable[ValueItem]]]:
    """Return items by their ledgers, in the order in which everybody takes these."""
    ordered = sorted(items, key=lambda item: (item.portfolio_id, item.pk))
    return groupby(ordered, key=lambda item: item.portfolio_id)


def _word(
    chain: Chain,
    item: ValueItem,
    wording: str,
    by: "User | None",
    now: datetime,
    may_say: Wording,
) -> None:
    if item.is_withdrawn:
        raise RefusedError(_("This value was withdrawn: there is nothing to tell."))
    if not wording:
        raise RefusedError(may_say.proposal.sentence, field="wording")
    if flaws := may_say.flaws(wording):
        raise RefusedError(*flaws, field="wording")
    sentence = render(wording, may_say.proposal.numbers)
    if (item.wording, item.sentence) == (wording, sentence) and not item.is_out_of_date:
        return
    chain.append(
        item,
        Event.WORDED,
        now,
        via=Via.APP,
        by=by,
        text=sentence,
        amount=item.amount,
        currency=item.currency,
        data={"wording": wording, "facts": item.facts},
    )


def why_not_told(item: ValueItem, sponsor: Stakeholder) -> str:
    """Return why an item cannot be told to somebody, "" where it can."""
    if item.is_withdrawn:
        return _("It was withdrawn.")
    if not item.wording:
        return _("It is not put into words yet.")
    if item.is_out_of_date:
        return _("Its number has changed: look at the wording first.")
    if item.sponsor_id not in {None, sponsor.pk}:
        return _("Somebody else answers for it: change the sponsor first.")
    return ""


@transaction.atomic
def tell(
    sponsor: Stakeholder,
    items: Sequence[ValueItem],
    by: "User | None",
    now: datetime,
    message: str = "",
) -> ValueLetter:
    """Write a sponsor a letter about value, with a link that takes the answers.

    Raises RefusedError.
    """
    _refuse_reader(sponsor, items)
    letter = ValueLetter.objects.create(
        portfolio=min((item.portfolio for item in items), key=lambda one: one.path),
        sponsor=sponsor,
        message=message,
        sent_by=by,
        sent_at=now,
        expires_on=timezone.localdate(now) + timedelta(days=VALID_DAYS),
    )
    position = {item.pk: place for place, item in enumerate(items)}
    lines = []
    for portfolio, group in by_portfolio(items):
        with chain_of(portfolio) as chain:
            for found in held_together(chain, [one.pk for one in group]):
                if why := why_not_told(found, sponsor):
                    raise RefusedError(f"{found.subject}: {why}", field="items")
                note_told(chain, found, sponsor, by, now, letter=letter)
                lines.append(_line(letter, found, position[found.pk]))
    LetterItem.objects.bulk_create(lines)
    letter.mail = value_mail.post_letter(letter, len(lines), now)
    letter.save(update_fields=["mail"])
    return letter


def note_told(
    chain: Chain,
    item: ValueItem,
    sponsor: Stakeholder,
    by: "User | None",
    now: datetime,
    *,
    via: str = Via.LINK,
    letter: ValueLetter | None = None,
) -> None:
    """Write down that an item was told to its sponsor: by letter or in a report."""
    if item.sponsor_id is None:
        chain.append(
            item, Event.SPONSOR_CHANGED, now, via=Via.APP, by=by, stakeholder=sponsor
        )
    chain.append(
        item,
        Event.TOLD,
        now,
        via=via,
        by=by,
        stakeholder=sponsor,
        amount=item.amount,
        currency=item.currency,
        text=item.sentence,
        data={"letter": letter.pk} if letter else {},
    )


def _refuse_reader(sponsor: Stakeholder, items: Sequence[ValueItem]) -> None:
    if not items:
        raise RefusedError(_("Choose at least one result."), field="items")
    if sponsor.erased_at or sponsor.left_on:
        raise RefusedError(_("This person has left the role."), field="sponsor")
    if not sponsor.email:
        raise RefusedError(
            _("There is no e-mail address of this person: enter it first."),
            field="sponsor",
        )


def _line(letter: ValueLetter, item: ValueItem, position: int) -> LetterItem:
    return LetterItem(
        letter=letter,
        item=item,
        position=position,
        sentence=item.sentence,
        amount=item.amount,
        currency=item.currency,
        fingerprint=item.fingerprint,
    )


@transaction.atomic
def revoke(letter: ValueLetter, now: datetime) -> None:
    """Take a link back; what was answered by it stays answered."""
    found = ValueLetter.objects.select_for_update().get(pk=letter.pk)
    if found.revoked_at is None:
        found.revoked_at = now
        found.save(update_fields=["revoked_at"])
        value_mail.withdraw(found)


@transaction.atomic
def name_people(
    item: ValueItem,
    sponsor: Stakeholder | None,
    audience: Iterable[Stakeholder],
    by: "User | None",
    now: datetime,
) -> None:
    """Say who answers for an item, and who else should hear of it.

    The former is an event of the ledger, the latter a setting of the lead.
    """
    change_sponsor(item, sponsor, by, now)
    item.audience.set(audience)


def change_sponsor(
    item: ValueItem, sponsor: Stakeholder | None, by: "User | None", now: datetime
) -> ValueItem:
    """Say who answers for an item. Whoever is new has not been told of it yet."""
    with chain_of(item.portfolio_id) as chain:
        found = held(chain, item.pk)
        if found.sponsor_id != (sponsor.pk if sponsor else None):
            chain.append(
                found,
                Event.SPONSOR_CHANGED,
                now,
                via=Via.APP,
                by=by,
                stakeholder=sponsor,
            )
        return found


def reply(item: ValueItem, text: str, by: "User", now: datetime) -> ValueItem:
    """Answer what a sponsor has asked or objected to; they get a mail with their link.

    Raises RefusedError.
    """
    with chain_of(item.portfolio_id) as chain:
        found = held(chain, item.pk)
        _refuse_settled(found)
        event = chain.append(
            found,
            Event.REPLIED,
            now,
            via=Via.APP,
            by=by,
            stakeholder=found.answered_by,
            text=text,
        )
        value_mail.post_reply(found, event.number, now)
        return found


def resolve(item: ValueItem, text: str, by: "User", now: datetime) -> ValueItem:
    """Say how a question or a dispute was settled; it stays unacknowledged.

    Raises RefusedError.
    """
    with chain_of(item.portfolio_id) as chain:
        found = held(chain, item.pk)
        _refuse_settled(found)
        chain.append(
            found,
            Event.RESOLVED,
            now,
            via=Via.APP,
            by=by,
            stakeholder=found.answered_by,
            text=text,
        )
        return found


def _refuse_settled(item: ValueItem) -> None:
    open_answers = {ValueItem.Answer.QUESTIONED, ValueItem.Answer.DISPUTED}
    if item.answer not in open_answers or item.resolved_at:
        raise RefusedError(_("There is no open question and no dispute about it."))


# What a sponsor has not been told as it is now.
UNTOLD = ("validated", "worded", "stale")
# What they were told and have not acknowledged: a link ends, and another is needed.
UNSETTLED = ("communicated", "viewed", "questioned", "disputed", "resolved")


@dataclass(frozen=True, slots=True)
class Telling:
    """What can be told to one sponsor, and what cannot, with the reason."""

    ready: list[ValueItem]
    waiting: list[tuple[ValueItem, str]]


def to_tell(sponsor: Stakeholder, portfolios: Iterable[Portfolio]) -> Telling:
    """Return the items of a sponsor that they have not acknowledged as they are.

    Those that they have not been told of come first.
    """
    items = (
        ValueItem.objects.filter(sponsor=sponsor, portfolio__in=portfolios)
        .live()
        .in_state(*UNTOLD, *UNSETTLED)
        .for_page()
        .order_by("period_start", "kind", "pk")
    )
    ready, waiting = [], []
    for item in sorted(items, key=lambda one: one.state not in UNTOLD):
        if why := why_not_told(item, sponsor):
            waiting.append((item, why))
        else:
            ready.append(item)
    return Telling(ready, waiting)
