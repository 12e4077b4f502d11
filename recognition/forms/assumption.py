"""Forms of assumptions: proposed by whoever knows, approved by finance."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.forms.claim import ReasonField
from delivery.forms.fact import LONGEST_REASON, FactForm, refuse_future
from delivery.forms.place import take_currency_of_portfolio
from delivery.models import Portfolio
from recognition.models import Assumption
from recognition.models.assumption import a_year_after, portfolios_proposed_in

# What is written beside the fields of the form.
DECISION = ("proposed_by", "approved_by", "approved_at")


class AssumptionForm(FactForm):
    """Propose an assumption, or correct it: then finance approves it anew."""

    restated = ("value",)
    error_fields: ClassVar = {
        "recognition_assumption_name_once": "name",
        "recognition_assumption_money_has_currency": "currency",
        "recognition_assumption_has_both_ends": "low",
        "recognition_assumption_lies_in_its_range": "value",
        "recognition_assumption_expires_after_its_date": "expires_on",
    }

    class Meta(FactForm.Meta):
        model = Assumption
        fields = [
            "portfolio",
            "name",
            "value",
            "low",
            "high",
            "unit",
            "currency",
            "unit_label",
            "owner",
            "source",
            "dated_on",
            "expires_on",
            "note",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.approved_of = self._approved_of()
        field: Any = self.fields["portfolio"]
        field.queryset = portfolios_proposed_in(user).order_by("path")
        if self.instance.pk:
            field.disabled = True
            field.queryset = Portfolio.objects.filter(pk=self.instance.portfolio_id)
        self.fields["currency"].help_text = _("Empty: the currency of the portfolio.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_future(self, "dated_on", self.today, _("This day lies ahead."))
        if cleaned.get("unit") == Assumption.Unit.MONEY:
            take_currency_of_portfolio(self)
        elif cleaned.get("currency"):
            self.add_error("currency", _("Only money has a currency."))
        dated_on = cleaned.get("dated_on")
        is_renewed = "dated_on" in self.changed_data
        is_untouched = "expires_on" not in self.changed_data
        if dated_on and (
            not cleaned.get("expires_on") or (is_renewed and is_untouched)
        ):
            cleaned["expires_on"] = a_year_after(dated_on)
        return cleaned

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), *DECISION]

    def save(self, commit: bool = True) -> Any:
        """Write it; what finance has not read in these words it has not approved."""
        if not self.instance.pk or self.approved_of != self._approved_of():
            self.instance.propose(self.by)
        return super().save(commit)

    def _approved_of(self) -> list[Any]:
        return [getattr(self.instance, name) for name in Assumption.APPROVED_FIELDS]


class ApprovalForm(forms.Form):
    """Approve an assumption as it was read."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ApprovalBackForm(forms.Form):
    """Say why an approval is taken back."""

    reason = ReasonField(
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Its owner reads it in the history."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
