"""What every list as a file has in common."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from accounts.models import User

Rows = Iterator[tuple[Any, ...]]


def values(row: Any, names: Iterable[str]) -> Iterator[Any]:
    """Yield the values of some fields of a row."""
    return (getattr(row, name) for name in names)


def person(user: User | None) -> str:
    """Return the name by which somebody signs in; nothing for a command."""
    return user.get_username() if user else ""


def moment(at: datetime) -> str:
    """Return a moment by the world's clock, which no program reads as another one."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
