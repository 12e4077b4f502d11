"""Issues: what has gone wrong, how soon it should be settled, and when it was."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models.portfolio import Portfolio
from delivery.models.project import Project
from delivery.models.risk import Risk
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date


class IssueQuerySet(FactQuerySet):
    """Issues in the words of the PMO."""

    def open(self) -> "IssueQuerySet":
        return self.filter(resolved_on__isnull=True)

    def resolved(self) -> "IssueQuerySet":
        return self.filter(resolved_on__isnull=False)

    def with_severity_rank(self) -> "IssueQuerySet":
        """Annotate `severity_rank`: 0 is the worst."""
        return self.annotate(
            severity_rank=Case(
                *(
                    When(severity=severity.value, then=Value(rank))
                    for rank, severity in enumerate(Issue.Severity)
                )
            )
        )


class Issue(models.Model):
    """Something that has happened, hinders the work, and has to be settled."""

    class Severity(models.TextChoices):
        CRITICAL = "critical", _("Critical")
        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")
        LOW = "low", _("Low")

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="issues", verbose_name=_("portfolio")
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
        verbose_name=_("project"),
    )
    risk = models.ForeignKey(
        Risk,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
        verbose_name=_("risk"),
        help_text=_("The risk that came true, if one had been raised."),
    )
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity)
    owner = models.CharField(
        _("owner"),
        max_length=150,
        blank=True,
        help_text=_("The person who settles it."),
    )
    opened_on = models.DateField(_("opened on"))
    target_days = models.PositiveSmallIntegerField(
        _("days to settle it"),
        null=True,
        blank=True,
        help_text=_("Calendar days that were agreed for its severity."),
    )
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)
    resolution = models.TextField(_("resolution"), blank=True)
    history = HistoricalRecords()

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_issue_code_once",
                violation_error_message=_("This portfolio has an issue of that code."),
            ),
            models.CheckConstraint(
                name="delivery_issue_dates_in_order",
                condition=Q(resolved_on__gte=F("opened_on")),
                violation_error_message=_(
                    "An issue cannot be resolved before it was opened."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:issue_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.resolved_on is None

    def age_on(self, day: "date") -> int:
        """How many days it was open by the day, or until it was resolved."""
        return ((self.resolved_on or day) - self.opened_on).days

    def is_late_on(self, day: "date") -> bool | None:
        """Whether it took longer than agreed; None where nothing was agreed."""
        if self.target_days is None:
            return None
        return self.age_on(day) > self.target_days
