"""Binding numbers to facts, and putting what they come to forward as a claim."""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from delivery.calculations.evidence import Evidence
from delivery.models import BenefitEntry
from recognition import bindings
from recognition.arithmetic import Arithmetic, wanted_by
from recognition.bindings import NOTHING
from recognition.models import TranslationInput, ValueTranslation

if TYPE_CHECKING:
    from accounts.models import User

CENT = Decimal("0.01")


def look_up(number: TranslationInput, day: date) -> bool:
    """Let a factor say what its fact says on a day; whether that is known at all."""
    wanted = wanted_by(number, number.translation)
    if wanted is None:
        return number.number is not None
    found = bindings.read([wanted], day).get(wanted, NOTHING)
    number.number = found.value if isinstance(found.value, Decimal) else None
    number.least, number.most = found.low, found.high
    number.version = found.version
    return number.number is not None


@transaction.atomic
def confirm(number: TranslationInput, by: "User", day: date) -> None:
    """Take over what the fact says now: somebody has looked."""
    row = TranslationInput.objects.order_by().select_for_update().get(pk=number.pk)
    look_up(row, day)
    row.as_of = day
    row.confirmed_by = by
    row._change_reason = _("Looked at and confirmed")
    row.save()


def why_no_claim(found: Arithmetic) -> str:
    """Return why a translation cannot be put forward yet; nothing where it can."""
    if found.is_beyond:
        return _(
            "It comes to more than any amount of money: look for a number in the "
            "wrong unit."
        )
    if found.unbound or found.amount is None:
        return _("Every factor needs its number first.")
    if found.outdated:
        return _("A number has moved: look at it and confirm it first.")
    if found.evidence is Evidence.OPINION:
        return _(
            "It rests on an assumption that finance has not approved or that has "
            "expired: that is an opinion, and no claim."
        )
    if found.amount.quantize(CENT, ROUND_HALF_EVEN) <= 0:
        return _("There is no value to claim.")
    return ""


@transaction.atomic
def put_forward(found: Arithmetic, entry: BenefitEntry, now: datetime) -> None:
    """Write the amount as a claim of a benefit and month, for finance to look at."""
    assert found.amount is not None  # noqa: S101
    entry.amount = found.amount.quantize(CENT, ROUND_HALF_EVEN)
    entry.save()
    row = (
        ValueTranslation.objects.order_by()
        .select_for_update()
        .get(pk=found.translation.pk)
    )
    row.claim = entry
    row.claimed_amount = entry.amount
    row.claimed_at = now
    row._change_reason = _("Put forward as a claim")
    row.save()
