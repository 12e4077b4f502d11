"""Forms of KPIs, of their targets and of their measurements."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.calculations.cadence import Span, spans_until
from delivery.calculations.measure import divide, exact
from delivery.forms.fact import FactForm, refuse_future, refuse_negative
from delivery.forms.place import (
    choose_portfolio,
    choose_project,
    refuse_project_elsewhere,
)
from delivery.forms.portfolio import people_of
from delivery.limits import is_red, limit_in_words
from delivery.models import Kpi, KpiMeasurement, KpiTarget
from delivery.models.kpi import SUBMISSION_FIELDS
from delivery.units import kpi_value, period_label
from pmo_value.form_fields import PercentField

# So many periods back can be entered by hand; what is older comes by import.
PERIODS_OFFERED = {"week": 104, "month": 60, "quarter": 40, "year": 20}
SIX_PLACES = Decimal("0.000001")


def enter_in_percent(form: FactForm, kpi: Kpi, *names: str) -> None:
    """Let a percentage be typed as 86, which is stored as 0.86."""
    if kpi.unit != Kpi.Unit.RATIO:
        return
    for name in names:
        field = form.fields[name]
        form.fields[name] = PercentField(
            label=field.label, help_text=field.help_text, required=field.required
        )


class KpiForm(FactForm):
    """What is measured, in which unit and how often, and what it is for."""

    error_fields: ClassVar = {
        "delivery_kpi_code_once": "code",
        "delivery_kpi_weight_not_negative": "weight",
        "delivery_kpi_money_has_currency": "currency",
    }

    class Meta(FactForm.Meta):
        model = Kpi
        fields = [
            "portfolio",
            "project",
            "code",
            "name",
            "description",
            "promise",
            "group",
            "family",
            "unit",
            "unit_label",
            "currency",
            "direction",
            "aggregation",
            "cadence",
            "baseline",
            "baseline_on",
            "weight",
            "is_critical",
            "owner",
            "approval_from",
            "retired_on",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        choose_project(self, user)
        owner = self.fields["owner"]
        colleagues = User.objects.filter(pk=user.pk)
        if self.instance.pk:
            colleagues = people_of(self.instance.portfolio)
        else:
            del self.fields["retired_on"]
        owner.queryset = colleagues  # type: ignore[attr-defined]
        self.fields["baseline"].help_text = _(
            "The value before anything was improved; a percentage as 25, not 0.25."
        )
        if self.instance.unit == Kpi.Unit.RATIO and self.instance.baseline is not None:
            self.initial["baseline"] = self.instance.baseline.scaleb(2)

    def clean_unit(self) -> str:
        """Keep a percentage a percentage: its values are stored as ratios."""
        unit: str = self.cleaned_data["unit"]
        stored = self.initial.get("unit")
        if self.instance.pk and Kpi.Unit.RATIO in {unit, stored} and unit != stored:
            count = self.instance.measurements.count()
            if count:
                raise forms.ValidationError(
                    _(
                        "There are %(count)s measurements, which would then mean "
                        "something else. Retire this KPI and define a new one."
                    )
                    % {"count": count}
                )
        return unit

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_project_elsewhere(self)
        baseline, portfolio = cleaned.get("baseline"), cleaned.get("portfolio")
        if cleaned.get("unit") == Kpi.Unit.RATIO and baseline is not None:
            cleaned["baseline"] = baseline.scaleb(-2)
        if cleaned.get("unit") == Kpi.Unit.MONEY and portfolio:
            cleaned["currency"] = cleaned.get("currency") or portfolio.currency
        return cleaned


class KpiRetireForm(FactForm):
    """Say when a KPI was measured for the last time."""

    class Meta(FactForm.Meta):
        model = Kpi
        fields = ["retired_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retired_on"].required = True

    def has_changed(self) -> bool:
        """Today is only proposed: to leave it as it stands is a change as well."""
        return True


class KpiTargetForm(FactForm):
    """Where a KPI should get to, and what counts as on and as off track."""

    parents = ("kpi",)
    error_fields: ClassVar = {
        "delivery_kpi_target_once_a_day": "valid_from",
        "delivery_kpi_target_range_in_order": "high",
        "delivery_kpi_target_says_something": "target",
    }
    # From the best value to the worst one.
    steps = ("target", "green_limit", "red_limit", "worst")
    range_ends = ("low", "high", "fail_distance")

    class Meta(FactForm.Meta):
        model = KpiTarget
        fields = [
            "kpi",
            "valid_from",
            "target",
            "green_limit",
            "red_limit",
            "worst",
            "low",
            "high",
            "fail_distance",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kpi = self.instance.kpi
        is_range = kpi.direction == Kpi.Direction.RANGE
        for name in self.steps if is_range else self.range_ends:
            del self.fields[name]
        if is_range:
            self.fields["low"].required = self.fields["high"].required = True
        else:
            self.fields["target"].required = True
        enter_in_percent(self, kpi, *(self.range_ends if is_range else self.steps))
        if is_range:
            refuse_negative(self, "fail_distance")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.kpi.direction != Kpi.Direction.RANGE:
            self._check_order(cleaned)
        return cleaned

    def _check_order(self, cleaned: dict[str, Any]) -> None:
        """Each step must be no better than the one before it."""
        is_increase = self.instance.kpi.direction == Kpi.Direction.INCREASE
        message = (
            _("Higher is better: this cannot be above the %(step)s.")
            if is_increase
            else _("Lower is better: this cannot be below the %(step)s.")
        )
        given = [name for name in self.steps if cleaned.get(name) is not None]
        for better, worse in pairwise(given):
            apart = cleaned[better] - cleaned[worse]
            if (apart if is_increase else -apart) < 0:
                step = str(self.fields[better].label).lower()
                self.add_error(worse, message % {"step": step})


class KpiMeasurementForm(FactForm):
    """Enter one reading of a KPI, or say why there is none.

    A red value needs a note, and a value that replaces another one a reason. Whatever
    is entered waits for approval anew, where that is asked for.
    """

    parents: ClassVar[tuple[str, ...]] = ("kpi",)
    restated = ("value", "numerator", "denominator", "not_applicable")
    error_fields: ClassVar = {
        "delivery_kpi_measurement_once_a_period": "period_start",
        "delivery_kpi_measurement_value_or_reason": "value",
    }

    class Meta(FactForm.Meta):
        model = KpiMeasurement
        fields = [
            "kpi",
            "period_start",
            "value",
            "numerator",
            "denominator",
            "not_applicable",
            "note",
            "source",
            "evidence",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kpi = self.instance.kpi
        self.today = today
        self.offer_periods(kpi)
        enter_in_percent(self, kpi, "value")
        if kpi.aggregation != Kpi.Aggregation.RATIO:
            del self.fields["numerator"], self.fields["denominator"]
        else:
            self.fields["value"].help_text = _(
                "Empty: it is worked out from numerator and denominator."
            )

    def offer_periods(self, kpi: Kpi) -> None:
        """Offer the periods of the KPI's cadence; the next one due comes first."""
        start_month = kpi.portfolio.fiscal_year_start_month
        spans = spans_until(
            self.today, kpi.cadence, start_month, count=PERIODS_OFFERED[kpi.cadence]
        )
        measured = set(kpi.measurements.values_list("period_start", flat=True))
        if self.instance.pk:
            stored = Span(self.instance.period_start, self.instance.period_end)
            spans = sorted({*spans, stored}, reverse=True)
        else:
            wanted = self.initial.get("period_start")
            self.initial["period_start"] = wanted or next_due(spans, measured)
        self.ends = {span.start: span.end for span in spans}
        self.fields["period_start"] = forms.TypedChoiceField(
            label=_("Period"),
            coerce=lambda value: date.fromisoformat(str(value)),
            choices=[
                (start, period_label(start, end, start in measured))
                for start, end in self.ends.items()
            ],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if start := cleaned.get("period_start"):
            self.instance.period_end = self.ends[start]
        refuse_future(
            self, "period_start", self.today, _("This period has not begun yet.")
        )
        if cleaned.get("not_applicable"):
            self._check_reason(cleaned)
        elif "value" in cleaned and "value" not in self.errors:
            self._check_value(cleaned)
        return cleaned

    def _check_reason(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("value") is not None:
            self.add_error("value", _("Leave it empty when it is not applicable."))
        if not cleaned.get("note", "").strip():
            self.add_error("note", _("Say why there is no value for this period."))

    def _check_value(self, cleaned: dict[str, Any]) -> None:
        worked_out = self._quotient(cleaned)
        if cleaned["value"] is None:
            cleaned["value"] = worked_out
        elif worked_out is not None and cleaned["value"] != worked_out:
            self.add_error(
                "value",
                _("Numerator and denominator make %(value)s. Correct one of the three.")
                % {"value": kpi_value(worked_out, self.instance.kpi)},
            )
        if "value" in self.errors:
            return
        if cleaned.get("value") is None:
            self.add_error(
                "value", _("Enter a value, or say that it is not applicable and why.")
            )
        elif not cleaned.get("note", "").strip():
            self._check_note(cleaned["value"])

    def _check_note(self, value: Decimal) -> None:
        """Ask why a value is red."""
        target = self.target_of_period()
        kpi = self.instance.kpi
        if target and is_red(kpi, target, value):
            limit = limit_in_words(kpi, target)
            self.add_error(
                "note",
                _("%(value)s is worse than the limit, %(limit)s. Say why.")
                % {"value": kpi_value(value, kpi), "limit": limit},
            )

    def target_of_period(self) -> KpiTarget | None:
        """The target that holds for the period that was chosen."""
        if self.instance.period_end is None:
            return None
        targets = self.instance.kpi.targets.order_by("-valid_from")
        found: KpiTarget | None = targets.filter(
            valid_from__lte=self.instance.period_end
        ).first()
        return found

    def _quotient(self, cleaned: dict[str, Any]) -> Decimal | None:
        if "numerator" not in self.fields:
            return None
        ratio = divide(cleaned.get("numerator"), cleaned.get("denominator"))
        if cleaned.get("denominator") == 0:
            self.add_error("denominator", _("Nothing can be divided by zero."))
        return exact(ratio.number).quantize(SIX_PLACES) if ratio.is_ok else None

    def save(self, commit: bool = True) -> Any:
        """Note who entered what it says now, for whoever approves it."""
        if self.has_changed():
            self.instance.submit(self.by or self.instance.recorded_by)
        return super().save(commit)

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), "period_end", *SUBMISSION_FIELDS]


def next_due(spans: list[Span], measured: set[date]) -> date:
    """Return the start of the period that should be entered next.

    It is the one after the last that was measured, or the last complete one.
    """
    newer = spans[min(1, len(spans) - 1)]
    for span in spans:
        if span.start in measured:
            return newer.start
        newer = span
    return spans[min(1, len(spans) - 1)].start
