"""What a lead does with several pieces of value at once."""

from collections.abc import Iterable
from datetime import date

from recognition.models import ValueItem


def mark_for_report(items: Iterable[ValueItem], *, is_taken: bool) -> int:
    """Say whether the next report takes some items up; return how many were changed.

    A setting of the lead, and no event of the ledger: that is written when a report has
    told of them. One query.
    """
    rows = ValueItem.objects.filter(pk__in=[item.pk for item in items])
    changed = rows.filter(is_for_report=not is_taken)
    return changed.update(is_for_report=is_taken)


def follow_up_many(items: Iterable[ValueItem], day: date | None, note: str) -> int:
    """Set when to come back to some items; return how many were changed.

    A setting of the lead, and no event of the ledger. One query.
    """
    rows = ValueItem.objects.filter(pk__in=[item.pk for item in items])
    return rows.update(follow_up_on=day, follow_up_note=note if day else "")
