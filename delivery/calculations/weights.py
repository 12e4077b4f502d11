"""How much of a roll-up is covered when not every member's weight is known."""

from decimal import Decimal
from typing import NamedTuple

from .measure import coverage


class Weights(NamedTuple):
    """How many members there are, how many have a weight, and their sum."""

    members: int
    weighed: int
    total: Decimal


def covered_weight(included: Weights, in_scope: Weights) -> Decimal | None:
    """Return which part of the weight in scope is included; None for no scope.

    A member of unknown weight is taken to weigh as much as the average of the
    others. So a member without any facts always lowers the coverage, and where
    no weight is known the members are counted.

    Source: docs/formulas.md, "How much of the data is there".
    """
    if not in_scope.weighed or in_scope.total <= 0:
        return coverage(included.members, in_scope.members)
    average = in_scope.total / in_scope.weighed
    return coverage(
        included.total + (included.members - included.weighed) * average,
        in_scope.total + (in_scope.members - in_scope.weighed) * average,
    )
