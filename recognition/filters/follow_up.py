"""Follow-ups by portfolio, state, and whether they are late."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import FollowUp


class FollowUpFilter(filters.FilterSet):
    """What was promised, and what came of it."""

    q = SearchFilter("said", "did", "assigned_to__name")
    portfolio = PortfolioFilter()
    state = filters.ChoiceFilter(
        label=_("State"), choices=FollowUp.State.choices, empty_label=_("Any state")
    )
    overdue = filters.BooleanFilter(
        label=_("Overdue"), method="late", widget=forms.CheckboxInput
    )
    mine = filters.BooleanFilter(
        label=_("Given to me"), method="own", widget=forms.CheckboxInput
    )
    sort = SortFilter("said", "assigned_to__name", "due_on", "state")

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def late(self, rows: Any, name: str, value: bool) -> QuerySet[Any]:
        found: QuerySet[Any] = rows.overdue_on(timezone.localdate()) if value else rows
        return found

    def own(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(assigned_to=self.request.user.pk) if value else rows
