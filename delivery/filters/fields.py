"""What every list is narrowed to and sorted by."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import F, OrderBy, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from delivery.models import (
    Portfolio,
)

LONGEST_SEARCH = 200


def readable_portfolios(request: HttpRequest | None) -> QuerySet[Portfolio]:
    """Return the portfolios that the reader may choose from."""
    if request is None:  # the schema of the API is drawn up without a reader
        return Portfolio.objects.none()
    return Portfolio.objects.with_figures_for(request.user).order_by("path")  # type: ignore[arg-type]


class PortfolioChoice(ModelChoiceField):
    """Portfolios by name, indented by their place in the tree."""

    def label_from_instance(self, portfolio: Any) -> str:
        return f"{'– ' * portfolio.depth}{portfolio.name}"


@extend_schema_field(OpenApiTypes.STR)
class PortfolioFilter(filters.ModelChoiceFilter):
    """Facts of one portfolio, named by its slug, and of everything below it."""

    field_class = PortfolioChoice

    def __init__(self, lookup: str = "portfolio", **kwargs: Any) -> None:
        super().__init__(
            label=_("Portfolio"),
            to_field_name="slug",
            queryset=readable_portfolios,
            empty_label=_("All portfolios"),
            **kwargs,
        )
        self.lookup = lookup

    def filter(self, rows: QuerySet[Any], value: Portfolio | None) -> QuerySet[Any]:
        if value is None:
            return rows
        return rows.filter(**{f"{self.lookup}__path__startswith": value.path})


class SearchFilter(filters.CharFilter):
    """Rows in which each word occurs, in one of the fields or another."""

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        super().__init__(
            label=_("Search"),
            max_length=LONGEST_SEARCH,
            widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
            **kwargs,
        )
        self.fields = fields

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in value.split():
            found = Q()
            for field in self.fields:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(found)
        return rows


class SortFilter(filters.OrderingFilter):
    """The order of a list; what is unknown comes last, whichever way round."""

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        super().__init__(
            fields={field: field for field in fields},
            label=_("Order"),
            widget=forms.HiddenInput,
            **kwargs,
        )

    def get_ordering_value(self, param: str) -> OrderBy:
        field = F(param.removeprefix("-"))
        if param.startswith("-"):
            return field.desc(nulls_last=True)
        return field.asc(nulls_last=True)

    def filter(self, rows: QuerySet[Any], value: list[str] | None) -> QuerySet[Any]:
        if not value:
            return rows
        order = [self.get_ordering_value(param) for param in value if param]
        return rows.order_by(*order, "pk")
