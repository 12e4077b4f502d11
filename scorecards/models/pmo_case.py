"""The stored case of one portfolio."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from delivery.models import Portfolio
from delivery.models.scope import FactQuerySet
from scorecards.pmo_return import case


class PmoCaseQuerySet(FactQuerySet):
    """Cases in the words of the people who read them."""

    def with_is_current(self) -> Self:
        """Annotate `is_current`: no fact of the portfolio is missing."""
        drawn = Portfolio.objects.filter(
            Q(refresh__built_revision__gte=F("revision")), pk=OuterRef("portfolio")
        )
        return self.annotate(is_current=Exists(drawn))


class PmoCase(models.Model):
    """What the PMO is worth in a portfolio over the years, worked out from facts."""

    portfolio = models.OneToOneField(
        Portfolio,
        models.CASCADE,
        related_name="pmo_case",
        verbose_name=_("portfolio"),
    )
    # What a portfolio above adds to its own, in each currency that is reported in:
    # canonical JSON, kept as text, because it is read as a whole and by type.
    parts = models.TextField()
    text = models.TextField()
    # The fingerprints of the parts, and of all that the case was worked out from.
    parts_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=16)
    built_at = models.DateTimeField(_("worked out"))

    is_current: bool  # annotated by `with_is_current`

    objects = PmoCaseQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio"]
        verbose_name = _("case of the PMO")
        verbose_name_plural = _("cases of the PMO")

    def __str__(self) -> str:
        return str(self.portfolio)

    def get_absolute_url(self) -> str:
        return reverse("scorecards:pmo_return", args=[self.portfolio.slug])

    @cached_property
    def case(self) -> case.Case:
        """What the case says."""
        return case.from_text(self.text)
