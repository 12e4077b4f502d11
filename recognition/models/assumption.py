"""What the PMO takes for granted when it puts a value on an improvement."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.evidence import Evidence
from delivery.models import Kpi, Portfolio
from delivery.models.portfolio import (
    ENTERS_FACTS,
    PortfolioQuerySet,
    Role,
    validate_currency,
)
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class AssumptionState(StrEnum):
    """Where an assumption stands on a day, the first that fits."""

    RETIRED = "retired"
    EXPIRED = "expired"
    APPROVED = "approved"
    PROPOSED = "proposed"


def a_year_after(day: date) -> date:
    """Return the same day of the next year; 1 March for a day that it lacks."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def portfolios_proposed_in(user: "User") -> PortfolioQuerySet:
    """Return the portfolios in which this person proposes assumptions."""
    return Portfolio.objects.where_member(user, *ENTERS_FACTS, Role.FINANCE)


class AssumptionQuerySet(FactQuerySet):
    """Assumptions in the words of a PMO."""

    def visible_to(self, user: "User") -> Self:
        """Those of portfolios whose figures this person reads, and of those above."""
        this_path = ExpressionWrapper(OuterRef("portfolio__path"), models.CharField())
        below = Portfolio.objects.with_figures_for(user).alias(this_path=this_path)
        return self.filter(Exists(below.filter(path__startswith=F("this_path"))))

    def editable_by(self, user: "User") -> Self:
        """Whoever enters facts proposes, and finance does."""
        return self.in_portfolios(portfolios_proposed_in(user))

    def decided_by(self, user: "User") -> Self:
        """Those that this person may approve, if they are not an own proposal."""
        return self.where_member(user, Role.FINANCE)

    def reaching(self, portfolio: Portfolio) -> Self:
        """Those of a portfolio and of the ones above it: they hold for all below."""
        above = Portfolio.objects.above(portfolio).order_by().values("pk")
        return self.filter(Q(portfolio=portfolio.pk) | Q(portfolio__in=above))

    def offered(self) -> Self:
        """Those that have not been retired."""
        return self.filter(retired_on=None)

    def in_state(self, state: str, day: date) -> Self:
        """Those that stand so on a day."""
        kept = Q(retired_on=None)
        has_expired = Q(expires_on__lt=day)
        is_approved = Q(approved_at__isnull=False)
        conditions = {
            AssumptionState.RETIRED: ~kept,
            AssumptionState.EXPIRED: kept & has_expired,
            AssumptionState.APPROVED: kept & ~has_expired & is_approved,
            AssumptionState.PROPOSED: kept & ~has_expired & ~is_approved,
        }
        return self.filter(conditions[AssumptionState(state)])

    def expired_on(self, day: date) -> Self:
        return self.in_state(AssumptionState.EXPIRED, day)

    def proposed_on(self, day: date) -> Self:
        return self.in_state(AssumptionState.PROPOSED, day)


class Assumption(models.Model):
    """A number that is taken for granted: who answers for it, whence, until when."""

    class Unit(models.TextChoices):
        """As of a KPI, so that either can stand for a factor."""

        NUMBER = Kpi.Unit.NUMBER.value, Kpi.Unit.NUMBER.label
        RATIO = Kpi.Unit.RATIO.value, Kpi.Unit.RATIO.label
        MONEY = Kpi.Unit.MONEY.value, Kpi.Unit.MONEY.label
        DAYS = Kpi.Unit.DAYS.value, Kpi.Unit.DAYS.label
        HOURS = Kpi.Unit.HOURS.value, Kpi.Unit.HOURS.label

    # What finance approves: another value, or a longer life, is another assumption.
    APPROVED_FIELDS = (
        "value",
        "low",
        "high",
        "unit",
        "currency",
        "unit_label",
        "source",
        "dated_on",
        "expires_on",
    )

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="assumptions",
        verbose_name=_("portfolio"),
        help_text=_("It holds here and in all portfolios below."),
    )
    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("For example “Standard cost of an hour in billing”."),
    )
    value = ExactDecimalField(_("value"), decimal_places=6)
    low = ExactDecimalField(_("at the least"), decimal_places=6, null=True, blank=True)
    high = ExactDecimalField(
        _("at the most"),
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("A range lets a forecast be told; without one it cannot."),
    )
    unit = models.CharField(_("unit"), max_length=10, choices=Unit, default=Unit.MONEY)
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[validate_currency]
    )
    unit_label = models.CharField(
        _("unit in words"),
        max_length=40,
        blank=True,
        help_text=_("For example “per hour” or “cases”."),
    )
    owner = models.CharField(
        _("owner"), max_length=150, help_text=_("The person who answers for it.")
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        help_text=_("Where it was read: a pay scale, a contract, a study."),
    )
    dated_on = models.DateField(
        _("dated on"), help_text=_("The day for which the source gives it.")
    )
    expires_on = models.DateField(
        _("holds until"),
        blank=True,
        help_text=_("Empty: twelve months from its date."),
    )
    note = models.TextField(_("note"), blank=True)
    proposed_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # Set by what is done on its page, and told by its history.
    approved_by = models.ForeignKey(
        USER,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(
        _("approved"),
        null=True,
        blank=True,
    )
    retired_on = models.DateField(
        _("retired on"),
        null=True,
        blank=True,
    )
    history = HistoricalRecords()

    objects = AssumptionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("assumption")
        verbose_name_plural = _("assumptions")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "name"],
                name="recognition_assumption_name_once",
                violation_error_message=_(
                    "This portfolio has an assumption of that name."
                ),
            ),
            models.CheckConstraint(
                name="recognition_assumption_money_has_currency",
                condition=~Q(unit="money") | ~Q(currency=""),
                violation_error_message=_("Money needs its currency."),
            ),
            models.CheckConstraint(
                name="recognition_assumption_has_both_ends",
                condition=Q(low=None, high=None)
                | Q(low__isnull=False, high__isnull=False),
                violation_error_message=_("Give both ends of the range, or none."),
            ),
            models.CheckConstraint(
                name="recognition_assumption_lies_in_its_range",
                condition=Q(low=None) | Q(low__lte=F("value"), high__gte=F("value")),
                violation_error_message=_("The value lies between the two ends."),
            ),
            models.CheckConstraint(
                name="recognition_assumption_expires_after_its_date",
                condition=Q(expires_on__gt=F("dated_on")),
                violation_error_message=_("It cannot expire before its date."),
            ),
            models.CheckConstraint(
                name="recognition_assumption_approved_by_another",
                condition=Q(approved_by=None)
                | Q(proposed_by=None)
                | ~Q(approved_by=F("proposed_by")),
                violation_error_message=_("Nobody approves an own proposal."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recognition:assumption_detail", args=[self.pk])

    def propose(self, by: "User | None") -> None:
        """Note who says what it says now: whoever approved saw something else."""
        self.proposed_by = by
        self.approved_by = None
        self.approved_at = None

    def state(self, day: date) -> AssumptionState:
        """Where it stands on a day."""
        if self.retired_on:
            return AssumptionState.RETIRED
        if self.expires_on < day:
            return AssumptionState.EXPIRED
        if self.approved_at:
            return AssumptionState.APPROVED
        return AssumptionState.PROPOSED

    def evidence(self, day: date) -> Evidence:
        """How well it is proved: as finance says while it holds, else an opinion."""
        is_sure = self.state(day) is AssumptionState.APPROVED
        return Evidence.VALIDATED if is_sure else Evidence.OPINION
