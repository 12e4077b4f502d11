"""Lists of work packages and of scope registers."""

from typing import Any

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import (
    PortfolioFilter,
    SearchFilter,
    SortFilter,
)
from delivery.filters.project import readable_projects
from delivery.models import ScopeItem, Task


class TaskFilter(filters.FilterSet):
    """Work packages with their projects."""

    q = SearchFilter("code", "name", "project__code", "project__name")
    portfolio = PortfolioFilter("project__portfolio")
    project = filters.ModelChoiceFilter(
        label=_("Project"), queryset=readable_projects, empty_label=_("All projects")
    )
    progress = filters.ChoiceFilter(
        label=_("How far"),
        choices=[
            ("at-work", _("At work")),
            ("overdue", _("Overdue")),
            ("finished", _("Finished")),
        ],
        empty_label=_("However far"),
        method="filter_progress",
    )
    sort = SortFilter(
        "code",
        "name",
        "baseline_finish",
        "actual_finish",
        "budget",
        "percent_complete",
    )

    class Meta:
        model = Task
        fields: list[str] = []

    def filter_progress(self, tasks: Any, name: str, progress: str) -> Any:
        if progress == "at-work":
            return tasks.at_work()
        if progress == "overdue":
            return tasks.overdue_on(timezone.localdate())
        return tasks.finished()


class ScopeItemFilter(filters.FilterSet):
    """Scope items with their projects."""

    q = SearchFilter("code", "name", "project__code", "project__name")
    portfolio = PortfolioFilter("project__portfolio")
    project = filters.ModelChoiceFilter(
        label=_("Project"), queryset=readable_projects, empty_label=_("All projects")
    )
    state = filters.ChoiceFilter(
        label=_("What it is"),
        choices=ScopeItem.State.choices,
        empty_label=_("Agreed or changed"),
    )
    approved = filters.ChoiceFilter(
        label=_("Approval"),
        choices=[("yes", _("Approved")), ("no", _("Changed without approval"))],
        empty_label=_("Approved or not"),
        method="filter_approved",
    )
    sort = SortFilter("code", "name", "state", "size", "changed_on", "accepted_on")

    class Meta:
        model = ScopeItem
        fields: list[str] = []

    def filter_approved(self, items: Any, name: str, approved: str) -> Any:
        return items.agreed() if approved == "yes" else items.unapproved()
