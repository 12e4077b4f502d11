"""The lists of requests for services, of agreements, and of ranges of benefits."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.filters import PortfolioFilter, SearchFilter, SortFilter
from delivery.models import Service
from recognition.models import BenefitRange, ServiceAgreement, ServiceRequest


def readable_services(request: HttpRequest | None) -> QuerySet[Service]:
    """Return the services that the reader may choose from."""
    if request is None:
        return Service.objects.none()
    return Service.objects.visible_to(request.user)  # type: ignore[arg-type]


class ServiceRequestFilter(filters.FilterSet):
    """Requests by who asked, for what, and what came of it."""

    q = SearchFilter("title", "stakeholder__name", "service__name", "reason")
    portfolio = PortfolioFilter("stakeholder__portfolio")
    service = filters.ModelChoiceFilter(
        label=_("Service"), queryset=readable_services, empty_label=_("All services")
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=ServiceRequest.State.choices,
        empty_label=_("Any state"),
    )
    since = filters.DateFilter(
        "requested_on",
        "gte",
        label=_("Asked since"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    sort = SortFilter(
        "title", "stakeholder__name", "service__name", "requested_on", "state"
    )

    class Meta:
        model = ServiceRequest
        fields: list[str] = []


class ServiceAgreementFilter(filters.FilterSet):
    """Agreements by what was decided about them."""

    q = SearchFilter("stakeholder__name", "service__name", "note")
    portfolio = PortfolioFilter("stakeholder__portfolio")
    service = filters.ModelChoiceFilter(
        label=_("Service"), queryset=readable_services, empty_label=_("All services")
    )
    decision = filters.ChoiceFilter(
        label=_("Decision"),
        method="decided",
        choices=[
            ("renewed", _("Renewed")),
            ("ended", _("Not renewed")),
            ("open", _("Not decided")),
            ("late", _("Due and not decided")),
        ],
        empty_label=_("Any decision"),
    )
    sort = SortFilter("service__name", "stakeholder__name", "due_on", "decided_on")

    class Meta:
        model = ServiceAgreement
        fields: list[str] = []

    def decided(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "late":
            return rows.filter(renewed=None, due_on__lte=timezone.localdate())
        return rows.filter(renewed={"renewed": True, "ended": False}.get(value))


class BenefitRangeFilter(filters.FilterSet):
    """Benefits in which a service has a share, by whether they have a range."""

    q = SearchFilter("code", "name", "owner")
    portfolio = PortfolioFilter()
    missing = filters.BooleanFilter(
        label=_("Without a range"), method="lacking", widget=forms.CheckboxInput
    )
    sort = SortFilter("code", "name", "range__low_share", "range__probability")

    class Meta:
        model = BenefitRange
        fields: list[str] = []

    def lacking(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(range=None) if value else rows
