"""What a turn of the flywheel leaves behind: lessons, promises, and how it was closed.

A cycle itself is a fact of delivery. Lessons and promises are written while it is open
and stay as they are once it is closed.
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.attainment import Direction, attainment
from delivery.calculations.measure import Measure
from delivery.models import Cycle, Kpi, KpiMeasurement, OutcomeFamily, Portfolio
from delivery.models.kpi import kpi_value
from delivery.models.portfolio import Role, validate_currency
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords
from recognition.calculations.cycles import (
    Outcome,
    acknowledged_since,
    left_to_acknowledge,
    outcome,
)
from recognition.models.value import ValueItem, ValueState

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class CycleRowQuerySet(FactQuerySet):
    """What belongs to a cycle: all who read figures see it, and leads write it."""

    portfolio_lookup = "cycle__portfolio"

    def editable_by(self, user: "User") -> Self:
        """Rows of cycles that this person leads, as long as they are open."""
        led = self.where_member(user, Role.LEAD)
        return led.filter(cycle__status=Cycle.Status.OPEN)

    def removable_by(self, user: "User") -> Self:
        """Whoever may write it may also take it out again."""
        return self.editable_by(user)

    def of_cycle(self, cycle: Cycle) -> Self:
        return self.filter(cycle=cycle)

    def for_list(self) -> Self:
        """With the cycle and the portfolio that each belongs to."""
        return self.select_related("cycle__portfolio")


class CycleLesson(models.Model):
    """Something that a cycle taught, and what is done about it in the next one."""

    cycle = models.ForeignKey(
        Cycle, models.CASCADE, related_name="lessons", verbose_name=_("cycle")
    )
    text = models.CharField(
        _("lesson"),
        max_length=300,
        help_text=_("What the cycle taught, in a sentence."),
    )
    deed = models.TextField(
        _("what to do"),
        help_text=_("What is done differently in the next cycle because of it."),
    )
    history = HistoricalRecords()

    objects = CycleRowQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "pk"]
        verbose_name = _("lesson learned")
        verbose_name_plural = _("lessons learned")

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("recognition:lesson_update", args=[self.pk])


class CyclePromiseQuerySet(CycleRowQuerySet):
    """Promises in the words of a PMO."""

    def for_list(self) -> Self:
        """With the KPI by which each is measured as well."""
        return super().for_list().select_related("kpi")

    def made_for(self, cycle: Cycle) -> Self:
        """Promises that opened a cycle: those of the one before it."""
        closings = CycleClosing.objects.in_force().filter(opened=cycle)
        return self.filter(cycle__in=closings.values("cycle"))

    def with_outcome(self) -> Self:
        """Annotate what became of each: `value`, `measured_until` and `falls_due_on`.

        The value is the last one that counts of the cycle that the promise was made
        for; all of it is None while that cycle has not begun.
        """
        closing = CycleClosing.objects.in_force().filter(cycle=OuterRef("cycle"))
        measured = (
            KpiMeasurement.objects.counted()
            .filter(
                kpi=OuterRef("kpi"),
                value__isnull=False,
                period_start__gte=OuterRef("kept_from"),
                period_end__lte=OuterRef("kept_until"),
            )
            .order_by("-period_end")
        )
        return self.annotate(
            kept_from=Subquery(closing.values("opened__starts_on")[:1]),
            kept_until=Subquery(closing.values("opened__ends_on")[:1]),
            falls_due_on=Coalesce(F("due_on"), F("kept_until")),
            value=Subquery(measured.values("value")[:1]),
            measured_until=Subquery(measured.values("period_end")[:1]),
        )


class CyclePromise(models.Model):
    """Something promised to the business for the next cycle, and how it is measured.

    It names a KPI that exists, or describes one that is made as the cycle closes; from
    then on `kpi` is that one. Units: baseline and target in the unit of the KPI, a
    percentage as 0.25.
    """

    class Direction(models.TextChoices):
        """Which way it should go; a range is no promise of more or less."""

        INCREASE = Kpi.Direction.INCREASE.value, Kpi.Direction.INCREASE.label
        DECREASE = Kpi.Direction.DECREASE.value, Kpi.Direction.DECREASE.label

    cycle = models.ForeignKey(
        Cycle, models.CASCADE, related_name="promises", verbose_name=_("cycle")
    )
    text = models.CharField(
        _("promise"),
        max_length=300,
        help_text=_(
            "What the business is promised, in words that it would use itself."
        ),
    )
    kpi = models.ForeignKey(
        Kpi,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cycle_promises",
        verbose_name=_("KPI"),
        help_text=_("Leave it empty to describe a new one below."),
    )
    name = models.CharField(
        _("what is measured"),
        max_length=300,
        blank=True,
        help_text=_("The name of the new KPI."),
    )
    family = models.CharField(
        _("outcome"), max_length=10, choices=OutcomeFamily, default="delivery"
    )
    unit = models.CharField(
        _("unit"), max_length=10, choices=Kpi.Unit, default=Kpi.Unit.NUMBER
    )
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
        _("direction"),
        max_length=10,
        choices=Direction,
        default=Direction.INCREASE,
    )
    cadence = models.CharField(
        _("measured"), max_length=10, choices=Kpi.Cadence, default=Kpi.Cadence.MONTH
    )
    baseline = kpi_value(_("baseline"), _("The value today; empty when not known."))
    target = kpi_value(_("target"), _("Where it should get to."))
    due_on = models.DateField(
        _("due on"),
        null=True,
        blank=True,
        help_text=_("Empty: by the end of the next cycle."),
    )
    history = HistoricalRecords()

    # Annotated by `with_outcome`.
    value: Decimal | None
    measured_until: date | None
    falls_due_on: date | None

    objects = CyclePromiseQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "pk"]
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        constraints = [
            models.CheckConstraint(
                name="recognition_promise_is_measured",
                condition=Q(kpi__isnull=False) | ~Q(name=""),
                violation_error_message=_("Choose a KPI, or say what is measured."),
            ),
            models.CheckConstraint(
                name="recognition_promise_has_a_target",
                condition=Q(target__isnull=False),
                violation_error_message=_("Say where it should get to."),
            ),
            models.CheckConstraint(
                name="recognition_promise_in_money_has_currency",
                condition=~Q(unit="money") | ~Q(currency=""),
                violation_error_message=_("A promise in money needs its currency."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("recognition:promise_update", args=[self.pk])

    @property
    def measured_by(self) -> Kpi:
        """The KPI, or the one that will be made of it: not saved, and without code."""
        return self.kpi or Kpi(
            portfolio_id=self.cycle.portfolio_id,
            name=self.name,
            promise=self.text,
            family=self.family,
            unit=self.unit,
            unit_label=self.unit_label,
            currency=self.currency,
            direction=self.direction,
            cadence=self.cadence,
            baseline=self.baseline,
        )

    def outcome_on(self, day: date) -> Outcome:
        """What became of a promise that was read `with_outcome`."""
        direction = Direction(self.measured_by.direction)
        return outcome(direction, self.value, self.target, self.falls_due_on, on=day)

    @property
    def way_covered(self) -> Measure:
        """Which part of the way to the target its value has come."""
        kpi = self.measured_by
        return attainment(
            Direction(kpi.direction),
            self.value,
            target=self.target,
            baseline=kpi.baseline,
        )


class CycleClosingQuerySet(CycleRowQuerySet):
    """Closings in the words of a PMO."""

    def in_force(self) -> Self:
        """Closings that nobody has taken back."""
        return self.filter(reopened_at__isnull=True)


class CycleClosing(models.Model):
    """How a cycle was closed: by whom, on which figures, and what it opened.

    A closing that was taken back by opening the cycle again stays, and says why.
    """

    cycle = models.ForeignKey(
        Cycle, models.CASCADE, related_name="closings", verbose_name=_("cycle")
    )
    period_key = models.CharField(_("period"), max_length=10)
    # The fingerprint of the scorecard that was frozen.
    digest = models.CharField(_("digest"), max_length=64)
    # Of each measure of the loop its readings, or why there are none.
    measures = models.JSONField(default=dict)
    opened = models.ForeignKey(
        Cycle,
        models.PROTECT,
        related_name="opened_by",
        verbose_name=_("next cycle"),
    )
    closed_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("closed by")
    )
    closed_at = models.DateTimeField(_("closed"))
    reopened_by = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opened again by"),
    )
    reopened_at = models.DateTimeField(_("opened again"), null=True, blank=True)
    reopen_reason = models.CharField(_("why"), max_length=300, blank=True)
    history = HistoricalRecords()

    objects = CycleClosingQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "-closed_at"]
        verbose_name = _("closing of a cycle")
        verbose_name_plural = _("closings of cycles")
        constraints = [
            models.UniqueConstraint(
                fields=["cycle"],
                condition=Q(reopened_at__isnull=True),
                name="recognition_cycle_closed_once",
                violation_error_message=_("This cycle is closed already."),
            ),
            models.CheckConstraint(
                name="recognition_cycle_reopened_says_who_and_why",
                condition=Q(
                    reopened_at__isnull=True,
                    reopened_by__isnull=True,
                    reopen_reason="",
                )
                | (
                    Q(reopened_at__isnull=False, reopened_by__isnull=False)
                    & ~Q(reopen_reason="")
                ),
                violation_error_message=_("Say why the cycle is opened again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle}, {self.period_key}"


def left_of(item: ValueItem) -> Decimal:
    """Return what of a piece of value its sponsor has not acknowledged."""
    return left_to_acknowledge(item.amount, item.counted_amount)


class CarriedValueQuerySet(FactQuerySet):
    """Value that was carried over, the oldest first."""

    portfolio_lookup = "closing__cycle__portfolio"

    def for_page(self) -> Self:
        """With what delivered it, who answers for it, and what became of it."""
        return self.select_related("item__benefit", "item__portfolio", "item__sponsor")


class CarriedValue(models.Model):
    """Validated value that nobody had acknowledged when a cycle was closed.

    Units: the amount that was not acknowledged then, in its own currency.
    """

    closing = models.ForeignKey(
        CycleClosing,
        models.CASCADE,
        related_name="carried",
        verbose_name=_("closing of a cycle"),
    )
    item = models.ForeignKey(
        ValueItem,
        models.PROTECT,
        related_name="carried",
        verbose_name=_("value item"),
    )
    amount = ExactDecimalField(_("not acknowledged"))
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state then"), max_length=12, choices=ValueState)

    objects = CarriedValueQuerySet.as_manager()

    class Meta:
        ordering = ["closing", "item__validated_on", "item"]
        verbose_name = _("value carried over")
        verbose_name_plural = _("values carried over")
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "item"], name="recognition_carried_value_once"
            ),
            models.CheckConstraint(
                name="recognition_carried_value_above_zero",
                condition=Q(amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def acknowledged_since(self) -> Decimal:
        """What of it has been acknowledged meanwhile; never more than there was.

        Value that finance took back is neither acknowledged nor waiting any more.
        """
        if self.is_withdrawn:
            return Decimal(0)
        return acknowledged_since(self.amount, left_of(self.item))

    @property
    def is_withdrawn(self) -> bool:
        """Whether finance has taken the value back since."""
        return self.item.is_withdrawn


class StepLabelQuerySet(FactQuerySet):
    def editable_by(self, user: "User") -> Self:
        return self.removable_by(user)


class StepLabel(models.Model):
    """What an organisation calls one of the ten steps of the flywheel.

    It belongs to the portfolio at the top and holds for everything below.
    """

    portfolio = models.ForeignKey(
        Portfolio,
        models.CASCADE,
        related_name="step_labels",
        verbose_name=_("portfolio"),
    )
    step = models.PositiveSmallIntegerField(_("step"))
    label = models.CharField(_("name"), max_length=60)
    description = models.CharField(_("what it is about"), max_length=300, blank=True)
    history = HistoricalRecords()

    objects = StepLabelQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "step"]
        verbose_name = _("step of the flywheel")
        verbose_name_plural = _("steps of the flywheel")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "step"],
                name="recognition_step_label_once",
                violation_error_message=_("This step has a name already."),
            ),
            models.CheckConstraint(
                name="recognition_step_label_one_to_ten",
                condition=Q(step__gte=1, step__lte=10),
                violation_error_message=_("The flywheel has the steps 1 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.label}"
