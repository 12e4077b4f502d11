"""Reports to executives: what they hold, who wrote them, and how far they have come."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import Period
from delivery.models import Cycle, Portfolio
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords
from recognition.models.story import Story
from recognition.models.testimonial import Testimonial
from recognition.models.value import ValueItem
from recognition.report_text import LONGEST_TEXT

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class ReportState(models.TextChoices):
    """How far a report has come."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# What people outside the PMO may read, or once could.
READABLE = (ReportState.PUBLISHED, ReportState.SUPERSEDED)
FROZEN = (*READABLE, ReportState.WITHDRAWN)


class ExecutiveReportQuerySet(FactQuerySet):
    """Reports in the words of a PMO."""

    def visible_to(self, user: "User") -> Self:
        """All where this person leads; where they read figures, the published ones."""
        led = Portfolio.objects.where_member(user, Role.LEAD).order_by()
        read = Portfolio.objects.with_figures_for(user).order_by()
        return self.filter(
            Q(portfolio__in=led) | Q(portfolio__in=read, state__in=READABLE)
        )

    def known_to(self, user: "User") -> Self:
        """The visible ones, and those withdrawn that were: their pages say why."""
        read = Portfolio.objects.with_figures_for(user).order_by()
        withdrawn = Q(portfolio__in=read, state=ReportState.WITHDRAWN)
        return self.filter(Q(pk__in=self.visible_to(user).order_by()) | withdrawn)

    def editable_by(self, user: "User") -> Self:
        """Those that this person writes, sends and takes back: a lead does."""
        return self.where_member(user, Role.LEAD)

    def readable(self) -> Self:
        """Those that are out, or were."""
        return self.filter(state__in=FROZEN)

    def for_page(self) -> Self:
        """With everything that a row shows."""
        return self.select_related("portfolio", "published_by", "supersedes")

    def with_counts(self) -> Self:
        """Annotate `section_count` and `copy_count`."""
        return self.annotate(
            section_count=Count("sections", distinct=True),
            copy_count=Count("copies", distinct=True),
        )

    def awaiting(self, user: "User") -> Self:
        """Those that wait for the approval of this person, who has not written them."""
        in_review = self.editable_by(user).filter(state=ReportState.IN_REVIEW)
        return in_review.exclude(writers=user)


class ExecutiveReport(models.Model):
    """What a lead tells executives of one portfolio and period, in five media.

    Once it is published, nothing in it changes: it is superseded or withdrawn.
    """

    class Template(models.TextChoices):
        BOARD = "board", _("One page for the board")
        QUARTERLY = "quarterly", _("Quarterly report")
        SPONSOR = "sponsor", _("Letter to each sponsor")
        CYCLE = "cycle", _("End of a cycle")

    # What may follow on what.
    FOLLOWING: ClassVar[dict[str, set[str]]] = {
        ReportState.DRAFT: {ReportState.IN_REVIEW, ReportState.PUBLISHED},
        ReportState.IN_REVIEW: {ReportState.DRAFT, ReportState.APPROVED},
        ReportState.APPROVED: {ReportState.DRAFT, ReportState.PUBLISHED},
        ReportState.PUBLISHED: {ReportState.SUPERSEDED, ReportState.WITHDRAWN},
        ReportState.SUPERSEDED: {ReportState.WITHDRAWN},
        ReportState.WITHDRAWN: set(),
    }

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="reports", verbose_name=_("portfolio")
    )
    period_key = models.CharField(_("period"), max_length=10)
    template = models.CharField(_("template"), max_length=10, choices=Template)
    cycle = models.ForeignKey(
        Cycle,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("cycle"),
    )
    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReportState,
        default=ReportState.DRAFT,
        editable=False,
    )
    allows_gaps = models.BooleanField(
        _("publish with gaps"),
        default=False,
        help_text=_(
            "If a number is missing, it goes out with a banner that says which. "
            "Otherwise it does not go out."
        ),
    )
    written_by = models.ForeignKey(
        USER,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    # All who have changed it: where a second person approves, it is none of them.
    writers: "models.ManyToManyField[User, Any]" = models.ManyToManyField(
        USER, editable=False, related_name="+"
    )
    approved_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What stands for the words and numbers that were read when it was approved.
    approved_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    published_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, editable=False
    )
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="superseded_by",
        verbose_name=_("takes the place of"),
    )
    withdrawn_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_because = models.CharField(
        _("why it was withdrawn"), max_length=500, blank=True
    )
    # Raised by every change: whoever writes on an older one is told.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ExecutiveReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.CheckConstraint(
                name="recognition_report_published_has_a_time",
                condition=Q(state__in=["draft", "in_review", "approved"])
                | Q(published_at__isnull=False),
                violation_error_message=_("What is published has a day."),
            ),
            models.CheckConstraint(
                name="recognition_report_approved_by_another",
                condition=Q(approved_by=None)
                | Q(written_by=None)
                | ~Q(approved_by=F("written_by")),
                violation_error_message=_("A second person approves it."),
            ),
            models.CheckConstraint(
                name="recognition_report_withdrawn_says_why",
                condition=~Q(state="withdrawn")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                violation_error_message=_("Say why it is withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scorecards:report_detail", args=[self.pk])

    @cached_property
    def period(self) -> Period:
        """The period in the portfolio's fiscal calendar."""
        return Period.parse(self.period_key, self.portfolio.fiscal_year_start_month)

    @property
    def is_open(self) -> bool:
        """Whether it is still being written, and nobody reviews it."""
        return self.state == ReportState.DRAFT

    @property
    def is_frozen(self) -> bool:
        """Whether it has been published once: nothing in it changes any more."""
        return self.state in FROZEN

    @property
    def is_withdrawn(self) -> bool:
        return self.state == ReportState.WITHDRAWN

    @property
    def asks_approval(self) -> bool:
        """Whether a second person must approve it, here or by a portfolio above."""
        over = Portfolio.objects.over(self.portfolio)
        return over.filter(approves_reports=True).exists()

    def may_become(self, state: str) -> bool:
        return state in self.FOLLOWING[self.state]


class ReportSectionQuerySet(FactQuerySet):
    portfolio_lookup = "report__portfolio"


class ReportSection(models.Model):
    """One part of a report: words, and what they stand above.

    Panels are named by their keys, in the order in which they are shown. The value,
    stories and quotes are those picked here.
    """

    class Kind(models.TextChoices):
        HEADLINE = "headline", _("The answer first")
        OUTCOMES = "outcomes", _("Outcomes at a glance")
        PANELS = "panels", _("Panels of the scorecard")
        NARRATIVE = "narrative", _("Words")
        VALUE = "value", _("Delivered value")
        STORIES = "stories", _("Success stories")
        QUOTES = "quotes", _("What sponsors say")

    report = models.ForeignKey(ExecutiveReport, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("heading"), max_length=120, blank=True)
    text = models.TextField(
        _("words"),
        blank=True,
        max_length=LONGEST_TEXT,
        help_text=_("Numbers stand in braces by their name: {benefits.validated}."),
    )
    panels = models.JSONField(_("panels"), default=list, blank=True)
    items: "models.ManyToManyField[ValueItem, Any]" = models.ManyToManyField(
        ValueItem, blank=True, related_name="+", verbose_name=_("delivered value")
    )
    stories: "models.ManyToManyField[Story, Any]" = models.ManyToManyField(
        Story, blank=True, related_name="+", verbose_name=_("success stories")
    )
    quotes: "models.ManyToManyField[Testimonial, Any]" = models.ManyToManyField(
        Testimonial, blank=True, related_name="+", verbose_name=_("quotes")
    )
    history = HistoricalRecords()

    objects = ReportSectionQuerySet.as_manager()

    class Meta:
        ordering = ["report", "position", "pk"]
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())


class ReportCommentQuerySet(FactQuerySet):
    portfolio_lookup = "report__portfolio"


class ReportComment(models.Model):
    """What somebody remarks on a report before it goes out; it is never changed."""

    report = models.ForeignKey(ExecutiveReport, models.CASCADE, related_name="comments")
    section = models.ForeignKey(
        ReportSection,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("section"),
    )
    text = models.TextField(_("comment"), max_length=2000)
    # What was decided with it; empty for a remark.
    decision = models.CharField(
        max_length=10,
        blank=True,
        choices=[("approved", _("Approved")), ("sent_back", _("Sent back"))],
    )
    by = models.ForeignKey(USER, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReportCommentQuerySet.as_manager()

    class Meta:
        ordering = ["report", "at", "pk"]
        verbose_name = _("comment on a report")
        verbose_name_plural = _("comments on reports")

    def __str__(self) -> str:
        return self.text[:80]
