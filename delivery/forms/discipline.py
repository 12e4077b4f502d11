"""Forms by which a lead decides on values and closes periods, and of reminders."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.actions.reminders import choose_reminders
from delivery.forms.fact import FactForm, refuse_future
from delivery.models import Kpi, KpiMeasurement, Portfolio, Unsubscription


class KpiDecisionForm(FactForm):
    """Approve a value, or send it back to whoever entered it."""

    error_fields: ClassVar = {
        "delivery_kpi_measurement_sent_back_with_comment": "decision_note"
    }

    approval = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        choices=[
            (KpiMeasurement.Approval.APPROVED, gettext_lazy("Approve it")),
            (KpiMeasurement.Approval.SENT_BACK, gettext_lazy("Send it back")),
        ],
        error_messages={"required": gettext_lazy("Choose what you decide.")},
    )

    class Meta(FactForm.Meta):
        model = KpiMeasurement
        fields = ["approval", "decision_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["approval"] = None
        # The comment says why; only a closed period asks for more.
        if not self.closed_notice and self.add_prefix("change_reason") not in self.data:
            del self.fields["change_reason"]
        self.fields["decision_note"].help_text = _(
            "What should be looked at again; whoever entered the value reads it."
        )

    def has_changed(self) -> bool:
        """To approve what was approved before is a decision as well."""
        return True

    def save(self, commit: bool = True) -> Any:
        self.instance.decided_by = self.by
        return super().save(commit)

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), "decided_by"]


class PortfolioCloseForm(FactForm):
    """Say up to which day the facts of a portfolio are closed, and why."""

    class Meta(FactForm.Meta):
        model = Portfolio
        fields = ["locked_until"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        reason = self.fields["change_reason"]
        reason.required = True
        reason.label = _("Why")
        self.fields["locked_until"].help_text = _(
            "Facts up to and including this day are closed, here and below. Empty: "
            "nothing is."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_future(self, "locked_until", self.today, _("That day is not over yet."))
        return cleaned


class ReminderForm(forms.Form):
    """Choose of which rhythms one is reminded."""

    cadences = forms.MultipleChoiceField(
        label=gettext_lazy("Remind me of what is due"),
        choices=Kpi.Cadence.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        off = Unsubscription.objects.filter(user=user).values_list("cadence", flat=True)
        wanted = set(Kpi.Cadence.values) - set(off)
        super().__init__(*args, **kwargs)
        self.initial["cadences"] = sorted(wanted)
        self.user = user

    def save(self) -> None:
        choose_reminders(self.user, set(self.cleaned_data["cadences"]))
