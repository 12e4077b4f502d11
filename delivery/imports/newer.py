"""What others saved after the values of a file were read: no file overwrites it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delivery.history import shown
from pmo_value import formatting

if TYPE_CHECKING:
    from accounts.models import User


class Overtaken(NamedTuple):
    """Why a fact is not taken from a file, and both of its values."""

    problem: str
    advice: str


@dataclass(slots=True)
class Newer:
    """The rows of one kind that somebody else saved since a moment.

    Without a moment, as for a file that a command names, there are none: it is read
    and stored at once.
    """

    since: datetime | None
    by: "User | None"
    _records: dict[Any, list[Any]] = field(default_factory=dict, init=False)

    def look_up(self, rows: Collection[models.Model]) -> None:
        """Read what was saved of some rows since, in one query."""
        self._records = {}
        if self.since is None or not rows:
            return
        history: Any = type(next(iter(rows))).history  # type: ignore[attr-defined]
        records = history.filter(
            id__in=[row.pk for row in rows], history_date__gt=self.since
        )
        for record in records.select_related("history_user").order_by("history_id"):
            self._records.setdefault(record.id, []).append(record)

    def refusal(self, fact: models.Model, changed: Iterable[str]) -> Overtaken | None:
        """Return why a fact must not replace what is stored, None when it may.

        `changed` are the fields in which the fact differs from it. One's own saves
        are known to oneself.
        """
        records = self._records.get(fact.pk, [])
        own = self.by.pk if self.by else None
        theirs = [record for record in records if record.history_user_id != own]
        if not theirs:
            return None
        stored, last = records[-1], theirs[-1]
        parts: list[Any] = [fact._meta.get_field(name) for name in sorted(changed)]
        both = "; ".join(
            _("%(field)s: %(stored)s is stored, the file says %(given)s")
            % {
                "field": capfirst(str(part.verbose_name)),
                "stored": shown(stored, part) or _("nothing"),
                "given": shown(fact, part) or _("nothing"),
            }
            for part in parts
        )
        return Overtaken(
            _("was saved by %s after the file was read or sent")
            % (last.history_user or _("somebody")),
            _("%(at)s. %(both)s. Send it again if the file is right.")
            % {
                "at": formatting.moment(timezone.localtime(last.history_date)),
                "both": both,
            },
        )
