"""Rows collected by the object they belong to."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any


def grouped(
    rows: Iterable[tuple[Any, ...]], make: Callable[..., Any]
) -> defaultdict[int, tuple[Any, ...]]:
    """Collect rows by their first column, each made from the others."""
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for owner, *values in rows:
        groups[owner].append(make(*values))
    return defaultdict(tuple, {owner: tuple(made) for owner, made in groups.items()})
