"""Cycles, promises and lessons as one looks for them."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from delivery.models import Cycle
from recognition.models import CycleLesson, CyclePromise


class CycleFilter(filters.FilterSet):
    """Turns of the flywheel by portfolio, and whether they are closed."""

    q = SearchFilter("name")
    portfolio = PortfolioFilter()
    status = filters.ChoiceFilter(
        label=_("Status"), choices=Cycle.Status.choices, empty_label=_("Any status")
    )
    sort = SortFilter("name", "starts_on", "ends_on", "promise_count", "lesson_count")

    class Meta:
        model = Cycle
        fields: list[str] = []


class PromiseFilter(filters.FilterSet):
    """Promises by portfolio, and by whether their cycle has been closed."""

    q = SearchFilter("text", "name", "kpi__name", "cycle__name")
    portfolio = PortfolioFilter("cycle__portfolio")
    status = filters.ChoiceFilter(
        label=_("Made in"),
        field_name="cycle__status",
        choices=[
            (Cycle.Status.OPEN.value, _("A cycle that is open")),
            (Cycle.Status.CLOSED.value, _("A cycle that is closed")),
        ],
        empty_label=_("Any cycle"),
    )
    sort = SortFilter("text", "cycle__ends_on", "falls_due_on")

    class Meta:
        model = CyclePromise
        fields: list[str] = []


class LessonFilter(filters.FilterSet):
    """Lessons by portfolio."""

    q = SearchFilter("text", "deed", "cycle__name")
    portfolio = PortfolioFilter("cycle__portfolio")
    sort = SortFilter("text", "cycle__ends_on")

    class Meta:
        model = CycleLesson
        fields: list[str] = []
