"""The list of the recipients of a report."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delivery.filters import SearchFilter, SortFilter
from recognition.models import CopyState, ReportCopy


class ReportCopyFilter(filters.FilterSet):
    """Copies `with_state`, `with_reader`."""

    q = SearchFilter(
        *("stakeholder__name", "stakeholder__email", "stakeholder__unit"),
        *("user__name", "user__username", "user__email"),
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=CopyState.choices,
        empty_label=_("All states"),
        method="of_state",
    )
    attachment = filters.ChoiceFilter(
        label=_("Attached file"),
        choices=[("none", _("None")), *ReportCopy.Attachment.choices],
        empty_label=_("All"),
        method="of_attachment",
    )
    sort = SortFilter(
        "reader_name", "state_key", "sent_at", "first_viewed_at", "expires_on"
    )

    class Meta:
        model = ReportCopy
        fields: list[str] = []

    def of_state(self, rows: Any, _name: str, value: str) -> QuerySet[ReportCopy]:
        found: QuerySet[ReportCopy] = rows.filter(state_key=value)
        return found

    def of_attachment(self, rows: Any, _name: str, value: str) -> QuerySet[ReportCopy]:
        found: QuerySet[ReportCopy] = rows.filter(
            attachment="" if value == "none" else value
        )
        return found
