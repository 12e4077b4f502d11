"""Standing orders for reports: when they go out, to whom, and what became of each."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.user import validate_time_zone
from delivery.calculations.periods import PeriodKind
from delivery.models import Portfolio
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords
from recognition.calculations.schedules import Cadence, DayOff, Rhythm
from recognition.models.report import ExecutiveReport
from recognition.models.report_copy import ReportCopy

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL
# A worker that has held a run for longer is dead or frozen.
LEASE = timedelta(minutes=6)
MOST_ATTEMPTS = 3
MOST_DAYS_AFTER = 90


class ReportScheduleQuerySet(FactQuerySet):
    """Schedules in the words of a PMO."""

    def editable_by(self, user: "User") -> Self:
        """Those that this person sets, pauses and ends: a lead does."""
        return self.where_member(user, Role.LEAD)

    def in_force(self) -> Self:
        """Those that are carried out."""
        return self.filter(is_paused=False)

    def for_page(self) -> Self:
        """With everything that a row shows."""
        return self.select_related("portfolio", "pattern", "owner")


class ReportSchedule(models.Model):
    """One standing order: a report like that one, at these times, to these people."""

    CADENCES = [
        (Cadence.WEEKLY.value, _("Every week")),
        (Cadence.MONTHLY.value, _("Every month")),
        (Cadence.QUARTERLY.value, _("After every quarter")),
        (Cadence.AFTER_PERIOD.value, _("After every reporting period")),
    ]
    DAYS_OFF = [
        (DayOff.NEXT.value, _("The next working day")),
        (DayOff.BEFORE.value, _("The working day before")),
        (DayOff.SKIP.value, _("Not at all")),
        (DayOff.NONE.value, _("That day all the same")),
    ]
    WEEKDAYS = [
        (1, _("Monday")),
        (2, _("Tuesday")),
        (3, _("Wednesday")),
        (4, _("Thursday")),
        (5, _("Friday")),
        (6, _("Saturday")),
        (7, _("Sunday")),
    ]

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="report_schedules",
        verbose_name=_("portfolio"),
    )
    name = models.CharField(_("name"), max_length=120)
    pattern = models.ForeignKey(
        ExecutiveReport,
        models.PROTECT,
        related_name="schedules",
        verbose_name=_("like this report"),
        help_text=_(
            "Its sections and words are taken over as they stand; numbers in braces "
            "and the value it tells are those of the new period."
        ),
    )
    cadence = models.CharField(
        _("how often"), max_length=12, choices=CADENCES, default=Cadence.QUARTERLY.value
    )
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"),
        choices=WEEKDAYS,
        default=1,
        help_text=_("Of reports of every week."),
    )
    day = models.PositiveSmallIntegerField(
        _("day of the month"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
        help_text=_("Of monthly reports; in a shorter month it is the last day."),
    )
    days_after = models.PositiveSmallIntegerField(
        _("days after the end"),
        default=10,
        validators=[MaxValueValidator(MOST_DAYS_AFTER)],
        help_text=_("Of reports on quarters and periods, in calendar days."),
    )
    hour = models.TimeField(
        _("time of day"),
        default=time(8),
        help_text=_("Where the recipient is."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        validators=[validate_time_zone],
        help_text=_(
            "For recipients whose own is not known, for example Europe/London."
        ),
    )
    country = models.CharField(
        _("holidays of"),
        max_length=2,
        blank=True,
        help_text=_("Without a country only its weekends are days off."),
    )
    day_off = models.CharField(
        _("on a day off"), max_length=6, choices=DAYS_OFF, default=DayOff.NEXT.value
    )
    starts_on = models.DateField(
        _("from"), help_text=_("What was due before goes to nobody.")
    )
    # As `report_copies` of actions names them: "s-sponsor", "u-executive"; "s12", "u3".
    roles = models.JSONField(_("by role"), default=list, blank=True)
    people = models.JSONField(_("by name"), default=list, blank=True)
    attachment = models.CharField(
        _("attached file"),
        max_length=4,
        choices=ReportCopy.Attachment,
        blank=True,
    )
    allows_gaps = models.BooleanField(
        _("send with gaps"),
        default=False,
        help_text=_(
            "If a number is missing, it goes out with a banner that says which. "
            "Otherwise it does not go out, and you are told."
        ),
    )
    owner = models.ForeignKey(
        USER,
        models.PROTECT,
        related_name="report_schedules",
        verbose_name=_("owner"),
        help_text=_(
            "Who set it last: it goes out with their rights, and they are told when it "
            "could not."
        ),
    )
    is_paused = models.BooleanField(_("paused"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ReportScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "name"]
        verbose_name = _("schedule of reports")
        verbose_name_plural = _("schedules of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "name"],
                name="recognition_report_schedule_name_once",
                violation_error_message=_("This portfolio has one of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recognition:report_schedule_detail", args=[self.pk])

    @property
    def rhythm(self) -> Rhythm:
        """On which days it is due."""
        return Rhythm(
            cadence=Cadence(self.cadence),
            kind=PeriodKind(self.portfolio.reporting_period),
            fy_start_month=self.portfolio.fiscal_year_start_month,
            weekday=self.weekday,
            day=self.day,
            days_after=self.days_after,
            day_off=DayOff(self.day_off),
        )


class ScheduleRunQuerySet(FactQuerySet):
    """Runs in the words of a dispatcher."""

    portfolio_lookup = "schedule__portfolio"

    def waiting(self, now: datetime) -> Self:
        """Those to be taken up now: new ones, and those to be tried again."""
        return self.filter(state=ScheduleRun.State.DUE, due_at__lte=now)

    def silent(self, now: datetime) -> Self:
        """Those that a worker took up and was not heard of again."""
        return self.filter(state=ScheduleRun.State.WORKING, claimed_at__lt=now - LEASE)

    def with_counts(self) -> Self:
        """Annotate `copy_count`: how many people the report of each was for."""
        rows = self.select_related("schedule__portfolio", "report")
        counted = rows.annotate(copy_count=models.Count("report__copies"))
        return counted.order_by("-planned_on", "-pk")

    def claim(self, pk: int, now: datetime) -> "ScheduleRun | None":
        """Take up a run that waits; None when it is gone or in other hands."""
        claim = uuid4()
        taken = (
            self.waiting(now)
            .filter(pk=pk)
            .update(
                state=ScheduleRun.State.WORKING,
                claim=claim,
                claimed_at=now,
                attempts=F("attempts") + 1,
            )
        )
        rows = self.select_related("schedule__portfolio", "schedule__pattern")
        return rows.get(pk=pk, claim=claim) if taken else None


class RunLostError(Exception):
    """Somebody else has taken over a run from a worker that was silent."""


class ScheduleRun(models.Model):
    """One time that a report was due: it is made once, or it says why not."""

    class State(models.TextChoices):
        DUE = "due", _("Due")
        WORKING = "working", _("Being made")
        DONE = "done", _("Sent")
        WITH_APPROVER = "approval", _("Waits for approval")
        FAILED = "failed", _("Not sent")
        SKIPPED = "skipped", _("Left out")

    schedule = models.ForeignKey(
        ReportSchedule, models.CASCADE, related_name="runs", verbose_name=_("schedule")
    )
    planned_on = models.DateField(_("planned for"))
    runs_on = models.DateField(_("day"), null=True, blank=True)
    # Empty: the latest period there is.
    period_key = models.CharField(_("period"), max_length=10, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DUE
    )
    due_at = models.DateTimeField(_("due at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    problem = models.TextField(_("problem"), blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    report = models.OneToOneField(
        ExecutiveReport,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="run",
        verbose_name=_("report"),
    )

    objects = ScheduleRunQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_on", "-pk"]
        verbose_name = _("run of a schedule")
        verbose_name_plural = _("runs of schedules")
        indexes = [
            models.Index(fields=["state", "due_at"], name="recognition_run_waiting")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "planned_on"],
                name="recognition_schedule_run_once_a_day",
                violation_error_message=_("This report has been made already."),
            ),
            models.CheckConstraint(
                name="recognition_schedule_run_claimed_while_working",
                condition=Q(state="working", claim__isnull=False)
                | (~Q(state="working") & Q(claim=None)),
                violation_error_message=_("Only a run in work is claimed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule}, {self.planned_on:%Y-%m-%d}"

    def settle(self, state: str, **changes: Any) -> None:
        """Give the run back with how it went. Raises RunLostError."""
        own = ScheduleRun.objects.filter(pk=self.pk, claim=self.claim or UUID(int=0))
        if not own.update(state=state, claim=None, **changes):
            raise RunLostError(f"run {self.pk} is in other hands")
        for name, value in {"state": state, "claim": None, **changes}.items():
            setattr(self, name, value)
