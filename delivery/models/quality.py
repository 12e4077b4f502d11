"""Work done twice, and defects and changes counted, by project and month."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.measure import Number
from delivery.calculations.periods import last_of_month
from delivery.calculations.quality import rework_ratio
from delivery.models.project import Project, not_negative, optional_money
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date

USER = settings.AUTH_USER_MODEL


def optional_hours(label: object, help_text: object = "") -> ExactDecimalField:
    """Hours of work; empty means not known."""
    return ExactDecimalField(
        label, decimal_places=2, null=True, blank=True, help_text=help_text
    )


def optional_count(label: Any, help_text: Any = "") -> Any:
    """How many there were; empty means not counted."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, help_text=help_text
    )


class ReworkEntryQuerySet(FactQuerySet):
    portfolio_lookup = "project__portfolio"


class ReworkEntry(models.Model):
    """The work of a project in a month, and how much of it was done again."""

    # What rework is coded with when it is booked, and what that means.
    CAUSES = {
        "requirements_hours": _("Requirements changed or were misread"),
        "design_hours": _("Design"),
        "workmanship_hours": _("Workmanship"),
        "supplier_hours": _("Supplier"),
        "environment_hours": _("Site, tools or test environment"),
    }

    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="rework_entries",
        verbose_name=_("project"),
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    hours = optional_hours(_("all hours"), _("Every hour booked in the month."))
    rework_hours = optional_hours(
        _("rework hours"),
        _("Hours on what had been accepted as done. Empty: not coded, which is not 0."),
    )
    requirements_hours = optional_hours(_("of them: requirements"))
    design_hours = optional_hours(_("of them: design"))
    workmanship_hours = optional_hours(_("of them: workmanship"))
    supplier_hours = optional_hours(_("of them: supplier"))
    environment_hours = optional_hours(_("of them: site, tools or test environment"))
    cost = optional_money(_("all cost"))
    rework_cost = optional_money(_("rework cost"))
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = ReworkEntryQuerySet.as_manager()

    class Meta:
        ordering = ["project", "-month"]
        verbose_name = _("month of work and rework")
        verbose_name_plural = _("months of work and rework")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "month"],
                name="delivery_rework_entry_once_a_month",
                violation_error_message=_(
                    "This project has that month already. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_rework_entry_month_is_first_day",
                condition=Q(month__day=1),
                violation_error_message=_("Give the month by its first day."),
            ),
            models.CheckConstraint(
                name="delivery_rework_entry_hours_in_all",
                condition=Q(rework_hours__lte=F("hours")),
                violation_error_message=_(
                    "Rework hours are part of all hours and cannot exceed them."
                ),
            ),
            models.CheckConstraint(
                name="delivery_rework_entry_cost_in_all",
                condition=Q(rework_cost__lte=F("cost")),
                violation_error_message=_(
                    "Rework cost is part of all cost and cannot exceed it."
                ),
            ),
            models.CheckConstraint(
                name="delivery_rework_entry_not_negative",
                condition=not_negative(
                    "hours",
                    "rework_hours",
                    "requirements_hours",
                    "design_hours",
                    "workmanship_hours",
                    "supplier_hours",
                    "environment_hours",
                    "cost",
                    "rework_cost",
                ),
                violation_error_message=_("Hours and cost cannot be negative."),
            ),
            models.CheckConstraint(
                name="delivery_rework_entry_says_something",
                condition=Q(hours__isnull=False) | Q(cost__isnull=False),
                violation_error_message=_(
                    "Enter all hours or all cost of the month; rework is part of them."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}, {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:rework_entry_update", args=[self.pk])

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it: the last one of its month."""
        return last_of_month(self.month)

    @property
    def rework_share(self) -> Number | None:
        """Rework of all hours, None where either is not known."""
        return rework_ratio(self.rework_hours, self.hours).measure().value

    def clean(self) -> None:
        """Check that the causes explain no more rework than there was."""
        given = [getattr(self, name) for name in self.CAUSES]
        coded = sum(hours for hours in given if hours is not None)
        if any(hours is not None for hours in given) and coded > (
            self.rework_hours or 0
        ):
            raise ValidationError(
                {
                    "rework_hours": _(
                        "The causes add up to %(coded)s hours, which is more than this."
                    )
                    % {"coded": f"{coded.normalize():f}"}
                }
            )


class QualityCountQuerySet(FactQuerySet):
    portfolio_lookup = "project__portfolio"


class QualityCount(models.Model):
    """What was released in a month: its defects, and the changes put into service."""

    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="quality_counts",
        verbose_name=_("project"),
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    defects_before = optional_count(
        _("defects before release"), _("Found before the work of the month went out.")
    )
    defects_after = optional_count(
        _("defects after release"), _("Found in the 90 days after it went out.")
    )
    changes_deployed = optional_count(_("changes put into service"))
    changes_failed = optional_count(
        _("failed changes"), _("Those that needed a rollback or a fix at once.")
    )
    unplanned_deployments = optional_count(
        _("unplanned changes"), _("Those made only because of an incident.")
    )
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = QualityCountQuerySet.as_manager()

    class Meta:
        ordering = ["project", "-month"]
        verbose_name = _("quality count")
        verbose_name_plural = _("quality counts")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "month"],
                name="delivery_quality_count_once_a_month",
                violation_error_message=_(
                    "This project has counts of that month already. Correct those."
                ),
            ),
            models.CheckConstraint(
                name="delivery_quality_count_month_is_first_day",
                condition=Q(month__day=1),
                violation_error_message=_("Give the month by its first day."),
            ),
            models.CheckConstraint(
                name="delivery_quality_count_failed_were_deployed",
                condition=Q(changes_failed__lte=F("changes_deployed")),
                violation_error_message=_(
                    "No more changes can fail than were put into service."
                ),
            ),
            models.CheckConstraint(
                name="delivery_quality_count_unplanned_were_deployed",
                condition=Q(unplanned_deployments__lte=F("changes_deployed")),
                violation_error_message=_(
                    "Unplanned changes are among those put into service."
                ),
            ),
            models.CheckConstraint(
                name="delivery_quality_count_says_something",
                condition=Q(defects_before__isnull=False)
                | Q(defects_after__isnull=False)
                | Q(changes_deployed__isnull=False),
                violation_error_message=_("Enter defects or changes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}, {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:quality_count_update", args=[self.pk])

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it: the last one of its month."""
        return last_of_month(self.month)
