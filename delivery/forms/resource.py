"""Forms of people and roles, and of hours booked task by task."""

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import FactForm, refuse_future, refuse_negative
from delivery.forms.place import choose_portfolio
from delivery.models import Project, Resource, ResourceHours
from pmo_value.form_fields import MonthField


class ResourceForm(FactForm):
    """A person, or a role or team: whose hours are planned and booked."""

    error_fields: ClassVar = {"delivery_resource_code_once": "code"}

    class Meta(FactForm.Meta):
        model = Resource
        fields = ["portfolio", "code", "name", "kind", "role"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)


class ResourceHoursForm(FactForm):
    """Hours that were booked on a task, or on a project without naming one."""

    parents = ("resource",)
    error_fields: ClassVar = {"delivery_resource_hours_once_a_month": "month"}

    month = MonthField(label=_("Month"))

    class Meta(FactForm.Meta):
        model = ResourceHours
        fields = ["resource", "project", "month", "task", "hours", "note"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        place = self.instance.resource.portfolio.path
        offered = Project.objects.filter(portfolio__path__startswith=place)
        self.fields["project"].queryset = offered.order_by("code")  # type: ignore[attr-defined]
        refuse_negative(self, "hours")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_future(self, "month", self.today, _("Nobody books hours ahead."))
        return cleaned
