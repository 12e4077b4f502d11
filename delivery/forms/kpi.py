"""Forms of KPIs and of their measurements."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery import formulas
from delivery.calculations.cadence import Span, spans_until
from delivery.calculations.measure import divide, exact
from delivery.forms.fact import FactForm, refuse_future
from delivery.forms.place import (
    choose_own_service,
    choose_portfolio,
    choose_project,
    refuse_project_elsewhere,
    refuse_service_elsewhere,
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
            "service",
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
            "formula",
            "signal_rules",
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
        choose_own_service(self, user)
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

    def clean_formula(self) -> str:
        """Keep what was typed: a formula would put other values in its place."""
        formula: str = self.cleaned_data["formula"].strip()
        if formula and not self.initial.get("formula") and self.instance.pk:
            count = self.instance.measurements.count()
            if count:
                raise forms.ValidationError(
                    _(
                        "There are %(count)s measurements that people entered. Retire "
                        "this KPI and define a new one."
                    )
                    % {"count": count}
                )
        return formula

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_project_elsewhere(self)
        refuse_service_elsewhere(self)
        baseline, portfolio = cleaned.get("baseline"), cleaned.get("portfolio")
        if cleaned.get("unit") == Kpi.Unit.RATIO and baseline is not None:
            cleaned["baseline"] = baseline.scaleb(-2)
        if cleaned.get("unit") == Kpi.Unit.MONEY and portfolio:
            cleaned["currency"] = cleaned.get("currency") or portfolio.currency
        if portfolio and not self.errors:
            self._check_formulas(cleaned)
        return cleaned

    def _check_formulas(self, cleaned: dict[str, Any]) -> None:
        """Refuse a formula that does not work, and to break one of another KPI."""
        others = formulas.kpis_by_code(cleaned["portfolio"])
        names = {field.name for field in Kpi._meta.concrete_fields}
        entered = Kpi(**{name: cleaned[name] for name in cleaned if name in names})
        if entered.formula:
            wrong = formulas.what_is_wrong(entered, others)
            if wrong:
                self.add_error("formula", wrong)
        code = self.initial.get("code", "") if self.instance.pk else ""
        others[entered.code] = entered
        for other in formulas.named_by(code, others) if code else []:
            if entered.code != code:
                text = _("The formula of %(kpi)s names this code. Change it first.")
                self.add_error("code", text % {"kpi": other.name})
            elif other is not entered and formulas.what_is_wrong(other, others):
                text = _("The formula of %(kpi)s would not work any more: %(why)s")
                why = formulas.what_is_wrong(other, others)
                self.add_error(None, text % {"kpi": other.name, "why": why})
            break


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
        self.fields["note"].help_text = _(
            "Needed where the value is red or not applicable."
        )
        self.is_ratio = kpi.aggregation == Kpi.Aggregation.RATIO
        if self.is_ratio:
            # It follows from its two sides, and nobody types it.
            self.fields["value"].disabled = True
            self.fields["value"].help_text = _("Numerator / denominator.")
        else:
            del self.fields["numerator"], self.fields["denominator"]
        self.begins_with = "numerator" if self.is_ratio else "value"

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
        if self.is_ratio:
            cleaned["value"] = self._quotient(cleaned)
        if cleaned.get("not_applicable"):
            self._check_reason(cleaned)
        elif "value" in cleaned and "value" not in self.errors:
            self._check_value(cleaned)
        return cleaned

    def _clean_form(self) -> None:
        """Take no value that was sent back as it was: nobody would look at it again."""
        super()._clean_form()  # type: ignore[misc]
        if self.is_sent_back and not self.has_changed():
            self.add_error(
                "note",
                _(
                    "It was sent back. Correct the value, or say here why it stands as "
                    "it is."
                ),
            )

    @property
    def is_sent_back(self) -> bool:
        """Whether a lead asked whoever entered it to look at it again."""
        return self.instance.approval == KpiMeasurement.Approval.SENT_BACK

    def _post_clean(self) -> None:
        """Say at the sides of a ratio what they lack, and not at its value as well."""
        super()._post_clean()
        if self.is_ratio and {"numerator", "denominator"} & self.errors.keys():
            self.errors.pop("value", None)

    def _check_reason(self, cleaned: dict[str, Any]) -> None:
        sides = ("numerator", "denominator") if self.is_ratio else ("value",)
        for name in sides:
            if cleaned.get(name) is not None:
                self.add_error(name, _("Leave it empty when it is not applicable."))
        if not cleaned.get("note", "").strip():
            self.add_error("note", _("Say why there is no value for this period."))

    def _check_value(self, cleaned: dict[str, Any]) -> None:
        if self.is_ratio:
            self._ask_for_sides(cleaned)
        elif cleaned.get("value") is None:
            self.add_error(
                "value", _("Enter a value, or say that it is not applicable and why.")
            )
        value = cleaned.get("value")
        if value is not None and not cleaned.get("note", "").strip():
            self._check_note(value)

    def _ask_for_sides(self, cleaned: dict[str, Any]) -> None:
        for name in ("numerator", "denominator"):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(
                    name, _("Enter it, or say that the KPI is not applicable and why.")
                )

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
