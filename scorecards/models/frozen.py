"""A scorecard as it stood when people relied on it: kept for good, never changed."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import Period
from delivery.models import Portfolio
from delivery.models.scope import FactQuerySet
from recognition.models import CycleClosing
from scorecards import snapshots
from scorecards.models.scorecard import Scorecard

USER = settings.AUTH_USER_MODEL
# What of a scorecard is kept as data; its page is kept beside it.
KEPT = ("headline", "readings", "panels", "figures")


class FrozenError(Exception):
    """What was frozen is neither changed nor deleted."""


class FrozenScorecardQuerySet(FactQuerySet):
    """Frozen scorecards; they are added and read."""

    def without_data(self) -> "FrozenScorecardQuerySet":
        """For a page: with the body as it was drawn, and without what it tells."""
        return self.defer("document")

    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenError("a frozen scorecard stays as it is")

    def delete(self) -> NoReturn:
        raise FrozenError("a frozen scorecard stays")


class FrozenScorecard(models.Model):
    """One scorecard, its numbers, pictures and page, as of the moment it was frozen."""

    class Reason(models.TextChoices):
        CYCLE_CLOSED = "cycle_closed", _("A cycle was closed")
        REPORT_PUBLISHED = "report_published", _("A report was published")

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="frozen_scorecards",
        verbose_name=_("portfolio"),
    )
    period_key = models.CharField(_("period"), max_length=10)
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("to"))
    as_of = models.DateField(_("as of"))
    currency = models.CharField(_("currency"), max_length=3)
    built_at = models.DateTimeField(_("drawn"))
    digest = models.CharField(_("digest"), max_length=64)
    # By the names of `KEPT`.
    document = models.JSONField()
    body = models.TextField()
    reason = models.CharField(_("why"), max_length=20, choices=Reason)
    closing = models.OneToOneField(
        CycleClosing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="frozen",
        verbose_name=_("closing of a cycle"),
    )
    frozen_at = models.DateTimeField(_("frozen"))
    frozen_by = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("frozen by"),
    )

    objects = FrozenScorecardQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "-frozen_at"]
        verbose_name = _("frozen scorecard")
        verbose_name_plural = _("frozen scorecards")
        constraints = [
            models.CheckConstraint(
                name="scorecards_frozen_period_in_order",
                condition=Q(period_end__gte=F("period_start")),
            ),
            models.CheckConstraint(
                name="scorecards_frozen_cycle_names_its_closing",
                condition=~Q(reason="cycle_closed") | Q(closing__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.portfolio}, {self.period_key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it once.

        Raises FrozenError for a row that is stored already.
        """
        if not self._state.adding:
            raise FrozenError("a frozen scorecard stays as it is")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        address = [self.portfolio.slug, self.pk]
        return reverse("scorecards:frozen_scorecard", args=address)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("a frozen scorecard stays")

    @cached_property
    def period(self) -> Period:
        """The period in the portfolio's fiscal calendar."""
        return Period.parse(self.period_key, self.portfolio.fiscal_year_start_month)

    @cached_property
    def scorecard(self) -> Scorecard:
        """The scorecard that was frozen, as a row that is never saved."""
        return Scorecard(
            portfolio=self.portfolio,
            period_key=self.period_key,
            period_start=self.period_start,
            period_end=self.period_end,
            as_of=self.as_of,
            currency=self.currency,
            built_revision=1,
            built_at=self.built_at,
            digest=self.digest,
            body=self.body,
            **{name: self.document[name] for name in KEPT},
        )

    @property
    def snapshot(self) -> snapshots.Snapshot:
        """What the scorecard said, without the figures."""
        return self.scorecard.snapshot
