"""Who owes an answer about delivered value, for how much and for how long.

By name, for those who lead; scorecards tell it without names.
Source: docs/formulas.md, "Unacknowledged value".
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from recognition.models import Stakeholder, ValueItem
from recognition.standing import by_currency

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(slots=True)
class Owing:
    """What one sponsor has not acknowledged, None for value without a sponsor.

    Units: `left` is money by currency; `oldest` is in days. `told` items wait for
    the sponsor, `untold` ones for the PMO.
    """

    sponsor: Stakeholder | None
    items: int = 0
    told: int = 0
    untold: int = 0
    without_amount: int = 0
    oldest: int | None = None
    left: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def amounts(self) -> list[tuple[Decimal, str]]:
        """What is left by currency, the most first."""
        return by_currency(self.left)

    def take(self, item: ValueItem, today: date) -> None:
        """Add what is left of an item to it."""
        age = item.age_on(today)
        self.items += 1
        self.told += item.communicated_at is not None
        self.untold += item.communicated_at is None
        if item.left_amount is None:
            self.without_amount += 1
        else:
            self.left[item.currency] += item.left_amount
        if age is not None:
            self.oldest = max(age, self.oldest or 0)


def owing_of(user: "User", today: date) -> list[Owing]:
    """Return who owes an answer to this person's portfolios, the most owed first.

    One query, whatever the number of items.
    """
    found: dict[int | None, Owing] = {}
    items = (
        ValueItem.objects.editable_by(user)
        .unacknowledged()
        .select_related("sponsor")
        .order_by("pk")
    )
    for item in items:
        owing = found.setdefault(item.sponsor_id, Owing(item.sponsor))
        owing.take(item, today)
    return sorted(
        found.values(),
        key=lambda one: (-max(one.left.values(), default=Decimal(0)), -one.items),
    )
