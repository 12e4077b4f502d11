"""Exchange rates, entered once and never overwritten."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from delivery.models.benefit import Benefit
from delivery.models.portfolio import (
    Portfolio,
    PortfolioQuerySet,
    validate_currency,
)
from delivery.models.project import Project
from delivery.models.risk import Contingency, Risk
from pmo_value import formatting
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

USER = settings.AUTH_USER_MODEL
# Who enters the rates that hold for the whole organisation.
KEEPS_RATES = "delivery.change_exchangerate"


class ExchangeRateQuerySet(models.QuerySet["ExchangeRate"]):
    """Exchange rates in the words of those who need them."""

    portfolio_lookup = "portfolio"

    def visible_to(self, user: "User") -> Self:
        """The rates of the organisation, and those of the trees one has a part in."""
        visible = Portfolio.objects.visible_to(user).order_by()
        if not visible.exists() and not user.has_perm(KEEPS_RATES):
            return self.none()
        path = ExpressionWrapper(OuterRef("portfolio__path"), models.CharField())
        within = visible.annotate(top=path).filter(path__startswith=F("top"))
        return self.filter(Q(portfolio__isnull=True) | Exists(within))

    def editable_by(self, user: "User") -> Self:
        """Rates that this person may correct."""
        managed = Q(portfolio__in=Portfolio.objects.editable_by(user).order_by())
        if user.has_perm(KEEPS_RATES):
            managed |= Q(portfolio__isnull=True)
        return self.filter(managed)

    def with_rights_of(self, user: "User") -> Self:
        """Annotate `is_editable`: this person may correct it."""
        this = ExchangeRate.objects.filter(pk=OuterRef("pk"))
        return self.annotate(is_editable=Exists(this.editable_by(user)))

    def in_force(self) -> Self:
        """Rates as they hold now: nobody has corrected or withdrawn them."""
        return self.filter(correction__isnull=True, rate__isnull=False)

    def uncorrected(self) -> Self:
        """The last word on each rate, whether it holds or was withdrawn."""
        return self.filter(correction__isnull=True)

    def of_portfolio(self, portfolio: Portfolio) -> Self:
        """The rates that a portfolio at the top has for itself, as they hold now."""
        return self.in_force().filter(portfolio=portfolio)

    def of_the_same(self, rate: "ExchangeRate") -> Self:
        """Every rate that was entered in one place, the corrected ones included."""
        return self.filter(
            portfolio=rate.portfolio_id,
            from_currency=rate.from_currency,
            to_currency=rate.to_currency,
            kind=rate.kind,
            valid_from=rate.valid_from,
        )

    def for_tree_of(self, portfolio: Portfolio) -> Self:
        """Rates that hold in the tree of a portfolio."""
        top = portfolio.path.strip("/").split("/")[0]
        return self.filter(Q(portfolio__isnull=True) | Q(portfolio__slug=top))


class ExchangeRate(models.Model):
    """What one unit of a currency is worth in another; a correction is a row after it.

    Without a portfolio it holds for the whole organisation; one of a portfolio at the
    top holds for everything below and goes before it.
    """

    class Kind(models.TextChoices):
        """What is converted at it."""

        PLAN = "plan", _("Plan rate")
        AVERAGE = "average", _("Average of a period")
        CLOSING = "closing", _("Closing rate")

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exchange_rates",
        verbose_name=_("portfolio"),
        help_text=_("It holds for everything below, before those of the organisation."),
    )
    from_currency = models.CharField(
        _("from"), max_length=3, validators=[validate_currency]
    )
    to_currency = models.CharField(
        _("to"), max_length=3, validators=[validate_currency]
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    valid_from = models.DateField(
        _("day"),
        help_text=_(
            "A plan rate holds for plans agreed from this day on; an average begins on "
            "it; a closing rate is the one of this day."
        ),
    )
    valid_to = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Of an average only.")
    )
    rate = ExactDecimalField(
        _("rate"),
        decimal_places=8,
        null=True,
        blank=True,
        help_text=_("What one unit of the first currency is worth in the second."),
    )
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="correction",
        verbose_name=_("corrects"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    recorded_at = models.DateTimeField(_("entered"), auto_now_add=True)
    history = HistoricalRecords()

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        ordering = ["from_currency", "to_currency", "kind", "-valid_from", "-pk"]
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "portfolio",
                    "from_currency",
                    "to_currency",
                    "kind",
                    "valid_from",
                ],
                condition=Q(corrects__isnull=True),
                name="delivery_exchange_rate_once",
                violation_error_message=_(
                    "That rate is on record. Correct it instead."
                ),
            ),
            models.UniqueConstraint(
                fields=["from_currency", "to_currency", "kind", "valid_from"],
                condition=Q(corrects__isnull=True, portfolio__isnull=True),
                name="delivery_exchange_rate_of_the_organisation_once",
                violation_error_message=_(
                    "That rate is on record. Correct it instead."
                ),
            ),
            models.CheckConstraint(
                name="delivery_exchange_rate_of_two_currencies",
                condition=~Q(from_currency=F("to_currency")),
                violation_error_message=_("A rate is between two currencies."),
            ),
            models.CheckConstraint(
                name="delivery_exchange_rate_positive",
                condition=Q(rate__isnull=True) | Q(rate__gt=0),
                violation_error_message=_("A rate is more than zero."),
            ),
            models.CheckConstraint(
                name="delivery_exchange_rate_withdrawn_later_only",
                condition=Q(rate__isnull=False) | Q(corrects__isnull=False),
                violation_error_message=_("Enter the rate."),
            ),
            models.CheckConstraint(
                name="delivery_exchange_rate_average_of_a_period",
                condition=Q(kind="average", valid_to__isnull=False)
                | (~Q(kind="average") & Q(valid_to__isnull=True)),
                violation_error_message=_(
                    "An average has a last day; the other rates have none."
                ),
            ),
            models.CheckConstraint(
                name="delivery_exchange_rate_days_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A period cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="delivery_exchange_rate_corrected_with_reason",
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
                violation_error_message=_("Say why the rate is corrected."),
            ),
        ]

    def __str__(self) -> str:
        day = formatting.day(self.valid_from)
        return f"{self.from_currency}/{self.to_currency}, {self.kind_label}, {day}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new rate; one that was entered is history and stays as it is."""
        if not self._state.adding:
            raise ValidationError(
                _("A rate is never changed. Correct it by another one instead.")
            )
        super().save(*args, **kwargs)

    @property
    def kind_label(self) -> str:
        return str(self.Kind(self.kind).label)

    @property
    def pair(self) -> str:
        """How the two currencies are named together."""
        return f"{self.from_currency}/{self.to_currency}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether this says that there is no such rate."""
        return self.rate is None

    @property
    def counts_on(self) -> "date | None":
        """The day by which a closed period holds it: of an average the last one."""
        return self.valid_to or self.valid_from

    def portfolios_concerned(self) -> PortfolioQuerySet:
        """Portfolios that may convert something at it: they hold one of the
        currencies, and they or one above them report in the other.
        """
        return portfolios_converting(
            self.from_currency,
            self.to_currency,
            within=self.portfolio if self.portfolio_id else None,
        )


def portfolios_converting(
    one: str, other: str, *, within: Portfolio | None = None
) -> PortfolioQuerySet:
    """Return the portfolios that hold one currency and are reported in the other."""
    portfolios = Portfolio.objects.all()
    if within is not None:
        portfolios = portfolios.under(within)
    this_path = ExpressionWrapper(OuterRef("path"), models.CharField())
    condition = Q()
    for held, reported in ((one, other), (other, one)):
        reporting = Portfolio.objects.order_by().filter(currency=reported)
        above = reporting.annotate(this=this_path).filter(this__startswith=F("path"))
        holds = Q(currency=held)
        for model in (Project, Benefit, Risk, Contingency):
            amounts = model._default_manager.filter(portfolio=OuterRef("pk"))
            holds |= Q(Exists(amounts.filter(currency=held)))
        condition |= Q(Exists(above)) & holds
    return portfolios.filter(condition)
