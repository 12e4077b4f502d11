"""What deleting a row would take along, and what keeps it from being deleted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError


@dataclass(frozen=True, slots=True)
class Removal:
    """Other rows in words with their numbers: "3 milestones"."""

    takes_along: tuple[str, ...] = ()
    is_held_by: tuple[str, ...] = ()


def look_ahead(row: models.Model) -> Removal:
    """Say what deleting a row would do, without doing it."""
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    try:
        collector.collect([row])
    except ProtectedError as error:
        return Removal(is_held_by=in_words(map(type, error.protected_objects)))
    found = [type(other) for rows in collector.data.values() for other in rows]
    found.remove(type(row))
    for others in collector.fast_deletes:
        found += [others.model] * len(others)
    return Removal(takes_along=in_words(found))


def in_words(found: Iterable[type[models.Model]]) -> tuple[str, ...]:
    """Count rows by their kind."""
    return tuple(
        f"{count} {_name(model, count)}" for model, count in Counter(found).items()
    )


def _name(model: type[models.Model], count: int) -> str:
    meta = model._meta
    return str(meta.verbose_name if count == 1 else meta.verbose_name_plural)
