"""Lists of benefits and their amounts."""

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
    Benefit,
    BenefitEntry,
)


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
            ("measurement", _("Any measurement, though it is due")),
            ("counterfactual", _("What an avoided cost would have been")),
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
        match gap:
            case "plan":
                return benefits.without_plan()
            case "measurement":
                return benefits.unmeasured_on(timezone.localdate())
            case "counterfactual":
                return benefits.without_counterfactual()
        return benefits.awaiting_validation()


def readable_benefits(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the benefits that the reader may name."""
    if request is None:
        return Benefit.objects.none()
    return Benefit.objects.visible_to(request.user)  # type: ignore[arg-type]


class BenefitEntryFilter(filters.FilterSet):
    benefit = filters.ModelChoiceFilter(queryset=readable_benefits)
    portfolio = PortfolioFilter("benefit__portfolio")
    kind = filters.ChoiceFilter(choices=BenefitEntry.Kind.choices)
    month = filters.DateFromToRangeFilter()

    class Meta:
        model = BenefitEntry
        fields: list[str] = []
