"""Value that was delivered and validated, and how far it has come at its sponsor."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    Count,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.evidence import Evidence
from delivery.calculations.periods import Period, PeriodKind
from delivery.models import Benefit, Kpi, Portfolio, Project
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from delivery.units import period_label
from pmo_value.fields import ExactDecimalField
from recognition.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class ValueState(models.TextChoices):
    """How far a piece of value has come, from finance to its sponsor."""

    VALIDATED = "validated", _("Validated")
    WORDED = "worded", _("Put into words")
    COMMUNICATED = "communicated", _("Communicated")
    VIEWED = "viewed", _("Viewed")
    QUESTIONED = "questioned", _("Questioned")
    DISPUTED = "disputed", _("Disputed")
    RESOLVED = "resolved", _("Resolved")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    IN_PART = "in_part", _("Acknowledged in part")
    STALE = "stale", _("To be told again")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ValueItemQuerySet(FactQuerySet):
    """Pieces of value in the words of a PMO."""

    def editable_by(self, user: "User") -> Self:
        """Those that this person words, tells and follows up: a lead does."""
        return self.where_member(user, Role.LEAD)

    def live(self) -> Self:
        """Those whose value stands: what finance took back is value no longer."""
        return self.filter(withdrawn_at=None)

    def in_money(self) -> Self:
        """The amounts of benefits: what sums of value are made of."""
        return self.filter(kind=ValueItem.Kind.BENEFIT, amount__gt=0).live()

    def unacknowledged(self) -> Self:
        """Those that nobody has acknowledged, or for less than is validated now."""
        return self.live().exclude(self._in_full())

    def _in_full(self) -> Q:
        """What is acknowledged with all that is validated of it now."""
        accepted = Q(answer__in=ValueItem.ACCEPTING)
        return accepted & (Q(amount=None) | Q(acknowledged_amount__gte=F("amount")))

    def untold_on(self, day: date) -> Self:
        """Those validated by a day and never told to the sponsor who answers."""
        return self.live().filter(
            validated_on__lte=day, communicated_at=None, answer=""
        )

    def unanswered_on(self, day: date) -> Self:
        """Those told by a day, and not answered."""
        return self.live().filter(communicated_at__date__lte=day, answer="")

    def due_on(self, day: date) -> Self:
        """Those that the lead wanted to come back to by a day."""
        return self.live().filter(follow_up_on__lte=day)

    def of_sponsor(self, user: "User") -> Self:
        """Those that were told to this person, who signs in here."""
        return self.filter(sponsor__user=user, communicated_at__isnull=False)

    def with_state(self) -> Self:
        """Annotate `state_key`, as `ValueItem.state` has it."""
        answered = Q(answer__in=ValueItem.ACCEPTING)
        told_since = Q(communicated_at__gt=F("answered_at"))
        stale_told = answered & Q(is_stale=True) & told_since
        return self.annotate(
            state_key=Case(
                *(
                    When(condition, then=Value(state.value))
                    for condition, state in (
                        (Q(withdrawn_at__isnull=False), ValueState.WITHDRAWN),
                        (
                            stale_told & Q(viewed_at__isnull=False),
                            ValueState.VIEWED,
                        ),
                        (stale_told, ValueState.COMMUNICATED),
                        (answered & Q(is_stale=True), ValueState.STALE),
                        (Q(answer="acknowledged"), ValueState.ACKNOWLEDGED),
                        (Q(answer="in_part"), ValueState.IN_PART),
                        (Q(resolved_at__isnull=False), ValueState.RESOLVED),
                        (Q(answer="disputed"), ValueState.DISPUTED),
                        (Q(answer="questioned"), ValueState.QUESTIONED),
                        (Q(viewed_at__isnull=False), ValueState.VIEWED),
                        (Q(communicated_at__isnull=False), ValueState.COMMUNICATED),
                        (~Q(wording=""), ValueState.WORDED),
                    )
                ),
                default=Value(ValueState.VALIDATED.value),
                output_field=models.CharField(),
            )
        )

    def in_state(self, *states: str) -> Self:
        return self.with_state().filter(state_key__in=states)

    def sums(self) -> "QuerySet[Any, tuple[Any, ...]]":
        """Add up amounts by currency, answer, and how far they have come.

        Shape: (currency, answer, is told, is acknowledged in full, items, amount,
        acknowledged of it), the last two None without any amount.
        """
        counted = Case(
            When(acknowledged_amount__lt=F("amount"), then=F("acknowledged_amount")),
            When(acknowledged_amount__isnull=False, then=F("amount")),
            output_field=ExactDecimalField(),
        )
        is_told, is_in_full = (
            ExpressionWrapper(condition, models.BooleanField())
            for condition in (Q(communicated_at__isnull=False), self._in_full())
        )
        return (
            self.order_by()
            .annotate(is_told=is_told, is_in_full=is_in_full)
            .values_list("currency", "answer", "is_told", "is_in_full")
            .annotate(items=Count("pk"), total=Sum("amount"), counted=Sum(counted))
        )

    def for_page(self) -> Self:
        """With everything that a row shows."""
        return self.select_related(
            "portfolio", "benefit__project", "kpi", "project", "sponsor", "answered_by"
        )


class ValueItem(models.Model):
    """One piece of delivered value: of a benefit in a period, a KPI or a project.

    All but the settings follows from the events of its ledger; see actions/ledger.py.
    """

    class Kind(models.TextChoices):
        BENEFIT = "benefit", _("Validated benefit")
        KPI = "kpi", _("Improved KPI")
        PROJECT = "project", _("Project result")

    class Answer(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        IN_PART = "in_part", _("Acknowledged in part")
        QUESTIONED = "questioned", _("Questioned")
        DISPUTED = "disputed", _("Disputed")

    ACCEPTING = (Answer.ACKNOWLEDGED, Answer.IN_PART)
    is_kept_for_good = True

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="value_items",
        verbose_name=_("portfolio"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    benefit = models.ForeignKey(
        Benefit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="value_items",
        verbose_name=_("benefit"),
    )
    kpi = models.ForeignKey(
        Kpi,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="value_items",
        verbose_name=_("KPI"),
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="value_items",
        verbose_name=_("project"),
    )
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))

    # What finance validated, or what was measured; nothing once it is withdrawn.
    amount = ExactDecimalField(_("amount"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    # For a KPI `before`, `after`, `n_before`, `n_after` and `since`; for a project
    # `on_time`, `on_budget`, `finish`, `planned_finish`, `budget` and `cost`: plain
    # JSON, numbers and days as text.
    facts = models.JSONField(default=dict, blank=True)
    validated_on = models.DateField(_("validated on"), null=True, blank=True)
    evidence = models.CharField(
        _("evidence"),
        max_length=2,
        choices=[(level.value, level.value) for level in Evidence],
        default=Evidence.MEASURED.value,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    sponsor = models.ForeignKey(
        Stakeholder,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="value_items",
        verbose_name=_("accountable sponsor"),
    )
    audience: "models.ManyToManyField[Stakeholder, Stakeholder]" = (
        models.ManyToManyField(
            Stakeholder,
            blank=True,
            related_name="value_items_to_know",
            verbose_name=_("audience"),
            help_text=_("Who else should hear of it."),
        )
    )

    # The words, with the numbers by name in braces, and as they read with them.
    wording = models.TextField(_("wording"), blank=True)
    sentence = models.TextField(_("sentence"), blank=True)
    worded_amount = ExactDecimalField(null=True, blank=True)
    worded_facts = models.JSONField(default=dict, blank=True)
    worded_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    worded_at = models.DateTimeField(_("put into words"), null=True, blank=True)

    communicated_at = models.DateTimeField(_("told at"), null=True, blank=True)
    viewed_at = models.DateTimeField(_("viewed at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        Stakeholder, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    # The number that was shown when the answer was given.
    answered_amount = ExactDecimalField(null=True, blank=True)
    answered_facts = models.JSONField(default=dict, blank=True)
    acknowledged_amount = ExactDecimalField(
        _("acknowledged amount"), null=True, blank=True
    )
    disputed_amount = ExactDecimalField(_("disputed amount"), null=True, blank=True)
    answer_reason = models.TextField(_("reason"), blank=True)
    is_stale = models.BooleanField(_("out of date"), default=False)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolution = models.TextField(_("resolution"), blank=True)

    # Settings of the lead, and what the sweep has told.
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    follow_up_note = models.CharField(
        _("note for the follow-up"), max_length=300, blank=True
    )
    is_for_report = models.BooleanField(
        _("for the next report"),
        default=False,
        help_text=_("A report of the portfolio offers it first."),
    )
    untold_alerted_at = models.DateTimeField(null=True, blank=True, editable=False)
    unanswered_alerted_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects = ValueItemQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "kind", "pk"]
        verbose_name = _("value item")
        verbose_name_plural = _("value items")
        constraints = [
            models.CheckConstraint(
                name="recognition_value_item_of_one_thing",
                condition=Q(
                    kind="benefit", benefit__isnull=False, kpi=None, project=None
                )
                | Q(kind="kpi", benefit=None, kpi__isnull=False, project=None)
                | Q(kind="project", benefit=None, kpi=None, project__isnull=False),
                violation_error_message=_(
                    "A value item is of one thing: a benefit, a KPI or a project."
                ),
            ),
            models.CheckConstraint(
                name="recognition_value_item_period_in_order",
                condition=Q(period_end__gte=F("period_start")),
                violation_error_message=_("A period cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="recognition_value_item_amount_above_zero",
                condition=Q(amount=None) | Q(amount__gt=0),
                violation_error_message=_("Only an amount above zero is value."),
            ),
            models.CheckConstraint(
                name="recognition_value_item_answer_says_when",
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                violation_error_message=_("An answer was given at some time."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["portfolio", what, "period_start", "period_end"],
                    condition=Q(**{f"{what}__isnull": False}),
                    name=f"recognition_value_item_{what}_once",
                    violation_error_message=_(
                        "The value of that period is in the ledger already."
                    ),
                )
                for what in ("benefit", "kpi", "project")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.period_text}"

    def get_absolute_url(self) -> str:
        return reverse("recognition:value_detail", args=[self.pk])

    @property
    def subject(self) -> Benefit | Kpi | Project:
        """What delivered the value."""
        found = self.benefit or self.kpi or self.project
        if found is None:
            raise ValueError("a value item without a subject")
        return found

    @property
    def period_text(self) -> str:
        """The period in words: "Q3 FY2026", or its days where it is none of these."""
        for kind in PeriodKind:
            year_starts = self.portfolio.fiscal_year_start_month
            period = Period.containing(self.period_start, kind, year_starts)
            if (period.start, period.end) == (self.period_start, self.period_end):
                return period.label
        return period_label(self.period_start, self.period_end)

    @property
    def is_accepted(self) -> bool:
        """Whether its sponsor has acknowledged it, whole or in part."""
        return self.answer in self.ACCEPTING

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_out_of_date(self) -> bool:
        """Whether its sentence tells other numbers than those that hold now."""
        if not self.wording or self.is_withdrawn:
            return False
        worded = (self.worded_amount, self.worded_facts)
        return worded != (self.amount, self.facts)

    @property
    def counted_amount(self) -> Decimal | None:
        """What of it counts as acknowledged: never more than is validated."""
        if self.amount is None or self.acknowledged_amount is None:
            return None
        return min(self.amount, self.acknowledged_amount)

    @property
    def left_amount(self) -> Decimal | None:
        """What nobody has acknowledged of it."""
        if self.amount is None:
            return None
        return self.amount - (self.counted_amount or 0)

    @property
    def fingerprint(self) -> str:
        """What stands for the wording and the number as they are shown now."""
        shown = [
            self.pk,
            self.sentence,
            None if self.amount is None else f"{self.amount:.4f}",
            self.currency,
            self.facts,
            self.is_withdrawn,
        ]
        text = json.dumps(shown, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def state(self) -> ValueState:
        """How far it has come; in SQL it is `with_state`."""
        if self.is_withdrawn:
            return ValueState.WITHDRAWN
        if self.is_accepted:
            if not self.is_stale:
                return ValueState(self.answer)
            return self._way if self._is_told_again else ValueState.STALE
        if self.resolved_at:
            return ValueState.RESOLVED
        return ValueState(self.answer) if self.answer else self._way

    @property
    def _way(self) -> ValueState:
        """How far it has come to its sponsor, whatever was answered."""
        if self.viewed_at:
            return ValueState.VIEWED
        if self.communicated_at:
            return ValueState.COMMUNICATED
        return ValueState.WORDED if self.wording else ValueState.VALIDATED

    @property
    def _is_told_again(self) -> bool:
        told, answered = self.communicated_at, self.answered_at
        return bool(told and answered and told > answered)

    def age_on(self, day: date) -> int | None:
        """Return for how many days it has been validated; none for what lies ahead."""
        if self.validated_on is None or self.validated_on > day:
            return None
        return (day - self.validated_on).days
