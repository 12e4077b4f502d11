"""Lists of KPIs and measurements."""

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
    Annotation,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
    OutcomeFamily,
)


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


def readable_kpis(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the KPIs that the reader may name."""
    if request is None:
        return Kpi.objects.none()
    return Kpi.objects.visible_to(request.user)  # type: ignore[arg-type]


class KpiMeasurementFilter(filters.FilterSet):
    kpi = filters.ModelChoiceFilter(queryset=readable_kpis)
    portfolio = PortfolioFilter("kpi__portfolio")
    period_start = filters.DateFromToRangeFilter()
    approval = filters.ChoiceFilter(choices=KpiMeasurement.Approval.choices)

    class Meta:
        model = KpiMeasurement
        fields: list[str] = []


class KpiTargetFilter(filters.FilterSet):
    kpi = filters.ModelChoiceFilter(queryset=readable_kpis)
    portfolio = PortfolioFilter("kpi__portfolio")
    valid_from = filters.DateFromToRangeFilter()

    class Meta:
        model = KpiTarget
        fields: list[str] = []


class AnnotationFilter(filters.FilterSet):
    kpi = filters.ModelChoiceFilter(queryset=readable_kpis)
    portfolio = PortfolioFilter("kpi__portfolio")
    on = filters.DateFromToRangeFilter()

    class Meta:
        model = Annotation
        fields: list[str] = []


class LimitDecisionFilter(filters.FilterSet):
    kpi = filters.ModelChoiceFilter(queryset=readable_kpis)
    portfolio = PortfolioFilter("kpi__portfolio")
    step = filters.ChoiceFilter(choices=LimitDecision.Step.choices)

    class Meta:
        model = LimitDecision
        fields: list[str] = []
