"""The parts of components: what was before, what belongs to a key, what is worst.

All of them add up with ``+``, so that a parent is made from its children's parts,
and all are plain dataclasses, so that they can be stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Generic, Protocol, Self, TypeVar

P = TypeVar("P")

MOST_ROWS: Final = 12


def converted(part: Any, rate: Decimal | None) -> Any:
    """A part in another currency; one that holds no money stays as it is."""
    return part.converted(rate) if hasattr(part, "converted") else part


@dataclass(frozen=True, slots=True)
class History(Generic[P]):
    """One part for each of the last periods: oldest first, this period's last.

    Raises ValueError when histories of different lengths are added.
    """

    parts: tuple[P, ...] = ()

    def __add__(self, other: Self) -> Self:
        if not self.parts or not other.parts:
            return self if self.parts else other
        pairs = zip(self.parts, other.parts, strict=True)
        return type(self)(tuple(one + another for one, another in pairs))  # type: ignore[operator]

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency."""
        return type(self)(tuple(converted(part, rate) for part in self.parts))


@dataclass(frozen=True, slots=True)
class Keyed(Generic[P]):
    """One part for each key, in the order of the keys; parts of one key add up."""

    parts: tuple[tuple[str, P], ...] = ()

    @classmethod
    def of(cls, parts: Iterable[tuple[str, P]]) -> Self:
        """Add up the parts of each key, given in any order."""
        found: dict[str, P] = {}
        for key, part in parts:
            found[key] = found[key] + part if key in found else part  # type: ignore[operator]
        return cls(tuple(sorted(found.items(), key=lambda pair: pair[0])))

    def __add__(self, other: Self) -> Self:
        return self.of((*self.parts, *other.parts))

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency."""
        return type(self)(
            tuple((key, converted(part, rate)) for key, part in self.parts)
        )

    def by_key(self) -> Mapping[str, P]:
        """The part of each key."""
        return dict(self.parts)


class Ranked(Protocol):
    """A row that knows its place: the lowest rank comes first.

    Ranks of different rows differ, so they end in what makes the row unique.
    """

    @property
    def rank(self) -> tuple[Any, ...]: ...


R = TypeVar("R", bound=Ranked)


@dataclass(frozen=True, slots=True)
class Ranking(Generic[R]):
    """The first rows of a long list, and how many it has in all."""

    rows: tuple[R, ...] = ()
    count: int = 0

    @classmethod
    def of(cls, rows: Iterable[R]) -> Self:
        """Keep the first of some rows, given in any order."""
        ordered = sorted(rows, key=lambda row: row.rank)
        return cls(tuple(ordered[:MOST_ROWS]), len(ordered))

    def __add__(self, other: Self) -> Self:
        ordered = sorted((*self.rows, *other.rows), key=lambda row: row.rank)
        return type(self)(tuple(ordered[:MOST_ROWS]), self.count + other.count)

    def converted(self, rate: Decimal | None) -> Self:
        """The same rows with their money in another currency."""
        return type(self)(tuple(converted(row, rate) for row in self.rows), self.count)

    @property
    def left_out(self) -> int:
        """How many rows exist beyond those kept."""
        return self.count - len(self.rows)


def last_first(
    value: Decimal | int | None, *, worst_high: bool = True
) -> tuple[bool, Any]:
    """A place in a rank by badness: the worst value first, the unknown last."""
    if value is None:
        return True, 0
    return False, -value if worst_high else value


@dataclass(frozen=True, slots=True)
class Nothing:
    """The component of a panel that speaks of other panels' readings alone."""

    def __add__(self, other: Self) -> Self:
        return self

    def converted(self, rate: Decimal | None) -> Self:
        """Nothing has no money."""
        return self
