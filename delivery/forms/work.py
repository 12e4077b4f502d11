"""Forms of work packages and of the entries of a scope register."""

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from delivery.forms.fact import FactForm, refuse_future, refuse_negative
from delivery.models import ScopeItem, Task
from pmo_value.form_fields import PercentField


class TaskForm(FactForm):
    """A work package, its plan and how far it is."""

    parents = ("project",)
    error_fields: ClassVar = {
        "delivery_task_code_once": "code",
        "delivery_task_plan_in_order": "baseline_finish",
        "delivery_task_work_in_order": "actual_finish",
        "delivery_task_complete_is_a_share": "percent_complete",
    }

    class Meta(FactForm.Meta):
        model = Task
        fields = [
            "project",
            "code",
            "name",
            "baseline_start",
            "baseline_finish",
            "actual_start",
            "actual_finish",
            "budget",
            "progress_method",
            "percent_complete",
        ]
        field_classes: ClassVar = {"percent_complete": PercentField}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        refuse_negative(self, "budget")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ahead = _("This day lies ahead. Enter it when it has come.")
        refuse_future(self, "actual_start", self.today, ahead)
        refuse_future(self, "actual_finish", self.today, ahead)
        return cleaned


class ScopeItemForm(FactForm):
    """An entry of a scope register."""

    parents = ("project",)
    error_fields: ClassVar = {
        "delivery_scope_item_code_once": "code",
        "delivery_scope_item_size_not_negative": "size",
        "delivery_scope_item_deleted_is_never_accepted": "accepted_on",
    }

    class Meta(FactForm.Meta):
        model = ScopeItem
        fields = [
            "project",
            "code",
            "name",
            "state",
            "size",
            "changed_on",
            "is_approved",
            "accepted_on",
        ]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ahead = _("This day lies ahead. Enter it when it has come.")
        refuse_future(self, "changed_on", self.today, ahead)
        refuse_future(self, "accepted_on", self.today, ahead)
        return cleaned
