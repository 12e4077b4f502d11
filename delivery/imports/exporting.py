"""The facts of a kind as rows that an import takes back unchanged."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import F

from delivery.calculations.bands import as_text, from_json
from delivery.imports.kinds import Kind
from delivery.imports.kinds.kind import known_by
from delivery.models import Portfolio, PriorityCriterion, PriorityScore

PORTFOLIO = "portfolio"
ROWS_AT_ONCE = 2000


def columns_of(kind: Kind) -> tuple[str, ...]:
    """Return the columns of a file of the kind: its portfolio, then every field.

    A period is left out: the days that it stands for say the same.
    """
    return (PORTFOLIO, *(name for name in kind.field_names if name != "period"))


def facts_of(kind: Kind, portfolio: Portfolio) -> Any:
    """Return the facts of a kind in one portfolio; of corrected ones what holds.

    Marks by criteria that hold no longer are left out: no file can name them.
    """
    facts = kind.model._default_manager.filter(**{place_of(kind): portfolio})
    if kind.model is PriorityScore:
        criteria = PriorityCriterion.objects.applying_to(portfolio)
        return facts.filter(criterion__in=criteria.order_by().values("pk"))
    return facts.in_force() if hasattr(facts, "in_force") else facts


def place_of(kind: Kind) -> str:
    """Return the lookup from a fact to its portfolio."""
    facts = kind.model._default_manager.all()
    return getattr(facts, "portfolio_lookup", PORTFOLIO)


def rows_of(kind: Kind, facts: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the facts of a queryset in the order of their keys."""
    fields = [kind.model_field(name) for name in columns_of(kind)[1:]]
    related = [field.name for field in fields if field.is_relation]
    found = (
        facts.select_related(*related)
        .annotate(slug_of_portfolio=F(f"{place_of(kind)}__slug"))
        .order_by("slug_of_portfolio", *map(kind.ordering, kind.key))
    )
    for fact in found.iterator(chunk_size=ROWS_AT_ONCE):
        yield (fact.slug_of_portfolio, *(written(fact, field) for field in fields))


def written(fact: models.Model, field: Any) -> Any:
    """Return a value as a file names it: an object by its code or its label."""
    value = getattr(fact, field.name)
    if field.name == "bands":
        return as_text(from_json(value))
    if not field.is_relation:
        return value
    if value is None:
        return ""
    name = known_by(type(value))
    return getattr(value, name) if hasattr(value, name) else value.label
