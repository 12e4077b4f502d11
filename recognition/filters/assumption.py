"""The register of assumptions, narrowed and sorted."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import Assumption, AssumptionState

STATES = {
    AssumptionState.PROPOSED: _("Proposed"),
    AssumptionState.APPROVED: _("Approved"),
    AssumptionState.EXPIRED: _("Expired"),
    AssumptionState.RETIRED: _("Retired"),
}


class StateFilter(filters.ChoiceFilter):
    """Where they stand today; those that were retired only when asked for."""

    def filter(self, rows: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        if not value:
            return rows.filter(retired_on=None)
        found: QuerySet[Any] = rows.in_state(value, timezone.localdate())  # type: ignore[attr-defined]
        return found


class AssumptionFilter(filters.FilterSet):
    """Assumptions by portfolio and state."""

    q = SearchFilter("name", "owner", "source", "unit_label")
    portfolio = PortfolioFilter()
    state = StateFilter(
        label=_("State"),
        choices=[(state.value, label) for state, label in STATES.items()],
        empty_label=_("All but retired"),
    )
    sort = SortFilter("name", "value", "owner", "dated_on", "expires_on")

    class Meta:
        model = Assumption
        fields: list[str] = []
