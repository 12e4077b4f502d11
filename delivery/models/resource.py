"""People and roles: the hours they have, are planned for, and have booked."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import last_of_month
from delivery.calculations.resources import available_hours
from delivery.models.portfolio import Portfolio
from delivery.models.project import Project, not_negative
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

USER = settings.AUTH_USER_MODEL
FIRST_DAY_OF_MONTH = Q(month__day=1)
GIVE_FIRST_DAY = _("Give the month by its first day.")


class ResourceQuerySet(FactQuerySet):
    """People and roles in the words of the PMO."""

    def with_hours(self, first: "date", last: "date") -> "ResourceQuerySet":
        """Annotate the hours of some months, None where nothing is entered.

        `available_total`, `planned_total` and `booked_total` add up the months from
        `first` to `last`, each given by its first day. One subquery a total: a second
        Sum over the same join would count twice.
        """
        available = F("contracted_hours") - F("leave_hours") - F("holiday_hours")
        totals: dict[str, tuple[Any, Any]] = {
            "available_total": (Capacity, available),
            "planned_total": (Allocation, F("hours")),
            "booked_total": (ResourceHours, F("hours")),
        }
        return self.annotate(
            **{
                name: Subquery(
                    model.objects.filter(
                        resource=models.OuterRef("pk"), month__range=(first, last)
                    )
                    .order_by()
                    .values("resource")
                    .annotate(total=Sum(hours, output_field=ExactDecimalField()))
                    .values("total")
                )
                for name, (model, hours) in totals.items()
            }
        )

    def with_hours_on(self, project: Project) -> "ResourceQuerySet":
        """Those planned for a project or with hours on it, and the sums of both.

        Annotates `planned` and `booked`, None where nothing is entered.
        """
        sums = {
            name: Subquery(
                model.objects.filter(resource=models.OuterRef("pk"), project=project)
                .order_by()
                .values("resource")
                .annotate(total=Sum("hours"))
                .values("total")
            )
            for name, model in (("planned", Allocation), ("booked", ResourceHours))
        }
        return self.annotate(**sums).filter(
            Q(planned__isnull=False) | Q(booked__isnull=False)
        )

    def working_for(self, portfolio: Portfolio) -> "ResourceQuerySet":
        """Those who may work on a project here: of this portfolio and those above."""
        above = Portfolio.objects.above(portfolio).order_by()
        return self.filter(Q(portfolio=portfolio) | Q(portfolio__in=above))


class Resource(models.Model):
    """A person, or a role or team, whose hours the projects of a portfolio use."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        TEAM = "team", _("Role or team")

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="resources", verbose_name=_("portfolio")
    )
    code = models.CharField(
        _("code"),
        max_length=60,
        help_text=_("As in the system the hours come from."),
    )
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    role = models.CharField(
        _("role"),
        max_length=100,
        blank=True,
        help_text=_(
            "For example “Data engineer”: capacity and demand are compared role by "
            "role."
        ),
    )
    history = HistoricalRecords()

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("person or role")
        verbose_name_plural = _("people and roles")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_resource_code_once",
                violation_error_message=_(
                    "This portfolio has a person or role of that code."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:resource_detail", args=[self.pk])


class CapacityQuerySet(FactQuerySet):
    portfolio_lookup = "resource__portfolio"


class Capacity(models.Model):
    """The hours of a person or role in one month, and what goes off them."""

    resource = models.ForeignKey(
        Resource,
        models.CASCADE,
        related_name="capacities",
        verbose_name=_("person or role"),
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    contracted_hours = ExactDecimalField(_("contracted hours"))
    leave_hours = ExactDecimalField(
        _("leave"), null=True, blank=True, help_text=_("0 if there is none.")
    )
    holiday_hours = ExactDecimalField(
        _("holidays"), null=True, blank=True, help_text=_("0 if there are none.")
    )
    history = HistoricalRecords()

    objects = CapacityQuerySet.as_manager()

    class Meta:
        ordering = ["resource", "month"]
        verbose_name = _("capacity")
        verbose_name_plural = _("capacities")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "month"],
                name="delivery_capacity_once_a_month",
                violation_error_message=_(
                    "The capacity of that month is entered. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_capacity_month_is_first_day",
                condition=FIRST_DAY_OF_MONTH,
                violation_error_message=GIVE_FIRST_DAY,
            ),
            models.CheckConstraint(
                name="delivery_capacity_not_negative",
                condition=not_negative(
                    "contracted_hours", "leave_hours", "holiday_hours"
                ),
                violation_error_message=_("Hours cannot be negative."),
            ),
            models.CheckConstraint(
                name="delivery_capacity_leave_within_contract",
                condition=Q(contracted_hours__gte=F("leave_hours"))
                & Q(contracted_hours__gte=F("holiday_hours")),
                violation_error_message=_(
                    "Leave and holidays cannot exceed the contracted hours."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource.code}, {self.month:%Y-%m}"

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it: the last one of its month."""
        return last_of_month(self.month)

    @property
    def available_hours(self) -> "Decimal | None":
        """What is left to plan and book; None while leave or holidays are unknown."""
        return available_hours(
            self.contracted_hours, self.leave_hours, self.holiday_hours
        )


class MonthlyQuerySet(FactQuerySet):
    """Hours of people on projects, month by month."""

    portfolio_lookup = "resource__portfolio"

    def by_month(self) -> "dict[date, Decimal]":
        """Add up the hours of each month."""
        return self._totals("month")

    def by_project(self) -> "dict[int, Decimal]":
        """Add up the hours on each project, by its key."""
        return self._totals("project")

    def _totals(self, field: str) -> dict[Any, Any]:
        rows = self.order_by().values_list(field).annotate(total=Sum("hours"))
        return dict(rows)


class Allocation(models.Model):
    """The hours for which a person or role is planned on a project in one month."""

    resource = models.ForeignKey(
        Resource,
        models.CASCADE,
        related_name="allocations",
        verbose_name=_("person or role"),
    )
    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="allocations",
        verbose_name=_("project"),
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    hours = ExactDecimalField(_("planned hours"))
    history = HistoricalRecords()

    objects = MonthlyQuerySet.as_manager()

    class Meta:
        ordering = ["resource", "month", "project"]
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "project", "month"],
                name="delivery_allocation_once_a_month",
                violation_error_message=_(
                    "Hours on this project are planned for that month. Correct those."
                ),
            ),
            models.CheckConstraint(
                name="delivery_allocation_month_is_first_day",
                condition=FIRST_DAY_OF_MONTH,
                violation_error_message=GIVE_FIRST_DAY,
            ),
            models.CheckConstraint(
                name="delivery_allocation_not_negative",
                condition=not_negative("hours"),
                violation_error_message=_("Hours cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource.code}, {self.project.code}, {self.month:%Y-%m}"

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it: the last one of its month."""
        return last_of_month(self.month)


class ResourceHours(models.Model):
    """The hours a person or role booked on a project in one month, task by task."""

    resource = models.ForeignKey(
        Resource,
        models.CASCADE,
        related_name="booked_hours",
        verbose_name=_("person or role"),
    )
    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="booked_hours",
        verbose_name=_("project"),
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    task = models.CharField(
        _("task"),
        max_length=100,
        blank=True,
        help_text=_("Its code, where hours are booked task by task."),
    )
    hours = ExactDecimalField(_("booked hours"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = MonthlyQuerySet.as_manager()

    class Meta:
        ordering = ["resource", "month", "project", "task"]
        verbose_name = _("booked hours")
        verbose_name_plural = _("booked hours")
        indexes = [models.Index(fields=["month"])]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "project", "month", "task"],
                name="delivery_resource_hours_once_a_month",
                violation_error_message=_(
                    "Hours on this task are booked for that month. Correct those."
                ),
            ),
            models.CheckConstraint(
                name="delivery_resource_hours_month_is_first_day",
                condition=FIRST_DAY_OF_MONTH,
                violation_error_message=GIVE_FIRST_DAY,
            ),
            models.CheckConstraint(
                name="delivery_resource_hours_not_negative",
                condition=not_negative("hours"),
                violation_error_message=_("Hours cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource.code}, {self.project.code}, {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:resource_hours_update", args=[self.pk])

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it: the last one of its month."""
        return last_of_month(self.month)
