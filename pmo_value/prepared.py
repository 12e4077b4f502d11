"""Queries that are written once and asked often."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Value = int | str


class PreparedQuery:
    """A query whose SQL is written at its first use and kept by the process.

    Django writes the SQL of a query anew each time. With permissions in it that takes
    five milliseconds, the answer of the database a fifth of one: too much for the page
    that is read most.

    `write` takes the stand-ins and returns the query, by `values_list`; what is asked
    for later takes the place of the stand-ins. So they must be values that the query
    has nowhere else, and its columns numbers and texts, which come as the database
    has them. A day is named as text, 2026-11-30.
    """

    def __init__(
        self, write: Callable[..., QuerySet[Any, Any]], **stand_ins: Value
    ) -> None:
        self.write = write
        self.stand_ins = stand_ins

    @cached_property
    def written(self) -> tuple[str, tuple[Any, ...]]:
        """The SQL and its parameters, stand-ins among them."""
        sql, parameters = self.write(**self.stand_ins).query.sql_with_params()
        # A database may want a day as a date, and all else as it was given.
        parameters = tuple(
            str(given) if isinstance(given, date) else given for given in parameters
        )
        missing = set(self.stand_ins.values()).difference(parameters)
        if missing:
            raise ValueError(f"the query does not ask for {missing}")
        return sql, parameters

    def rows(self, **values: Value) -> list[tuple[Any, ...]]:
        """Return the rows for these values, one for each stand-in."""
        sql, parameters = self.written
        asked = {stand_in: values[name] for name, stand_in in self.stand_ins.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [asked.get(given, given) for given in parameters])
            return cursor.fetchall()
