"""The list of feedback rounds."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from delivery.filters import PortfolioFilter, SearchFilter, SortFilter
from recognition.models import Mode, Questionnaire, Round


class RoundFilter(filters.FilterSet):
    """Rounds `with_counts`."""

    q = SearchFilter("name", "project__name", "service__name")
    portfolio = PortfolioFilter()
    state = filters.ChoiceFilter(
        label=_("State"), choices=Round.State.choices, empty_label=_("All states")
    )
    mode = filters.ChoiceFilter(
        label=_("Openness"), choices=Mode.choices, empty_label=_("All")
    )
    sort = SortFilter("name", "state", "opens_on", "closes_on", "period_end")

    class Meta:
        model = Round
        fields: list[str] = []


class QuestionnaireFilter(filters.FilterSet):
    """Questionnaires `with_counts`."""

    q = SearchFilter("name")
    portfolio = PortfolioFilter()
    sort = SortFilter("name", "round_count")

    class Meta:
        model = Questionnaire
        fields: list[str] = []
