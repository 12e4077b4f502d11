"""The benefit register: what was promised, claimed and validated, by month."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.claims import SETTLED, ClaimState, Verdict, claim_state
from delivery.calculations.evidence import ISOLATING, Evidence, evidence_level
from delivery.calculations.periods import last_of_month
from delivery.models.objective import Objective
from delivery.models.overlap import OverlapGroup
from delivery.models.portfolio import (
    ENTERS_FACTS,
    Portfolio,
    Role,
    is_member,
    validate_currency,
)
from delivery.models.project import Project
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class BenefitQuerySet(FactQuerySet):
    """Benefits in the words of the PMO."""

    def with_rights_of(self, user: "User") -> "BenefitQuerySet":
        """Annotate also `is_validated`: this person may validate its amounts."""
        validates = is_member(user, Role.FINANCE, of=self.portfolio_lookup)
        return super().with_rights_of(user).annotate(is_validated=validates)

    def validated_by(self, user: "User") -> "BenefitQuerySet":
        """Benefits whose claims this person decides on."""
        return self.where_member(user, Role.FINANCE)

    def taking_entries_from(self, user: "User") -> "BenefitQuerySet":
        """Benefits of which this person enters or validates amounts."""
        return self.where_member(user, *ENTERS_FACTS, Role.FINANCE)

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

    def without_counterfactual(self) -> "BenefitQuerySet":
        """Avoided costs of which nobody has said how one knows what they would be."""
        return self.filter(
            benefit_class=Benefit.Kind.COST_AVOIDANCE, counterfactual_basis=""
        )

    def gaps(self, day: "date") -> "dict[str, BenefitQuerySet]":
        """What the page of the day should ask for: the rows with each gap."""
        return {
            "plan": self.without_plan(),
            "validation": self.awaiting_validation(),
            "measurement": self.unmeasured_on(day),
            "counterfactual": self.without_counterfactual(),
        }

    def awaiting_validation(self) -> "BenefitQuerySet":
        """Benefits with a month that was claimed and on which finance has to decide."""
        open_claims = BenefitEntry.objects.awaiting_decision()
        return self.filter(models.Exists(open_claims.filter(benefit=OuterRef("pk"))))

    def unmeasured_on(self, day: "date") -> "BenefitQuerySet":
        """Benefits that should have begun by a day and of which nobody reports."""
        found = BenefitEntry.objects.filter(
            benefit=OuterRef("pk"), kind__in=BenefitEntry.REPORTED, is_draft=False
        )
        due = BenefitEntry.objects.filter(
            benefit=OuterRef("pk"), kind=BenefitEntry.Kind.PLANNED, month__lte=day
        )
        return self.exclude(benefit_class=Benefit.Kind.QUALITATIVE).filter(
            Q(starts_on__lte=day) | Exists(due), ~Exists(found)
        )

    def with_proof(self) -> "BenefitQuerySet":
        """Annotate what the evidence level rests on, for `Benefit.evidence_level`."""
        entries = BenefitEntry.objects.filter(benefit=OuterRef("pk"))
        reported = entries.filter(kind__in=BenefitEntry.REPORTED, is_draft=False)
        return self.annotate(
            is_claimed=Exists(reported),
            is_evidenced=Exists(reported.exclude(evidence="")),
            has_validated=Exists(entries.filter(kind=BenefitEntry.Kind.VALIDATED)),
            is_isolated=Exists(
                Benefit.objects.filter(
                    pk=OuterRef("pk"),
                    attributions__method__in=[one.value for one in ISOLATING],
                )
            ),
        )


class Benefit(models.Model):
    """A measurable improvement from change that somebody in the business wants."""

    class Kind(models.TextChoices):
        """The class of the register: which sentence the money may stand in."""

        CASHABLE = "cashable", _("Cashable saving")
        COST_AVOIDANCE = "cost_avoidance", _("Cost avoidance")
        NON_CASHABLE = "non_cashable_financial", _("Capacity released, in money")
        QUANTIFIED = "non_financial_quantified", _("Measured, not in money")
        QUALITATIVE = "qualitative", _("Qualitative")

    class Prices(models.TextChoices):
        """Whether inflation is in the amounts."""

        NOMINAL = "nominal", _("Prices of each month")
        REAL = "real", _("Prices of one year")

    class Counterfactual(models.TextChoices):
        """How one knows what an avoided cost would have been."""

        QUOTE = "signed_quote", _("Signed quote")
        BUDGET = "cancelled_budget", _("Approved budget line that was cancelled")
        ESCALATION = "escalation_clause", _("Escalation clause of a contract")
        PROJECTION = "projected_baseline", _("Statistical projection of the baseline")

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
    beneficiary = models.CharField(
        _("beneficiary"),
        max_length=150,
        blank=True,
        help_text=_("Who is better off: a department, customers, a budget."),
    )
    baseline_note = models.CharField(_("baseline"), max_length=300, blank=True)
    baseline_value = ExactDecimalField(
        _("baseline value"),
        null=True,
        blank=True,
        help_text=_("What it was before the change, by the month."),
    )
    baseline_on = models.DateField(_("baseline measured on"), null=True, blank=True)
    baseline_size = models.PositiveIntegerField(
        _("baseline measured so often"),
        null=True,
        blank=True,
        help_text=_("Measurements, cases or months that the value rests on."),
    )
    measurement_method = models.TextField(
        _("how it is measured"),
        blank=True,
        help_text=_("Source, calculation and who takes it; without it a claim is E0."),
    )
    steady_amount = ExactDecimalField(
        _("full amount of a month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("What is planned for a month once the benefit has ramped up."),
    )
    confidence = ExactDecimalField(
        _("confidence"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("How sure the owner is of the plan."),
    )
    price_basis = models.CharField(
        _("prices"), max_length=10, choices=Prices, default=Prices.NOMINAL
    )
    price_year = models.PositiveSmallIntegerField(
        _("prices of the year"), null=True, blank=True
    )
    counterfactual_basis = models.CharField(
        _("basis of the avoided cost"),
        max_length=20,
        blank=True,
        choices=Counterfactual,
        help_text=_("Without one, finance cannot validate a cost avoidance."),
    )
    counterfactual = models.TextField(
        _("what it would have cost"),
        blank=True,
        help_text=_("For the same time and volume, and where that is written."),
    )
    overlap_group = models.ForeignKey(
        OverlapGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name=_("overlap group"),
        help_text=_("The measure that it shares with other benefits."),
    )
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
            models.CheckConstraint(
                name="delivery_benefit_confidence_is_share",
                condition=Q(confidence__gte=0) & Q(confidence__lte=1),
                violation_error_message=_("Confidence lies between 0 and 1."),
            ),
            models.CheckConstraint(
                name="delivery_benefit_real_prices_have_year",
                condition=~Q(price_basis="real") | Q(price_year__isnull=False),
                violation_error_message=_("Say of which year the prices are."),
            ),
            models.CheckConstraint(
                name="delivery_benefit_counterfactual_is_written",
                condition=Q(counterfactual_basis="") | ~Q(counterfactual=""),
                violation_error_message=_(
                    "Write what it would have cost, and where that is written."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:benefit_detail", args=[self.pk])

    @property
    def is_financial(self) -> bool:
        return self.currency != ""

    @property
    def lacks_counterfactual(self) -> bool:
        """Whether it is a cost avoidance that nobody can check, so never validated."""
        return (
            self.benefit_class == Benefit.Kind.COST_AVOIDANCE
            and not self.counterfactual_basis
        )

    @property
    def evidence_level(self) -> Evidence:
        """How well it is proved; for a benefit read `with_proof`."""
        return evidence_level(
            is_claimed=self.is_claimed,  # type: ignore[attr-defined]
            has_method=bool(self.measurement_method),
            is_measured=self.baseline_value is not None and self.is_evidenced,  # type: ignore[attr-defined]
            is_validated=self.has_validated,  # type: ignore[attr-defined]
            is_isolated=self.is_isolated,  # type: ignore[attr-defined]
        )


class BenefitEntryQuerySet(FactQuerySet):
    portfolio_lookup = "benefit__portfolio"

    def editable_by(self, user: "User") -> "BenefitEntryQuerySet":
        """Analysts and leads enter what is planned and claimed; finance validates."""
        entered = super().editable_by(user).exclude(kind=BenefitEntry.Kind.VALIDATED)
        return entered | self._validated_by(user)

    def decided_by(self, user: "User") -> "BenefitEntryQuerySet":
        """Claims on which this person decides, whatever was decided before."""
        validated = self.where_member(user, Role.FINANCE)
        return validated.filter(kind=BenefitEntry.Kind.CLAIMED)

    def with_decision(self) -> "BenefitEntryQuerySet":
        """Annotate the last decision on each month: `verdict` and what it was about.

        Also `version`, and `validated_amount`, what finance let stand.
        """
        newest = Benefit.objects.filter(
            pk=OuterRef("benefit"), decisions__month=OuterRef("month")
        ).order_by("-decisions__number")
        validated = BenefitEntry.objects.filter(
            benefit=OuterRef("benefit"),
            month=OuterRef("month"),
            kind=BenefitEntry.Kind.VALIDATED,
        )
        return self.with_version().annotate(
            verdict=Subquery(newest.values("decisions__verdict")[:1]),
            decided_claim=Subquery(newest.values("decisions__claimed")[:1]),
            decided_version=Subquery(newest.values("decisions__claim_version")[:1]),
            validated_amount=Subquery(validated.values("amount")[:1]),
        )

    def awaiting_decision(self) -> "BenefitEntryQuerySet":
        """Claims that finance has not decided on as they stand now.

        An amount that was amended after a decision is a new claim, and so is a
        refused one that came back with more proof.
        """
        undecided = Q(verdict=None, validated_amount=None)
        other_amount = Q(decided_claim=None) | ~Q(decided_claim=F("amount"))
        came_back = ~Q(verdict__in=SETTLED) & Q(version__gt=F("decided_version"))
        return (
            self.filter(kind=BenefitEntry.Kind.CLAIMED, is_draft=False)
            .with_decision()
            .filter(undecided | Q(verdict__isnull=False) & (other_amount | came_back))
        )

    def once_rejected(self) -> "BenefitEntryQuerySet":
        """Claims of months that finance has rejected, whatever came after."""
        return self.filter(
            kind=BenefitEntry.Kind.CLAIMED,
            benefit__decisions__month=F("month"),
            benefit__decisions__verdict=Verdict.REJECTED,
        )

    def rejected(self) -> "BenefitEntryQuerySet":
        """Claims that finance rejected and nobody has touched since; `said` is why."""
        reasons = Benefit.objects.filter(
            pk=OuterRef("benefit"), decisions__month=OuterRef("month")
        ).order_by("-decisions__number")
        return (
            self.filter(kind=BenefitEntry.Kind.CLAIMED, is_draft=False)
            .with_decision()
            .annotate(said=Subquery(reasons.values("decisions__reason")[:1]))
            .filter(
                verdict=Verdict.REJECTED,
                decided_claim=F("amount"),
                version__lte=F("decided_version"),
            )
        )

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
        validated = self.where_member(user, Role.FINANCE)
        return validated.filter(kind=BenefitEntry.Kind.VALIDATED)


class BenefitEntry(models.Model):
    """The amount of a benefit in one month: planned, forecast, claimed or validated."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("Planned")
        FORECAST = "forecast", _("Forecast")
        CLAIMED = "claimed", _("Claimed")
        VALIDATED = "validated", _("Validated by finance")

    # What is found to have come, and not hoped for.
    REPORTED = (Kind.CLAIMED, Kind.VALIDATED)

    benefit = models.ForeignKey(
        Benefit, models.CASCADE, related_name="entries", verbose_name=_("benefit")
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = ExactDecimalField(_("amount"))
    is_draft = models.BooleanField(
        _("draft"),
        default=False,
        help_text=_("A claim that is not put forward yet: it counts nowhere."),
    )
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
            models.CheckConstraint(
                name="delivery_benefit_entry_only_claims_are_drafts",
                condition=Q(is_draft=False) | Q(kind="claimed"),
                violation_error_message=_("Only a claim can be a draft."),
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

    @property
    def state(self) -> ClaimState:
        """Where a claim stands; for an entry read `with_decision`."""
        return claim_state(
            amount=self.amount,
            is_draft=self.is_draft,
            is_measured=bool(self.evidence) and self.benefit.baseline_value is not None,
            is_validated=self.validated_amount is not None,  # type: ignore[attr-defined]
            verdict=self.verdict,  # type: ignore[attr-defined]
            decided_claim=self.decided_claim,  # type: ignore[attr-defined]
            came_back=self.version > (self.decided_version or 0),  # type: ignore[attr-defined]
        )
