"""The queue of finance, decisions, overlaps and leaks."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delivery.filters.benefit import readable_benefits
from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from delivery.models import (
    Benefit,
    BenefitEntry,
    BenefitLeak,
    ClaimDecision,
    OverlapGroup,
)


class ClaimFilter(filters.FilterSet):
    """Claims `awaiting_decision`."""

    q = SearchFilter("benefit__code", "benefit__name", "benefit__owner", "note")
    portfolio = PortfolioFilter("benefit__portfolio")
    benefit_class = filters.ChoiceFilter(
        label=_("Class"),
        field_name="benefit__benefit_class",
        choices=Benefit.Kind.choices,
        empty_label=_("All classes"),
    )
    sort = SortFilter("month", "benefit__name", "amount")

    class Meta:
        model = BenefitEntry
        fields: list[str] = []


class ClaimDecisionFilter(filters.FilterSet):
    benefit = filters.ModelChoiceFilter(queryset=readable_benefits)
    portfolio = PortfolioFilter("benefit__portfolio")
    verdict = filters.ChoiceFilter(choices=ClaimDecision.Decided.choices)
    month = filters.DateFromToRangeFilter()

    class Meta:
        model = ClaimDecision
        fields: list[str] = []


class OverlapGroupFilter(filters.FilterSet):
    q = SearchFilter("code", "name", "note")
    portfolio = PortfolioFilter()
    measured = filters.ChoiceFilter(
        label=_("Measured"),
        choices=[("false", _("Measured")), ("true", _("Not measured yet"))],
        empty_label=_("Measured or not"),
        method="filter_measured",
    )
    sort = SortFilter("code", "name", "measured_total", "measured_on")

    class Meta:
        model = OverlapGroup
        fields: list[str] = []

    def filter_measured(
        self, groups: QuerySet[OverlapGroup], name: str, value: str
    ) -> QuerySet[OverlapGroup]:
        return groups.filter(measured_total__isnull=value == "true")


class BenefitLeakFilter(filters.FilterSet):
    benefit = filters.ModelChoiceFilter(queryset=readable_benefits)
    portfolio = PortfolioFilter("benefit__portfolio")
    cause = filters.ChoiceFilter(choices=BenefitLeak.Cause.choices)

    class Meta:
        model = BenefitLeak
        fields: list[str] = []
