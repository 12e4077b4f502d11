"""What the strategy asks for, and which projects serve it how strongly."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models.portfolio import Portfolio
from delivery.models.project import Project
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

# How strongly a project may serve an objective, and how that is said.
STRENGTHS = {
    Decimal(1): _("wholly"),
    Decimal("0.75"): _("strongly"),
    Decimal("0.5"): _("partly"),
    Decimal("0.25"): _("a little"),
    Decimal(0): _("not at all"),
}


class ObjectiveQuerySet(FactQuerySet):
    """Objectives in the words of the PMO."""

    def visible_to(self, user: "User") -> "ObjectiveQuerySet":
        """Objectives that this person's portfolios have or can serve."""
        path = models.ExpressionWrapper(
            models.OuterRef("portfolio__path"), models.CharField()
        )
        readable = Portfolio.objects.with_figures_for(user).order_by()
        within = readable.annotate(above=path).filter(path__startswith=F("above"))
        return self.filter(models.Exists(within))

    def open_to(self, portfolio: Portfolio) -> "ObjectiveQuerySet":
        """Objectives that projects of a portfolio may serve: its own, and those above.

        What lies higher comes first.
        """
        slugs = portfolio.path.strip("/").split("/")
        return self.filter(portfolio__slug__in=slugs).order_by(
            "portfolio__path", "code"
        )

    def in_force_on(self, day: "date") -> "ObjectiveQuerySet":
        """Objectives that the strategy names on a day."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def with_counts(self) -> "ObjectiveQuerySet":
        """Annotate `project_count` and `benefit_count`: how many serve it at all."""
        this = (
            Objective.objects.order_by().filter(pk=models.OuterRef("pk")).values("pk")
        )
        linked = models.Count("links", filter=Q(links__strength__gt=0))
        return self.annotate(
            project_count=models.Subquery(this.annotate(rows=linked).values("rows")),
            benefit_count=models.Subquery(
                this.annotate(rows=models.Count("benefits")).values("rows")
            ),
        )


class Objective(models.Model):
    """Something that the strategy of a portfolio wants to be reached."""

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="objectives",
        verbose_name=_("portfolio"),
        help_text=_("Projects of this portfolio and of all below it can serve it."),
    )
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    weight = ExactDecimalField(
        _("weight"),
        default="1",
        help_text=_("How much it matters beside the others; they need not add up."),
    )
    target_share = ExactDecimalField(
        _("target share of spend"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    owner = models.CharField(
        _("owner"),
        max_length=150,
        blank=True,
        help_text=_("The person who answers for reaching it."),
    )
    history = HistoricalRecords()

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_objective_code_once",
                violation_error_message=_(
                    "This portfolio has an objective of that code."
                ),
            ),
            models.CheckConstraint(
                name="delivery_objective_weight_positive",
                condition=Q(weight__gt=0),
                violation_error_message=_("The weight must be more than zero."),
            ),
            models.CheckConstraint(
                name="delivery_objective_target_is_a_share",
                condition=Q(target_share__isnull=True)
                | Q(target_share__gte=0, target_share__lte=1),
                violation_error_message=_("The target is a share from 0 to 100 %."),
            ),
            models.CheckConstraint(
                name="delivery_objective_dates_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("An objective cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:objective_detail", args=[self.pk])


class ObjectiveLinkQuerySet(FactQuerySet):
    portfolio_lookup = "project__portfolio"


class ObjectiveLink(models.Model):
    """How strongly a project serves an objective of its portfolio or one above."""

    project = models.ForeignKey(
        Project,
        models.CASCADE,
        related_name="objective_links",
        verbose_name=_("project"),
    )
    objective = models.ForeignKey(
        Objective, models.PROTECT, related_name="links", verbose_name=_("objective")
    )
    strength = ExactDecimalField(
        _("strength"),
        help_text=_("0, 0.25, 0.5, 0.75 or 1: from not at all to wholly."),
    )
    spend_share = ExactDecimalField(
        _("share of the project’s spend"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Empty: by weight and strength."),
    )
    history = HistoricalRecords()

    objects = ObjectiveLinkQuerySet.as_manager()

    class Meta:
        ordering = ["project", "objective"]
        verbose_name = _("link to an objective")
        verbose_name_plural = _("links to objectives")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "objective"],
                name="delivery_objective_link_once",
                violation_error_message=_(
                    "This project has a link to that objective already."
                ),
            ),
            models.CheckConstraint(
                name="delivery_objective_link_strength_known",
                condition=Q(strength__in=list(STRENGTHS)),
                violation_error_message=_(
                    "The strength of a link is 0, 0.25, 0.5, 0.75 or 1."
                ),
            ),
            models.CheckConstraint(
                name="delivery_objective_link_spend_is_a_share",
                condition=Q(spend_share__isnull=True)
                | Q(spend_share__gte=0, spend_share__lte=1),
                violation_error_message=_("The spend is a share from 0 to 100 %."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} → {self.objective.code}"
