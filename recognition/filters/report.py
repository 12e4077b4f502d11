"""The lists of reports, narrowed and sorted."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import Period
from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import ExecutiveReport, ReportState


class ReadReportFilter(filters.FilterSet):
    """Reports by portfolio, period and template."""

    q = SearchFilter("title", "portfolio__name")
    portfolio = PortfolioFilter()
    period = filters.ChoiceFilter(
        "period_key", label=_("Period"), empty_label=_("Any period")
    )
    template = filters.ChoiceFilter(
        label=_("Template"),
        choices=ExecutiveReport.Template.choices,
        empty_label=_("Any template"),
    )
    sort = SortFilter("title", "portfolio__name", "period_key", "published_at")

    class Meta:
        model = ExecutiveReport
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = self.queryset.order_by().values_list(
            "period_key", "portfolio__fiscal_year_start_month"
        )
        labels = {key: Period.parse(key, month).label for key, month in keys.distinct()}
        choices = sorted(labels.items(), reverse=True)
        self.filters["period"].extra["choices"] = choices


class ReportFilter(ReadReportFilter):
    """Reports that one writes, by their state as well."""

    state = filters.ChoiceFilter(
        label=_("State"), choices=ReportState.choices, empty_label=_("Any state")
    )
    sort = SortFilter("title", "portfolio__name", "period_key", "state", "published_at")
