"""The list of success stories, narrowed and sorted."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import Story


class StoryFilter(filters.FilterSet):
    """Stories by portfolio and state."""

    q = SearchFilter("title", "project__name", "benefit__name")
    portfolio = PortfolioFilter()
    state = filters.ChoiceFilter(
        label=_("State"), choices=Story.State.choices, empty_label=_("Any state")
    )
    sort = SortFilter("title", "state", "published_at")

    class Meta:
        model = Story
        fields: list[str] = []
