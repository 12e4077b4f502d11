"""Who was asked, by which link, and whether they have answered."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.links import fingerprint, fingerprint_of, new_nonce
from accounts.models import Mail
from delivery.models import Portfolio
from delivery.models.scope import FactQuerySet
from recognition.models.round import Round
from recognition.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

MOST_REMINDERS = 2
REMINDED_AFTER = timedelta(days=3)
STILL_TO_GO = (Mail.State.DUE, Mail.State.SENDING, Mail.State.FAILED)
# What was never answered is kept for so long, and then nobody knows who was asked.
KEPT_FOR = timedelta(days=90)


class InvitationQuerySet(FactQuerySet):
    """Invitations in the words of a PMO."""

    portfolio_lookup = "round__portfolio"

    def visible_to(self, user: "User") -> Self:
        """Invitations of the rounds that this person may follow."""
        return self.in_portfolios(Portfolio.objects.with_facts_from(user))

    def of_token(self, token: str) -> Self:
        """The invitation that a link leads to, if it leads to one."""
        return self.filter(token_hash=fingerprint(token))

    def waiting(self) -> Self:
        """Those whose answer can still come: asked, reached, and not taken back."""
        return self.filter(is_answered=False, revoked_at=None, bounced_at=None)

    def to_remind(self, now: "datetime") -> Self:
        """Those who get a reminder now: open, silent, and not asked lately.

        Whose last mail still waits in the outbox has not been asked yet.
        """
        return (
            self.waiting()
            .filter(
                round__state=Round.State.OPEN,
                round__sends_reminders=True,
                reminder_count__lt=MOST_REMINDERS,
                last_mail_at__lte=now - REMINDED_AFTER,
            )
            .exclude(mail__state__in=STILL_TO_GO)
        )

    def sent_back(self) -> Self:
        """Those whose mail a server has refused for good, which is not noted yet."""
        return self.waiting().filter(
            mail__state=Mail.State.PARKED, mail__problem__regex=r"^5[0-9][0-9]( |$)"
        )

    def counted(self) -> Self:
        """Those who count as asked: the mail was not sent back, and none taken back."""
        return self.filter(bounced_at=None, revoked_at=None)


class Invitation(models.Model):
    """One person asked in one round; their link opens one form, once.

    In an anonymous round it says that the person has answered and neither when nor
    what: nothing leads from here to the answer.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        related_name="invitations",
        verbose_name=_("stakeholder"),
    )
    nonce = models.CharField(max_length=64, default=new_nonce, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    is_anonymous = models.BooleanField(default=False, editable=False)
    expires_on = models.DateField(_("valid until"))
    mail = models.ForeignKey(
        Mail, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    last_mail_at = models.DateTimeField(_("last mail"), null=True, editable=False)
    # How often they were written to, by hand and by rule: each mail has a number.
    mail_count = models.PositiveSmallIntegerField(default=0, editable=False)
    reminder_count = models.PositiveSmallIntegerField(default=0, editable=False)
    # What somebody has filled in so far, sealed with their own link: a copy of the
    # database does not open it.
    draft = models.TextField(blank=True, editable=False)
    is_answered = models.BooleanField(_("answered"), default=False, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    bounced_at = models.DateTimeField(null=True, blank=True, editable=False)
    bounce = models.CharField(max_length=300, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["round", "stakeholder__name", "pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "stakeholder"],
                name="recognition_invitation_once_a_round",
                violation_error_message=_("This person is asked already."),
            ),
            models.CheckConstraint(
                name="recognition_invitation_anonymous_has_no_time",
                condition=Q(is_anonymous=False) | Q(answered_at=None),
                violation_error_message=_(
                    "When somebody answered anonymously is not kept."
                ),
            ),
            models.CheckConstraint(
                name="recognition_invitation_answered_has_no_draft",
                condition=Q(is_answered=False) | Q(draft=""),
                violation_error_message=_("What was sent is a draft no longer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.stakeholder}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the fingerprint of the link that follows from the random text."""
        if not self.token_hash:
            self.token_hash = fingerprint_of(self.nonce)
        super().save(*args, **kwargs)
