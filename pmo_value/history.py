"""The history of a row, as django-simple-history keeps it, without its detours."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils import timezone
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords as Records

# A database takes a limited number of values in one statement.
ROWS_AT_ONCE = 500
# What a row may say of its own version; others are told for all rows at once.
OWN_WORDS = ("_history_user", "_history_date", "_change_reason")


class PreparedHistoryManager(HistoryManager):
    """A manager of history whose class is made once.

    Whoever asks a row for its history, as each save does, would have it made anew, for
    which Python looks at every attribute of a query set.
    """

    @classmethod
    @cache
    def from_queryset(cls, query_set: type, class_name: str | None = None) -> Any:
        return super().from_queryset(query_set, class_name)

    def bulk_history_create(
        self,
        objs: Sequence[models.Model],
        batch_size: int | None = None,
        update: bool = False,
        default_user: models.Model | None = None,
        default_change_reason: str | None = "",
        default_date: Any = None,
        custom_historical_attrs: dict[str, Any] | None = None,
    ) -> None:
        """Note how rows stand that were stored just now: the database copies them.

        To make each version here and send it would take as long as to store the rows.
        It is done for rows that say something of their own version.
        """
        if custom_historical_attrs or any(
            hasattr(row, word) for row in objs for word in OWN_WORDS
        ):
            super().bulk_history_create(
                objs,
                batch_size,
                update,
                default_user,
                default_change_reason,
                default_date,
                custom_historical_attrs,
            )
            return
        told = {
            "history_date": default_date or timezone.now(),
            "history_type": "~" if update else "+",
            "history_user": default_user
            or (self.model.get_default_history_user(objs[0]) if objs else None),
            "history_change_reason": default_change_reason,
        }
        for start in range(0, len(objs), ROWS_AT_ONCE):
            self._copy([row.pk for row in objs[start : start + ROWS_AT_ONCE]], told)

    def _copy(self, keys: list[Any], told: dict[str, Any]) -> None:
        """Copy stored rows into the history, each with what is told of all of them."""
        name = connection.ops.quote_name
        rows = self.model.instance_type._meta
        copied = ", ".join(name(field.column) for field in self.model.tracked_fields)
        fields = [self.model._meta.get_field(field) for field in told]
        columns = ", ".join(name(field.column) for field in fields)
        values = [
            field.get_db_prep_save(getattr(value, "pk", value), connection)
            for field, value in zip(fields, told.values(), strict=True)
        ]
        key = name(rows.pk.column)
        sql = (
            f"INSERT INTO {name(self.model._meta.db_table)} ({copied}, {columns})"  # noqa: S608 - names of our own models
            f" SELECT {copied}, {', '.join(['%s'] * len(values))}"
            f" FROM {name(rows.db_table)}"
            f" WHERE {key} IN ({', '.join(['%s'] * len(keys))}) ORDER BY {key}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [*values, *keys])


class HistoricalRecords(Records):
    """What a model has as its `history`: a row for each version of its own rows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(history_manager=PreparedHistoryManager, **options)
