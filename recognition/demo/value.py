"""What the sponsors of the demonstration were told of their value, and answered.

Items follow from the facts. Most were told soon after finance had validated them, and
most of these are acknowledged; some wait, some were never told.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from accounts.models import Mail, User
from delivery.models import Portfolio
from recognition.actions.following import follow
from recognition.actions.ledger import chain_of
from recognition.actions.value import (
    by_portfolio,
    change_sponsor,
    held_together,
    reply,
    tell,
    word_proposed,
)
from recognition.actions.value_answers import Given, Reader, answer_in, record_view
from recognition.models import Stakeholder, ValueItem

Answer = ValueItem.Answer

NOON = time(12, 0, tzinfo=UTC)
# Days after the end of a quarter: when it is worded, told, looked at and answered.
WORDED, TOLD, VIEWED, ANSWERED = 20, 25, 27, 30
# So many results are told; of these so many are answered, of the newest fewer.
TOLD_SHARE, ANSWERED_SHARE, NEWLY_ANSWERED, SEEN = 0.93, 0.88, 0.45, 0.6
# Of the sponsors so many have not been told of the newest quarter.
UNTOLD_YET = 0.25
MESSAGE = "As in every quarter: please say whether you see these results the same way."
# What was answered otherwise, in the order in which results come.
SPECIAL = {
    3: (
        Answer.IN_PART,
        "A part of this came from the new tariff, not from the project.",
    ),
    5: (Answer.QUESTIONED, "Which contracts are in this number?"),
    9: (Answer.DISPUTED, "We count fewer working hours than this says."),
}
REPLY = "Those that were renewed since April; the list is attached to the claim."


def write_value(root: Portfolio, lead: User, until: date) -> None:
    """Let the ledger follow the facts, and sponsors answer for what they were told."""
    mails = set(Mail.objects.values_list("pk", flat=True))
    portfolios = list(Portfolio.objects.under(root).order_by("path"))
    for portfolio in portfolios:
        follow(portfolio, at(until, WORDED))
    name_executive(root, lead, at(until, WORDED))
    chance = random.Random("norwick")
    number = 0
    for (end, sponsor), items in grouped(portfolios).items():
        is_newest = end >= until
        if is_newest and chance.random() < UNTOLD_YET:
            word_proposed(items, lead, at(end, WORDED))
            continue
        chosen = [item for item in items if chance.random() < TOLD_SHARE]
        ready, _left = word_proposed(chosen, lead, at(end, WORDED))
        if not ready:
            continue
        tell(sponsor, ready, lead, at(end, TOLD), MESSAGE)
        told = list(ValueItem.objects.filter(pk__in=[item.pk for item in ready]))
        reader = Reader(sponsor)
        if not is_newest or chance.random() < SEEN:
            record_view(told, reader, at(end, VIEWED))
        # Who signs in finds something that waits for them.
        share = NEWLY_ANSWERED if is_newest or sponsor.user_id else ANSWERED_SHARE
        given = []
        for item in told:
            if chance.random() >= share:
                continue
            number += item.amount is not None
            given.append((item, answer_of(item, number)))
        respond(given, reader, lead, at(end, ANSWERED))
    # The mails on the way would go to people whom there are not.
    Mail.objects.exclude(pk__in=mails).delete()


def name_executive(root: Portfolio, lead: User, now: datetime) -> None:
    """Let an executive with an account answer for what the whole house has reached."""
    executive = Stakeholder.objects.exclude(user=None).first()
    for item in ValueItem.objects.of_portfolio(root).filter(sponsor=None):
        change_sponsor(item, executive, lead, now)


def at(end: date, days: int) -> datetime:
    return datetime.combine(end + timedelta(days=days), NOON)


def grouped(
    portfolios: Iterable[Portfolio],
) -> dict[tuple[date, Stakeholder], list[ValueItem]]:
    """Return the results of each quarter and sponsor, in order of time."""
    found: defaultdict[tuple[date, Stakeholder], list[ValueItem]] = defaultdict(list)
    items = ValueItem.objects.filter(
        portfolio__in=list(portfolios), sponsor__isnull=False
    ).live()
    for item in items.for_page().order_by("period_end", "sponsor", "pk"):
        if item.sponsor and item.sponsor.email:
            found[item.period_end, item.sponsor].append(item)
    return found


def answer_of(item: ValueItem, number: int) -> Given:
    """Return what a sponsor answers: a few of them otherwise than most."""
    kind, reason = SPECIAL.get(number, (Answer.ACKNOWLEDGED, ""))
    amount = None
    if item.amount is None:
        kind, reason = Answer.ACKNOWLEDGED, ""
    elif kind == Answer.IN_PART:
        amount = (item.amount * Decimal("0.6")).quantize(Decimal(1))
    return Given(answer=kind, shown=item.fingerprint, amount=amount, reason=reason)


def respond(
    given: list[tuple[ValueItem, Given]], reader: Reader, lead: User, now: datetime
) -> None:
    """Let a sponsor answer for several results; what they ask is answered later."""
    answers = {item.pk: one for item, one in given}
    for portfolio, group in by_portfolio(item for item, _one in given):
        with chain_of(portfolio, is_quiet=True) as chain:
            for item in held_together(chain, [item.pk for item in group]):
                answer_in(chain, item, answers[item.pk], reader, now)
    for item, one in given:
        if one.answer == Answer.QUESTIONED:
            reply(item, REPLY, lead, now + timedelta(days=2))
