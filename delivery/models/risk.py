"""The risk register: what may happen, how it was judged over time, what stands by."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.risks import JudgedRisk
from delivery.models.portfolio import Portfolio, validate_currency
from delivery.models.project import Project, not_negative, optional_money
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date

USER = settings.AUTH_USER_MODEL
# A judgement older than this is no longer one of today.
DAYS_UNTIL_STALE = 92
STEPS = 5


def optional_probability(label: object, help_text: object = "") -> ExactDecimalField:
    """How likely something is, 0 to 1; empty means not judged."""
    return ExactDecimalField(label, null=True, blank=True, help_text=help_text)


def optional_days(label: object, help_text: object = "") -> ExactDecimalField:
    """A delay in calendar days; empty means not judged."""
    return ExactDecimalField(
        label, decimal_places=1, null=True, blank=True, help_text=help_text
    )


class RiskQuerySet(FactQuerySet):
    """Risks in the words of the PMO."""

    def open(self) -> "RiskQuerySet":
        """Risks that may still happen."""
        return self.filter(status=Risk.Status.OPEN)

    def with_latest_assessment(self) -> "RiskQuerySet":
        """Annotate the last judgement, None where nobody has judged.

        `assessed_on`, `probability`, `impact_money`, `impact_days`, and the same
        three after the response: `residual_probability`, `residual_money` and
        `residual_days`. `exposure` orders them by what they are expected to cost.
        """
        latest = RiskAssessment.objects.filter(risk=models.OuterRef("pk")).order_by(
            "-assessed_on"
        )
        return self.annotate(
            **{
                name: models.Subquery(latest.values(name)[:1])
                for name in ("assessed_on", *RiskAssessment.JUDGED)
            }
        ).annotate(
            # A product of two scaled integers would not fit into one.
            exposure=Cast("probability", models.FloatField())
            * Cast("impact_money", models.FloatField())
        )

    def without_owner(self) -> "RiskQuerySet":
        """Open risks that nobody answers for."""
        return self.open().filter(owner="")

    def without_response(self) -> "RiskQuerySet":
        """Open risks for which nobody has said what is done about them."""
        return self.open().filter(strategy="")

    def not_judged_since(self, day: "date") -> "RiskQuerySet":
        """Open risks whose last judgement is older, or that have none."""
        recent = RiskAssessment.objects.filter(
            risk=models.OuterRef("pk"), assessed_on__gte=day
        )
        return self.open().filter(~models.Exists(recent))

    def overdue_on(self, day: "date") -> "RiskQuerySet":
        """Open risks whose response should have been carried out by now."""
        return self.open().filter(due_on__lt=day)

    def gaps(self, day: "date") -> "dict[str, RiskQuerySet]":
        """What the page of the day should ask for: the rows with each gap."""
        recent = day - timedelta(days=DAYS_UNTIL_STALE)
        return {
            "owner": self.without_owner(),
            "response": self.without_response(),
            "judgement": self.not_judged_since(recent),
            "overdue": self.overdue_on(day),
        }


class Risk(models.Model):
    """Something uncertain that would help or harm, and what is done about it."""

    class Kind(models.TextChoices):
        THREAT = "threat", _("Threat")
        OPPORTUNITY = "opportunity", _("Opportunity")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        OCCURRED = "occurred", _("It happened")
        CLOSED = "closed", _("Closed, it did not happen")

    class Strategy(models.TextChoices):
        AVOID = "avoid", _("Avoid")
        REDUCE = "reduce", _("Reduce")
        TRANSFER = "transfer", _("Transfer")
        ACCEPT = "accept", _("Accept")
        ESCALATE = "escalate", _("Escalate")
        EXPLOIT = "exploit", _("Exploit")
        ENHANCE = "enhance", _("Enhance")
        SHARE = "share", _("Share")

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="risks", verbose_name=_("portfolio")
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="risks",
        verbose_name=_("project"),
        help_text=_("Empty for a risk that several projects share: it counts once."),
    )
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("title"), max_length=250)
    description = models.TextField(
        _("cause and effect"),
        blank=True,
        help_text=_("Because of …, … may happen, which would lead to …"),
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.THREAT)
    category = models.CharField(_("category"), max_length=150, blank=True)
    owner = models.CharField(
        _("owner"),
        max_length=150,
        blank=True,
        help_text=_("The person who watches it and answers for the response."),
    )
    raised_on = models.DateField(_("raised on"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.OPEN
    )
    closed_on = models.DateField(
        _("closed on"),
        null=True,
        blank=True,
        help_text=_("The day it happened, or could no longer happen."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, validators=[validate_currency]
    )
    strategy = models.CharField(
        _("response"), max_length=10, choices=Strategy, blank=True
    )
    response = models.TextField(
        _("what is done"), blank=True, help_text=_("The action, in a sentence or two.")
    )
    response_cost = optional_money(_("cost of the response"))
    due_on = models.DateField(_("response due on"), null=True, blank=True)
    realised_amount = optional_money(
        _("what it came to"),
        _("For one that happened: what it cost, or what an opportunity brought."),
    )
    avoided_loss = optional_money(
        _("avoided loss"),
        _("What the response demonstrably saved; the evidence stands in what is done."),
    )
    history = HistoricalRecords()

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_risk_code_once",
                violation_error_message=_("This portfolio has a risk of that code."),
            ),
            models.CheckConstraint(
                name="delivery_risk_dates_in_order",
                condition=Q(closed_on__gte=F("raised_on")),
                violation_error_message=_("A risk cannot close before it was raised."),
            ),
            models.CheckConstraint(
                name="delivery_risk_closed_on_a_day",
                condition=Q(status="open", closed_on__isnull=True)
                | Q(status__in=["occurred", "closed"], closed_on__isnull=False),
                violation_error_message=_(
                    "A risk that is over has the day it closed, an open one has none."
                ),
            ),
            models.CheckConstraint(
                name="delivery_risk_amount_only_when_it_happened",
                condition=Q(realised_amount__isnull=True) | Q(status="occurred"),
                violation_error_message=_(
                    "Only a risk that happened has come to an amount."
                ),
            ),
            models.CheckConstraint(
                name="delivery_risk_not_negative",
                condition=not_negative(
                    "response_cost", "realised_amount", "avoided_loss"
                ),
                violation_error_message=_(
                    "Cost of the response, amount and avoided loss cannot be negative."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:risk_detail", args=[self.pk])

    def clean(self) -> None:
        """Check that the response is one for this kind."""
        for_chances = {self.Strategy.EXPLOIT, self.Strategy.ENHANCE}
        for_harm = {
            self.Strategy.AVOID,
            self.Strategy.REDUCE,
            self.Strategy.TRANSFER,
        }
        wrong = for_chances if self.kind == self.Kind.THREAT else for_harm
        if self.strategy in wrong:
            raise ValidationError(
                {
                    "strategy": _("One does not %(strategy)s %(kind)s.")
                    % {
                        "strategy": self.get_strategy_display().lower(),
                        "kind": _("a threat")
                        if self.kind == self.Kind.THREAT
                        else _("an opportunity"),
                    }
                }
            )

    @property
    def has_response(self) -> bool:
        """Whether anything is done that would change how it is judged."""
        return self.strategy not in {"", self.Strategy.ACCEPT}

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def judged(self) -> JudgedRisk:
        """The last judgement of a row that came `with_latest_assessment`."""
        return JudgedRisk(
            probability=self.probability,  # type: ignore[attr-defined]
            money=self.impact_money,  # type: ignore[attr-defined]
            days=self.impact_days,  # type: ignore[attr-defined]
            residual_probability=self.residual_probability,  # type: ignore[attr-defined]
            residual_money=self.residual_money,  # type: ignore[attr-defined]
            residual_days=self.residual_days,  # type: ignore[attr-defined]
            has_response=self.has_response,
        )


class RiskAssessmentQuerySet(FactQuerySet):
    portfolio_lookup = "risk__portfolio"


class RiskAssessment(models.Model):
    """How a risk was judged on a day: before the response, and after it."""

    JUDGED = (
        "probability",
        "impact_money",
        "impact_days",
        "residual_probability",
        "residual_money",
        "residual_days",
    )

    risk = models.ForeignKey(
        Risk, models.CASCADE, related_name="assessments", verbose_name=_("risk")
    )
    assessed_on = models.DateField(_("judged on"))
    probability = optional_probability(_("probability"))
    impact_money = optional_money(_("impact in money"))
    impact_days = optional_days(_("impact in days"))
    residual_probability = optional_probability(_("probability after the response"))
    residual_money = optional_money(_("impact in money after the response"))
    residual_days = optional_days(_("impact in days after the response"))
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = RiskAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["risk", "-assessed_on"]
        verbose_name = _("risk assessment")
        verbose_name_plural = _("risk assessments")
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "assessed_on"],
                name="delivery_risk_assessment_once_a_day",
                violation_error_message=_(
                    "This risk was judged on that day already. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_risk_assessment_probability_is_a_share",
                condition=Q(probability__isnull=True)
                | Q(probability__gte=0, probability__lte=1),
                violation_error_message=_(
                    "A probability lies between 0 and 1 (100 per cent)."
                ),
            ),
            models.CheckConstraint(
                name="delivery_risk_assessment_residual_probability_is_a_share",
                condition=Q(residual_probability__isnull=True)
                | Q(residual_probability__gte=0, residual_probability__lte=1),
                violation_error_message=_(
                    "After the response it lies between 0 and 1 (100 per cent) as well."
                ),
            ),
            models.CheckConstraint(
                name="delivery_risk_assessment_not_negative",
                condition=not_negative(
                    "impact_money", "impact_days", "residual_money", "residual_days"
                ),
                violation_error_message=_(
                    "An impact is never negative: an opportunity is one by its kind."
                ),
            ),
            models.CheckConstraint(
                name="delivery_risk_assessment_says_something",
                condition=Q(probability__isnull=False)
                | Q(impact_money__isnull=False)
                | Q(impact_days__isnull=False),
                violation_error_message=_(
                    "Judge how likely it is, or what it would cost or delay."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.code}, {self.assessed_on}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:risk_assessment_update", args=[self.pk])

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it."""
        return self.assessed_on


class RiskLevelQuerySet(FactQuerySet):
    def holding_for(self, portfolio: Portfolio) -> "RiskLevelQuerySet":
        """The scale of a portfolio: its own, or that of the nearest one above."""
        slugs = portfolio.path.strip("/").split("/")
        found = RiskLevel.objects.filter(portfolio__slug__in=slugs)
        nearest = found.order_by("-portfolio__path").values("portfolio")[:1]
        return self.filter(portfolio=models.Subquery(nearest)).order_by("position")


class RiskLevel(models.Model):
    """A step of a portfolio's risk scale: two words, and the numbers they stand for."""

    portfolio = models.ForeignKey(
        Portfolio,
        models.CASCADE,
        related_name="risk_levels",
        verbose_name=_("portfolio"),
    )
    position = models.PositiveSmallIntegerField(
        _("step"),
        validators=[MinValueValidator(1), MaxValueValidator(STEPS)],
        help_text=_("1 is the lowest, 5 the highest."),
    )
    probability_label = models.CharField(
        _("word for the probability"), max_length=40, help_text=_("Such as “likely”.")
    )
    probability = ExactDecimalField(_("probability"))
    impact_label = models.CharField(
        _("word for the impact"), max_length=40, help_text=_("Such as “major”.")
    )
    impact_money = optional_money(
        _("impact in money"), _("In the currency of the portfolio.")
    )
    impact_days = optional_days(_("impact in days"))
    history = HistoricalRecords()

    objects = RiskLevelQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "position"]
        verbose_name = _("step of the risk scale")
        verbose_name_plural = _("steps of the risk scale")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "position"],
                name="delivery_risk_level_once",
                violation_error_message=_("The scale has that step already."),
            ),
            models.CheckConstraint(
                name="delivery_risk_level_in_five_steps",
                condition=Q(position__gte=1, position__lte=STEPS),
                violation_error_message=_("A scale has the steps 1 to 5."),
            ),
            models.CheckConstraint(
                name="delivery_risk_level_probability_is_a_share",
                condition=Q(probability__gte=0, probability__lte=1),
                violation_error_message=_(
                    "A probability lies between 0 and 1 (100 per cent)."
                ),
            ),
            models.CheckConstraint(
                name="delivery_risk_level_not_negative",
                condition=not_negative("impact_money", "impact_days"),
                violation_error_message=_("An impact is never negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.probability_label}, {self.impact_label}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:risk_level_list", args=[self.portfolio.slug])


class ContingencyQuerySet(FactQuerySet):
    """What stands by."""


class Contingency(models.Model):
    """What is set aside for risks from a day on, in money and in days."""

    portfolio = models.ForeignKey(
        Portfolio,
        models.CASCADE,
        related_name="contingencies",
        verbose_name=_("portfolio"),
    )
    project = models.ForeignKey(
        Project,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contingencies",
        verbose_name=_("project"),
        help_text=_("Empty for what the portfolio itself holds."),
    )
    valid_from = models.DateField(_("from"))
    reserve = optional_money(_("reserve in money"))
    reserve_days = optional_days(_("reserve in days"))
    currency = models.CharField(
        _("currency"), max_length=3, validators=[validate_currency]
    )
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()

    objects = ContingencyQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "project", "-valid_from"]
        verbose_name = _("contingency")
        verbose_name_plural = _("contingencies")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "project", "valid_from"],
                name="delivery_contingency_of_a_project_once_a_day",
                violation_error_message=_(
                    "This project has a reserve from that day already."
                ),
            ),
            # NULL differs from NULL: the reserve of the portfolio itself needs its own.
            models.UniqueConstraint(
                fields=["portfolio", "valid_from"],
                condition=Q(project__isnull=True),
                name="delivery_contingency_of_a_portfolio_once_a_day",
                violation_error_message=_(
                    "This portfolio has a reserve from that day already."
                ),
            ),
            models.CheckConstraint(
                name="delivery_contingency_not_negative",
                condition=not_negative("reserve", "reserve_days"),
                violation_error_message=_("A reserve cannot be negative."),
            ),
            models.CheckConstraint(
                name="delivery_contingency_says_something",
                condition=Q(reserve__isnull=False) | Q(reserve_days__isnull=False),
                violation_error_message=_("Enter a reserve in money or in days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project or self.portfolio}, {self.valid_from}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:contingency_update", args=[self.pk])

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it: the one it holds from."""
        return self.valid_from
