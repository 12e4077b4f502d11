"""Kinds of files that apps above this one read: each registers itself when it starts.

Nothing here imports those apps; a file of such a kind goes the same way as any other,
and only what its rows mean is decided elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from delivery.imports.findings import Report
    from delivery.imports.importer import Job


@dataclass(frozen=True, slots=True)
class GuestKind:
    """One kind of file, and how it is read.

    `read` takes the job and whether to write; it returns what came of the file, and
    runs in the transaction of its caller.
    """

    name: str
    label: Any
    read: "Callable[[Job, bool], Report]"


GUESTS: dict[str, GuestKind] = {}


def register(kind: GuestKind) -> None:
    """Make a kind known."""
    GUESTS[kind.name] = kind
