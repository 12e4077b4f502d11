"""The form of an issue."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import FactForm, refuse_future
from delivery.forms.place import (
    choose_portfolio,
    choose_project,
    refuse_project_elsewhere,
)
from delivery.models import Issue, Risk


class IssueForm(FactForm):
    """What has gone wrong, who settles it, how soon, and when it was settled."""

    error_fields: ClassVar = {
        "delivery_issue_code_once": "code",
        "delivery_issue_dates_in_order": "resolved_on",
    }

    class Meta(FactForm.Meta):
        model = Issue
        fields = [
            "portfolio",
            "project",
            "risk",
            "code",
            "name",
            "description",
            "severity",
            "owner",
            "opened_on",
            "target_days",
            "resolved_on",
            "resolution",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "resolution": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choose_portfolio(self, user)
        choose_project(self, user)
        risks = Risk.objects.editable_by(user)
        if self.instance.pk:
            risks = Risk.objects.of_portfolio(self.instance.portfolio)
        self.fields["risk"].queryset = risks  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_project_elsewhere(self)
        ahead = _("This day lies ahead.")
        refuse_future(self, "opened_on", self.today, ahead)
        refuse_future(self, "resolved_on", self.today, ahead)
        risk, portfolio = cleaned.get("risk"), cleaned.get("portfolio")
        if risk and portfolio and risk.portfolio_id != portfolio.pk:
            self.add_error("risk", _("This risk is in another portfolio."))
        if cleaned.get("resolved_on") and not cleaned.get("resolution", "").strip():
            self.add_error("resolution", _("Say how it was settled."))
        return cleaned
