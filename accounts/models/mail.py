"""The outbox: every message that goes to a person, until it has gone."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from accounts.links import token_of

# Stands in the text where the recipient's own link goes.
LINK = "{link}"
# A worker that has held a message for longer is dead or frozen: the time limit of a
# task is shorter.
LEASE = timedelta(minutes=6)
MOST_ATTEMPTS = 3


class ClaimLostError(Exception):
    """Somebody else has taken over a message from a worker that was silent."""


class MailQuerySet(models.QuerySet["Mail"]):
    """Messages in the words of a post office."""

    def waiting(self, now: datetime) -> Self:
        """Messages that should go out now: new ones, and those to be tried again."""
        states = [Mail.State.DUE, Mail.State.FAILED]
        return self.filter(state__in=states, due_at__lte=now)

    def silent(self, now: datetime) -> Self:
        """Messages that a worker took up and was not heard of again."""
        return self.filter(state=Mail.State.SENDING, claimed_at__lt=now - LEASE)

    def parked(self) -> Self:
        """Messages that will not go out unless somebody acts."""
        return self.filter(state=Mail.State.PARKED)

    def claim(self, pk: int, now: datetime) -> "Mail | None":
        """Take up a message that waits; None when it is gone or in other hands."""
        claim = uuid4()
        taken = (
            self.waiting(now)
            .filter(pk=pk)
            .update(
                state=Mail.State.SENDING,
                claim=claim,
                claimed_at=now,
                handed_over_at=None,
                attempts=F("attempts") + 1,
            )
        )
        return self.get(pk=pk, claim=claim) if taken else None


class Mail(models.Model):
    """One message to one person, which goes out once."""

    class State(models.TextChoices):
        DUE = "due", _("Due")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed, to be tried again")
        PARKED = "parked", _("Parked")

    # Says what the message is about: a second one of the same key is never made.
    key = models.CharField(_("key"), max_length=200, unique=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("recipient"),
    )
    address = models.EmailField(_("address"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    # The same for programs that show more; its pictures and files are enclosures.
    html = models.TextField(_("text as HTML"), blank=True)
    unsubscribe_url = models.URLField(_("unsubscribe"), max_length=500, blank=True)
    # A link that only the recipient may know: the name of its page, and the random text
    # of the row it leads to. Where the text says LINK, it is written as the mail goes.
    link_view = models.CharField(max_length=100, blank=True, editable=False)
    link_nonce = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DUE
    )
    due_at = models.DateTimeField(_("due at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # How often the server fell silent with the text in its hands.
    doubts = models.PositiveSmallIntegerField(_("doubts"), default=0)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    handed_over_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=["state", "due_at"], name="accounts_mail_waiting")
        ]
        constraints = [
            models.CheckConstraint(
                name="accounts_mail_claimed_while_sending",
                condition=Q(state="sending", claim__isnull=False)
                | (~Q(state="sending") & Q(claim__isnull=True)),
                violation_error_message=_("Only a mail that is being sent is claimed."),
            ),
            models.CheckConstraint(
                name="accounts_mail_link_is_whole",
                condition=Q(link_view="", link_nonce="")
                | (~Q(link_view="") & ~Q(link_nonce="")),
                violation_error_message=_("A link has a page and a random text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.address}"

    @property
    def message_id(self) -> str:
        """The name of the message in the world: the same however often it is tried."""
        name = sha256(self.key.encode()).hexdigest()[:40]
        return f"<{name}@{settings.MAIL_DOMAIN}>"

    @property
    def text(self) -> str:
        """The text as it goes out, with the recipient's own link in its place."""
        return self.body.replace(LINK, self.link) if self.link_nonce else self.body

    @property
    def html_text(self) -> str:
        """The same of the text as HTML, where there is one."""
        return (
            self.html.replace(LINK, escape(self.link)) if self.link_nonce else self.html
        )

    @property
    def unsubscribe(self) -> str:
        """Where the recipient says that they want no more of it, "" without such."""
        url = self.unsubscribe_url
        return url.replace(LINK, self.link) if self.link_nonce else url

    @property
    def link(self) -> str:
        """The recipient's own link."""
        address = reverse(self.link_view, args=[token_of(self.link_nonce)])
        return settings.SITE_URL + address

    def hand_over(self, now: datetime) -> None:
        """Note that the server gets the text now. Raises ClaimLostError."""
        self._write(handed_over_at=now)

    def settle(self, state: str, **changes: Any) -> None:
        """Give the message back with how it went. Raises ClaimLostError."""
        self._write(state=state, claim=None, **changes)

    def _write(self, **changes: Any) -> None:
        own = Mail.objects.filter(pk=self.pk, claim=self.claim or UUID(int=0))
        if not own.update(**changes):
            raise ClaimLostError(f"mail {self.pk} is in other hands")
        for name, value in changes.items():
            setattr(self, name, value)
