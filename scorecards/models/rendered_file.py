"""Files of scorecards and reports: each is ordered, drawn once and kept for a while."""

from datetime import datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import Period
from delivery.models import Portfolio, Role
from delivery.models.scope import FactQuerySet
from recognition.models import Stakeholder
from recognition.models.report import READABLE
from scorecards.models.report_snapshot import ReportSnapshot
from scorecards.models.scorecard import Scorecard

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL

# A worker that dies keeps its claim this long; one that works renews it.
LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 3
FOLDER = "reports"


class ClaimLostError(Exception):
    """Somebody else works on a file, or nobody wants it any more."""


class RenderedFileQuerySet(FactQuerySet):
    """Files in the words of those who wait for them."""

    def visible_to(self, user: "User") -> Self:
        """Files of figures that this person reads, and of reports that are out."""
        is_out = Q(published=None) | Q(published__report__state__in=READABLE)
        return super().visible_to(user).filter(is_out)

    def stoppable_by(self, user: "User") -> Self:
        """Files that this person may stop: the own ones, and all that one leads."""
        led = Portfolio.objects.where_member(user, Role.LEAD).order_by()
        seen = self.visible_to(user)
        return seen.filter(Q(asked_by=user) | Q(portfolio__in=led))

    def of_period(self, portfolio: Portfolio, period_key: str) -> Self:
        """Files of the scorecard of a period, the latest first."""
        shown = self.filter(portfolio=portfolio, period_key=period_key, published=None)
        return shown.order_by("-asked_at", "-pk")

    def waiting(self, now: datetime) -> Self:
        """Files to be made now: new ones, and those to be tried again."""
        states = [RenderedFile.State.DUE, RenderedFile.State.FAILED]
        return self.filter(state__in=states, due_at__lte=now)

    def at_work(self, now: datetime) -> Self:
        """Files that a worker is making."""
        return self.filter(state=RenderedFile.State.WORKING, leased_until__gte=now)

    def silent(self, now: datetime) -> Self:
        """Files whose worker was not heard of for longer than a claim lasts.

        A claim that ends later than any worker could have set it comes from a clock
        that was wrong.
        """
        over = Q(leased_until__lt=now) | Q(leased_until__gt=now + 2 * LEASE)
        return self.filter(over, state=RenderedFile.State.WORKING)

    def parked(self) -> Self:
        """Files that will not be made unless somebody acts."""
        return self.filter(state=RenderedFile.State.PARKED)

    def over(self, moment: datetime) -> Self:
        """Files that nobody has asked for since a moment."""
        ended = self.exclude(state=RenderedFile.State.WORKING)
        return ended.filter(asked_at__lt=moment)

    def claim(self, pk: int, now: datetime) -> "RenderedFile | None":
        """Take up a file that waits; None when it is made, gone or in other hands."""
        claim = uuid4()
        taken = (
            self.waiting(now)
            .filter(pk=pk)
            .update(
                state=RenderedFile.State.WORKING,
                claim=claim,
                claimed_at=now,
                leased_until=now + LEASE,
                attempts=F("attempts") + 1,
                **AT_THE_START,
            )
        )
        return self.filter(pk=pk, claim=claim).first() if taken else None


class RenderedFile(models.Model):
    """One file of a scorecard or a report: the order to make it, and then the file.

    That of a letter to each sponsor is for one of them.
    """

    class Medium(models.TextChoices):
        PDF = "pdf", _("PDF")
        PPTX = "pptx", _("PowerPoint")
        XLSX = "xlsx", _("Excel")
        CSV = "csv", _("CSV")

    class State(models.TextChoices):
        DUE = "due", _("Waiting")
        WORKING = "working", _("Being made")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed, to be tried again")
        PARKED = "parked", _("Could not be made")
        CANCELLED = "cancelled", _("Stopped")

    class Stage(models.TextChoices):
        """What a worker does, in this order."""

        READING = "reading", _("Reading the figures")
        PICTURES = "pictures", _("Drawing pictures")
        PAGES = "pages", _("Setting pages")
        STORING = "storing", _("Storing the file")

    portfolio = models.ForeignKey(
        Portfolio,
        models.CASCADE,
        related_name="rendered_files",
        verbose_name=_("portfolio"),
    )
    # Names the very content: a file of the same key is never made twice.
    source_key = models.CharField(_("source"), max_length=200)
    scorecard = models.ForeignKey(
        Scorecard,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="files",
        verbose_name=_("scorecard"),
    )
    published = models.ForeignKey(
        ReportSnapshot,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="files",
        verbose_name=_("published report"),
    )
    sponsor = models.ForeignKey(
        Stakeholder,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sponsor"),
    )
    period_key = models.CharField(_("period"), max_length=10)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    medium = models.CharField(_("medium"), max_length=4, choices=Medium)
    # The size of the pages; nothing has one but a PDF.
    paper = models.CharField(_("paper"), max_length=10, blank=True)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DUE
    )
    stage = models.CharField(_("step"), max_length=10, choices=Stage, blank=True)
    stage_done = models.PositiveSmallIntegerField(default=0, editable=False)
    stage_of = models.PositiveSmallIntegerField(default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Why it could not be made, in words.
    problem = models.TextField(_("problem"), blank=True)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    due_at = models.DateTimeField(_("due at"))
    asked_by = models.ForeignKey(
        USER,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    asked_at = models.DateTimeField(_("asked for"))
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    size = models.PositiveBigIntegerField(_("size"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file = models.FileField(_("file"), blank=True, editable=False)

    objects = RenderedFileQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [
            models.Index(fields=["state", "due_at"], name="scorecards_file_waiting")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source_key", "medium", "paper", "language"],
                name="scorecards_file_once",
                violation_error_message=_("This file has been asked for."),
            ),
            models.CheckConstraint(
                name="scorecards_file_claimed_while_working",
                condition=Q(
                    state="working", claim__isnull=False, leased_until__isnull=False
                )
                | (~Q(state="working") & Q(claim=None, leased_until=None)),
                violation_error_message=_("Only a file that is being made is claimed."),
            ),
            models.CheckConstraint(
                name="scorecards_file_done_is_whole",
                condition=~Q(state="done")
                | (Q(made_at__isnull=False, size__gt=0) & ~Q(file="") & ~Q(sha256="")),
                violation_error_message=_("A file that is ready has a content."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("scorecards:file_detail", args=[self.pk])

    @property
    def name(self) -> str:
        """What the file is called where somebody saves it."""
        what = "-report" if self.published_id else ""
        return f"{self.portfolio.slug}-{self.period_key}{what}.{self.medium}"

    @property
    def title(self) -> str:
        """What it is: its medium, and on which paper."""
        medium = self.get_medium_display()
        return f"{medium}, {self.paper}" if self.paper else medium

    @property
    def language_name(self) -> str:
        return str(dict(settings.LANGUAGES).get(self.language, self.language))

    @cached_property
    def period(self) -> Period:
        """The period in the portfolio's fiscal calendar."""
        return Period.parse(self.period_key, self.portfolio.fiscal_year_start_month)

    @property
    def is_waiting(self) -> bool:
        """Whether it is made without anybody doing anything."""
        return self.state in {self.State.DUE, self.State.WORKING, self.State.FAILED}

    def keep(self, now: datetime, **progress: Any) -> None:
        """Renew the claim, and say how far the work is. Raises ClaimLostError."""
        self._write(leased_until=now + LEASE, **progress)

    def settle(self, state: str, **changes: Any) -> None:
        """Give the file back with how it went. Raises ClaimLostError."""
        self._write(state=state, claim=None, leased_until=None, **changes)

    def _write(self, **changes: Any) -> None:
        own = RenderedFile.objects.filter(pk=self.pk, claim=self.claim or UUID(int=0))
        if not own.update(**changes):
            raise ClaimLostError(f"file {self.pk} is in other hands")
        for name, value in changes.items():
            setattr(self, name, value)

    @staticmethod
    def new_name(medium: str) -> str:
        """Return where a file is kept: under a name of its own for each attempt."""
        return str(PurePath(FOLDER) / f"{uuid4().hex}.{medium}")


AT_THE_START: dict[str, Any] = {
    "stage": RenderedFile.Stage.READING,
    "stage_done": 0,
    "stage_of": 0,
}
