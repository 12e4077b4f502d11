"""Lists of PMO services, of what they cost, and of what they helped."""

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from delivery.filters.benefit import readable_benefits
from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from delivery.filters.project import readable_projects
from delivery.models import Attribution, Service, ServiceCost, ServiceUse


class ServiceFilter(filters.FilterSet):
    """Services `with_counts`."""

    q = SearchFilter("code", "name", "owner", "description")
    portfolio = PortfolioFilter()
    gap = filters.ChoiceFilter(
        label=_("What is missing"),
        choices=[
            ("cost", _("Any cost")),
            ("use", _("A project or a benefit it helped")),
        ],
        empty_label=_("Complete or not"),
        method="filter_gap",
    )
    retired = filters.ChoiceFilter(
        label=_("Shown"),
        choices=[("no", _("Offered")), ("yes", _("Retired"))],
        empty_label=_("Offered or retired"),
        method="filter_retired",
    )
    sort = SortFilter(
        "code", "name", "owner", "cost_total", "project_count", "benefit_count"
    )

    class Meta:
        model = Service
        fields: list[str] = []

    def filter_gap(
        self, services: QuerySet[Service], name: str, gap: str
    ) -> QuerySet[Service]:
        of_it = {"service": OuterRef("pk")}
        if gap == "cost":
            return services.exclude(Exists(ServiceCost.objects.filter(**of_it)))
        used = Exists(ServiceUse.objects.filter(**of_it))
        return services.exclude(used).exclude(
            Exists(Attribution.objects.filter(**of_it))
        )

    def filter_retired(
        self, services: QuerySet[Service], name: str, retired: str
    ) -> QuerySet[Service]:
        return services.filter(retired_on__isnull=retired == "no")


def readable_services(request: HttpRequest | None) -> QuerySet[Service]:
    """Return the services that the reader may name."""
    if request is None:
        return Service.objects.none()
    services: QuerySet[Service] = Service.objects.visible_to(request.user)  # type: ignore[arg-type]
    return services


class ServiceCostFilter(filters.FilterSet):
    service = filters.ModelChoiceFilter(queryset=readable_services)
    portfolio = PortfolioFilter("service__portfolio")
    category = filters.ChoiceFilter(choices=ServiceCost.Category.choices)
    month = filters.DateFromToRangeFilter()

    class Meta:
        model = ServiceCost
        fields: list[str] = []


class ServiceUseFilter(filters.FilterSet):
    service = filters.ModelChoiceFilter(queryset=readable_services)
    project = filters.ModelChoiceFilter(queryset=readable_projects)
    portfolio = PortfolioFilter("project__portfolio")

    class Meta:
        model = ServiceUse
        fields: list[str] = []


class AttributionFilter(filters.FilterSet):
    service = filters.ModelChoiceFilter(queryset=readable_services)
    benefit = filters.ModelChoiceFilter(queryset=readable_benefits)
    portfolio = PortfolioFilter("benefit__portfolio")
    method = filters.ChoiceFilter(choices=Attribution.Way.choices)

    class Meta:
        model = Attribution
        fields: list[str] = []
