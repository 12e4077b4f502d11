"""The list of exchange rates."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import SearchFilter, SortFilter
from delivery.models import ExchangeRate


class ExchangeRateFilter(filters.FilterSet):
    """Exchange rates of which nobody has entered a correction."""

    q = SearchFilter("from_currency", "to_currency", "source")
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=ExchangeRate.Kind.choices, empty_label=_("Any kind")
    )
    sort = SortFilter("from_currency", "to_currency", "kind", "valid_from", "rate")

    class Meta:
        model = ExchangeRate
        fields: list[str] = []
