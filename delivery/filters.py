"""What lists are narrowed to and sorted by: alike on pages, in files and the API."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import F, OrderBy, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    Milestone,
    OutcomeFamily,
    Portfolio,
    Project,
    RatingLevel,
    StatusUpdate,
)

LONGEST_SEARCH = 200


def readable_portfolios(request: HttpRequest | None) -> QuerySet[Portfolio]:
    """Return the portfolios that the reader may choose from."""
    if request is None:  # the schema of the API is drawn up without a reader
        return Portfolio.objects.none()
    return Portfolio.objects.with_figures_for(request.user).order_by("path")  # type: ignore[arg-type]


class PortfolioChoice(ModelChoiceField):
    """Portfolios by name, indented by their place in the tree."""

    def label_from_instance(self, portfolio: Any) -> str:
        return f"{'– ' * portfolio.depth}{portfolio.name}"


@extend_schema_field(OpenApiTypes.STR)
class PortfolioFilter(filters.ModelChoiceFilter):
    """Facts of one portfolio, named by its slug, and of everything below it."""

    field_class = PortfolioChoice

    def __init__(self, lookup: str = "portfolio", **kwargs: Any) -> None:
        super().__init__(
            label=_("Portfolio"),
            to_field_name="slug",
            queryset=readable_portfolios,
            empty_label=_("All portfolios"),
            **kwargs,
        )
        self.lookup = lookup

    def filter(self, rows: QuerySet[Any], value: Portfolio | None) -> QuerySet[Any]:
        if value is None:
            return rows
        return rows.filter(**{f"{self.lookup}__path__startswith": value.path})


class SearchFilter(filters.CharFilter):
    """Rows in which each word occurs, in one of the fields or another."""

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        super().__init__(
            label=_("Search"),
            max_length=LONGEST_SEARCH,
            widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
            **kwargs,
        )
        self.fields = fields

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in value.split():
            found = Q()
            for field in self.fields:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(found)
        return rows


class SortFilter(filters.OrderingFilter):
    """The order of a list; what is unknown comes last, whichever way round."""

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        super().__init__(
            fields={field: field for field in fields},
            label=_("Order"),
            widget=forms.HiddenInput,
            **kwargs,
        )

    def get_ordering_value(self, param: str) -> OrderBy:
        field = F(param.removeprefix("-"))
        if param.startswith("-"):
            return field.desc(nulls_last=True)
        return field.asc(nulls_last=True)

    def filter(self, rows: QuerySet[Any], value: list[str] | None) -> QuerySet[Any]:
        if not value:
            return rows
        order = [self.get_ordering_value(param) for param in value if param]
        return rows.order_by(*order, "pk")


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


class KpiFilter(filters.FilterSet):
    """KPIs `with_latest_value`."""

    q = SearchFilter("code", "name", "group", "promise")
    portfolio = PortfolioFilter()
    family = filters.ChoiceFilter(
        label=_("Outcome"),
        choices=OutcomeFamily.choices,
        empty_label=_("All outcomes"),
    )
    cadence = filters.ChoiceFilter(
        label=_("Measured"), choices=Kpi.Cadence.choices, empty_label=_("However often")
    )
    gap = filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[
            ("value", _("The value of the last period")),
            ("target", _("A target")),
        ],
        empty_label=_("Complete or not"),
        method="filter_gap",
    )
    retired = filters.ChoiceFilter(
        label=_("Shown"),
        choices=[("no", _("In use")), ("yes", _("Retired"))],
        empty_label=_("In use or retired"),
        method="filter_retired",
    )
    sort = SortFilter("code", "name", "family", "latest_value", "latest_period_end")

    class Meta:
        model = Kpi
        fields: list[str] = []

    def filter_gap(self, kpis: Any, name: str, gap: str) -> Any:
        if gap == "value":
            return kpis.overdue_on(timezone.localdate())
        return kpis.without_target()

    def filter_retired(self, kpis: Any, name: str, retired: str) -> Any:
        return kpis.active() if retired == "no" else kpis.retired()


class BenefitFilter(filters.FilterSet):
    """Benefits `with_totals`."""

    q = SearchFilter("code", "name", "owner", "project__name")
    portfolio = PortfolioFilter()
    benefit_class = filters.ChoiceFilter(
        label=_("Class"), choices=Benefit.Kind.choices, empty_label=_("All classes")
    )
    gap = filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[
            ("plan", _("A planned profile")),
            ("validation", _("The validation of a claim")),
        ],
        empty_label=_("Complete or not"),
        method="filter_gap",
    )
    sort = SortFilter(
        "code", "name", "owner", "planned_total", "claimed_total", "validated_total"
    )

    class Meta:
        model = Benefit
        fields: list[str] = []

    def filter_gap(self, benefits: Any, name: str, gap: str) -> Any:
        if gap == "plan":
            return benefits.without_plan()
        return benefits.awaiting_validation()


def readable_projects(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the projects that the reader may name."""
    if request is None:
        return Project.objects.none()
    return Project.objects.visible_to(request.user)  # type: ignore[arg-type]


def readable_kpis(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the KPIs that the reader may name."""
    if request is None:
        return Kpi.objects.none()
    return Kpi.objects.visible_to(request.user)  # type: ignore[arg-type]


def readable_benefits(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the benefits that the reader may name."""
    if request is None:
        return Benefit.objects.none()
    return Benefit.objects.visible_to(request.user)  # type: ignore[arg-type]


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


class KpiMeasurementFilter(filters.FilterSet):
    kpi = filters.ModelChoiceFilter(queryset=readable_kpis)
    portfolio = PortfolioFilter("kpi__portfolio")
    period_start = filters.DateFromToRangeFilter()

    class Meta:
        model = KpiMeasurement
        fields: list[str] = []


class BenefitEntryFilter(filters.FilterSet):
    benefit = filters.ModelChoiceFilter(queryset=readable_benefits)
    portfolio = PortfolioFilter("benefit__portfolio")
    kind = filters.ChoiceFilter(choices=BenefitEntry.Kind.choices)
    month = filters.DateFromToRangeFilter()

    class Meta:
        model = BenefitEntry
        fields: list[str] = []
