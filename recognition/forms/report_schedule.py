"""The form of a standing order for reports."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.models import Portfolio
from recognition.actions.report_copies import candidates, role_choices
from recognition.models import ExecutiveReport, ReportSchedule, ReportState
from recognition.working_days import countries

RHYTHM = (
    "cadence",
    "weekday",
    "day",
    "days_after",
    "hour",
    "time_zone",
    "country",
    "day_off",
    "starts_on",
)


class ReportScheduleForm(FactForm):
    """When a report goes out, like which one, and to whom."""

    parents = ("portfolio",)
    error_fields: ClassVar = {"recognition_report_schedule_name_once": "name"}

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Recipients by role"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Whoever has the role on the day gets it, also who joins later."
        ),
    )
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Recipients by name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta(FactForm.Meta):
        model = ReportSchedule
        fields = [
            "portfolio",
            "name",
            "pattern",
            *RHYTHM,
            "roles",
            "people",
            "attachment",
            "allows_gaps",
        ]
        widgets = {"hour": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def __init__(
        self, *args: Any, portfolio: Portfolio, user: User, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["roles"].choices = role_choices()
        fields["people"].choices = [
            (person.key, f"{person.who}, {person.label}")
            for person in candidates(portfolio, user)
        ]
        fields["pattern"].queryset = (
            ExecutiveReport.objects.filter(portfolio=portfolio)
            .exclude(state=ReportState.WITHDRAWN)
            .order_by("-created_at")
        )
        fields["country"] = forms.ChoiceField(
            label=fields["country"].label,
            help_text=fields["country"].help_text,
            required=False,
            choices=[("", _("None")), *countries()],
        )
        if not self.instance.pk:
            self.initial.update(starts_on=today, time_zone=user.time_zone)
        # It is carried out with the rights of whoever set it last.
        self.instance.owner = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("roles") and not cleaned.get("people"):
            self.add_error("roles", _("Choose who gets it, by role or by name."))
        return cleaned


def rhythm_of(form: ReportScheduleForm, portfolio: Portfolio) -> ReportSchedule | None:
    """Return a schedule, never to be stored, with the times that a form holds.

    None while they are not all as they must be.
    """
    form.full_clean()
    if any(name not in form.cleaned_data for name in RHYTHM):
        return None
    values = {name: form.cleaned_data[name] for name in RHYTHM}
    return ReportSchedule(portfolio=portfolio, **values)
