"""KPIs, what they promise, and what was measured."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations import bands
from delivery.calculations.bands import Band, BandFlaw
from delivery.calculations.formula import LONGEST_FORMULA
from delivery.calculations.periods import add_months
from delivery.models.portfolio import Portfolio, Role, validate_currency
from delivery.models.project import Project
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

USER = settings.AUTH_USER_MODEL
# What changes of a reading whenever somebody enters it anew.
SUBMISSION_FIELDS = ("recorded_by", "approval", "decided_by", "decision_note")


class OutcomeFamily(models.TextChoices):
    """The five kinds of outcome that Step 9 delivers."""

    DELIVERY = "delivery", _("Project delivery performance")
    RESOURCES = "resources", _("Resources and priorities")
    RISK = "risk", _("Risk and rework")
    BENEFITS = "benefits", _("Benefits realization")
    ALIGNMENT = "alignment", _("Strategic alignment")


def kpi_value(label: object, help_text: object = "") -> ExactDecimalField:
    """A value in the unit of its KPI; empty means not known."""
    return ExactDecimalField(
        label, decimal_places=6, null=True, blank=True, help_text=help_text
    )


class KpiQuerySet(FactQuerySet):
    """KPIs in the words of the PMO."""

    def active(self) -> "KpiQuerySet":
        return self.filter(retired_on__isnull=True)

    def retired(self) -> "KpiQuerySet":
        return self.filter(retired_on__isnull=False)

    def typed(self) -> "KpiQuerySet":
        """KPIs whose values people enter; those of the others follow from a formula."""
        return self.filter(formula="")

    def without_target(self) -> "KpiQuerySet":
        """Active KPIs of which nobody has said where they should get to."""
        return self.active().filter(targets__isnull=True)

    def without_owner(self) -> "KpiQuerySet":
        """Active KPIs that nobody who may sign in answers for."""
        return self.active().filter(Q(owner__isnull=True) | Q(owner__is_active=False))

    def overdue_on(self, day: "date") -> "KpiQuerySet":
        """Active KPIs whose last complete period has no measurement.

        That period ended no earlier than in the month one cadence back, whichever
        month the fiscal year starts with.
        """
        monday = day - timedelta(days=day.weekday())
        due = Case(
            When(cadence=Kpi.Cadence.WEEK, then=Value(monday - timedelta(days=7))),
            When(cadence=Kpi.Cadence.MONTH, then=Value(add_months(day, -1))),
            When(cadence=Kpi.Cadence.QUARTER, then=Value(add_months(day, -3))),
            default=Value(add_months(day, -12)),
        )
        recent = KpiMeasurement.objects.filter(
            kpi=OuterRef("pk"), period_end__gte=OuterRef("due_since")
        )
        return self.active().typed().alias(due_since=due).filter(~Exists(recent))

    def gaps(self, day: "date") -> "dict[str, KpiQuerySet]":
        """What the page of the day should ask for: the rows with each gap."""
        return {"value": self.overdue_on(day), "target": self.without_target()}

    def with_current_target(self) -> "KpiQuerySet":
        """Annotate `target`, `target_low` and `target_high` of the newest target."""
        newest = KpiTarget.objects.filter(kpi=OuterRef("pk")).order_by("-valid_from")
        return self.annotate(
            target=Subquery(newest.values("target")[:1]),
            target_low=Subquery(newest.values("low")[:1]),
            target_high=Subquery(newest.values("high")[:1]),
        )

    def with_latest_value(self) -> "KpiQuerySet":
        """Annotate `latest_value` and `latest_period_end`, None without a reading."""
        newest = KpiMeasurement.objects.filter(
            kpi=OuterRef("pk"), value__isnull=False
        ).order_by("-period_end")
        return self.annotate(
            latest_value=Subquery(newest.values("value")[:1]),
            latest_period_end=Subquery(newest.values("period_end")[:1]),
        )


class Kpi(models.Model):
    """Something the PMO measures again and again to see whether outcomes improve."""

    class Unit(models.TextChoices):
        NUMBER = "number", _("Number")
        RATIO = "ratio", _("Percentage (0.25 is 25 %)")
        MONEY = "money", _("Money")
        DAYS = "days", _("Days")
        HOURS = "hours", _("Hours")
        POINTS = "points", _("Points")

    class Direction(models.TextChoices):
        INCREASE = "increase", _("Higher is better")
        DECREASE = "decrease", _("Lower is better")
        RANGE = "range", _("Within a range")

    class Aggregation(models.TextChoices):
        SUM = "sum", _("Sum of the periods")
        LAST = "last", _("Last value")
        AVERAGE = "average", _("Average of the periods")
        RATIO = "ratio", _("Ratio of sums (numerator and denominator)")
        CUMULATIVE = "cumulative", _("Already cumulative: last value")
        MAXIMUM = "max", _("Highest value")

    class Cadence(models.TextChoices):
        WEEK = "week", _("Weekly")
        MONTH = "month", _("Monthly")
        QUARTER = "quarter", _("Quarterly")
        YEAR = "year", _("Yearly")

    class SignalRules(models.TextChoices):
        WHEELER = "wheeler", _("Wheeler: eight in a row, three of four")
        NHS = "nhs", _("NHS: seven in a row, two of three, a trend of seven")

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="kpis", verbose_name=_("portfolio")
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kpis",
        verbose_name=_("project"),
        help_text=_("Only when the KPI is about a single project."),
    )
    service = models.ForeignKey(
        "delivery.Service",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kpis",
        verbose_name=_("PMO service"),
        help_text=_("Only when it tells what one service of the PMO delivers."),
    )
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=300)
    description = models.TextField(
        _("description"), blank=True, help_text=_("What is counted, and how.")
    )
    promise = models.CharField(
        _("promise"),
        max_length=300,
        blank=True,
        help_text=_("The promise to the business that this KPI answers."),
    )
    group = models.CharField(
        _("group"),
        max_length=150,
        blank=True,
        help_text=_("The department or programme the KPI belongs to."),
    )
    family = models.CharField(_("outcome"), max_length=10, choices=OutcomeFamily)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit, default=Unit.NUMBER)
    unit_label = models.CharField(
        _("unit in words"),
        max_length=40,
        blank=True,
        help_text=_("For example “reports” or “permits per day”."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[validate_currency]
    )
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction, default=Direction.INCREASE
    )
    aggregation = models.CharField(
        _("over time"), max_length=10, choices=Aggregation, default=Aggregation.LAST
    )
    cadence = models.CharField(
        _("measured"), max_length=10, choices=Cadence, default=Cadence.MONTH
    )
    formula = models.CharField(
        _("formula"),
        max_length=LONGEST_FORMULA,
        blank=True,
        help_text=_(
            "Only when the value follows from other KPIs: their codes in square "
            "brackets, as in [KC-01] / [KC-02] * 100."
        ),
    )
    signal_rules = models.CharField(
        _("what counts as a signal"),
        max_length=10,
        choices=SignalRules,
        default=SignalRules.WHEELER,
    )
    baseline = kpi_value(_("baseline"), _("The value before anything was improved."))
    baseline_on = models.DateField(_("baseline measured on"), null=True, blank=True)
    weight = ExactDecimalField(
        _("weight"), default=1, validators=[MinValueValidator(0)]
    )
    is_critical = models.BooleanField(
        _("critical"),
        default=False,
        help_text=_("When red, its family cannot score above 79."),
    )
    owner = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_kpis",
        verbose_name=_("owner"),
    )
    approval_from = models.DateField(
        _("values are approved from"),
        null=True,
        blank=True,
        help_text=_(
            "Values of periods that end on this day or later count on scorecards once "
            "a lead has approved them."
        ),
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = KpiQuerySet.as_manager()

    class Meta:
        ordering = ["family", "name"]
        verbose_name = _("KPI")
        verbose_name_plural = _("KPIs")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "code"],
                name="delivery_kpi_code_once",
                violation_error_message=_("This portfolio has a KPI of that code."),
            ),
            models.CheckConstraint(
                name="delivery_kpi_weight_not_negative",
                condition=Q(weight__gte=0),
                violation_error_message=_("A weight cannot be negative."),
            ),
            models.CheckConstraint(
                name="delivery_kpi_money_has_currency",
                condition=~Q(unit="money") | ~Q(currency=""),
                violation_error_message=_("A KPI in money needs its currency."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("delivery:kpi_detail", args=[self.pk])


BAND_FLAWS = {
    BandFlaw.COUNT: _("There are two to five bands."),
    BandFlaw.VALUES: _(
        "List the bands from the worst to the best: where they begin rises throughout, "
        "or falls throughout."
    ),
    BandFlaw.SCORES: _("The scores rise from band to band, from 0 to 120 at the most."),
}


class KpiTargetQuerySet(FactQuerySet):
    portfolio_lookup = "kpi__portfolio"


class KpiTarget(models.Model):
    """What a KPI should reach from a day on, until the next target begins."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="targets")
    valid_from = models.DateField(_("valid from"))
    target = kpi_value(_("target"), _("Where the KPI should get to: scores 100."))
    green_limit = kpi_value(
        _("green limit"), _("From here on the KPI is on track: scores 80.")
    )
    red_limit = kpi_value(
        _("red limit"), _("Beyond it the KPI is off track: scores 50.")
    )
    worst = kpi_value(_("worst acceptable"), _("Scores 0."))
    low = kpi_value(_("lower end"), _("For a KPI within a range."))
    high = kpi_value(_("upper end"), _("For a KPI within a range."))
    fail_distance = kpi_value(
        _("fail distance"), _("How far outside the range the KPI has failed.")
    )
    # From the worst to the best; without them the four limits make the bands.
    bands = models.JSONField(_("bands"), default=list, blank=True)
    history = HistoricalRecords()

    objects = KpiTargetQuerySet.as_manager()

    class Meta:
        ordering = ["kpi", "-valid_from"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "valid_from"],
                name="delivery_kpi_target_once_a_day",
                violation_error_message=_(
                    "This KPI has a target from that day on. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_kpi_target_range_in_order",
                condition=Q(high__gte=F("low")),
                violation_error_message=_("The upper end is below the lower end."),
            ),
            models.CheckConstraint(
                name="delivery_kpi_target_says_something",
                condition=Q(target__isnull=False)
                | Q(low__isnull=False)
                | Q(high__isnull=False),
                violation_error_message=_("Enter a target, or the ends of a range."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi}: {self.valid_from}"

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it."""
        return self.valid_from

    def clean(self) -> None:
        """Refuse bands that make no scoring curve."""
        super().clean()
        flaw = bands.flaw_of(self.scale) if self.bands else None
        if flaw is not None:
            raise ValidationError({"bands": BAND_FLAWS[flaw]})

    @property
    def scale(self) -> tuple[Band, ...]:
        """Its own bands, from the worst to the best; none where limits make them."""
        return bands.from_json(self.bands)


class KpiMeasurementQuerySet(FactQuerySet):
    portfolio_lookup = "kpi__portfolio"

    def with_target(self) -> "KpiMeasurementQuerySet":
        """Annotate `target`, `target_low`, `target_high`: what held for the period."""
        held = KpiTarget.objects.filter(
            kpi=OuterRef("kpi"), valid_from__lte=OuterRef("period_end")
        ).order_by("-valid_from")
        return self.annotate(
            target=Subquery(held.values("target")[:1]),
            target_low=Subquery(held.values("low")[:1]),
            target_high=Subquery(held.values("high")[:1]),
        )

    def known_by(self, day: "date") -> "KpiMeasurementQuerySet":
        """Readings of periods that began at or before the day."""
        return self.filter(period_start__lte=day)

    def with_approval(self) -> "KpiMeasurementQuerySet":
        """Annotate `asks_approval`: it counts only once somebody has approved it."""
        asking = Portfolio.objects.asking_approval("kpi__portfolio__path", "period_end")
        return self.annotate(
            asks_approval=Case(
                When(kpi__approval_from__lte=F("period_end"), then=Value(True)),
                default=Exists(asking),
                output_field=models.BooleanField(),
            )
        )

    def counted(self) -> "KpiMeasurementQuerySet":
        """Readings that count on a scorecard: approved, where that is asked for."""
        return self.with_approval().filter(
            Q(approval=KpiMeasurement.Approval.APPROVED) | Q(asks_approval=False)
        )

    def awaiting_approval(self) -> "KpiMeasurementQuerySet":
        """Readings that somebody submitted and nobody has decided on."""
        submitted = self.filter(approval=KpiMeasurement.Approval.SUBMITTED)
        return submitted.with_approval().filter(asks_approval=True)

    def sent_back(self) -> "KpiMeasurementQuerySet":
        """Readings that whoever entered them should look at again."""
        sent_back = self.filter(approval=KpiMeasurement.Approval.SENT_BACK)
        return sent_back.with_approval().filter(asks_approval=True)

    def approvable_by(self, user: "User") -> "KpiMeasurementQuerySet":
        """Readings that this person may decide on: those of others, as a lead."""
        return self.where_member(user, Role.LEAD).exclude(recorded_by=user)


class KpiMeasurement(models.Model):
    """One reading of a KPI for one period, or the reason why there is none."""

    class Approval(models.TextChoices):
        """How far a reading has got where its KPI or portfolio asks for approval."""

        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")

    kpi = models.ForeignKey(
        Kpi, models.CASCADE, related_name="measurements", verbose_name=_("KPI")
    )
    period_start = models.DateField(_("period starts"))
    period_end = models.DateField(_("period ends"))
    value = kpi_value(_("value"))
    numerator = kpi_value(_("numerator"))
    denominator = kpi_value(_("denominator"))
    not_applicable = models.BooleanField(_("not applicable"), default=False)
    note = models.TextField(
        _("note"), blank=True, help_text=_("The reason, when it is not applicable.")
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    evidence = models.URLField(_("evidence"), blank=True, max_length=500)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    approval = models.CharField(
        _("approval"), max_length=10, choices=Approval, default=Approval.SUBMITTED
    )
    decided_by = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision_note = models.CharField(_("comment"), max_length=300, blank=True)
    history = HistoricalRecords()

    objects = KpiMeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["kpi", "-period_start"]
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "period_start"],
                name="delivery_kpi_measurement_once_a_period",
                violation_error_message=_(
                    "This KPI has a value for that period. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="delivery_kpi_measurement_period_in_order",
                condition=Q(period_end__gte=F("period_start")),
                violation_error_message=_("The period ends before it starts."),
            ),
            models.CheckConstraint(
                name="delivery_kpi_measurement_value_or_reason",
                condition=Q(not_applicable=False, value__isnull=False)
                | (Q(not_applicable=True, value__isnull=True) & ~Q(note="")),
                violation_error_message=_(
                    "Enter a value, or say that it is not applicable and why."
                ),
            ),
            models.CheckConstraint(
                name="delivery_kpi_measurement_not_decided_by_its_author",
                condition=Q(decided_by_id__isnull=True)
                | Q(recorded_by_id__isnull=True)
                | ~Q(decided_by_id=F("recorded_by_id")),
                violation_error_message=_("Nobody decides on an own value."),
            ),
            models.CheckConstraint(
                name="delivery_kpi_measurement_sent_back_with_comment",
                condition=~Q(approval="sent_back") | ~Q(decision_note=""),
                violation_error_message=_("Say what should be looked at again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi}, {self.period_start}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:kpi_measurement_update", args=[self.pk])

    @property
    def counts_on(self) -> "date":
        """The day by which a closed period holds it."""
        return self.period_end

    def submit(self, by: "User | None") -> None:
        """Note who has entered what it says now: whoever decided saw something else."""
        self.recorded_by = by
        self.approval = KpiMeasurement.Approval.SUBMITTED
        self.decided_by = None
        self.decision_note = ""
