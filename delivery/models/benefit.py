"""The benefit register: what was promised, claimed and validated, by month."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from delivery.calculations.periods import last_of_month
from delivery.models.objective import Objective
from delivery.models.portfolio import (
    ENTERS_FACTS,
    Portfolio,
    Role,
    validate_currency,
)
from delivery.models.project import Project
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class BenefitQuerySet(FactQuerySet):
    """Benefits in the words of the PMO."""

    def with_rights_of(self, user: "User") -> "BenefitQuerySet":
        """Annotate also `is_validated`: this person may validate its amounts."""
        validates = Portfolio.objects.where_member(user, Role.FINANCE)
        this = Benefit.objects.filter(pk=models.OuterRef("pk"))
        return (
            super()
            .with_rights_of(user)
            .annotate(is_validated=models.Exists(this.in_portfolios(validates)))
        )

    def taking_entries_from(self, user: "User") -> "BenefitQuerySet":
        """Benefits of which this person enters or validates amounts."""
        return self.in_portfolios(
            Portfolio.objects.where_member(user, *ENTERS_FACTS, Role.FINANCE)
        )

    def with_totals(self) -> "BenefitQuerySet":
        """Annotate `planned_total`, `claimed_total` and `validated_total`.

        One subquery a total: a second Sum over the same join would count twice.
        """
        return self.annotate(
            **{
                f"{kind}_total": models.Subquery(
                    BenefitEntry.objects.filter(
                        benefit=models.OuterRef("pk"), kind=kind
                    )
                    .order_by()
                    .values("benefit")
                    .annotate(total=models.Sum("amount"))
                    .values("total")
                )
                for kind in ("planned", "claimed", "validated")
            }
        )

    def without_plan(self) -> "BenefitQuerySet":
        """Benefits with a number of which nobody has said how much when."""
        planned = BenefitEntry.objects.filter(
            benefit=models.OuterRef("pk"), kind=BenefitEntry.Kind.PLANNED
        )
        return self.exclude(benefit_class=Benefit.Kind.QUALITATIVE).filter(
            ~models.Exists(planned)
        )

    def without_owner(self) -> "BenefitQuerySet":
        """Benefits that nobody in the business answers for."""
        return self.filter(owner="")

    def validated_beyond_claim(self) -> "BenefitQuerySet":
        """Benefits of which more was validated in a month than anybody claimed."""
        claimed = BenefitEntry.objects.filter(
            benefit=models.OuterRef("benefit"),
            month=models.OuterRef("month"),
            kind=BenefitEntry.Kind.CLAIMED,
            amount__gte=models.OuterRef("amount"),
        )
        beyond = BenefitEntry.objects.filter(
            ~models.Exists(claimed),
            benefit=models.OuterRef("pk"),
            kind=BenefitEntry.Kind.VALIDATED,
            amount__gt=0,
        )
        return self.filter(models.Exists(beyond))

    def count_gaps(self) -> dict[str, int]:
        """Count what the page of the day should ask for, by the name of the gap."""
        here = Benefit.objects.order_by()
        waiting = here.awaiting_validation().values("pk")
        return self.aggregate(
            plan=models.Count("pk", filter=Q(pk__in=here.without_plan().values("pk"))),
            validation=models.Count("pk", filter=Q(pk__in=waiting)),
        )

    def awaiting_validation(self) -> "BenefitQuerySet":
        """Benefits with a month that was claimed and that finance has not validated."""
        validated = BenefitEntry.objects.filter(
            benefit=models.OuterRef("benefit"),
            month=models.OuterRef("month"),
            kind=BenefitEntry.Kind.VALIDATED,
        )
        claimed = BenefitEntry.objects.filter(
            ~models.Exists(validated),
            benefit=models.OuterRef("pk"),
            kind=BenefitEntry.Kind.CLAIMED,
        )
        return self.filter(models.Exists(claimed))


class Benefit(models.Model):
    """A measurable improvement from change that somebody in the business wants."""

    class Kind(models.TextChoices):
        """The class of the register: which sentence the money may stand in."""

        CASHABLE = "cashable", _("Cashable saving")
        COST_AVOIDANCE = "cost_avoidance", _("Cost avoidance")
        NON_CASHABLE = "non_cashable_financial", _("Capacity released, in money")
        QUANTIFIED = "non_financial_quantified", _("Measured, not in money")
        QUALITATIVE = "qualitative", _("Qualitative")

    class Pattern(models.TextChoices):
        ONE_OFF = "one_off", _("Once")
        RECURRING = "recurring", _("Every month until it retires")

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="benefits", verbose_name=_("portfolio")
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name=_("project"),
        help_text=_("The project that makes the benefit possible."),
    )
    objective = models.ForeignKey(
        Objective,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name=_("objective"),
        help_text=_("What the benefit contributes to."),
    )
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    benefit_class = models.CharField(_("class"), max_length=30, choices=Kind)
    is_disbenefit = models.BooleanField(
        _("dis-benefit"),
        default=False,
        help_text=_("A measurable loss that comes with the change."),
    )
    pattern = models.CharField(
        _("pattern"), max_length=10, choices=Pattern, default=Pattern.RECURRING
    )
    unit_label = models.CharField(
        _("unit"),
        max_length=40,
        blank=True,
        help_text=_("For a benefit that is not in money, for example “hours”."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[validate_currency]
    )
    owner = models.CharField(
        _("owner"),
        max_length=150,
        blank=True,
        help_text=_("The person in the business who answers for it."),
    )
    baseline_note = models.CharField(_("baseline"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    retires_on = models.DateField(_("retires on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = BenefitQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_benefit_code_once",
                violation_error_message=_("This portfolio has a benefit of that code."),
            ),
            models.CheckConstraint(
                name="delivery_benefit_dates_in_order",
                condition=Q(retires_on__gte=F("starts_on")),
                violation_error_message=_("A benefit cannot retire before it starts."),
            ),
            models.CheckConstraint(
                name="delivery_benefit_money_has_currency",
                condition=~Q(
                    benefit_class__in=[
                        "cashable",
                        "cost_avoidance",
                        "non_cashable_financial",
                    ]
                )
                | ~Q(currency=""),
                violation_error_message=_("A benefit in money needs its currency."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:benefit_detail", args=[self.pk])

    @property
    def is_financial(self) -> bool:
        return self.currency != ""


class BenefitEntryQuerySet(FactQuerySet):
    portfolio_lookup = "benefit__portfolio"

    def editable_by(self, user: "User") -> "BenefitEntryQuerySet":
        """Analysts and leads enter what is planned and claimed; finance validates."""
        entered = super().editable_by(user).exclude(kind=BenefitEntry.Kind.VALIDATED)
        return entered | self._validated_by(user)

    def totals_in_money(self) -> list[tuple[str, str, "Decimal"]]:
        """Add up amounts by currency and kind; dis-benefits count against them."""
        signed = Case(
            When(benefit__is_disbenefit=True, then=-F("amount")),
            default=F("amount"),
            output_field=ExactDecimalField(),
        )
        totals = (
            self.exclude(benefit__currency="")
            .order_by()
            .values_list("benefit__currency", "kind")
            .annotate(total=models.Sum(signed))
        )
        kinds = BenefitEntry.Kind.values
        return sorted(totals, key=lambda row: (row[0], kinds.index(row[1])))

    def removable_by(self, user: "User") -> "BenefitEntryQuerySet":
        """Leads remove what was entered; what finance validated, only finance."""
        entered = super().removable_by(user).exclude(kind=BenefitEntry.Kind.VALIDATED)
        return entered | self._validated_by(user)

    def _validated_by(self, user: "User") -> "BenefitEntryQuerySet":
        validates = Portfolio.objects.where_member(user, Role.FINANCE)
        return self.in_portfolios(validates).filter(kind=BenefitEntry.Kind.VALIDATED)


class BenefitEntry(models.Model):
    """The amount of a benefit in one month: planned, forecast, claimed or validated."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("Planned")
        FORECAST = "forecast", _("Forecast")
        CLAIMED = "claimed", _("Claimed")
        VALIDATED = "validated", _("Validated by finance")

    benefit = models.ForeignKey(
        Benefit, models.CASCADE, related_name="entries", verbose_name=_("benefit")
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = ExactDecimalField(_("amount"))
    note = models.TextField(_("note"), blank=True)
    evidence = models.URLField(_("evidence"), blank=True, max_length=500)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = BenefitEntryQuerySet.as_manager()

    class Meta:
        ordering = ["benefit", "month", "kind"]
        verbose_name = _("benefit entry")
        verbose_name_plural = _("benefit entries")
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "month", "kind"],
                name="delivery_benefit_entry_once_a_month",
                violation_error_message=_(
                    "This benefit has such an amount for that month. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_benefit_entry_month_is_first_day",
                condition=Q(month__day=1),
                violation_error_message=_("Give the month by its first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.benefit.code}, {self.month:%Y-%m}, {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:benefit_entry_update", args=[self.pk])

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it: the last one of its month."""
        return last_of_month(self.month)
