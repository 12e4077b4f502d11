"""Measures that several benefits draw on, so that nothing is counted twice."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models.portfolio import Portfolio
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords


class OverlapGroup(models.Model):
    """One underlying measure that benefits share: a cost line, a KPI, a headcount."""

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="overlap_groups",
        verbose_name=_("portfolio"),
    )
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(
        _("name"),
        max_length=250,
        help_text=_("The measure: “Energy bill of the works”, “Posts in billing”."),
    )
    measured_total = ExactDecimalField(
        _("measured in all"),
        null=True,
        blank=True,
        help_text=_(
            "What the measure shows from the first month to now. Empty: nobody has "
            "looked yet, and its benefits stay out of what is validated."
        ),
    )
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("Where the total was read, and by whom.")
    )
    history = HistoricalRecords()

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("overlap group")
        verbose_name_plural = _("overlap groups")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_overlap_group_code_once",
                violation_error_message=_(
                    "This portfolio has an overlap group of that code."
                ),
            ),
            models.CheckConstraint(
                name="delivery_overlap_group_total_not_negative",
                condition=Q(measured_total__gte=0),
                violation_error_message=_("What was measured cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:overlap_group_update", args=[self.pk])
