"""Delivered value as files: item by item, and by who owes an answer."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from delivery.exports.rows import Rows
from recognition.models import ValueItem
from recognition.models.testimonial import day_of
from recognition.owing import Owing

VALUE_COLUMNS = (
    "id",
    "portfolio",
    "kind",
    "subject",
    "name",
    "period_start",
    "period_end",
    "amount",
    "currency",
    "evidence",
    "state",
    "validated_on",
    "age_days",
    "sponsor",
    "sentence",
    "communicated_on",
    "viewed_on",
    "answer",
    "answered_on",
    "acknowledged_amount",
    "disputed_amount",
    "follow_up_on",
    "follow_up_note",
    "is_for_report",
)
OWED_COLUMNS = (
    "sponsor",
    "unit",
    "items",
    "told",
    "untold",
    "amount",
    "currency",
    "oldest_days",
)


def value_rows(items: Iterable[ValueItem], today: date) -> Rows:
    """Yield items in the order of VALUE_COLUMNS."""
    for item in items:
        yield (
            item.pk,
            item.portfolio.slug,
            item.kind,
            item.subject.code,
            item.subject.name,
            item.period_start,
            item.period_end,
            item.amount,
            item.currency,
            item.evidence,
            item.state.value,
            item.validated_on,
            item.age_on(today),
            str(item.sponsor) if item.sponsor else "",
            item.sentence,
            day_of(item.communicated_at),
            day_of(item.viewed_at),
            item.answer,
            day_of(item.answered_at),
            item.acknowledged_amount,
            item.disputed_amount,
            item.follow_up_on,
            item.follow_up_note,
            item.is_for_report,
        )


def owed_rows(found: Iterable[Owing]) -> Rows:
    """Yield one row for each sponsor and currency."""
    for one in found:
        person = one.sponsor
        amounts: list[tuple[Decimal | None, str]] = [*one.amounts] or [(None, "")]
        for amount, currency in amounts:
            yield (
                str(person) if person else "",
                person.unit if person else "",
                one.items,
                one.told,
                one.untold,
                amount,
                currency,
                one.oldest,
            )
