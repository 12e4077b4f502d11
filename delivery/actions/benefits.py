"""Writing several amounts of a benefit at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from delivery.actions.claims import DecisionRefusedError, Ruling, decide
from delivery.calculations.claims import Verdict
from delivery.models import Benefit, BenefitEntry

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class MonthAmount:
    """An amount for one month and kind, and the version of it that was known.

    `version` is 0 when there was no entry.
    """

    month: date
    kind: str
    amount: Decimal
    version: int


class CellRefusedError(Exception):
    """A decision in a cell of the grid that must not be, with the reason."""

    def __init__(self, amount: MonthAmount, message: str) -> None:
        super().__init__(message)
        self.amount = amount


@transaction.atomic
def record_months(
    benefit: Benefit,
    amounts: Sequence[MonthAmount],
    recorded_by: "User",
    reason: str = "",
) -> list[BenefitEntry]:
    """Write amounts of a benefit, all of them or none; `reason` is for the history.

    Returns the entries that somebody wrote meanwhile; then nothing was written.
    The benefit is locked, so of two that write at once the second one sees it.
    A validated amount is a decision on the claim of its month.

    Raises CellRefusedError for a decision that must not be.
    """
    Benefit.objects.select_for_update().get(pk=benefit.pk)
    months = {amount.month for amount in amounts}
    stored = {
        (entry.month, entry.kind): entry
        for entry in benefit.entries.filter(month__in=months).with_version()
    }
    overtaken = [
        entry
        for amount in amounts
        if (entry := stored.get((amount.month, amount.kind)))
        and entry.version != amount.version
    ]
    if overtaken:
        return overtaken
    for amount in amounts:
        if amount.kind == BenefitEntry.Kind.VALIDATED:
            _accept(benefit, amount, recorded_by, reason)
            continue
        entry = stored.get((amount.month, amount.kind)) or BenefitEntry(
            benefit=benefit,
            month=amount.month,
            kind=amount.kind,
            recorded_by=recorded_by,
        )
        entry.amount = amount.amount
        entry._change_reason = reason or None  # type: ignore[union-attr]
        entry.save()
    return []


def _accept(benefit: Benefit, amount: MonthAmount, by: "User", reason: str) -> None:
    """Validate the claim of a month as it is, or an amount that nobody claimed.

    What differs from the claim needs a reason, and a cell has no room for one.
    """
    try:
        decide(
            benefit,
            Ruling(
                month=amount.month,
                verdict=Verdict.ACCEPTED,
                amount=amount.amount,
                reason=reason,
            ),
            by,
        )
    except DecisionRefusedError as refused:
        raise CellRefusedError(amount, str(refused)) from None
