"""Forms of what keeps a register honest: overlaps, and causes of leaks."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import FactForm, refuse_future, refuse_negative
from delivery.forms.place import choose_portfolio
from delivery.models import BenefitLeak, OverlapGroup


class OverlapGroupForm(FactForm):
    """A measure that several benefits draw on, and what it shows in all."""

    error_fields: ClassVar = {
        "delivery_overlap_group_code_once": "code",
        "delivery_overlap_group_total_not_negative": "measured_total",
    }

    class Meta(FactForm.Meta):
        model = OverlapGroup
        fields = [
            "portfolio",
            "code",
            "name",
            "measured_total",
            "measured_on",
            "note",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choose_portfolio(self, user)
        refuse_negative(self, "measured_total")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        message = _("Nothing can be measured ahead of time.")
        refuse_future(self, "measured_on", self.today, message)
        return cleaned


class BenefitLeakForm(FactForm):
    """Put a part of what is lost down to a cause."""

    parents = ("benefit",)
    error_fields: ClassVar = {
        "delivery_benefit_leak_cause_once": "cause",
        "delivery_benefit_leak_amount_positive": "amount",
    }

    class Meta(FactForm.Meta):
        model = BenefitLeak
        fields = ["benefit", "cause", "amount", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
