"""The ledger of value: what happened to it, who did it and when; only ever added to.

Each event carries the hash of the one before it, so that nothing can be changed, left
out or put in between without `manage.py verify_ledger` finding the place.
"""

import hashlib
import hmac
import json
from datetime import UTC
from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.links import new_nonce
from delivery.models import Portfolio
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from recognition.models.stakeholder import Stakeholder
from recognition.models.value import ValueItem

USER = settings.AUTH_USER_MODEL


def refuse() -> NoReturn:
    raise TypeError("the ledger is only ever added to: append a new event")


class LedgerEventQuerySet(FactQuerySet):
    """Events in the words of a PMO."""

    def update(self, **kwargs: Any) -> NoReturn:
        refuse()

    def delete(self) -> NoReturn:
        refuse()

    def in_order(self) -> "LedgerEventQuerySet":
        return self.order_by("portfolio", "number")


class LedgerEvent(models.Model):
    """One thing that happened to a piece of value; a row never changes.

    It holds no name: a person is a number here, so that somebody can be forgotten.
    What a person wrote stands in `LedgerWords`, and only its fingerprint in `data`.
    """

    class Kind(models.TextChoices):
        VALIDATED = "validated", _("Validated")
        AMOUNT_CHANGED = "amount_changed", _("Number changed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RESTORED = "restored", _("Validated again")
        WORDED = "worded", _("Put into words")
        TOLD = "told", _("Told to the sponsor")
        VIEWED = "viewed", _("Viewed")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        IN_PART = "acknowledged_in_part", _("Acknowledged in part")
        QUESTIONED = "questioned", _("Questioned")
        DISPUTED = "disputed", _("Disputed")
        REPLIED = "replied", _("Replied")
        RESOLVED = "resolved", _("Resolved")
        GONE_STALE = "gone_stale", _("Acknowledgement out of date")
        SPONSOR_CHANGED = "sponsor_changed", _("Another sponsor")
        ALERTED = "alerted", _("Lead alerted")

    class Via(models.TextChoices):
        """By what it came."""

        FINANCE = "finance", _("finance")
        APP = "app", _("this application")
        LINK = "link", _("a personal link")
        REPORT = "report", _("a report")
        IMPORT = "import", _("a file")
        SYSTEM = "system", _("by itself")

    is_kept_for_good = True

    # The chain that the event is part of.
    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="ledger_events"
    )
    number = models.PositiveBigIntegerField(_("number"))
    item = models.ForeignKey(ValueItem, models.PROTECT, related_name="events")
    kind = models.CharField(_("event"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The row may be joined with another one later; the number here stays what it was.
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    via = models.CharField(_("by what"), max_length=10, choices=Via)
    amount = ExactDecimalField(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    text = models.TextField(_("text"), blank=True)
    data = models.JSONField(default=dict, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LedgerEventQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "number"]
        verbose_name = _("ledger event")
        verbose_name_plural = _("ledger events")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "number"],
                name="recognition_ledger_event_number_once",
                violation_error_message=_("Another event has that number already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new event; one that happened is never changed."""
        if not self._state.adding:
            refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        refuse()

    def digest(self) -> str:
        """Return the hash over the event and the one before it."""
        fields = {
            "portfolio": self.portfolio_id,
            "number": self.number,
            "item": self.item_id,
            "kind": str(self.kind),
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "by": self.by_id,
            "stakeholder": self.stakeholder_id,
            "via": str(self.via),
            "amount": None if self.amount is None else f"{Decimal(self.amount):.4f}",
            "currency": self.currency,
            "text": self.text,
            "data": self.data,
            "previous": self.previous_hash,
        }
        text = json.dumps(
            fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.sha256(text.encode()).hexdigest()


class LedgerHead(models.Model):
    """Where the chain of a portfolio ends; who appends holds this row."""

    portfolio = models.OneToOneField(
        Portfolio, models.PROTECT, primary_key=True, related_name="ledger_head"
    )
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("end of a ledger")
        verbose_name_plural = _("ends of ledgers")

    def __str__(self) -> str:
        return f"{self.portfolio}, {self.number}"


class LedgerWords(models.Model):
    """What somebody wrote with an event; thrown away when they are to be forgotten.

    The event keeps a fingerprint that only these words and this salt give.
    """

    event = models.OneToOneField(
        LedgerEvent, models.DO_NOTHING, related_name="words", db_constraint=False
    )
    salt = models.CharField(max_length=64, default=new_nonce, editable=False)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("words in the ledger")
        verbose_name_plural = _("words in the ledger")

    def __str__(self) -> str:
        return f"{self.event_id}"

    @property
    def fingerprint(self) -> str:
        digest = hmac.new(self.salt.encode(), self.text.encode(), hashlib.sha256)
        return digest.hexdigest()
