"""The list of quotes, narrowed and sorted."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import Testimonial


class TestimonialFilter(filters.FilterSet):
    """Quotes from the request until they are taken down."""

    q = SearchFilter("stakeholder__name", "project__name", "project__code")
    portfolio = PortfolioFilter()
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=Testimonial.State.choices,
        empty_label=_("Any state"),
    )
    sort = SortFilter("stakeholder__name", "state", "requested_at", "received_at")

    class Meta:
        model = Testimonial
        fields: list[str] = []
