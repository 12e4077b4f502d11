"""Delivered value by how far it has come, who answers for it, and how old it is."""

from datetime import timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from delivery.models import Service
from recognition.calculations.value_at_risk import AGES
from recognition.models import Stakeholder, ValueItem
from recognition.models.value import ValueState

NOBODY = "none"
AGE_CHOICES = [
    (str(youngest), _("%(from)s–%(to)s days") % {"from": youngest, "to": oldest})
    if oldest is not None
    else (str(youngest), _("%(from)s days and more") % {"from": youngest})
    for youngest, oldest in AGES
]


def sponsors_of(request: HttpRequest | None) -> QuerySet[Stakeholder]:
    """Return those who answer for value that the reader leads."""
    if request is None:  # the schema of the API is drawn up without a reader
        return Stakeholder.objects.none()
    items = ValueItem.objects.editable_by(request.user)  # type: ignore[arg-type]
    people = Stakeholder.objects.filter(pk__in=items.order_by().values("sponsor"))
    return people.order_by("name", "pk")


def services_of(request: HttpRequest | None) -> QuerySet[Any]:
    """Return the services of the PMO that the reader may choose from."""
    if request is None:
        return Service.objects.none()
    return Service.objects.visible_to(request.user).order_by("name")  # type: ignore[arg-type]


class ValueItemFilter(filters.FilterSet):
    """What was delivered, from finance's word to the sponsor's."""

    q = SearchFilter(
        *("benefit__name", "benefit__code", "kpi__name", "kpi__code"),
        *("project__name", "project__code", "sentence"),
    )
    portfolio = PortfolioFilter()
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=ValueState.choices,
        field_name="state_key",
        empty_label=_("Any state"),
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=ValueItem.Kind.choices, empty_label=_("Any kind")
    )
    service = filters.ModelChoiceFilter(
        label=_("PMO service"),
        queryset=services_of,
        method="of_service",
        empty_label=_("Any service"),
    )
    age = filters.ChoiceFilter(
        label=_("Validated for"),
        choices=AGE_CHOICES,
        method="of_age",
        empty_label=_("Any time"),
    )
    due = filters.BooleanFilter(
        label=_("Follow-up is due"), method="is_due", widget=forms.CheckboxInput
    )
    report = filters.BooleanFilter(
        label=_("For the next report"),
        method="is_taken_up",
        widget=forms.CheckboxInput,
    )
    sort = SortFilter(
        *("amount", "validated_on", "period_end", "communicated_at"),
        *("sponsor__name", "state_key", "follow_up_on"),
    )

    class Meta:
        model = ValueItem
        fields: list[str] = []

    def is_taken_up(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(is_for_report=True) if value else rows

    def of_service(
        self, rows: QuerySet[Any], name: str, value: Service
    ) -> QuerySet[Any]:
        """Value of benefits and KPIs that a service has its part in."""
        return rows.filter(
            Q(kpi__service=value)
            | Q(
                benefit__in=value.attributions.order_by().values("benefit"),
            )
        )

    def of_age(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        today = timezone.localdate()
        youngest, oldest = next(age for age in AGES if str(age[0]) == value)
        rows = rows.filter(validated_on__lte=today - timedelta(days=youngest))
        if oldest is None:
            return rows
        return rows.filter(validated_on__gte=today - timedelta(days=oldest))

    def is_due(self, rows: Any, name: str, value: bool) -> QuerySet[Any]:
        return rows.due_on(timezone.localdate()) if value else rows


class ValueBoardFilter(ValueItemFilter):
    """The same with the people, for those who lead."""

    class Meta(ValueItemFilter.Meta):
        # The order in which they stand: what one chooses from before what one ticks.
        fields = [
            *("q", "portfolio", "sponsor", "state", "kind", "service", "age"),
            *("due", "report", "sort"),
        ]

    q = SearchFilter(
        *("benefit__name", "benefit__code", "kpi__name", "kpi__code"),
        *("project__name", "project__code", "sentence", "sponsor__name"),
    )
    # The states stand above the rows, with how many are in each.
    state = filters.ChoiceFilter(
        choices=ValueState.choices, field_name="state_key", widget=forms.HiddenInput
    )
    sponsor = filters.ModelChoiceFilter(
        label=_("Sponsor"),
        queryset=sponsors_of,
        null_label=_("Nobody"),
        null_value=NOBODY,
        empty_label=_("Any sponsor"),
    )
