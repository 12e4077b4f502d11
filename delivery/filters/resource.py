"""Lists of people, their hours, and marks of projects."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from delivery.filters.project import readable_projects
from delivery.models import (
    Allocation,
    Capacity,
    PriorityCriterion,
    PriorityScore,
    Resource,
    ResourceHours,
)


class ResourceFilter(filters.FilterSet):
    """People `with_hours`."""

    q = SearchFilter("code", "name", "role")
    portfolio = PortfolioFilter()
    kind = filters.ChoiceFilter(
        label=_("Kind"),
        choices=Resource.Kind.choices,
        empty_label=_("People, roles and teams"),
    )
    sort = SortFilter(
        "code", "name", "role", "available_total", "planned_total", "booked_total"
    )

    class Meta:
        model = Resource
        fields: list[str] = []


def readable_people(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the people and roles that the reader may name."""
    if request is None:
        return Resource.objects.none()
    return Resource.objects.visible_to(request.user)  # type: ignore[arg-type]


class CapacityFilter(filters.FilterSet):
    resource = filters.ModelChoiceFilter(queryset=readable_people)
    portfolio = PortfolioFilter("resource__portfolio")
    month = filters.DateFromToRangeFilter()

    class Meta:
        model = Capacity
        fields: list[str] = []


class AllocationFilter(filters.FilterSet):
    resource = filters.ModelChoiceFilter(queryset=readable_people)
    project = filters.ModelChoiceFilter(queryset=readable_projects)
    portfolio = PortfolioFilter("resource__portfolio")
    month = filters.DateFromToRangeFilter()

    class Meta:
        model = Allocation
        fields: list[str] = []


class ResourceHoursFilter(filters.FilterSet):
    """Booked hours with their person and project."""

    q = SearchFilter(
        "resource__code", "resource__name", "project__code", "project__name", "task"
    )
    portfolio = PortfolioFilter("resource__portfolio")
    resource = filters.ModelChoiceFilter(
        label=_("Person or role"), queryset=readable_people, empty_label=_("Everybody")
    )
    month_after = filters.DateFilter(
        label=_("From"),
        field_name="month",
        lookup_expr="gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    month_before = filters.DateFilter(
        label=_("Until"),
        field_name="month",
        lookup_expr="lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    sort = SortFilter("month", "resource__name", "project__code", "task", "hours")

    class Meta:
        model = ResourceHours
        fields: list[str] = []


class PriorityCriterionFilter(filters.FilterSet):
    portfolio = PortfolioFilter()

    class Meta:
        model = PriorityCriterion
        fields: list[str] = []


def readable_criteria(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the criteria that the reader may name."""
    if request is None:
        return PriorityCriterion.objects.none()
    return PriorityCriterion.objects.visible_to(request.user)  # type: ignore[arg-type]


class PriorityScoreFilter(filters.FilterSet):
    project = filters.ModelChoiceFilter(queryset=readable_projects)
    criterion = filters.ModelChoiceFilter(queryset=readable_criteria)
    portfolio = PortfolioFilter("project__portfolio")

    class Meta:
        model = PriorityScore
        fields: list[str] = []
