"""One kind of fact: its fields, its key and its default columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.validators import DecimalValidator, MaxLengthValidator
from django.db import models

from delivery.calculations.periods import Period
from delivery.imports.mapping import ColumnName, FactRule, FieldRule
from delivery.models import PriorityCriterion

# Validators that a parser makes superfluous.
PARSED = (DecimalValidator, MaxLengthValidator)
# What has no code goes by another field.
KNOWN_BY: dict[type[models.Model], str] = {PriorityCriterion: "name"}


def known_by(model: type[models.Model]) -> str:
    """Return the field by which a file names an object."""
    return KNOWN_BY.get(model, "code")


def days_of(period: Period) -> dict[str, date]:
    return {"period_start": period.start, "period_end": period.end}


def first_day_of(period: Period) -> dict[str, date]:
    return {"valid_from": period.start}


@dataclass(frozen=True)
class Kind:
    """One kind of fact: a row of one model, known by its `key`.

    `parent` is the field whose object, found by its code, the fact belongs to;
    `links` are further fields that name an object by its code, and may be left blank
    where the model says so; by `owns` the kind is itself named elsewhere. `spread`
    turns a column "period" into days.
    """

    name: str
    label: Any
    model: type[models.Model]
    fields: tuple[str, ...]
    key: tuple[str, ...]
    parent: str = ""
    owns: str = ""
    links: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spread: Callable[[Period], dict[str, date]] | None = None
    is_immutable: bool = False

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """Every field that a mapping may fill."""
        extra = ("period",) if self.spread else ()
        return (*filter(None, [self.parent]), *extra, *self.fields)

    @cached_property
    def spread_fields(self) -> tuple[str, ...]:
        """The fields that a period stands for."""
        if self.spread is None:
            return ()
        return tuple(self.spread(Period.parse("2000-01")))

    @cached_property
    def optional_key(self) -> tuple[str, ...]:
        """The parts of the key that may be empty, and then tell rows apart as well."""
        linked = {self.parent, *self.links}
        return tuple(
            name
            for name in self.key
            if name not in linked and self.model_field(name).blank
        )

    @cached_property
    def optional_links(self) -> tuple[str, ...]:
        """The parts of the key that name an object or nothing, which is a key too."""
        return tuple(
            name
            for name in self.key
            if name in {self.parent, *self.links} and self.model_field(name).null
        )

    @property
    def known_by(self) -> str:
        """The field by which other facts name a row of this kind."""
        return known_by(self.model)

    @property
    def code_columns(self) -> tuple[ColumnName, ...]:
        """The columns that hold the code of a row's own object."""
        return columns_named("code", *self.aliases["code"])

    def ordering(self, name: str) -> str:
        """Return what a list is ordered by, to follow a part of the key."""
        if name not in {self.parent, *self.links}:
            return name
        return f"{name}__{known_by(self.model_field(name).related_model)}"

    def is_code(self, name: str) -> bool:
        """Return whether a field holds what its row, or another one, is known by."""
        return name in {self.known_by, self.parent, *self.links}

    def longest_code(self, name: str) -> int:
        """Return how long a code in a field may be: its own, or of what it names."""
        model_field = self.model_field(name)
        if model_field.is_relation:
            model = model_field.related_model
            model_field = model._meta.get_field(known_by(model))
        return int(model_field.max_length)

    def model_field(self, name: str) -> Any:
        return self.model._meta.get_field(name)

    def is_required(self, name: str) -> bool:
        """Return whether a new row cannot do without the field.

        A currency is the portfolio's unless the file says otherwise.
        """
        if name == "period" or name in self.spread_fields:
            return False
        if name in {*self.key, self.parent}:
            return name not in {*self.optional_key, *self.optional_links}
        model_field = self.model_field(name)
        return not (
            model_field.null
            or model_field.blank
            or model_field.has_default()
            or name == "currency"
        )

    def validators(self, name: str) -> list[Callable[[Any], None]]:
        """Return what the model asks of a value beyond its type."""
        if name == "period":
            return []
        return [v for v in self.model_field(name).validators if type(v) not in PARSED]

    def rule(self) -> FactRule:
        """Return the rule for a file whose columns are named like the fields."""
        return FactRule(
            kind=self.name,
            fields=tuple(
                FieldRule(
                    name,
                    columns=columns_named(name, *self.aliases.get(name, ())),
                )
                for name in self.field_names
            ),
        )


def columns_named(*names: str) -> tuple[ColumnName, ...]:
    return tuple(ColumnName(name) for name in names)
