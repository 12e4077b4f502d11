"""What a lead does with several pieces of value at once."""

from collections.abc import Iterable
from datetime import date

from recognition.models import ValueItem


def follow_up_many(items: Iterable[ValueItem], day: date | None, note: str) -> int:
    """Set when to come back to some items; return how many were changed.

    A setting of the lead, and no event of the ledger. One query.
    """
    rows = ValueItem.objects.filter(pk__in=[item.pk for item in items])
    return rows.update(follow_up_on=day, follow_up_note=note if day else "")
