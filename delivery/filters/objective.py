"""Lists of objectives and of the links to them."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from delivery.filters.project import readable_projects
from delivery.models import Objective, ObjectiveLink


class ObjectiveFilter(filters.FilterSet):
    """Objectives `with_counts`."""

    q = SearchFilter("code", "name", "owner")
    portfolio = PortfolioFilter()
    gap = filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[
            ("projects", _("A project that serves it")),
            ("target", _("A target share of spend")),
            ("owner", _("An owner")),
        ],
        empty_label=_("Complete or not"),
        method="filter_gap",
    )
    in_force = filters.ChoiceFilter(
        label=_("Shown"),
        choices=[("yes", _("In force today"))],
        empty_label=_("In force or not"),
        method="filter_in_force",
    )
    sort = SortFilter(
        "code",
        "name",
        "owner",
        "weight",
        "target_share",
        "project_count",
        "benefit_count",
    )

    class Meta:
        model = Objective
        fields: list[str] = []

    def filter_gap(self, objectives: Any, name: str, gap: str) -> Any:
        if gap == "projects":
            return objectives.filter(project_count=0)
        if gap == "target":
            return objectives.filter(target_share__isnull=True)
        return objectives.filter(owner="")

    def filter_in_force(self, objectives: Any, name: str, wanted: str) -> Any:
        return objectives.in_force_on(timezone.localdate())


def readable_objectives(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the objectives that the reader may name."""
    if request is None:
        return Objective.objects.none()
    return Objective.objects.visible_to(request.user)  # type: ignore[arg-type]


class ObjectiveLinkFilter(filters.FilterSet):
    project = filters.ModelChoiceFilter(queryset=readable_projects)
    objective = filters.ModelChoiceFilter(queryset=readable_objectives)
    portfolio = PortfolioFilter("project__portfolio")

    class Meta:
        model = ObjectiveLink
        fields: list[str] = []
