"""Value that was told to its sponsor, for the tests of the answers."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.links import token_of
from accounts.models import User
from delivery.models import Portfolio
from recognition.actions.value import proposal_of, tell, word
from recognition.models import ValueItem, ValueLetter
from tests.recognition.value.ledger import one_item


def worded(
    portfolio: Portfolio, by: User | None = None, amount: int = 1000
) -> ValueItem:
    """A result in words, and not told yet."""
    return put_into_words(one_item(portfolio, amount), by)


def put_into_words(item: ValueItem, by: User | None = None) -> ValueItem:
    shown = ValueItem.objects.for_page().get(pk=item.pk)
    return word(shown, proposal_of(shown).template, by, timezone.now())


def told(
    portfolio: Portfolio, by: User | None = None, amount: int = 1000
) -> tuple[ValueItem, ValueLetter]:
    """A result that its sponsor was told of an hour ago, and the letter."""
    return told_of(one_item(portfolio, amount), by)


def told_of(item: ValueItem, by: User | None = None) -> tuple[ValueItem, ValueLetter]:
    item = put_into_words(item, by)
    assert item.sponsor is not None
    letter = tell(item.sponsor, [item], by, timezone.now() - timedelta(hours=1))
    return ValueItem.objects.for_page().get(pk=item.pk), letter


def page_of(letter: ValueLetter, name: str = "value_letter") -> str:
    return reverse(name, args=[token_of(letter.nonce)])


def pressed(item: ValueItem, deed: str, **more: object) -> dict[str, object]:
    """What a button sends, with the fingerprint of what is shown now."""
    item = ValueItem.objects.get(pk=item.pk)
    return {"deed": deed, "item": item.pk, "shown": item.fingerprint, **more}
