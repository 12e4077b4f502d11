"""Forms of benefits and of their amounts by month."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.forms.place import (
    choose_objective,
    choose_portfolio,
    choose_project,
    refuse_objective_elsewhere,
    refuse_project_elsewhere,
    take_currency_of_portfolio,
)
from delivery.models import Benefit, BenefitEntry
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
            "baseline_note",
            "starts_on",
            "retires_on",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        choose_project(self, user)
        choose_objective(self, user)
        self.fields["currency"].help_text = _("Empty: the currency of the portfolio.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_project_elsewhere(self)
        refuse_objective_elsewhere(self)
        kind = cleaned.get("benefit_class")
        if kind in MONEY_KINDS:
            take_currency_of_portfolio(self)
        elif cleaned.get("currency"):
            self.add_error("currency", _("A benefit of this class is not in money."))
        elif kind == Benefit.Kind.QUANTIFIED and not cleaned.get("unit_label"):
            self.add_error("unit_label", _("Say what it is measured in."))
        return cleaned


class BenefitEntryForm(FactForm):
    """The amount of one month, of a kind that the reader may enter."""

    parents = ("benefit",)
    restated = ("amount",)
    error_fields: ClassVar = {"delivery_benefit_entry_once_a_month": "month"}

    month = MonthField(label=_("Month"))

    class Meta(FactForm.Meta):
        model = BenefitEntry
        fields = ["benefit", "month", "kind", "amount", "note", "evidence"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, kinds: list[BenefitEntry.Kind], **kwargs: Any):
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if self.instance.pk:
            kind.disabled = True
        else:
            kind.choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
