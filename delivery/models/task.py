"""Work packages of a project: what is to be done, by when, and how far it is."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.work_packages import (
    ProgressMethod,
    WorkPackage,
    work_earned,
)
from delivery.models.project import Project, not_negative, optional_money
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date

    from delivery.calculations.measure import Measure


class TaskQuerySet(FactQuerySet):
    """Work packages in the words of the PMO."""

    portfolio_lookup = "project__portfolio"

    def finished(self) -> "TaskQuerySet":
        """Work packages whose result was accepted."""
        return self.filter(actual_finish__isnull=False)

    def at_work(self) -> "TaskQuerySet":
        """Work packages that have begun and are not finished."""
        return self.filter(actual_start__isnull=False, actual_finish__isnull=True)

    def overdue_on(self, day: "date") -> "TaskQuerySet":
        """Work packages that should have been finished before the day."""
        return self.filter(actual_finish__isnull=True, baseline_finish__lt=day)

    def earned(self) -> "Measure":
        """Return the earned value of the work packages that have a budget."""
        return work_earned(
            task.work_package() for task in self if task.budget is not None
        )


class Task(models.Model):
    """A work package of a project: budgeted work that begins and ends."""

    class Method(models.TextChoices):
        ZERO_HUNDRED = ProgressMethod.ZERO_HUNDRED.value, _("0/100: done when finished")
        FIFTY_FIFTY = (
            ProgressMethod.FIFTY_FIFTY.value,
            _("50/50: half when begun, all when finished"),
        )
        MILESTONES = ProgressMethod.MILESTONES.value, _("Weight of milestones reached")
        UNITS = ProgressMethod.UNITS.value, _("Units made")
        PERCENT = (
            ProgressMethod.PERCENT.value,
            _("Percent told; counts up to 80 % until finished"),
        )

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="tasks", verbose_name=_("project")
    )
    code = models.CharField(
        _("code"),
        max_length=60,
        help_text=_("As in the schedule that the work package comes from."),
    )
    name = models.CharField(_("name"), max_length=250)
    baseline_start = models.DateField(_("planned start"), null=True, blank=True)
    baseline_finish = models.DateField(_("planned finish"), null=True, blank=True)
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_finish = models.DateField(
        _("actual finish"),
        null=True,
        blank=True,
        help_text=_("The day on which the result was accepted."),
    )
    budget = optional_money(_("budget"), _("Its part of the budget at completion."))
    progress_method = models.CharField(
        _("measured by"),
        max_length=10,
        choices=Method,
        default=Method.PERCENT,
        help_text=_("How its progress is told."),
    )
    percent_complete = ExactDecimalField(
        _("complete"), decimal_places=6, null=True, blank=True
    )
    history = HistoricalRecords()

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["project", "baseline_start", "code"]
        verbose_name = _("work package")
        verbose_name_plural = _("work packages")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                name="delivery_task_code_once",
                violation_error_message=_(
                    "This project has a work package of that code."
                ),
            ),
            models.CheckConstraint(
                name="delivery_task_plan_in_order",
                condition=Q(baseline_finish__gte=F("baseline_start")),
                violation_error_message=_(
                    "The planned finish cannot be before the planned start."
                ),
            ),
            models.CheckConstraint(
                name="delivery_task_work_in_order",
                condition=Q(actual_finish__gte=F("actual_start")),
                violation_error_message=_(
                    "A work package cannot finish before it starts."
                ),
            ),
            models.CheckConstraint(
                name="delivery_task_budget_not_negative",
                condition=not_negative("budget"),
                violation_error_message=_("The budget cannot be negative."),
            ),
            models.CheckConstraint(
                name="delivery_task_complete_is_a_share",
                condition=Q(percent_complete__isnull=True)
                | Q(percent_complete__gte=0, percent_complete__lte=1),
                violation_error_message=_(
                    "Progress lies between none and all of the work."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:task_update", args=[self.pk])

    @property
    def counts_on(self) -> "date | None":
        """The day by which a closed period holds it: a plan may still move."""
        return self.actual_finish

    def work_package(self) -> WorkPackage:
        """Return the work package as earned value counts it."""
        return WorkPackage(
            budget=self.budget or Decimal(0),
            method=ProgressMethod(self.progress_method),
            is_started=self.actual_start is not None,
            is_accepted=self.actual_finish is not None,
            done=self.percent_complete,
        )
