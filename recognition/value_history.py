"""What happened to a piece of value, as a person reads it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from delivery.history import Change
from pmo_value import formatting
from recognition.models import LedgerEvent, Stakeholder, ValueItem

Event = LedgerEvent.Kind
WITH_AMOUNT = {
    Event.VALIDATED,
    Event.AMOUNT_CHANGED,
    Event.RESTORED,
    Event.ACKNOWLEDGED,
    Event.IN_PART,
    Event.DISPUTED,
    Event.WITHDRAWN,
}
SPOKEN = {Event.WORDED, Event.REPLIED, Event.RESOLVED}


@dataclass(slots=True)
class Entry:
    """One line of the timeline."""

    at: datetime
    who: str
    what: str
    why: str = ""
    url: str = ""
    changes: list[Change] = field(default_factory=list)


def timeline_of(item: ValueItem) -> list[Entry]:
    """Return the events of an item, the newest first, in two queries."""
    events = list(item.events.select_related("by", "words").order_by("-number"))
    people = Stakeholder.objects.in_bulk(
        {event.stakeholder_id for event in events if event.stakeholder_id}
    )
    return [_entry(event, people) for event in events]


def _entry(event: LedgerEvent, people: dict[int, Stakeholder]) -> Entry:
    what = str(event.get_kind_display())
    if event.kind in WITH_AMOUNT and event.amount is not None:
        amount = formatting.money(event.amount, event.currency)
        what = _("%(what)s: %(amount)s") % {"what": what, "amount": amount}
    elif event.kind in SPOKEN and event.text:
        what = _("%(what)s: “%(text)s”") % {"what": what, "text": event.text}
    elif event.kind in {Event.TOLD, Event.SPONSOR_CHANGED}:
        name = _name(event, people) or _("nobody")
        what = _("%(what)s: %(name)s") % {"what": what, "name": name}
    words = getattr(event, "words", None)
    return Entry(
        at=event.at, who=_who(event, people), what=what, why=words.text if words else ""
    )


def _who(event: LedgerEvent, people: dict[int, Stakeholder]) -> str:
    """Return who did it, and by what: "Ada Byron, a personal link"."""
    is_sponsors = event.kind in {
        Event.VIEWED,
        Event.ACKNOWLEDGED,
        Event.IN_PART,
        Event.QUESTIONED,
        Event.DISPUTED,
    }
    name = _name(event, people) if is_sponsors else ""
    if not name and event.by:
        name = event.by.get_full_name()
    via = str(event.get_via_display())
    return _("%(name)s, %(via)s") % {"name": name, "via": via} if name else via


def _name(event: LedgerEvent, people: dict[int, Stakeholder]) -> str:
    if event.stakeholder_id is None:
        return ""
    person = people.get(event.stakeholder_id)
    return str(person) if person else _("somebody whose row was joined with another")
