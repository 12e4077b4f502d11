"""What the PMO offers, what it costs, and what it helped to bring about."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.evidence import Method
from delivery.calculations.periods import last_of_month
from delivery.models.benefit import Benefit
from delivery.models.portfolio import Portfolio
from delivery.models.project import Project
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date

USER = settings.AUTH_USER_MODEL


class ServiceQuerySet(FactQuerySet):
    """PMO services in the words of the PMO."""

    def offered(self) -> "ServiceQuerySet":
        """Services that have not been retired."""
        return self.filter(retired_on=None)

    def reaching(self, portfolio: Portfolio) -> "ServiceQuerySet":
        """Services of a portfolio and of those above it: they help all below."""
        above = Portfolio.objects.above(portfolio).order_by().values("pk")
        return self.filter(Q(portfolio=portfolio.pk) | Q(portfolio__in=above))

    def with_counts(self) -> "ServiceQuerySet":
        """Annotate `cost_total`, `project_count` and `benefit_count`."""
        this = {"service": OuterRef("pk")}

        def total(rows: "models.QuerySet[Any]", sums: "models.Aggregate") -> Subquery:
            grouped = rows.filter(**this).order_by().values("service")
            return Subquery(grouped.annotate(total=sums).values("total"))

        return self.annotate(
            cost_total=total(ServiceCost.objects.all(), Sum("amount")),
            project_count=total(ServiceUse.objects.all(), models.Count("pk")),
            benefit_count=total(Attribution.objects.all(), models.Count("pk")),
        )


class Service(models.Model):
    """Something the PMO offers in a portfolio: reporting, risk review, coaching."""

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="services", verbose_name=_("portfolio")
    )
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=250)
    description = models.TextField(
        _("description"), blank=True, help_text=_("What one gets, and who may ask.")
    )
    owner = models.CharField(_("owner"), max_length=150, blank=True)
    starts_on = models.DateField(
        _("offered since"),
        null=True,
        blank=True,
        help_text=_("Costs are expected from this month on."),
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("PMO service")
        verbose_name_plural = _("PMO services")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_service_code_once",
                violation_error_message=_("This portfolio has a service of that code."),
            ),
            models.CheckConstraint(
                name="delivery_service_dates_in_order",
                condition=Q(retired_on__gte=models.F("starts_on")),
                violation_error_message=_("A service cannot retire before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:service_detail", args=[self.pk])

    @property
    def currency(self) -> str:
        """Costs are in the currency of the portfolio."""
        return self.portfolio.currency


class ServiceCostQuerySet(FactQuerySet):
    portfolio_lookup = "service__portfolio"


class ServiceCost(models.Model):
    """What one category of cost of a service came to in a month; 0 means none."""

    class Category(models.TextChoices):
        STAFF = "staff", _("Staff")
        CONTRACTORS = "contractors", _("Contractors")
        TOOLS = "tools", _("Tools")
        TRAINING = "training", _("Training")
        OVERHEAD = "overhead", _("Share of premises and overhead")
        OTHERS = "others_time", _("Time of others")

    service = models.ForeignKey(
        Service, models.CASCADE, related_name="costs", verbose_name=_("service")
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    category = models.CharField(_("category"), max_length=20, choices=Category)
    amount = ExactDecimalField(_("amount"), validators=[MinValueValidator(0)])
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = ServiceCostQuerySet.as_manager()

    class Meta:
        ordering = ["service", "month", "category"]
        verbose_name = _("cost of a service")
        verbose_name_plural = _("costs of services")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "month", "category"],
                name="delivery_service_cost_once_a_month",
                violation_error_message=_(
                    "This service has such a cost for that month. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_service_cost_month_is_first_day",
                condition=Q(month__day=1),
                violation_error_message=_("Give the month by its first day."),
            ),
            models.CheckConstraint(
                name="delivery_service_cost_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("A cost cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service.code}, {self.month:%Y-%m}, {self.get_category_display()}"

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it: the last one of its month."""
        return last_of_month(self.month)


class ServiceUseQuerySet(FactQuerySet):
    portfolio_lookup = "project__portfolio"


class ServiceUse(models.Model):
    """A project that a PMO service helped."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="service_uses", verbose_name=_("project")
    )
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="uses", verbose_name=_("service")
    )
    note = models.TextField(_("how it helped"), blank=True)
    history = HistoricalRecords()

    objects = ServiceUseQuerySet.as_manager()

    class Meta:
        ordering = ["project", "service"]
        verbose_name = _("use of a service")
        verbose_name_plural = _("uses of services")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "service"],
                name="delivery_service_use_once",
                violation_error_message=_("This service is named already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}, {self.service.name}"


class AttributionQuerySet(FactQuerySet):
    portfolio_lookup = "benefit__portfolio"


class Attribution(models.Model):
    """The part of a benefit that a PMO service brought about, and how one knows."""

    class Way(models.TextChoices):
        COMPARISON = Method.COMPARISON.value, _("Comparison group")
        TREND = Method.TREND.value, _("Change of trend at the time")
        ESTIMATE = Method.ESTIMATE.value, _("Estimate of the owner")

    benefit = models.ForeignKey(
        Benefit, models.CASCADE, related_name="attributions", verbose_name=_("benefit")
    )
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="attributions", verbose_name=_("service")
    )
    share = ExactDecimalField(
        _("share"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Of the benefit; the shares of all services are 100 % at most."),
    )
    method = models.CharField(_("method"), max_length=20, choices=Way)
    confidence = ExactDecimalField(
        _("confidence"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("How sure one is of the share; without it nothing is attributed."),
    )
    note = models.TextField(_("what it rests on"), blank=True)
    history = HistoricalRecords()

    objects = AttributionQuerySet.as_manager()

    class Meta:
        ordering = ["benefit", "service"]
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "service"],
                name="delivery_attribution_once",
                violation_error_message=_(
                    "This service has a share in the benefit. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_attribution_share_is_share",
                condition=Q(share__gt=0) & Q(share__lte=1),
                violation_error_message=_("A share is more than 0 and at most 1."),
            ),
            models.CheckConstraint(
                name="delivery_attribution_confidence_is_share",
                condition=Q(confidence__gte=0) & Q(confidence__lte=1),
                violation_error_message=_("Confidence lies between 0 and 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.benefit.code}, {self.service.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:attribution_update", args=[self.pk])
