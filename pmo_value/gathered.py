"""Short lists of other rows, read in the query of the row that they belong to.

A page about one thing with a dozen short lists would take a query for each of them.
"""

from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import JSONField, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

from pmo_value.fields import ExactDecimalField

M = TypeVar("M", bound=models.Model)


class JSONRows(models.Aggregate):
    """The rows of a group as one list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.as_sql(compiler, connection, function="JSONB_AGG")
        return sql, tuple(params)


def gathered(rows: QuerySet[Any], *names: str) -> Subquery:
    """Return rows with an OuterRef as one value of the row outside.

    `names` are fields, or fields of a related object such as `service__name`; what
    comes back is for `objects_of`. Order and limits are left to whoever reads it: a
    list in one value is short.
    """
    whole = rows.order_by().values(group=Value(1))
    found = whole.annotate(found=JSONRows(JSONObject(**{name: name for name in names})))
    return Subquery(found.values("found"))


def objects_of(model: type[M], found: list[dict[str, Any]] | None) -> list[M]:
    """Return objects of a model with the fields that were gathered, others deferred."""
    return [_object_of(model, row) for row in found or ()]


def _object_of(model: type[M], row: dict[str, Any]) -> M:
    own: dict[str, Any] = {}
    related: dict[str, dict[str, Any]] = {}
    for name, value in row.items():
        head, _dots, tail = name.partition("__")
        if tail:
            related.setdefault(head, {})[tail] = value
        else:
            field: Any = model._meta.get_field(name)
            own[field.attname] = _in_python(field, value)
    names = [one.attname for one in model._meta.concrete_fields if one.attname in own]
    made = model.from_db(DEFAULT_DB_ALIAS, names, [own[name] for name in names])
    for name, part in related.items():
        other: Any = model._meta.get_field(name).related_model
        setattr(made, name, _object_of(other, part))
    return made


def _in_python(field: Any, value: Any) -> Any:
    """Read a value as the database writes it into JSON."""
    if isinstance(field, ExactDecimalField):
        return field.from_db_value(value, None, connection)
    return field.to_python(value)
