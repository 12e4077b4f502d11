"""The list of stakeholders."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delivery.filters import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import Stakeholder

PRESENCE: dict[str, dict[str, Any]] = {
    "present": {"left_on": None, "erased_at": None},
    "left": {"left_on__isnull": False, "erased_at": None},
    "erased": {"erased_at__isnull": False},
}


class PresenceFilter(filters.ChoiceFilter):
    """Who is there, who has left; those who were forgotten only when asked for."""

    def filter(self, rows: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        return rows.filter(**PRESENCE.get(value or "", {"erased_at": None}))


class StakeholderFilter(filters.FilterSet):
    """Stakeholders `with_counts` and `with_last_asked`."""

    q = SearchFilter("name", "email", "job_title", "unit")
    portfolio = PortfolioFilter()
    role = filters.ChoiceFilter(
        label=_("Role"),
        choices=Stakeholder.Role.choices,
        empty_label=_("All roles"),
    )
    presence = PresenceFilter(
        label=_("Who"),
        choices=[
            ("present", _("Still there")),
            ("left", _("Has left")),
            ("erased", _("Forgotten")),
        ],
        empty_label=_("Everybody"),
    )
    sort = SortFilter("name", "role", "unit", "last_asked_at", "asked_count")

    class Meta:
        model = Stakeholder
        fields: list[str] = []
