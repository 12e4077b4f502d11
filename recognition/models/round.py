"""Feedback rounds: whom the PMO asks what, how openly, and by when."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models import Benefit, Cycle, Portfolio, Project, Service
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords
from recognition.models.questionnaire import Question, Questionnaire
from recognition.models.stakeholder import Stakeholder, StakeholderQuerySet

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL
MOST_DAYS_OPEN = 90


class Mode(models.TextChoices):
    """Who learns whose answer it is; fixed before the first invitation goes out."""

    ATTRIBUTED = "attributed", _("Attributed: the PMO sees names")
    CONFIDENTIAL = "confidential", _("Confidential: only the PMO lead sees names")
    ANONYMOUS = "anonymous", _("Anonymous: nobody sees names")


class RoundPlanQuerySet(FactQuerySet):
    """Plans in the words of a PMO."""

    def in_force(self) -> Self:
        return self.filter(is_active=True)


class RoundPlan(models.Model):
    """A standing order: when this happens, ask those concerned."""

    class Event(models.TextChoices):
        PROJECT_CLOSED = "project_closed", _("A project is closed")
        BENEFIT_VALIDATED = "benefit_validated", _("Finance validates a benefit")
        QUARTER_END = "quarter_end", _("A quarter ends")

    portfolio = models.ForeignKey(
        Portfolio,
        models.CASCADE,
        related_name="round_plans",
        verbose_name=_("portfolio"),
    )
    event = models.CharField(_("when"), max_length=20, choices=Event)
    questionnaire = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        related_name="plans",
        verbose_name=_("questionnaire"),
    )
    mode = models.CharField(_("openness"), max_length=12, choices=Mode)
    days_open = models.PositiveSmallIntegerField(
        _("days to answer"),
        default=21,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS_OPEN)],
    )
    # What happened before this day asks nobody.
    starts_on = models.DateField(_("from"))
    is_active = models.BooleanField(_("in force"), default=True)
    history = HistoricalRecords()

    objects = RoundPlanQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "event", "pk"]
        verbose_name = _("standing order")
        verbose_name_plural = _("standing orders")

    def __str__(self) -> str:
        return f"{self.get_event_display()}, {self.questionnaire}"


class RoundQuerySet(FactQuerySet):
    """Rounds in the words of a PMO."""

    def visible_to(self, user: "User") -> Self:
        """Rounds that this person may follow: whom was asked, and who has answered."""
        return self.in_portfolios(Portfolio.objects.with_facts_from(user))

    def read_by(self, user: "User") -> Self:
        """Rounds whose comments and, if there are any, names this person may read."""
        return self.where_member(user, Role.LEAD)

    def counted_for(self, user: "User") -> Self:
        """Rounds whose scores in sum this person may read."""
        return self.in_portfolios(Portfolio.objects.with_figures_for(user))

    def run_by(self, user: "User") -> Self:
        """Rounds that this person may send, close and take invitations back from."""
        return self.where_member(user, Role.LEAD)

    def unsent(self) -> Self:
        """Rounds in which nobody has been asked yet, so that they may be changed."""
        return self.filter(state__in=[Round.State.DRAFT, Round.State.SCHEDULED])

    def sent(self) -> Self:
        """Rounds in which people have been asked."""
        return self.filter(state__in=[Round.State.OPEN, Round.State.CLOSED])

    def open(self) -> Self:
        return self.filter(state=Round.State.OPEN)

    def newest_closed(self) -> "Round | None":
        """The round that ended last, with its counts: if one can, one asking for NPS.

        Its counts are asked of it alone.
        """
        asks_nps = Question.objects.filter(
            questionnaire=OuterRef("questionnaire"), kind=Question.Kind.NPS
        )
        found = (
            self.filter(state=Round.State.CLOSED)
            .annotate(asks_nps=Exists(asks_nps))
            .order_by("-period_end", "-asks_nps", "-pk")
            .values_list("pk", flat=True)
            .first()
        )
        if found is None:
            return None
        return Round.objects.with_counts().get(pk=found)

    def with_counts(self) -> Self:
        """Annotate `invited_count` and `answered_count`, for anonymous rounds as well.

        Who was not reached or is no longer asked is not counted. Who never answered and
        is known no more still is. Of a round read from a file, `invited_count` is what
        the file says, 0 where it says nothing.
        """
        counted = Q(invitations__bounced_at=None, invitations__revoked_at=None)
        asked = counted & Q(invitations__isnull=False)
        given = self.model._default_manager.filter(pk=OuterRef("pk")).order_by()
        answers = given.annotate(number=Count("responses")).values("number")
        return self.annotate(
            invited_count=Coalesce(
                F("invited_elsewhere"),
                Count("invitations", filter=asked) + F("forgotten_count"),
            ),
            answered_count=Case(
                When(is_imported=True, then=Subquery(answers)),
                default=Count(
                    "invitations", filter=asked & Q(invitations__is_answered=True)
                ),
            ),
        )

    def opening_on(self, day: date) -> Self:
        """Rounds whose invitations should go out by this day."""
        return self.filter(state=Round.State.SCHEDULED, opens_on__lte=day)

    def ending_before(self, day: date) -> Self:
        """Open rounds whose last day has passed."""
        return self.open().filter(closes_on__lt=day)

    def with_names_kept_since(self, moment: datetime) -> Self:
        """Rounds closed by a moment of which it is still known who never answered."""
        closed = self.filter(state=Round.State.CLOSED, closed_at__lte=moment)
        return closed.filter(invitations__is_answered=False).distinct()

    def with_something_due(self, day: date, kept_since: datetime) -> Self:
        """Rounds that a worker should look after on this day.

        Open ones may have to be closed, and their silent people reminded; of closed
        ones those who never answered are forgotten.
        """
        due = self.opening_on(day).order_by() | self.open().order_by()
        forgotten = self.with_names_kept_since(kept_since).order_by()
        return self.filter(
            Q(pk__in=due.values("pk")) | Q(pk__in=forgotten.values("pk"))
        )


class Round(models.Model):
    """One time that the PMO asks a group of stakeholders for feedback."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SCHEDULED = "scheduled", _("Scheduled")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="rounds", verbose_name=_("portfolio")
    )
    name = models.CharField(_("name"), max_length=150)
    questionnaire = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        related_name="rounds",
        verbose_name=_("questionnaire"),
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("project"),
        help_text=_("If it is about one project."),
    )
    service = models.ForeignKey(
        Service,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("PMO service"),
        help_text=_("If it is about one service."),
    )
    benefit = models.ForeignKey(
        Benefit,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="rounds",
        verbose_name=_("benefit"),
    )
    cycle = models.ForeignKey(
        Cycle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("cycle"),
        help_text=_("If it is about a turn of the flywheel."),
    )
    # The time that people are asked about.
    period_start = models.DateField(_("about the time from"))
    period_end = models.DateField(_("about the time until"))
    mode = models.CharField(
        _("openness"), max_length=12, choices=Mode, default=Mode.CONFIDENTIAL
    )
    introduction = models.TextField(
        _("why you ask"),
        blank=True,
        help_text=_("Stands in the invitation and above the questions."),
    )
    roles = models.JSONField(
        _("whom to ask"),
        default=list,
        blank=True,
        help_text=_("Nothing chosen asks everybody."),
    )
    left_out = models.ManyToManyField(
        Stakeholder,
        blank=True,
        related_name="+",
        verbose_name=_("left out"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    opens_on = models.DateField(_("goes out on"), null=True, blank=True)
    closes_on = models.DateField(_("last day to answer"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    sends_reminders = models.BooleanField(
        _("remind"),
        default=True,
        help_text=_(
            "Twice at the most, three days apart, only those who have not answered."
        ),
    )
    plan = models.ForeignKey(
        RoundPlan,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="rounds",
    )
    # What a standing order answered with this round: it asks once for each event.
    event_key = models.CharField(max_length=60, blank=True, editable=False)
    # A round read from a file: the people asked there are not known here.
    is_imported = models.BooleanField(default=False, editable=False)
    invited_elsewhere = models.PositiveIntegerField(
        _("people asked"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("How many were asked, where that is known."),
    )
    # How many people were asked, never answered, and are known no more.
    forgotten_count = models.PositiveIntegerField(default=0, editable=False)
    sent_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-pk"]
        verbose_name = _("feedback round")
        verbose_name_plural = _("feedback rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "name"],
                name="recognition_round_name_once",
                violation_error_message=_("This portfolio has a round of that name."),
            ),
            models.UniqueConstraint(
                fields=["plan", "event_key"],
                condition=Q(plan__isnull=False),
                name="recognition_round_once_an_event",
                violation_error_message=_("This event has its round already."),
            ),
            models.CheckConstraint(
                name="recognition_round_period_in_order",
                condition=Q(period_end__gte=F("period_start")),
                violation_error_message=_("The time cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="recognition_round_closes_after_it_opens",
                condition=Q(opens_on=None)
                | Q(closes_on=None)
                | Q(closes_on__gte=F("opens_on")),
                violation_error_message=_(
                    "The last day to answer cannot be before the first."
                ),
            ),
            models.CheckConstraint(
                name="recognition_round_sent_has_dates",
                condition=Q(state="draft")
                | Q(is_imported=True)
                | Q(opens_on__isnull=False, closes_on__isnull=False),
                violation_error_message=_(
                    "Say when it goes out, and the last day to answer."
                ),
            ),
            models.CheckConstraint(
                name="recognition_round_about_one_thing",
                condition=Q(project=None, service=None, benefit=None)
                | Q(project__isnull=False, service=None, benefit=None)
                | Q(project=None, service__isnull=False, benefit=None)
                | Q(project=None, service=None, benefit__isnull=False),
                violation_error_message=_(
                    "A round is about a project or about a service."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recognition:round_detail", args=[self.pk])

    @property
    def is_anonymous(self) -> bool:
        return self.mode == Mode.ANONYMOUS

    @property
    def subject(self) -> Project | Service | Benefit | None:
        """What it is about, beside the work of the PMO in sum."""
        return self.project or self.service or self.benefit

    def audience(self) -> StakeholderQuerySet:
        """The people it is meant for; those left out by hand are among them.

        Of a project, a service or a benefit: those who answer for it.
        """
        people = Stakeholder.objects.present().under(self.portfolio)
        if self.roles:
            people = people.filter(role__in=self.roles)
        if self.subject:
            people = people.answering_for(
                project=self.project, service=self.service, benefit=self.benefit
            )
        return people

    @property
    def is_editable_still(self) -> bool:
        """Whether nobody has been asked yet."""
        return self.state in {self.State.DRAFT, self.State.SCHEDULED}

    def takes_answers_on(self, day: date) -> bool:
        """Whether an answer of this day still counts; the last day does."""
        is_late = self.closes_on is not None and day > self.closes_on
        return self.state == self.State.OPEN and not is_late
