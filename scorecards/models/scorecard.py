"""The stored picture of one portfolio and one period."""

from typing import Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import Period
from delivery.models import Portfolio
from delivery.models.scope import FactQuerySet
from pmo_value.fields import QuickJSONField
from scorecards import snapshots


class ScorecardQuerySet(FactQuerySet):
    """Scorecards in the words of the people who read them."""

    def built(self) -> Self:
        """Scorecards with something to show; the others are only asked for."""
        return self.filter(built_revision__gt=0)

    def asked_for(self) -> Self:
        """Scorecards stored because somebody asked for their period."""
        return self.filter(asked_at__isnull=False)

    def of_latest_period(self) -> Self:
        """The scorecard that a portfolio shows when no period is named."""
        return self.filter(period_key=F("portfolio__refresh__latest_period_key"))

    def with_is_current(self) -> Self:
        """Annotate `is_current`: no fact of the portfolio, or below it, is missing."""
        this_path = ExpressionWrapper(OuterRef("portfolio__path"), models.CharField())
        behind = Portfolio.objects.annotate(this_path=this_path).filter(
            Q(refresh=None) | Q(refresh__built_revision__lt=F("revision")),
            path__startswith=F("this_path"),
        )
        return self.annotate(
            is_current=Q(built_revision__gte=F("portfolio__revision")) & ~Exists(behind)
        )

    def for_page(self) -> Self:
        """With what a page tells, and whether that is the newest there is."""
        return self.with_is_current().with_panels()

    def with_panels(self) -> Self:
        """With the numbers and panels, and without the figures and what is drawn."""
        beside = self.select_related("portfolio__refresh")
        return beside.defer("body", "figures", "headline")

    def with_body(self) -> Self:
        """With the body of the page as it was drawn, and without what it tells."""
        beside = self.select_related("portfolio__refresh")
        return beside.defer("figures", "headline", "panels", "readings")

    def for_list(self) -> Self:
        """With the headline of each, and without the rest of the picture."""
        return (
            self.with_is_current()
            .select_related("portfolio__refresh")
            .defer("body", "figures", "panels", "readings")
            .order_by("portfolio__path", "period_start")
        )


class Scorecard(models.Model):
    """What is shown for one portfolio and one period, drawn once and read often."""

    portfolio = models.ForeignKey(
        Portfolio,
        models.CASCADE,
        related_name="scorecards",
        verbose_name=_("portfolio"),
    )
    period_key = models.CharField(_("period"), max_length=10)
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("to"))
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    # The portfolio's revision whose facts these are; 0 before the first time.
    built_revision = models.PositiveBigIntegerField(_("version"), default=0)
    built_at = models.DateTimeField(_("drawn"), null=True, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    headline = QuickJSONField(default=dict)
    readings = QuickJSONField(default=dict)
    panels = QuickJSONField(default=list)
    figures = QuickJSONField(default=dict)
    # What the page shows below its head, in the language of the installation.
    body = models.TextField(blank=True)

    is_current: bool  # annotated by `with_is_current`

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "-period_start"]
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "period_key"],
                name="scorecards_scorecard_once_a_period",
            ),
            models.CheckConstraint(
                name="scorecards_scorecard_period_in_order",
                condition=Q(period_end__gte=F("period_start")),
            ),
            models.CheckConstraint(
                name="scorecards_scorecard_built_says_as_of_when",
                condition=Q(built_revision=0)
                | Q(built_at__isnull=False, as_of__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.portfolio}, {self.period_key}"

    def get_absolute_url(self) -> str:
        address = reverse("scorecards:scorecard_detail", args=[self.portfolio.slug])
        return f"{address}?period={self.period_key}"

    @property
    def is_built(self) -> bool:
        return self.built_revision > 0

    @cached_property
    def period(self) -> Period:
        """The period in the portfolio's fiscal calendar."""
        return Period.parse(self.period_key, self.portfolio.fiscal_year_start_month)

    @cached_property
    def snapshot(self) -> snapshots.Snapshot:
        """What the scorecard says, without the figures."""
        return snapshots.Snapshot(
            readings=snapshots.readings_from_json(self.readings),
            panels=snapshots.panels_from_json(self.panels),
        )
