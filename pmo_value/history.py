"""The history of a row, as django-simple-history keeps it, without its detours."""

from functools import cache
from typing import Any

from simple_history import models
from simple_history.manager import HistoryManager


class PreparedHistoryManager(HistoryManager):
    """A manager of history whose class is made once.

    Whoever asks a row for its history, as each save does, would have it made anew, for
    which Python looks at every attribute of a query set.
    """

    @classmethod
    @cache
    def from_queryset(cls, query_set: type, class_name: str | None = None) -> Any:
        return super().from_queryset(query_set, class_name)


class HistoricalRecords(models.HistoricalRecords):
    """What a model has as its `history`: a row for each version of its own rows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(history_manager=PreparedHistoryManager, **options)
