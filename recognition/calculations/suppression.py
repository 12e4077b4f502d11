"""Which groups stay hidden, so that nobody can be found by subtraction."""

from collections.abc import Mapping
from dataclasses import dataclass

from .estimate import MIN_N


@dataclass(frozen=True, slots=True)
class Suppression:
    """The groups whose results are not shown, and whether the total is.

    Source: docs/formulas.md, "Small groups".
    """

    hidden: frozenset[str] = frozenset()
    total_is_hidden: bool = False


def suppression(
    groups: Mapping[str, int], total: int | None = None, *, min_n: int = MIN_N
) -> Suppression:
    """Return what must be hidden when a total is shown beside its groups.

    Hidden is every group of 1 to `min_n` - 1 people. What is left when all shown
    groups are taken from the total must be nobody, or at least `min_n` people: else
    the smallest group that is shown is hidden too. A total of fewer than `min_n` is
    hidden itself. A group of nobody gives nobody away and is never hidden.

    Shape: `groups` holds the size of each group by its name; nobody is in two of
    them. `total` may count people who are in none; None is the sum of the groups.

    This is safe for one division of one total. Two divisions of the same people
    (by service and by sponsor, say) are safe each, and not their overlap.

    Raises ValueError for a size below zero, or a total below the sum of the groups.

    Source: docs/formulas.md, "Small groups".
    """
    together = sum(groups.values())
    people = together if total is None else total
    if people < together or min(groups.values(), default=0) < 0:
        raise ValueError("the groups do not fit into their total")
    small = {name for name, size in groups.items() if 0 < size < min_n}
    if 0 < people < min_n:
        return Suppression(frozenset(small), total_is_hidden=True)
    shown = {name: size for name, size in groups.items() if size >= min_n}
    remainder = people - sum(shown.values())
    if 0 < remainder < min_n:
        small.add(min(shown, key=lambda name: (shown[name], name)))
    return Suppression(frozenset(small))
