"""Forms of what a project did again, and of what it released, by month."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from delivery.forms.fact import FactForm, refuse_future, refuse_negative
from delivery.models import QualityCount, ReworkEntry
from pmo_value.form_fields import MonthField


class ReworkEntryForm(FactForm):
    """The work of a month, and how much of it was done again."""

    parents = ("project",)
    error_fields: ClassVar = {
        "delivery_rework_entry_once_a_month": "month",
        "delivery_rework_entry_hours_in_all": "rework_hours",
        "delivery_rework_entry_cost_in_all": "rework_cost",
        "delivery_rework_entry_says_something": "hours",
    }

    month = MonthField(label=_("Month"))

    class Meta(FactForm.Meta):
        model = ReworkEntry
        fields = [
            "project",
            "month",
            "hours",
            "rework_hours",
            *ReworkEntry.CAUSES,
            "cost",
            "rework_cost",
            "note",
            "source",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        amounts = ("hours", "rework_hours", *ReworkEntry.CAUSES, "cost", "rework_cost")
        refuse_negative(self, *amounts)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_future(self, "month", self.today, _("This month has not begun."))
        return cleaned


class QualityCountForm(FactForm):
    """What went out in a month: its defects, and the changes put into service."""

    parents = ("project",)
    error_fields: ClassVar = {
        "delivery_quality_count_once_a_month": "month",
        "delivery_quality_count_failed_were_deployed": "changes_failed",
        "delivery_quality_count_unplanned_were_deployed": "unplanned_deployments",
        "delivery_quality_count_says_something": "defects_before",
    }

    month = MonthField(label=_("Month"))

    class Meta(FactForm.Meta):
        model = QualityCount
        fields = [
            "project",
            "month",
            "defects_before",
            "defects_after",
            "changes_deployed",
            "changes_failed",
            "unplanned_deployments",
            "note",
            "source",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_future(self, "month", self.today, _("This month has not begun."))
        return cleaned
