"""Lists of projects, plans, status updates and milestones."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import (
    PortfolioFilter,
    SearchFilter,
    SortFilter,
)
from delivery.models import (
    Baseline,
    Milestone,
    Project,
    RatingLevel,
    StatusUpdate,
)


class ProjectFilter(filters.FilterSet):
    """Projects `with_current_state`."""

    q = SearchFilter("code", "name", "sponsor", "manager", "organisation")
    portfolio = PortfolioFilter()
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=Project.Status.choices,
        empty_label=_("Any status"),
    )
    rating = filters.ChoiceFilter(
        label=_("Rating"),
        field_name="rating_colour",
        choices=RatingLevel.Colour.choices,
        empty_label=_("Any rating"),
        null_label=_("Not rated"),
    )
    gap = filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[
            ("report", _("A recent status update")),
            ("baseline", _("An approved baseline")),
            ("finish", _("The finish of a completed project")),
        ],
        empty_label=_("Complete or not"),
        method="filter_gap",
    )
    sort = SortFilter(
        "code",
        "name",
        "status",
        "latest_status_date",
        "planned_finish",
        "forecast_finish",
        "budget",
        "forecast_cost",
    )

    class Meta:
        model = Project
        fields: list[str] = []

    def filter_gap(self, projects: Any, name: str, gap: str) -> Any:
        if gap == "report":
            return projects.overdue_on(timezone.localdate())
        if gap == "baseline":
            return projects.without_baseline()
        return projects.finished_on_no_day()


def readable_projects(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the projects that the reader may name."""
    if request is None:
        return Project.objects.none()
    return Project.objects.visible_to(request.user)  # type: ignore[arg-type]


class BaselineFilter(filters.FilterSet):
    project = filters.ModelChoiceFilter(queryset=readable_projects)
    portfolio = PortfolioFilter("project__portfolio")

    class Meta:
        model = Baseline
        fields: list[str] = []


class StatusUpdateFilter(filters.FilterSet):
    project = filters.ModelChoiceFilter(queryset=readable_projects)
    portfolio = PortfolioFilter("project__portfolio")
    status_date = filters.DateFromToRangeFilter()

    class Meta:
        model = StatusUpdate
        fields: list[str] = []


class MilestoneFilter(filters.FilterSet):
    project = filters.ModelChoiceFilter(queryset=readable_projects)
    portfolio = PortfolioFilter("project__portfolio")

    class Meta:
        model = Milestone
        fields: list[str] = []
