"""What people remark on the course of a KPI."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models.kpi import Kpi
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords

USER = settings.AUTH_USER_MODEL


class AnnotationQuerySet(FactQuerySet):
    portfolio_lookup = "kpi__portfolio"


class Annotation(models.Model):
    """A remark on a day in the course of a KPI, such as what happened then."""

    kpi = models.ForeignKey(
        Kpi, models.CASCADE, related_name="annotations", verbose_name=_("KPI")
    )
    on = models.DateField(_("day"), help_text=_("When it happened."))
    text = models.CharField(_("what happened"), max_length=300)
    author = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["kpi", "on", "pk"]
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "on", "text"],
                name="delivery_annotation_once",
                violation_error_message=_("That is noted for this day already."),
            ),
            models.CheckConstraint(
                name="delivery_annotation_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Say what happened."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:annotation_update", args=[self.pk])
