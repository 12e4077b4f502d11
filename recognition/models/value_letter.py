"""Letters that tell a sponsor of value, and what stood in them."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.links import fingerprint, fingerprint_of, new_nonce
from accounts.models import Mail
from delivery.models import Portfolio
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from recognition.models.stakeholder import Stakeholder
from recognition.models.value import ValueItem

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL
VALID_DAYS = 60


class ValueLetterQuerySet(FactQuerySet):
    """Letters in the words of a PMO."""

    def visible_to(self, user: "User") -> Self:
        """Letters of the portfolios that this person leads."""
        return self.where_member(user, Role.LEAD)

    def editable_by(self, user: "User") -> Self:
        return self.visible_to(user)

    def of_token(self, token: str) -> Self:
        """The letter that a link leads to, if it leads to one."""
        return self.filter(token_hash=fingerprint(token))

    def with_counts(self) -> Self:
        """Annotate `item_count` and `answered_count`."""
        return self.annotate(
            item_count=models.Count("items", distinct=True),
            answered_count=models.Count(
                "items", filter=~models.Q(items__item__answer=""), distinct=True
            ),
        ).order_by("-sent_at", "-pk")


class ValueLetter(models.Model):
    """One letter to one sponsor; its link opens what it tells, without an account."""

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="value_letters",
        verbose_name=_("portfolio"),
    )
    sponsor = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        related_name="value_letters",
        verbose_name=_("sponsor"),
    )
    message = models.TextField(
        _("message"),
        blank=True,
        max_length=1000,
        help_text=_("Stands above the results, in the mail and on the page."),
    )
    nonce = models.CharField(max_length=64, default=new_nonce, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    mail = models.ForeignKey(
        Mail, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    sent_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), editable=False)
    expires_on = models.DateField(_("valid until"))
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ValueLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("letter about value")
        verbose_name_plural = _("letters about value")

    def __str__(self) -> str:
        return f"{self.sponsor}, {self.sent_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the fingerprint of the link that follows from the random text."""
        if not self.token_hash:
            self.token_hash = fingerprint_of(self.nonce)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("recognition:value_letter_detail", args=[self.pk])

    def is_open_on(self, day: date) -> bool:
        return self.revoked_at is None and day <= self.expires_on


class LetterItem(models.Model):
    """One piece of value in a letter, as it was told: it never changes."""

    letter = models.ForeignKey(ValueLetter, models.CASCADE, related_name="items")
    item = models.ForeignKey(ValueItem, models.PROTECT, related_name="letter_items")
    position = models.PositiveSmallIntegerField(default=0)
    sentence = models.TextField()
    amount = ExactDecimalField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["letter", "position", "pk"]
        verbose_name = _("value in a letter")
        verbose_name_plural = _("value in letters")
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "item"],
                name="recognition_letter_item_once",
                violation_error_message=_("It stands in this letter already."),
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
