"""The list of schedules of reports, and the log of their runs."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delivery.filters import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import ReportSchedule, ScheduleRun


class ReportScheduleFilter(filters.FilterSet):
    """Schedules by portfolio, how often they run and whether they do."""

    q = SearchFilter("name", "pattern__title")
    portfolio = PortfolioFilter()
    cadence = filters.ChoiceFilter(
        label=_("How often"),
        choices=ReportSchedule.CADENCES,
        empty_label=_("Any rhythm"),
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[("running", _("Running")), ("paused", _("Paused"))],
        empty_label=_("Any state"),
    )
    sort = SortFilter("name", "cadence", "starts_on")

    class Meta:
        model = ReportSchedule
        fields: list[str] = []

    def in_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_paused=value == "paused")


class ScheduleRunFilter(filters.FilterSet):
    """Runs by what came of them."""

    q = SearchFilter("problem", "report__title")
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=ScheduleRun.State.choices,
        empty_label=_("Any state"),
    )
    sort = SortFilter("planned_on", "finished_at", "state")

    class Meta:
        model = ScheduleRun
        fields: list[str] = []
