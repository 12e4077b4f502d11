"""The list of letters about value."""

import django_filters as filters

from delivery.filters import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import ValueLetter


class ValueLetterFilter(filters.FilterSet):
    """Letters `with_counts`."""

    q = SearchFilter("sponsor__name", "message")
    portfolio = PortfolioFilter()
    sort = SortFilter("sponsor__name", "sent_at", "expires_on", "answered_count")

    class Meta:
        model = ValueLetter
        fields: list[str] = []
