"""On what terms the PMO's return is worked out, and how sure one is of benefits."""

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models import Benefit, Portfolio
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords
from recognition.calculations.uncertainty import Shape

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from accounts.models import User

# Who answers for how a return is worked out.
SETS_TERMS = (Role.LEAD, Role.FINANCE)
MOST_YEARS = 30
HIGHEST_SEED = 2**31 - 1


class TermsQuerySet(FactQuerySet):
    """What leads and finance agree on, and everybody who reads figures may read."""

    def editable_by(self, user: "User") -> Self:
        return self.where_member(user, *SETS_TERMS)

    def removable_by(self, user: "User") -> Self:
        return self.editable_by(user)


class CaseTermsQuerySet(TermsQuerySet):
    """Terms of business cases in the words of a finance controller."""

    def holding_for(self, portfolio: Portfolio) -> "CaseTerms | None":
        """Return a portfolio's own terms, or else those of the nearest one above."""
        over = self.filter(portfolio__in=Portfolio.objects.over(portfolio).order_by())
        return over.select_related("portfolio").order_by("-portfolio__path").first()


def _rate(label: "StrPromise", **more: object) -> ExactDecimalField:
    """Return a field for a rate a year that need not be known."""
    return ExactDecimalField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        **more,  # type: ignore[arg-type]
    )


class CaseTerms(models.Model):
    """How what a portfolio and those below it return is held against what it costs.

    Rates are ratios a year: 0.035 is 3.5 %. None of them is ever taken for granted.
    """

    class Spread(models.TextChoices):
        TRIANGULAR = Shape.TRIANGULAR.value, _("Triangular: straight to the ends")
        PERT = Shape.PERT.value, _("PERT: near the best estimate")

    portfolio = models.OneToOneField(
        Portfolio,
        models.CASCADE,
        related_name="case_terms",
        verbose_name=_("portfolio"),
    )
    discount_rate = ExactDecimalField(
        _("discount rate"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("What money loses of its worth in a year."),
    )
    is_real = models.BooleanField(
        _("the rate is without inflation"),
        default=False,
        help_text=_("A real rate. Amounts are at the prices of each month."),
    )
    inflation = _rate(
        _("inflation"),
        help_text=_("Needed for a real rate. Enter 0 if none is to be reckoned with."),
    )
    rate_source = models.CharField(
        _("where the rate is from"),
        max_length=200,
        blank=True,
        help_text=_("The guidance or the decision that it rests on."),
    )
    hurdle = _rate(
        _("hurdle"), help_text=_("What an investment must earn a year, with inflation.")
    )
    finance_rate = _rate(
        _("finance rate"),
        help_text=_("What borrowed money costs a year, with inflation."),
    )
    reinvest_rate = _rate(
        _("reinvestment rate"),
        help_text=_("What gains earn elsewhere in a year, with inflation."),
    )
    starts_on = models.DateField(
        _("the case starts in"),
        null=True,
        blank=True,
        help_text=_("Its first month. If empty, the first month with a cost."),
    )
    years = models.PositiveSmallIntegerField(
        _("years"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_YEARS)],
        help_text=_("How many years the case covers, from its first month on."),
    )
    rate_low = _rate(_("rate, at least"), help_text=_("For what the value depends on."))
    rate_high = _rate(_("rate, at most"))
    cost_low = ExactDecimalField(
        _("costs, at least"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Of what is reckoned with: 90 % if they may be a tenth lower."),
    )
    cost_high = ExactDecimalField(
        _("costs, at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    correlation = ExactDecimalField(
        _("how far benefits move together"),
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(Decimal("0.99"))],
        help_text=_("0 if one tells nothing about another, 99 % at the most."),
    )
    shape = models.CharField(
        _("shape between the ends"),
        max_length=12,
        choices=Spread,
        default=Spread.TRIANGULAR,
    )
    seed = models.PositiveIntegerField(
        _("seed"),
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(HIGHEST_SEED)],
        help_text=_("The same seed draws the same ten thousand outcomes again."),
    )
    history = HistoricalRecords()

    objects = CaseTermsQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio"]
        verbose_name = _("terms of the return")
        verbose_name_plural = _("terms of returns")
        constraints = [
            models.CheckConstraint(
                name="recognition_case_terms_real_rate_has_inflation",
                condition=Q(is_real=False) | Q(inflation__isnull=False),
                violation_error_message=_(
                    "A rate without inflation needs the inflation beside it: amounts "
                    "are at the prices of each month."
                ),
            ),
            models.CheckConstraint(
                name="recognition_case_terms_start_is_first_day",
                condition=Q(starts_on=None) | Q(starts_on__day=1),
                violation_error_message=_("Give the month by its first day."),
            ),
            models.CheckConstraint(
                name="recognition_case_terms_rate_ends_in_order",
                condition=Q(rate_low=None, rate_high=None)
                | Q(
                    rate_low__isnull=False,
                    rate_high__isnull=False,
                    rate_low__lte=F("discount_rate"),
                    rate_high__gte=F("discount_rate"),
                ),
                violation_error_message=_(
                    "Give both ends of the rate, or none; the rate lies between them."
                ),
            ),
            models.CheckConstraint(
                name="recognition_case_terms_cost_ends_together",
                condition=Q(cost_low=None, cost_high=None)
                | Q(cost_low__isnull=False, cost_high__isnull=False),
                violation_error_message=_("Give both ends of the costs, or none."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.portfolio)

    def get_absolute_url(self) -> str:
        return reverse("recognition:case_terms_update", args=[self.portfolio.slug])


class BenefitRangeQuerySet(TermsQuerySet):
    """Ranges of benefits in the words of a finance controller."""

    portfolio_lookup = "benefit__portfolio"


class BenefitRange(models.Model):
    """Between what and what the coming amounts of a benefit may lie.

    The two ends are shares of what is forecast: 0.6 is 60 % of it.
    """

    benefit = models.OneToOneField(
        Benefit, models.CASCADE, related_name="range", verbose_name=_("benefit")
    )
    low_share = ExactDecimalField(
        _("at least"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Of what is forecast: 60 % if four tenths may be missing."),
    )
    high_share = ExactDecimalField(
        _("at most"),
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Of what is forecast: 120 % if it may be a fifth more."),
    )
    probability = ExactDecimalField(
        _("how likely it comes about"),
        default=Decimal(1),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_(
            "100 % if only the amount is open. It takes the place of the confidence "
            "in the shares of services: doubt is counted once."
        ),
    )
    basis = models.TextField(
        _("what it rests on"),
        blank=True,
        help_text=_("Who gave the ends, and what they have seen."),
    )
    history = HistoricalRecords()

    objects = BenefitRangeQuerySet.as_manager()

    class Meta:
        ordering = ["benefit"]
        verbose_name = _("range of a benefit")
        verbose_name_plural = _("ranges of benefits")
        constraints = [
            models.CheckConstraint(
                name="recognition_benefit_range_low_is_share",
                condition=Q(low_share__gte=0) & Q(low_share__lte=1),
                violation_error_message=_(
                    "The lower end is a share of the forecast: none of it to all of it."
                ),
            ),
            models.CheckConstraint(
                name="recognition_benefit_range_high_is_beyond",
                condition=Q(high_share__gte=1),
                violation_error_message=_(
                    "The upper end is the whole forecast or more."
                ),
            ),
            models.CheckConstraint(
                name="recognition_benefit_range_probability_is_share",
                condition=Q(probability__gte=0) & Q(probability__lte=1),
                violation_error_message=_("A probability lies between none and all."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.benefit)

    def get_absolute_url(self) -> str:
        return reverse("recognition:benefit_range_update", args=[self.benefit_id])
