"""Lists of rework, defects and changes by month."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from delivery.filters.project import readable_projects
from delivery.models import QualityCount, ReworkEntry


class ReworkEntryFilter(filters.FilterSet):
    """Months of work and rework."""

    q = SearchFilter("project__code", "project__name", "note")
    portfolio = PortfolioFilter("project__portfolio")
    project = filters.ModelChoiceFilter(
        label=_("Project"), queryset=readable_projects, empty_label=_("Any project")
    )
    sort = SortFilter(
        "month", "project__name", "hours", "rework_hours", "cost", "rework_cost"
    )

    class Meta:
        model = ReworkEntry
        fields: list[str] = []


class QualityCountFilter(filters.FilterSet):
    """Defects and changes by month."""

    q = SearchFilter("project__code", "project__name", "note")
    portfolio = PortfolioFilter("project__portfolio")
    project = filters.ModelChoiceFilter(
        label=_("Project"), queryset=readable_projects, empty_label=_("Any project")
    )
    sort = SortFilter(
        "month",
        "project__name",
        "defects_before",
        "defects_after",
        "changes_deployed",
        "changes_failed",
        "unplanned_deployments",
    )

    class Meta:
        model = QualityCount
        fields: list[str] = []
