"""Rounds as one looks for their results."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import Round


class ResultFilter(filters.FilterSet):
    """Rounds that were sent, by what they are called and when they were about."""

    q = SearchFilter("name", "questionnaire__name")
    portfolio = PortfolioFilter()
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[
            (Round.State.OPEN.value, Round.State.OPEN.label),
            (Round.State.CLOSED.value, Round.State.CLOSED.label),
        ],
        empty_label=_("Open and closed"),
    )
    sort = SortFilter("name", "period_end", "answered_count")

    class Meta:
        model = Round
        fields: list[str] = []
