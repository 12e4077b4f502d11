"""What analysts decide about the limits of a KPI's chart."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delivery.models.kpi import Kpi
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords

USER = settings.AUTH_USER_MODEL


class LimitDecisionQuerySet(FactQuerySet):
    portfolio_lookup = "kpi__portfolio"


class LimitDecision(models.Model):
    """One decision about the limits of a KPI: who took it, when, from where, and why.

    It is never changed and never taken back: another one follows it.
    """

    class Step(models.TextChoices):
        LOCK = "lock", _("Lock the limits as they are")
        NEW_LIMITS = "new_limits", _("New limits after a shift")

    kpi = models.ForeignKey(
        Kpi,
        models.CASCADE,
        related_name="limit_decisions",
        verbose_name=_("KPI"),
    )
    step = models.CharField(_("decision"), max_length=10, choices=Step)
    period_start = models.DateField(
        _("period"),
        help_text=_(
            "New limits begin with it; locked limits rest on the values up to it."
        ),
    )
    reason = models.TextField(
        _("why"), help_text=_("What caused the shift, or why so few values suffice.")
    )
    decided_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    history = HistoricalRecords()

    objects = LimitDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["kpi", "pk"]
        verbose_name = _("decision about limits")
        verbose_name_plural = _("decisions about limits")
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "step", "period_start"],
                name="delivery_limit_decision_once_a_period",
                violation_error_message=_("That has been decided already."),
            ),
            models.CheckConstraint(
                name="delivery_limit_decision_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("Say why: the cause of the shift."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi}, {self.period_start}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new decision. Raises ValueError for one that is there already."""
        if not self._state.adding:
            raise ValueError("a decision about limits is never changed")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return self.kpi.get_absolute_url()
