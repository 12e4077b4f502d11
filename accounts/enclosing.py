"""A mail with more than plain text: how its parts are stored, read and forgotten."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from accounts.models import Enclosure, Mail, MailEnclosure
from pmo_value.files import write_whole

Disposition = MailEnclosure.Disposition
FORGOTTEN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A picture or a file: its name, its kind, its bytes.

    The text calls a picture by its `content_id`; without one, it is a file at the end.
    """

    name: str
    content_type: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """What a mail says to programs that show more than plain text.

    LINK in the HTML becomes the recipient's own link, as in the text.
    """

    html: str = ""
    parts: tuple[Part, ...] = ()


@transaction.atomic
def enclose(mail: Mail, rich: Rich) -> None:
    """Store the parts of a new mail; what other mails have already is shared."""
    for position, part in enumerate(rich.parts):
        MailEnclosure.objects.create(
            mail=mail,
            enclosure=_stored(part),
            position=position,
            disposition=Disposition.INLINE if part.content_id else Disposition.ATTACHED,
            # A line break would begin a header of somebody else's making.
            name=" ".join(part.name.split())[:200],
            content_id=part.content_id,
        )


def _stored(part: Part) -> Enclosure:
    """Return the row of some bytes, held until the transaction ends, and their file."""
    name = sha256(part.content).hexdigest()
    given = {"content_type": part.content_type, "size": len(part.content)}
    Enclosure.objects.get_or_create(sha256=name, defaults=given)
    # Whoever forgets an unneeded one holds it until it is gone.
    rows = Enclosure.objects.select_for_update()
    row = rows.filter(sha256=name).first()
    if row is None:
        row = Enclosure.objects.create(sha256=name, **given)
    if row.read() is None:
        write_whole(row.path, part.content)
    return row


def forget_unneeded(now: datetime) -> int:
    """Delete what no mail has any more; return how many there were."""
    unneeded = Enclosure.objects.unneeded(now).order_by("pk")
    return sum(map(_forget, unneeded.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]))


@transaction.atomic
def _forget(pk: int) -> bool:
    rows = Enclosure.objects.select_for_update(skip_locked=True, of=("self",))
    row = rows.filter(pk=pk).first()
    if row is None or row.parts.exists():
        return False
    row.delete()
    # Before the row is free: whoever stores the same bytes again waits for it.
    row.path.unlink(missing_ok=True)
    return True
