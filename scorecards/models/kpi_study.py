"""The stored study of one KPI."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from delivery.models import Kpi, Portfolio
from delivery.models.scope import FactQuerySet
from scorecards import study


class KpiStudyQuerySet(FactQuerySet):
    """Studies in the words of the people who read them."""

    portfolio_lookup = "kpi__portfolio"

    def with_is_current(self) -> Self:
        """Annotate `is_current`: no fact of the KPI's portfolio is missing."""
        drawn = Portfolio.objects.filter(
            Q(refresh__built_revision__gte=F("revision")), pk=OuterRef("kpi__portfolio")
        )
        return self.annotate(is_current=Exists(drawn))

    def for_page(self) -> Self:
        """With the KPI it is about, and whether it is the newest there is."""
        return self.with_is_current().select_related("kpi__portfolio")


class KpiStudy(models.Model):
    """How the values of one KPI are to be read, worked out from its facts."""

    kpi = models.OneToOneField(
        Kpi, models.CASCADE, related_name="study", verbose_name=_("KPI")
    )
    # Canonical JSON, kept as text: it is read as a whole and by type.
    text = models.TextField()
    # The fingerprint of all that it was worked out from.
    digest = models.CharField(max_length=64)
    built_at = models.DateTimeField(_("worked out"))

    is_current: bool  # annotated by `with_is_current`

    objects = KpiStudyQuerySet.as_manager()

    class Meta:
        ordering = ["kpi"]
        verbose_name = _("study of a KPI")
        verbose_name_plural = _("studies of KPIs")

    def __str__(self) -> str:
        return str(self.kpi)

    def get_absolute_url(self) -> str:
        return reverse("scorecards:kpi_study", args=[self.kpi_id])

    @cached_property
    def study(self) -> study.Study:
        """What the study says."""
        return study.from_text(self.text)
