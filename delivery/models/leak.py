"""Why promised benefit is no longer expected."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models.benefit import Benefit
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords


class BenefitLeakQuerySet(FactQuerySet):
    portfolio_lookup = "benefit__portfolio"


class BenefitLeak(models.Model):
    """A part of a benefit's promise that is lost to one cause."""

    class Cause(models.TextChoices):
        DELAY = "delay", _("Delay")
        SCOPE = "scope_cut", _("Scope cut")
        ADOPTION = "low_adoption", _("Low adoption")
        ESTIMATE = "over_estimate", _("Over-estimate")
        EROSION = "erosion", _("Erosion")

    benefit = models.ForeignKey(
        Benefit, models.CASCADE, related_name="leaks", verbose_name=_("benefit")
    )
    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    amount = ExactDecimalField(
        _("amount"), help_text=_("Of the whole promise, over the life of the benefit.")
    )
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()

    objects = BenefitLeakQuerySet.as_manager()

    class Meta:
        ordering = ["benefit", "cause"]
        verbose_name = _("leak of a benefit")
        verbose_name_plural = _("leaks of benefits")
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "cause"],
                name="delivery_benefit_leak_cause_once",
                violation_error_message=_("This cause is recorded. Correct that one."),
            ),
            models.CheckConstraint(
                name="delivery_benefit_leak_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("What leaked away is more than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.benefit.code}, {self.get_cause_display()}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:benefit_leak_update", args=[self.pk])
