"""Forms of benefits and of their amounts by month."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.actions.claims import DecisionRefusedError, validate_typed
from delivery.forms.fact import FactForm
from delivery.forms.place import (
    choose_objective,
    choose_portfolio,
    choose_project,
    enter_in_percent,
    refuse_objective_elsewhere,
    refuse_project_elsewhere,
    take_currency_of_portfolio,
)
from delivery.models import Benefit, BenefitEntry, OverlapGroup
from pmo_value.form_fields import MonthField

MONEY_KINDS = (
    Benefit.Kind.CASHABLE,
    Benefit.Kind.COST_AVOIDANCE,
    Benefit.Kind.NON_CASHABLE,
)
ENTERED_KINDS = (
    BenefitEntry.Kind.PLANNED,
    BenefitEntry.Kind.FORECAST,
    BenefitEntry.Kind.CLAIMED,
)


def kinds_open_to(benefit: Benefit) -> list[BenefitEntry.Kind]:
    """Return the kinds of amounts that the reader may enter.

    The benefit carries the reader's rights, from `with_rights_of`.
    """
    kinds = list(ENTERED_KINDS) if benefit.is_editable else []  # type: ignore[attr-defined]
    if benefit.is_validated:  # type: ignore[attr-defined]
        kinds.append(BenefitEntry.Kind.VALIDATED)
    return kinds


class BenefitForm(FactForm):
    """A benefit of the register: what improves, in which unit, who answers for it."""

    error_fields: ClassVar = {
        "delivery_benefit_code_once": "code",
        "delivery_benefit_dates_in_order": "retires_on",
        "delivery_benefit_money_has_currency": "currency",
        "delivery_benefit_confidence_is_share": "confidence",
        "delivery_benefit_real_prices_have_year": "price_year",
        "delivery_benefit_counterfactual_is_written": "counterfactual",
    }

    class Meta(FactForm.Meta):
        model = Benefit
        fields = [
            "portfolio",
            "project",
            "objective",
            "code",
            "name",
            "description",
            "benefit_class",
            "is_disbenefit",
            "pattern",
            "currency",
            "unit_label",
            "owner",
            "beneficiary",
            "measurement_method",
            "baseline_note",
            "baseline_value",
            "baseline_on",
            "baseline_size",
            "steady_amount",
            "confidence",
            "price_basis",
            "price_year",
            "counterfactual_basis",
            "counterfactual",
            "overlap_group",
            "starts_on",
            "retires_on",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("description", "measurement_method", "counterfactual")
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        choose_project(self, user)
        choose_objective(self, user)
        enter_in_percent(self, "confidence")
        groups = OverlapGroup.objects.editable_by(user)
        if self.instance.pk:
            groups = OverlapGroup.objects.of_portfolio(self.instance.portfolio)
        self.fields["overlap_group"].queryset = groups  # type: ignore[attr-defined]
        self.fields["currency"].help_text = _("Empty: the currency of the portfolio.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_project_elsewhere(self)
        refuse_objective_elsewhere(self)
        self._refuse_group_elsewhere()
        kind = cleaned.get("benefit_class")
        if kind in MONEY_KINDS:
            take_currency_of_portfolio(self)
        elif cleaned.get("currency"):
            self.add_error("currency", _("A benefit of this class is not in money."))
        elif kind == Benefit.Kind.QUANTIFIED and not cleaned.get("unit_label"):
            self.add_error("unit_label", _("Say what it is measured in."))
        return cleaned

    def _refuse_group_elsewhere(self) -> None:
        group = self.cleaned_data.get("overlap_group")
        portfolio = self.cleaned_data.get("portfolio")
        if group and portfolio and group.portfolio_id != portfolio.pk:
            self.add_error("overlap_group", _("This group is in another portfolio."))


class BenefitEntryForm(FactForm):
    """The amount of one month, of a kind that the reader may enter.

    What finance enters is a decision on the claim of the month.
    """

    parents = ("benefit",)
    restated = ("amount",)
    begins_with = "amount"
    error_fields: ClassVar = {"delivery_benefit_entry_once_a_month": "month"}

    month = MonthField(label=_("Month"))

    class Meta(FactForm.Meta):
        model = BenefitEntry
        fields = ["benefit", "month", "kind", "amount", "is_draft", "note", "evidence"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(
        self, *args: Any, kinds: list[BenefitEntry.Kind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if self.instance.pk:
            kind.disabled = True
            is_validated = self.instance.kind == BenefitEntry.Kind.VALIDATED
            self.fields["month"].disabled = is_validated
            if self.instance.kind != BenefitEntry.Kind.CLAIMED:
                del self.fields["is_draft"]
        else:
            kind.choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_draft") and cleaned.get("kind") != BenefitEntry.Kind.CLAIMED:
            self.add_error("is_draft", _("Only a claim can be a draft."))
        return cleaned

    def stored(self) -> bool:
        try:
            return super().stored()
        except DecisionRefusedError as refused:
            field = {"reason": "note"}.get(refused.field, refused.field)
            self.add_error(field or None, str(refused))
            return False

    def save(self, commit: bool = True) -> Any:
        if self.instance.kind != BenefitEntry.Kind.VALIDATED:
            return super().save(commit)
        if self.has_changed():
            validate_typed(
                self.instance.benefit,
                self.instance.month,
                self.cleaned_data["amount"],
                self.by,
                reason=self.cleaned_data["note"]
                or self.cleaned_data.get("change_reason", ""),
                evidence=self.cleaned_data["evidence"],
            )
        return self.instance
