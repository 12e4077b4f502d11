"""Improvements translated into money, each number bound to where it comes from."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.evidence import Evidence, Method
from delivery.calculations.periods import Period
from delivery.models import Benefit, BenefitEntry, Kpi, Portfolio, Project, Service
from delivery.models.portfolio import validate_currency
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords
from recognition import formulas
from recognition.calculations.translations import (
    FORMULAS,
    Bound,
    Formula,
    Role,
    Translated,
    translated,
)
from recognition.models.assumption import Assumption

if TYPE_CHECKING:
    pass

USER = settings.AUTH_USER_MODEL


def share(label: Any, help_text: Any) -> ExactDecimalField:
    """A share from 0 to 1 that somebody has to say: nothing is assumed."""
    return ExactDecimalField(
        label,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=help_text,
    )


class TranslationQuerySet(FactQuerySet):
    """Translations in the words of a PMO."""

    def with_inputs(self) -> Self:
        """Fetch also what their numbers are bound to."""
        inputs = TranslationInput.objects.select_related(
            "kpi", "benefit", "project", "assumption__approved_by"
        )
        return self.select_related("portfolio", "project").prefetch_related(
            models.Prefetch("inputs", inputs)
        )


class ValueTranslation(models.Model):
    """One improvement in money: a formula, three bound numbers and two shares."""

    class AttributionMethod(models.TextChoices):
        """How one knows how much comes from this change."""

        COMPARISON = Method.COMPARISON.value, _("Comparison with a group without it")
        TREND = Method.TREND.value, _("Break in the trend")
        ESTIMATE = Method.ESTIMATE.value, _("Estimate of its owner")

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="translations",
        verbose_name=_("portfolio"),
    )
    name = models.CharField(
        _("name"),
        max_length=150,
        help_text=_("What improved, as it stands in the sentence."),
    )
    formula = models.CharField(_("formula"), max_length=30, choices=formulas.CHOICES)
    # As Period.key has it.
    period = models.CharField(
        _("period"),
        max_length=8,
        help_text=_("A month as 2026-09, a quarter as 2026-Q3, a year as FY2026."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[validate_currency]
    )
    project = models.ForeignKey(
        Project,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("project"),
        help_text=_("The project that brought it about."),
    )
    service = models.ForeignKey(
        Service,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("PMO service"),
    )
    attribution = share(
        _("attribution"),
        _(
            "How much of it comes from this change and nothing else. The share of the "
            "PMO is entered with the benefit."
        ),
    )
    attribution_method = models.CharField(
        _("how one knows"), max_length=20, choices=AttributionMethod
    )
    confidence = share(
        _("confidence"), _("How sure whoever estimated the attribution is.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What a reader should know of the method.")
    )
    # Empty: the sentence that the application proposes.
    wording = models.TextField(_("wording"), blank=True)
    written_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # What it was put forward as.
    claim = models.ForeignKey(
        BenefitEntry,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="translations",
    )
    claimed_amount = ExactDecimalField(_("put forward"), null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["-period", "name", "pk"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "name", "period"],
                name="recognition_translation_once_a_period",
                violation_error_message=_(
                    "This portfolio has a translation of that name and period."
                ),
            ),
            models.CheckConstraint(
                name="recognition_translation_shares_are_shares",
                condition=Q(attribution__gte=0, attribution__lte=1)
                & Q(confidence__gte=0, confidence__lte=1),
                violation_error_message=_(
                    "Attribution and confidence lie between 0 and 1."
                ),
            ),
            models.CheckConstraint(
                name="recognition_translation_has_currency",
                condition=~Q(currency=""),
                violation_error_message=_("Money needs its currency."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("recognition:translation_detail", args=[self.pk])

    @property
    def library(self) -> Formula:
        """The formula by which it is computed."""
        return FORMULAS[self.formula]

    @property
    def span(self) -> Period:
        """The period that it is about, in the fiscal calendar of its portfolio."""
        return Period.parse(self.period, self.portfolio.fiscal_year_start_month)

    def computed(self, evidence: dict[str, Evidence]) -> Translated:
        """Return its amount from the numbers as bound; `evidence` is that of each."""
        bound = {
            Role(one.role): one.bound(evidence[one.role])
            for one in self.inputs.all()
            if one.number is not None
        }
        return translated(
            bound, attribution=self.attribution, confidence=self.confidence
        )


class TranslationInputQuerySet(FactQuerySet):
    portfolio_lookup = "translation__portfolio"


class TranslationInput(models.Model):
    """A factor of a translation: where its number comes from, as it was when bound."""

    class Factor(models.TextChoices):
        DRIVER = Role.DRIVER.value, _("Driver")
        VOLUME = Role.VOLUME.value, _("Volume")
        UNIT_VALUE = Role.UNIT_VALUE.value, _("Unit value")

    class Source(models.TextChoices):
        ASSUMPTION = "assumption", _("Assumption")
        KPI = "kpi", _("KPI: value of the period")
        KPI_CHANGE = "kpi_change", _("KPI: improvement on its baseline")
        VALIDATED = "validated", _("Benefit: validated in the period")
        BUDGET = "budget", _("Project: budget")
        COST = "cost", _("Project: final cost")
        EARLY = "early", _("Project: days finished before the plan")
        TYPED = "typed", _("A number that you type, with its source")

    translation = models.ForeignKey(
        ValueTranslation, models.CASCADE, related_name="inputs"
    )
    role = models.CharField(_("factor"), max_length=10, choices=Factor)
    source = models.CharField(_("where it comes from"), max_length=10, choices=Source)
    assumption = models.ForeignKey(
        Assumption,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inputs",
        verbose_name=_("assumption"),
    )
    kpi = models.ForeignKey(
        Kpi,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("KPI"),
    )
    benefit = models.ForeignKey(
        Benefit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("benefit"),
    )
    project = models.ForeignKey(
        Project,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("project"),
    )
    # The number as bound: typed, or read from its fact on the day `as_of`.
    number = ExactDecimalField(_("number"), decimal_places=6, null=True, blank=True)
    least = ExactDecimalField(
        _("at the least"), decimal_places=6, null=True, blank=True
    )
    most = ExactDecimalField(_("at the most"), decimal_places=6, null=True, blank=True)
    note = models.CharField(
        _("what it counts"),
        max_length=300,
        blank=True,
        help_text=_("For a typed number: what was counted, and how."),
    )
    reference = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("For a typed number: where others can look it up."),
    )
    as_of = models.DateField(editable=False)
    # The history record of the fact that was looked at.
    version = models.PositiveBigIntegerField(default=0, editable=False)
    confirmed_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = TranslationInputQuerySet.as_manager()

    class Meta:
        ordering = ["translation", "pk"]
        verbose_name = _("factor")
        verbose_name_plural = _("factors")
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "role"],
                name="recognition_translation_input_once",
                violation_error_message=_("This factor has its number already."),
            ),
            models.CheckConstraint(
                name="recognition_translation_input_has_its_fact",
                condition=Q(
                    source="assumption",
                    assumption__isnull=False,
                    kpi=None,
                    benefit=None,
                    project=None,
                )
                | Q(
                    source__in=["kpi", "kpi_change"],
                    kpi__isnull=False,
                    assumption=None,
                    benefit=None,
                    project=None,
                )
                | Q(
                    source="validated",
                    benefit__isnull=False,
                    assumption=None,
                    kpi=None,
                    project=None,
                )
                | Q(
                    source__in=["budget", "cost", "early"],
                    project__isnull=False,
                    assumption=None,
                    kpi=None,
                    benefit=None,
                )
                | Q(
                    source="typed",
                    assumption=None,
                    kpi=None,
                    benefit=None,
                    project=None,
                ),
                violation_error_message=_(
                    "Choose the one thing that it comes from, and no other."
                ),
            ),
            models.CheckConstraint(
                name="recognition_translation_input_typed_has_source",
                condition=~Q(source="typed")
                | (Q(number__isnull=False) & ~Q(note="") & ~Q(reference="")),
                violation_error_message=_(
                    "A typed number needs what it counts and where one finds it."
                ),
            ),
            models.CheckConstraint(
                name="recognition_translation_input_has_both_ends",
                condition=Q(least=None, most=None)
                | Q(
                    least__isnull=False,
                    most__isnull=False,
                    least__lte=F("number"),
                    most__gte=F("number"),
                ),
                violation_error_message=_(
                    "Give both ends of the range, with the number between them."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation}: {self.get_role_display()}"

    @property
    def fact(self) -> "models.Model | None":
        """What it comes from; nothing for a typed number."""
        return self.assumption or self.kpi or self.benefit or self.project

    def bound(self, evidence: Evidence) -> Bound:
        """Return its number with the evidence that it has now."""
        return Bound(
            value=self.number or Decimal(0),
            low=self.least,
            high=self.most,
            evidence=evidence,
        )
