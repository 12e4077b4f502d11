"""What finance decided on claims: every decision, each with its reason."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.calculations.claims import Verdict
from delivery.models.benefit import Benefit
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField

USER = settings.AUTH_USER_MODEL


class ClaimDecisionQuerySet(FactQuerySet):
    portfolio_lookup = "benefit__portfolio"


class ClaimDecision(models.Model):
    """What was decided on a benefit's amount of one month, by whom and why.

    Decisions are numbered and never changed: the newest one of a month holds, and
    the earlier ones are superseded by it.
    """

    is_kept_for_good = True

    class Decided(models.TextChoices):
        ACCEPTED = Verdict.ACCEPTED.value, _("Accepted")
        IN_PART = Verdict.IN_PART.value, _("Accepted in part")
        REJECTED = Verdict.REJECTED.value, _("Rejected")
        AMENDED = Verdict.AMENDED.value, _("Amended")
        WITHDRAWN = Verdict.WITHDRAWN.value, _("Withdrawn")

    benefit = models.ForeignKey(
        Benefit, models.PROTECT, related_name="decisions", verbose_name=_("benefit")
    )
    month = models.DateField(_("month"))
    number = models.PositiveIntegerField(_("version"))
    verdict = models.CharField(_("verdict"), max_length=20, choices=Decided)
    claimed = ExactDecimalField(_("claimed"), null=True, blank=True)
    amount = ExactDecimalField(_("validated amount"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    # The claim as it was looked at, by the number of its history record.
    claim_version = models.PositiveBigIntegerField(default=0, editable=False)
    decided_by = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    objects = ClaimDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["benefit", "month", "number"]
        verbose_name = _("decision on a claim")
        verbose_name_plural = _("decisions on claims")
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "month", "number"],
                name="delivery_claim_decision_number_once",
                violation_error_message=_("Somebody decided on this month meanwhile."),
            ),
            models.CheckConstraint(
                name="delivery_claim_decision_amount_by_verdict",
                condition=Q(verdict__in=["rejected", "withdrawn"], amount=None)
                | Q(
                    verdict__in=["accepted", "accepted_in_part", "amended"],
                    amount__isnull=False,
                ),
                violation_error_message=_(
                    "What is accepted has an amount; what is rejected has none."
                ),
            ),
            models.CheckConstraint(
                name="delivery_claim_decision_has_reason",
                condition=Q(verdict="accepted") | ~Q(reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.benefit.code}, {self.month:%Y-%m}, {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new decision; one that was made is never changed."""
        if not self._state.adding:
            raise TypeError("a decision is never changed: make a new one")
        super().save(*args, **kwargs)
