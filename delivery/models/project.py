"""Projects, their approved baselines, and what was reported about them."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import PeriodKind, add_months
from delivery.models.portfolio import Portfolio, validate_currency
from delivery.models.rating import RatingLevel
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date

USER = settings.AUTH_USER_MODEL


def optional_money(label: Any, help_text: Any = "") -> ExactDecimalField:
    """An amount in the project's currency; empty means not known."""
    return ExactDecimalField(label, null=True, blank=True, help_text=help_text)


def not_negative(*fields: str) -> Q:
    """A condition that holds when each of the fields is unknown or at least 0."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0})
    return condition


class ProjectQuerySet(FactQuerySet):
    """Projects in the words of the PMO."""

    def with_current_state(self) -> "ProjectQuerySet":
        """Annotate what was reported last and planned last, None where nothing was.

        `latest_status_date`, `rating_label`, `rating_colour`, `forecast_finish` and
        `forecast_cost` come from the latest status update; `planned_finish` and
        `budget` from the current baseline, `baseline_number` says which one it is.
        """
        project = models.OuterRef("pk")
        latest = StatusUpdate.objects.filter(project=project).order_by("-status_date")
        current = Baseline.objects.filter(project=project).order_by("-number")
        return self.annotate(
            latest_status_date=models.Subquery(latest.values("status_date")[:1]),
            rating_label=models.Subquery(latest.values("rating__label")[:1]),
            rating_colour=models.Subquery(latest.values("rating__colour")[:1]),
            forecast_finish=models.Subquery(latest.values("forecast_finish")[:1]),
            forecast_cost=models.Subquery(latest.values("forecast_cost")[:1]),
            baseline_number=models.Subquery(current.values("number")[:1]),
            planned_finish=models.Subquery(current.values("finish")[:1]),
            budget=models.Subquery(current.values("budget")[:1]),
        )

    def with_work(self) -> "ProjectQuerySet":
        """Annotate `task_count`, `finished_count` and `scope_count`."""

        def number(**counted: Count) -> models.Subquery:
            here = Project.objects.filter(pk=models.OuterRef("pk")).order_by()
            return models.Subquery(here.annotate(**counted).values(*counted))

        is_finished = Q(tasks__actual_finish__isnull=False)
        return self.annotate(
            task_count=number(n=Count("tasks")),
            finished_count=number(n=Count("tasks", filter=is_finished)),
            scope_count=number(n=Count("scope_items")),
        )

    def under_way(self) -> "ProjectQuerySet":
        """Projects that somebody works on, so that a report is due."""
        return self.filter(status=Project.Status.ACTIVE)

    def overdue_on(self, day: "date") -> "ProjectQuerySet":
        """Projects under way without a status update in the last reporting period."""
        due = Case(
            When(
                portfolio__reporting_period=PeriodKind.MONTH.value,
                then=Value(add_months(day, -1)),
            ),
            When(
                portfolio__reporting_period=PeriodKind.QUARTER.value,
                then=Value(add_months(day, -3)),
            ),
            default=Value(add_months(day, -12)),
        )
        recent = StatusUpdate.objects.filter(
            project=models.OuterRef("pk"), status_date__gte=models.OuterRef("due_since")
        )
        return self.under_way().alias(due_since=due).filter(~models.Exists(recent))

    def without_baseline(self) -> "ProjectQuerySet":
        """Projects whose plan was never approved, so that nothing can be late."""
        return self.exclude(status=Project.Status.CANCELLED).filter(
            baselines__isnull=True
        )

    def without_sponsor(self) -> "ProjectQuerySet":
        """Projects for whose value nobody answers."""
        return self.exclude(status=Project.Status.CANCELLED).filter(sponsor="")

    def without_objective(self) -> "ProjectQuerySet":
        """Projects that nobody has linked to what the strategy wants."""
        return self.exclude(status=Project.Status.CANCELLED).filter(
            objective_links__isnull=True
        )

    def earning_beyond_budget(self) -> "ProjectQuerySet":
        """Projects that report more work done than there is budget: EV above BAC."""
        return self.with_current_state().filter(
            models.Exists(
                StatusUpdate.objects.filter(
                    project=models.OuterRef("pk"),
                    status_date=models.OuterRef("latest_status_date"),
                    earned_value__gt=models.OuterRef("budget"),
                )
            )
        )

    def finished_after(self, day: "date") -> "ProjectQuerySet":
        """Projects that are over and whose actual finish lies ahead."""
        over = [Project.Status.COMPLETED, Project.Status.CANCELLED]
        return self.filter(status__in=over, actual_finish__gt=day)

    def expected_before(self, day: "date") -> "ProjectQuerySet":
        """Projects under way that should have been finished by their own forecast."""
        return self.under_way().with_current_state().filter(forecast_finish__lt=day)

    def spending_before_start(self) -> "ProjectQuerySet":
        """Projects that are planned only, and that report cost or work done."""
        told = StatusUpdate.objects.filter(project=models.OuterRef("pk"))
        spent = told.filter(Q(actual_cost__gt=0) | Q(earned_value__gt=0))
        return self.filter(models.Exists(spent), status=Project.Status.PLANNED)

    def gaps(self, day: "date") -> "dict[str, ProjectQuerySet]":
        """What the page of the day should ask for: the rows with each gap."""
        return {
            "report": self.overdue_on(day),
            "baseline": self.without_baseline(),
            "finish": self.finished_on_no_day(),
        }

    def count_by_status(self) -> list[tuple[str, int]]:
        """Count projects by status, in the order a project goes through them."""
        counts = dict(
            self.order_by().values_list("status").annotate(models.Count("pk"))
        )
        return [
            (str(status.label), counts[status.value])
            for status in Project.Status
            if status.value in counts
        ]

    def count_by_rating(self) -> dict[str | None, int]:
        """Count projects by the colour of their latest rating, None for no rating."""
        rated = self.with_current_state().order_by()
        return dict(rated.values_list("rating_colour").annotate(models.Count("pk")))

    def finished_on_no_day(self) -> "ProjectQuerySet":
        """Completed projects whose actual finish nobody has entered."""
        return self.filter(status=Project.Status.COMPLETED, actual_finish__isnull=True)


class Project(models.Model):
    """A piece of work that the PMO expects to produce value."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ACTIVE = "active", _("Active")
        ON_HOLD = "on_hold", _("On hold")
        COMPLETED = "completed", _("Completed")
        CANCELLED = "cancelled", _("Cancelled")

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="projects", verbose_name=_("portfolio")
    )
    code = models.CharField(
        _("code"),
        max_length=60,
        help_text=_("As in the system the project comes from."),
    )
    name = models.CharField(_("name"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    organisation = models.CharField(
        _("organisation"),
        max_length=150,
        blank=True,
        help_text=_("The department or unit that runs the project."),
    )
    category = models.CharField(_("category"), max_length=150, blank=True)
    sponsor = models.CharField(
        _("sponsor"),
        max_length=150,
        blank=True,
        help_text=_("The person who answers for the project’s value."),
    )
    manager = models.CharField(_("project manager"), max_length=150, blank=True)
    priority_tier = models.PositiveSmallIntegerField(
        _("priority"), null=True, blank=True, help_text=_("1 is the highest.")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.ACTIVE
    )
    currency = models.CharField(
        _("currency"), max_length=3, validators=[validate_currency]
    )
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_finish = models.DateField(_("actual finish"), null=True, blank=True)
    final_cost = optional_money(_("final cost"), _("All cost of the finished project."))
    business_case_on = models.DateField(
        _("business case approved"),
        null=True,
        blank=True,
        help_text=_("The day from which time to market counts."),
    )
    first_use_on = models.DateField(
        _("first productive use"),
        null=True,
        blank=True,
        help_text=_("The day a customer or a user first worked with the result."),
    )
    history = HistoricalRecords()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_project_code_once",
                violation_error_message=_("This portfolio has a project of that code."),
            ),
            models.CheckConstraint(
                name="delivery_project_dates_in_order",
                condition=Q(actual_finish__gte=F("actual_start")),
                violation_error_message=_("A project cannot finish before it starts."),
            ),
            models.CheckConstraint(
                name="delivery_project_finish_only_when_over",
                condition=Q(actual_finish__isnull=True)
                | Q(status__in=["completed", "cancelled"]),
                violation_error_message=_(
                    "Only a completed or cancelled project has an actual finish."
                ),
            ),
            models.CheckConstraint(
                name="delivery_project_final_cost_not_negative",
                condition=not_negative("final_cost"),
                violation_error_message=_("The final cost cannot be negative."),
            ),
            models.CheckConstraint(
                name="delivery_project_used_after_it_was_approved",
                condition=Q(first_use_on__gte=F("business_case_on")),
                violation_error_message=_(
                    "The first use cannot be before the business case was approved."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:project_detail", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Completed or cancelled, so that nothing more is reported."""
        return self.status in {Project.Status.COMPLETED, Project.Status.CANCELLED}


class BaselineQuerySet(FactQuerySet):
    portfolio_lookup = "project__portfolio"

    def current_on(self, day: "date") -> "BaselineQuerySet":
        """Plans approved by the day, the newest first; an undated one always was."""
        return self.filter(
            Q(approved_on__isnull=True) | Q(approved_on__lte=day)
        ).order_by("-number")


class Baseline(models.Model):
    """An approved plan of a project. Number 1 is the original; none is ever edited."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="baselines")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    start = models.DateField(_("planned start"), null=True, blank=True)
    finish = models.DateField(_("planned finish"), null=True, blank=True)
    budget = optional_money(
        _("budget at completion"), _("Without the management reserve.")
    )
    scope_size = ExactDecimalField(
        _("scope size"),
        null=True,
        blank=True,
        help_text=_("In points, items or value weights, the same over time."),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    history = HistoricalRecords()

    objects = BaselineQuerySet.as_manager()

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("baseline")
        verbose_name_plural = _("baselines")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                name="delivery_baseline_number_once",
                violation_error_message=_("This project has that baseline already."),
            ),
            models.CheckConstraint(
                name="delivery_baseline_numbers_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("The original baseline is number 1."),
            ),
            models.CheckConstraint(
                name="delivery_baseline_dates_in_order",
                condition=Q(finish__gte=F("start")),
                violation_error_message=_(
                    "The planned finish cannot be before the planned start."
                ),
            ),
            models.CheckConstraint(
                name="delivery_baseline_not_negative",
                condition=not_negative("budget", "scope_size"),
                violation_error_message=_("Budget and scope size cannot be negative."),
            ),
            models.CheckConstraint(
                name="delivery_baseline_says_something",
                condition=Q(start__isnull=False)
                | Q(finish__isnull=False)
                | Q(budget__isnull=False)
                | Q(scope_size__isnull=False),
                violation_error_message=_(
                    "A baseline needs a date, a budget or a scope size."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Original baseline") if self.is_original else _("Baseline")) + (
            "" if self.is_original else f" {self.number}"
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new baseline; an approved one is history and stays as it is."""
        if not self._state.adding:
            raise ValidationError(
                _("An approved baseline is never changed. Approve a new one instead.")
            )
        super().save(*args, **kwargs)

    @property
    def is_original(self) -> bool:
        return self.number == 1


class StatusUpdateQuerySet(FactQuerySet):
    portfolio_lookup = "project__portfolio"

    def known_by(self, day: "date") -> "StatusUpdateQuerySet":
        """Updates with a status date at or before the day."""
        return self.filter(status_date__lte=day)


class StatusUpdate(models.Model):
    """What was reported about a project as of its status date."""

    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="status_updates",
        verbose_name=_("project"),
    )
    status_date = models.DateField(
        _("status date"), help_text=_("The day up to which the figures count.")
    )
    rating = models.ForeignKey(
        RatingLevel,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="status_updates",
        verbose_name=_("overall rating"),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Required when the rating is red.")
    )
    planned_value = optional_money(
        _("planned value (PV)"), _("Budget of the work planned up to the status date.")
    )
    earned_value = optional_money(
        _("earned value (EV)"), _("Budget of the work done up to the status date.")
    )
    actual_cost = optional_money(
        _("actual cost (AC)"), _("Cost of the work done up to the status date.")
    )
    forecast_start = models.DateField(_("forecast start"), null=True, blank=True)
    forecast_finish = models.DateField(_("forecast finish"), null=True, blank=True)
    forecast_cost = optional_money(_("forecast cost"), _("Expected cost when done."))
    estimate_to_complete = optional_money(
        _("estimate to complete (ETC)"),
        _("What the manager expects the rest to cost, counted from the bottom up."),
    )
    in_year_budget = optional_money(_("budget of this fiscal year"))
    in_year_forecast = optional_money(_("forecast of this fiscal year"))
    whole_life_cost = optional_money(
        _("whole-life cost"), _("From the first idea to the end of use.")
    )
    scope_approved = ExactDecimalField(_("approved scope"), null=True, blank=True)
    scope_accepted = ExactDecimalField(_("accepted scope"), null=True, blank=True)
    # Why a figure is not given, in the words of the source: {"whole_life_cost": "…"}.
    not_given = models.JSONField(_("not given"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["project", "-status_date"]
        verbose_name = _("status update")
        verbose_name_plural = _("status updates")
        indexes = [models.Index(fields=["status_date"])]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "status_date"],
                name="delivery_status_update_once_a_day",
                violation_error_message=_(
                    "This project has a status update for that day. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_status_update_forecast_in_order",
                condition=Q(forecast_finish__gte=F("forecast_start")),
                violation_error_message=_(
                    "The forecast finish cannot be before the forecast start."
                ),
            ),
            models.CheckConstraint(
                name="delivery_status_update_not_negative",
                condition=not_negative(
                    "planned_value",
                    "earned_value",
                    "forecast_cost",
                    "estimate_to_complete",
                    "in_year_budget",
                    "whole_life_cost",
                    "scope_approved",
                    "scope_accepted",
                ),
                violation_error_message=_(
                    "Planned and earned value, forecast cost, estimate to complete, "
                    "budget, whole-life cost and scope cannot be negative."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}, {self.status_date}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:status_update_update", args=[self.pk])

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it."""
        return self.status_date

    def clean(self) -> None:
        """Check what needs the rating beside the note."""
        if self.rating and self.rating.needs_a_note and not self.note.strip():
            raise ValidationError(
                {"note": _("Say why the project is rated %s.") % self.rating.label}
            )


class MilestoneQuerySet(FactQuerySet):
    portfolio_lookup = "project__portfolio"


class Milestone(models.Model):
    """A dated point of a project's plan that is either met or missed."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="milestones", verbose_name=_("project")
    )
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=250)
    baseline_on = models.DateField(_("planned for"), null=True, blank=True)
    forecast_on = models.DateField(_("expected on"), null=True, blank=True)
    actual_on = models.DateField(_("achieved on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["project", "baseline_on", "code"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                name="delivery_milestone_code_once",
                violation_error_message=_("This project has a milestone of that code."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counts_on(self) -> "date | None":
        """The day by which a closed period holds it: a plan may still move."""
        return self.actual_on
