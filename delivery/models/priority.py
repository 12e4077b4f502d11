"""What makes a project matter: named, weighted criteria, and the marks by them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.priorities import HIGHEST_MARK
from delivery.models.portfolio import Portfolio
from delivery.models.project import Project
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class PriorityCriterionQuerySet(FactQuerySet):
    """Criteria in the words of the PMO."""

    def editable_by(self, user: "User") -> "PriorityCriterionQuerySet":
        """What matters is for the lead to say; analysts mark projects by it."""
        return self.removable_by(user)

    def applying_to(self, portfolio: Portfolio) -> "PriorityCriterionQuerySet":
        """The portfolio's own criteria, else those of the nearest one above it."""
        slugs = portfolio.path.strip("/").split("/")
        holders = self.filter(portfolio__slug__in=slugs).order_by("-portfolio__path")
        nearest = holders.values("portfolio")[:1]
        return self.filter(portfolio__in=models.Subquery(nearest))

    def projects_marked_in(self, portfolio: Portfolio) -> "QuerySet[Project]":
        """The projects here and below that go by the same criteria as the portfolio.

        A portfolio below that has criteria of its own goes by those, and so does all
        that lies under it.
        """
        apart = Portfolio.objects.under(portfolio).exclude(pk=portfolio.pk)
        apart = apart.filter(priority_criteria__isnull=False).distinct()
        projects = Project.objects.filter(portfolio__path__startswith=portfolio.path)
        for path in apart.values_list("path", flat=True):
            projects = projects.exclude(portfolio__path__startswith=path)
        return projects


class PriorityCriterion(models.Model):
    """Something that makes projects matter, such as "Regulatory duty", and how much.

    It holds for the projects of its portfolio, and of those below that have no
    criteria of their own.
    """

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="priority_criteria",
        verbose_name=_("portfolio"),
    )
    name = models.CharField(_("name"), max_length=100)
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("What earns 0, what earns 10, so that everybody marks alike."),
    )
    weight = ExactDecimalField(
        _("weight"),
        default="1",
        help_text=_("A criterion of weight 2 counts twice as much as one of 1."),
    )
    history = HistoricalRecords()

    objects = PriorityCriterionQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "-weight", "name"]
        verbose_name = _("priority criterion")
        verbose_name_plural = _("priority criteria")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "name"],
                name="delivery_priority_criterion_name_once",
                violation_error_message=_(
                    "This portfolio has a criterion of that name."
                ),
            ),
            models.CheckConstraint(
                name="delivery_priority_criterion_weighs_something",
                condition=Q(weight__gt=0),
                violation_error_message=_("A criterion weighs more than 0."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("delivery:priority_criterion_update", args=[self.pk])


class PriorityScoreQuerySet(FactQuerySet):
    portfolio_lookup = "project__portfolio"


class PriorityScore(models.Model):
    """How well a project meets one criterion, from 0 to 10."""

    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="priority_scores",
        verbose_name=_("project"),
    )
    criterion = models.ForeignKey(
        PriorityCriterion,
        models.CASCADE,
        related_name="scores",
        verbose_name=_("criterion"),
    )
    mark = models.PositiveSmallIntegerField(_("mark"))
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = PriorityScoreQuerySet.as_manager()

    class Meta:
        ordering = ["project", "criterion"]
        verbose_name = _("priority mark")
        verbose_name_plural = _("priority marks")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "criterion"],
                name="delivery_priority_score_once",
                violation_error_message=_(
                    "This project is marked by that criterion. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_priority_score_from_0_to_10",
                condition=Q(mark__lte=HIGHEST_MARK),
                violation_error_message=_("A mark is a whole number from 0 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}, {self.criterion.name}: {self.mark}"
