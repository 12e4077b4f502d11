"""Comments by round, theme, tone and what the same person would recommend."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition.calculations.nps import DETRACTORS_TO, PROMOTERS_FROM
from recognition.models import Answer, Round, Theme
from recognition.tone import tone_of

BANDS = {
    "promoters": (PROMOTERS_FROM, 10),
    "passives": (DETRACTORS_TO + 1, PROMOTERS_FROM - 1),
    "detractors": (0, DETRACTORS_TO),
}


def rounds_read(request: HttpRequest | None) -> QuerySet[Round]:
    """Return the rounds whose comments the reader may read."""
    if request is None:
        return Round.objects.none()
    return Round.objects.read_by(request.user).sent()  # type: ignore[arg-type]


def themes_read(request: HttpRequest | None) -> QuerySet[Theme]:
    """Return the themes of the portfolios whose comments the reader may read."""
    if request is None:
        return Theme.objects.none()
    return Theme.objects.removable_by(request.user)  # type: ignore[arg-type]


class CommentFilter(filters.FilterSet):
    """What people wrote."""

    q = SearchFilter("text", "question__text")
    portfolio = PortfolioFilter("response__round__portfolio")
    round = filters.ModelChoiceFilter(
        label=_("Round"),
        field_name="response__round",
        queryset=rounds_read,
        empty_label=_("All rounds"),
    )
    theme = filters.ModelChoiceFilter(
        label=_("Theme"),
        field_name="themes",
        queryset=themes_read,
        empty_label=_("Any theme"),
    )
    sound = filters.ChoiceFilter(
        label=_("Sounds"),
        choices=Answer.Sound.choices,
        method="sounding",
        empty_label=_("Any way"),
    )
    band = filters.ChoiceFilter(
        label=_("Recommendation"),
        choices=[
            ("promoters", _("Promoters, 9 and 10")),
            ("passives", _("Passives, 7 and 8")),
            ("detractors", _("Detractors, 0 to 6")),
        ],
        method="recommending",
        empty_label=_("Any score"),
    )
    sort = SortFilter("recommendation", "response__round__period_end")

    class Meta:
        model = Answer
        fields: list[str] = []

    def recommending(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(recommendation__range=BANDS[value])

    def sounding(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what sounds so; the database does not know how, so each is read."""
        wanted = [
            answer.pk
            for answer in rows.select_related("response")
            if tone_of(answer).label == value
        ]
        return rows.filter(pk__in=wanted)
