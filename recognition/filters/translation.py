"""The list of translations, narrowed and sorted."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delivery.filters.fields import PortfolioFilter, SearchFilter, SortFilter
from recognition import formulas
from recognition.models import ValueTranslation


class TranslationFilter(filters.FilterSet):
    """Translations by portfolio, formula, and whether they were put forward."""

    q = SearchFilter("name", "project__name", "service__name", "note")
    portfolio = PortfolioFilter()
    formula = filters.ChoiceFilter(
        label=_("Formula"), choices=formulas.CHOICES, empty_label=_("All formulas")
    )
    claimed = filters.ChoiceFilter(
        label=_("Claim"),
        choices=[("yes", _("Put forward")), ("no", _("Not put forward"))],
        empty_label=_("Claimed or not"),
        method="filter_claimed",
    )
    sort = SortFilter("name", "period", "formula")

    class Meta:
        model = ValueTranslation
        fields: list[str] = []

    def filter_claimed(
        self, rows: "QuerySet[ValueTranslation]", name: str, value: str
    ) -> "QuerySet[ValueTranslation]":
        return rows.filter(claim__isnull=value == "no")
