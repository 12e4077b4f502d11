"""How far the scorecards of a portfolio follow its facts, and who is at work."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import Period
from delivery.models import Portfolio
from delivery.models.portfolio import PortfolioQuerySet

# A worker that dies keeps its lease this long; one that works renews it.
LEASE = timedelta(seconds=60)
# Saves that follow each other closely are taken together.
REST = timedelta(seconds=1)
# How long a failed refresh waits for its second and third start.
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5))
MOST_STARTS = len(RETRY_AFTER) + 1


class LeaseLostError(Exception):
    """Another worker has taken over; what this one found out is not to be stored."""


class RefreshQuerySet(models.QuerySet["Refresh"]):
    """The state of refreshing in the words of those who run it."""

    def add_missing(self, portfolios: PortfolioQuerySet) -> None:
        """Give each of the portfolios its row."""
        without = portfolios.filter(refresh=None).values_list("pk", flat=True)
        Refresh.objects.bulk_create(
            [Refresh(portfolio_id=pk) for pk in without], ignore_conflicts=True
        )

    def behind(self) -> Self:
        """Portfolios with facts that their scorecards do not show yet."""
        return self.filter(built_revision__lt=F("portfolio__revision"))

    def with_new_facts(self) -> Self:
        """Portfolios that changed since work on them was last begun."""
        return self.filter(tried_revision__lt=F("portfolio__revision"))

    def free(self, now: datetime) -> Self:
        """Portfolios that nobody works on. The work of a dead worker is free.

        A lease that ends later than any worker could have set it comes from a clock
        that was wrong.
        """
        return self.filter(
            Q(leased_until__isnull=True)
            | Q(leased_until__lt=now)
            | Q(leased_until__gt=now + 2 * LEASE)
        )

    def rested(self, now: datetime) -> Self:
        """Portfolios whose last refresh is a while ago."""
        return self.exclude(ended_at__gt=now - REST, ended_at__lte=now)

    def due(self, now: datetime) -> Self:
        """Portfolios to refresh: behind, nobody at work, and worth another start.

        New facts are always worth one. Without any, a refresh that failed starts
        again after one minute and after five, and then no more.
        """
        again = Q(attempts=0, is_waiting=False)
        for attempts, pause in enumerate(RETRY_AFTER, start=1):
            again |= Q(attempts=attempts, is_waiting=False) & (
                Q(ended_at__isnull=True) | Q(ended_at__lte=now - pause)
            )
        new_facts = Q(tried_revision__lt=F("portfolio__revision"))
        return self.behind().free(now).filter(new_facts | again)

    def parked(self) -> Self:
        """Portfolios that are not started again before their facts change."""
        return self.behind().filter(
            attempts__gte=MOST_STARTS, tried_revision__gte=F("portfolio__revision")
        )

    def failing(self) -> Self:
        """Portfolios that show an older scorecard since the newer one failed."""
        return self.behind().filter(~Q(error="") | Q(attempts__gte=MOST_STARTS))

    def deepest_first(self) -> Self:
        """What is below comes before what is built from it."""
        return self.order_by(Length("portfolio__path").desc(), "portfolio__path")

    def under(self, portfolio: Portfolio) -> Self:
        """The portfolio and everything below it."""
        return self.filter(portfolio__path__startswith=portfolio.path)

    def claim(self, portfolio_id: int, now: datetime) -> "Refresh | None":
        """Take the lease of a portfolio; None when it is not due or not free.

        The second statement alone decides. Its conditions stand on the row itself,
        so of two workers that both found it free the database lets one pass.
        """
        rows = self.due(now).filter(pk=portfolio_id).select_related("portfolio")
        refresh = rows.first()
        if refresh is None:
            return None
        revision = refresh.portfolio.revision
        is_new = refresh.tried_revision < revision
        refresh.attempts = 1 if is_new else refresh.attempts + 1
        refresh.tried_revision = revision
        refresh.lease_token = uuid.uuid4()
        refresh.leased_until = now + LEASE
        refresh.is_waiting = False
        taken = (
            self.free(now)
            .filter(pk=portfolio_id, ended_at=refresh.ended_at)
            .update(
                attempts=refresh.attempts,
                tried_revision=refresh.tried_revision,
                lease_token=refresh.lease_token,
                leased_until=refresh.leased_until,
                is_waiting=False,
            )
        )
        return refresh if taken else None

    def note_behind(self, now: datetime) -> None:
        """Remember since when portfolios have been behind, for alarms and pages."""
        late = self.behind().filter(behind_since__isnull=True).values("pk")
        self.filter(pk__in=late).update(behind_since=now)


class Refresh(models.Model):
    """How far the scorecards of one portfolio follow its facts.

    The row is also the lease of the worker that brings them up to date: one at a
    time, and a worker that lost its lease stores nothing.
    """

    portfolio = models.OneToOneField(
        Portfolio,
        models.CASCADE,
        primary_key=True,
        related_name="refresh",
        verbose_name=_("portfolio"),
    )
    built_revision = models.PositiveBigIntegerField(_("built version"), default=0)
    tried_revision = models.PositiveBigIntegerField(_("tried version"), default=0)
    attempts = models.PositiveSmallIntegerField(_("starts"), default=0)
    is_waiting = models.BooleanField(_("waits for those below"), default=False)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("last end"), null=True, blank=True)
    behind_since = models.DateTimeField(_("behind since"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    # What the portfolio above read from this one; when it changes, that one follows.
    signature = models.CharField(max_length=64, blank=True, editable=False)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    latest_period_key = models.CharField(_("latest period"), max_length=10, blank=True)

    objects = RefreshQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio"]
        verbose_name = _("refresh")
        verbose_name_plural = _("refreshes")

    def __str__(self) -> str:
        return str(self.portfolio)

    @property
    def is_parked(self) -> bool:
        """Whether the facts must change, or somebody act, before the next start."""
        return self.attempts >= MOST_STARTS

    @property
    def problem(self) -> str:
        """Why the newest facts are not shown, for those who can act; or nothing."""
        if self.is_parked and not self.error:
            return gettext("The work was cut off each time before it was done.")
        return self.error

    def knows(self, period: Period) -> bool:
        """Return whether any fact of the portfolio, or below it, is about a period."""
        if self.first_day is None or self.last_day is None:
            return False
        return period.start <= self.last_day and self.first_day <= period.end

    def keep(self, now: datetime) -> None:
        """Renew the lease once a quarter of it is over. Raises LeaseLostError."""
        if self.leased_until and self.leased_until - now < LEASE * 3 / 4:
            self.hold(now)

    def hold(self, now: datetime, **changes: object) -> None:
        """Renew the lease and store what the worker found out.

        In a transaction this locks the row, so that nobody takes over before its
        end. Raises LeaseLostError when somebody has done so already.
        """
        self.leased_until = now + LEASE
        changes = {"leased_until": self.leased_until, **changes}
        held = Refresh.objects.filter(pk=self.pk, lease_token=self.lease_token)
        if not held.update(**changes):
            raise LeaseLostError(f"the lease of portfolio {self.pk} is gone")

    def give_back(self, now: datetime, **changes: object) -> None:
        """End the work on this portfolio and store how it ended.

        Raises LeaseLostError as `hold` does.
        """
        self.hold(now, leased_until=None, lease_token=None, ended_at=now, **changes)

    def fail(self, now: datetime, error: BaseException) -> None:
        """End the work with an error; what was stored before stays as it is.

        Raises LeaseLostError as `hold` does.
        """
        lines = [f"{type(error).__name__}: {error}", *getattr(error, "__notes__", [])]
        self.give_back(now, failed_at=now, error="\n".join(lines)[:2000])


class Sweep(models.Model):
    """The last time that somebody looked for portfolios that are behind: one row."""

    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ran_at.isoformat()
